/** Draws the tray's pictures into resources/bandeja/ again; run it after changing `scripts/tasks/tray-icons.ts`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, say } from './setup/platform.mjs';
import { encodePng } from './tasks/png.ts';
import { trayIcons } from './tasks/tray-icons.ts';

const folder = join(ROOT, 'resources', 'bandeja');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const icons = trayIcons();
for (const [name, picture] of icons) writeFileSync(join(folder, name), encodePng(picture));
say(`${String(icons.size)} imágenes en resources/bandeja/.`);
