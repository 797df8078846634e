/** Which picture the tray shows where: pictures are made by `scripts/make-tray-icons.ts`. */
import { join } from 'node:path';
import type { TrayIcon } from './tray-model.ts';

/**
 * The file for a state. macOS tints a template by itself; Windows has a light and a dark taskbar; the panels of Linux
 * are of any colour, so that theirs brings its own ground.
 */
export function trayIconFile(folder: string, icon: TrayIcon, platform: string, dark: boolean): string {
  const kind = platform === 'darwin' ? 'Template' : platform === 'win32' ? (dark ? '-dark' : '-light') : '';
  return join(folder, `${icon}${kind}.png`);
}
