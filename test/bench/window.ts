/** A real window for benchmarks: the built app on a display of its own, and how smooth a stretch of its time was. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { ROOT } from '../../scripts/setup/platform.mjs';
import { bundle, isBundled } from '../../scripts/tasks/bundle.ts';
import { startDisplay } from '../support/xvfb.ts';

/** What one stretch of time was like. */
export interface Stretch {
  ms: number;
  /** The longest frame of the window, in ms, and how many there were. */
  frame: number;
  frames: number;
  /** The longest delay of main's event loop, in ms. */
  delay: number;
}

/** The app and its window. */
export interface App {
  app: ElectronApplication;
  page: Page;
}

/** Sets up what a window needs, and gives `work` an empty folder that goes away after it. */
export async function withDisplay<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // The window needs more than the other benchmarks: Electron's libraries and a display.
  const setup = spawnSync('node', [join(ROOT, 'scripts', 'setup.mjs'), 'test'], { stdio: 'inherit' });
  if (setup.status !== 0) throw new Error('the window could not be set up');
  if (!isBundled()) await bundle();
  const folder = mkdtempSync(join(tmpdir(), 'habido-ventana-'));
  const display = process.platform === 'linux' ? await startDisplay() : null;
  if (display !== null) process.env['DISPLAY'] = display.name;
  try {
    return await work(folder);
  } finally {
    await display?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What the window and main were like while `work` went on. */
export async function during({ app, page }: App, work: () => Promise<void>): Promise<Stretch> {
  await page.evaluate(() => {
    const seen = { longest: 0, frames: 0, on: true };
    (globalThis as { seenFrames?: typeof seen }).seenFrames = seen;
    let last = performance.now();
    const next = (): void => {
      // The clock itself, not the time given: that one is when the frame should have begun.
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - last);
      seen.frames += 1;
      last = now;
      if (seen.on) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    (globalThis as { seenDelay?: typeof delay }).seenDelay = delay;
  });
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const { longest, frames } = await page.evaluate(() => {
    const { seenFrames } = globalThis as unknown as {
      seenFrames: { longest: number; frames: number; on: boolean };
    };
    seenFrames.on = false;
    return { longest: seenFrames.longest, frames: seenFrames.frames };
  });
  const delay = await app.evaluate(() => {
    const { seenDelay } = globalThis as unknown as { seenDelay: { max: number; disable(): boolean } };
    seenDelay.disable();
    return seenDelay.max / 1e6;
  });
  return { ms, frame: longest, frames, delay };
}

/** Does `work` while every processor has something else to do. */
export async function amongBusyProcesses(work: () => Promise<void>): Promise<void> {
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    await work();
  } finally {
    for (const child of busy) child.kill('SIGKILL');
  }
}

/** The middle one; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
