/** Where the window stood last: kept in a small file of the desk, and only used where it is still visible. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Log } from '../../shared/log.ts';

/** A rectangle on the desktop, in CSS pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  maximizada: z.boolean(),
});
/** The window's rectangle when it is not maximised, and whether it is. */
export type WindowBounds = z.output<typeof bounds>;

/** Remembers the window's place between starts. */
export interface BoundsStore {
  read(): WindowBounds | null;
  write(bounds: WindowBounds): void;
}

/** A {@link BoundsStore} in one file. What can't be read or written costs the place, nothing else. */
export function boundsFile(path: string, log: Log): BoundsStore {
  return {
    read() {
      try {
        return bounds.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
          log.warn('The place of the window could not be read.');
        return null;
      }
    },
    write(place) {
      try {
        writeFileSync(path, JSON.stringify(place));
      } catch (error) {
        log.error('The place of the window could not be written.', error);
      }
    },
  };
}

/** Pixels of the title bar that must lie on a screen, so that the window can be seen and dragged. */
const GRIP = { width: 120, height: 20 };

/** Whether enough of the window's top edge lies on one of the screens' work areas. */
export function isReachable(place: Rectangle, screens: readonly Rectangle[]): boolean {
  return screens.some((screen) => {
    const left = Math.max(place.x, screen.x);
    const right = Math.min(place.x + place.width, screen.x + screen.width);
    const top = place.y >= screen.y && place.y + GRIP.height <= screen.y + screen.height;
    return top && right - left >= Math.min(GRIP.width, place.width);
  });
}
