/** The tray's pictures are those that the script draws, and each state is told apart by its shape alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trayIconFile } from '../../../main/app/tray-icons.ts';
import { TRAY_ICONS } from '../../../main/app/tray-model.ts';
import { decodePng, encodePng, type Picture } from '../../../scripts/tasks/png.ts';
import { trayIcons } from '../../../scripts/tasks/tray-icons.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'resources', 'bandeja');
const drawn = trayIcons();

function read(name: string): Picture {
  return decodePng(readFileSync(join(FOLDER, name)));
}

/** Share of the pixels whose cover differs. */
function difference(a: Picture, b: Picture): number {
  let differ = 0;
  for (let n = 3; n < a.pixels.length; n += 4)
    if (Math.abs((a.pixels[n] as number) - (b.pixels[n] as number)) > 64) differ += 1;
  return differ / (a.width * a.height);
}

describe('the pictures of the tray', () => {
  it('are what the script draws', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...drawn.keys()].sort());
    for (const [name, picture] of drawn) expect(read(name), name).toEqual(picture);
    expect(drawn.size).toBe(36);
  });

  it('are read as they were written', () => {
    const picture = { width: 2, height: 1, pixels: new Uint8Array([1, 2, 3, 4, 250, 251, 252, 253]) };
    expect(decodePng(encodePng(picture))).toEqual(picture);
  });

  it.each([
    ['darwin', false],
    ['win32', false],
    ['win32', true],
    ['linux', true],
  ])('are there for %s (dark: %s), with a sharper one', (platform, dark) => {
    for (const icon of TRAY_ICONS) {
      const file = trayIconFile(FOLDER, icon, platform, dark);
      expect(existsSync(file), file).toBe(true);
      expect(existsSync(file.replace('.png', '@2x.png')), file).toBe(true);
    }
  });

  it('differ by shape, without their colours', () => {
    for (const [one, other] of [
      ['idle', 'working'],
      ['idle', 'attention'],
      ['working', 'attention'],
    ] as const) {
      for (const kind of ['Template', '-light', '-dark'])
        expect(difference(read(`${one}${kind}.png`), read(`${other}${kind}.png`))).toBeGreaterThan(0.05);
    }
  });

  it('are black alone where macOS tints them, and their opposite on a dark taskbar', () => {
    for (const icon of TRAY_ICONS) {
      const colours = (name: string): Set<string> => {
        const { pixels } = read(name);
        const found = new Set<string>();
        for (let n = 0; n < pixels.length; n += 4)
          if ((pixels[n + 3] as number) > 0) found.add(pixels.subarray(n, n + 3).join());
        return found;
      };
      expect([...colours(`${icon}Template@2x.png`)]).toEqual(['0,0,0']);
      expect([...colours(`${icon}-dark.png`)]).toEqual(['255,255,255']);
      expect([...colours(`${icon}-light.png`)]).toEqual(['24,32,39']);
    }
  });

  it('are shipped', () => {
    expect(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')).toContain('- resources/bandeja/*.png');
  });
});
