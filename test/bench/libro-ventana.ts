/**
 * Whether the window stays alive while a workbook of 1,000,000 rows × 15 columns is read, validated and given
 * back: the built app in a real Electron on a display of its own, a fresh data folder, the simulator for an API.
 *
 * A frame is the time between two callbacks of `requestAnimationFrame` in the window: what a person sees stand
 * still. The main process's delay is the longest that its event loop was late (`monitorEventLoopDelay`). Both are
 * compared with those of the same window left alone for as long as the longest step took, twice: with nothing
 * else going on, and while as many processes as there are processors do nothing but sums, since a frame may also
 * be late because somebody else has the processor.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { ROOT } from '../../scripts/setup/platform.mjs';
import { bundle, isBundled } from '../../scripts/tasks/bundle.ts';
import { bigLibro } from '../support/big-libro.ts';
import { startDisplay } from '../support/xvfb.ts';
import type { BenchReport, BenchRow } from './report.ts';
import { startSimulatorThread } from './simulator-thread.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;
/** Asked for: the longest frame while annotating. */
const FRAME_MS = 50;
const STEP_MS = 600_000;
const STEPS = ['reading', 'validating', 'annotating'] as const;
type Step = (typeof STEPS)[number];

/** What one stretch of time was like. */
interface Stretch {
  ms: number;
  /** The longest frame of the window, in ms, and how many there were. */
  frame: number;
  frames: number;
  /** The longest delay of main's event loop, in ms. */
  delay: number;
}

interface App {
  app: ElectronApplication;
  page: Page;
}

export async function benchLibroVentana(): Promise<BenchReport> {
  // The window needs more than the other benchmarks: Electron's libraries and a display.
  const setup = spawnSync('node', [join(ROOT, 'scripts', 'setup.mjs'), 'test'], { stdio: 'inherit' });
  if (setup.status !== 0) throw new Error('the window could not be set up');
  if (!isBundled()) await bundle();
  const book = await bigLibro(ROWS);
  const folder = mkdtempSync(join(tmpdir(), 'habido-ventana-'));
  const display = process.platform === 'linux' ? await startDisplay() : null;
  if (display !== null) process.env['DISPLAY'] = display.name;
  const simulator = await startSimulatorThread({ existAll: true, latencyMs: 20 });
  try {
    return { bench: 'libro-ventana', rows: await measureWindow(folder, book, simulator.url) };
  } finally {
    await simulator.close();
    await display?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function measureWindow(folder: string, book: string, url: string): Promise<BenchRow[]> {
  // Loaded late: Playwright looks for Electron's program as soon as it is loaded.
  const { endApp, launchApp, whenReady } = await import('../support/electron-app.ts');
  const env = {
    HABIDO_MIGO_URL: url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
    HABIDO_POR_MINUTO: '1000',
  };
  const app = await launchApp({ datos: join(folder, 'datos'), env });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(STEP_MS);
    await whenReady(page);
    const rounds: Record<Step, Stretch>[] = [];
    for (let n = 0; n < ROUNDS; n += 1)
      rounds.push(await oneRound({ app, page }, book, join(folder, `copia ${String(n)}.xlsx`)));
    const longest = Math.max(...rounds.flatMap((round) => STEPS.map((step) => round[step].ms)));
    const idle = await during({ app, page }, () => page.waitForTimeout(longest));
    const crowded = await during({ app, page }, () => amongBusyProcesses(() => page.waitForTimeout(longest)));
    return [
      ...STEPS.flatMap((step) =>
        stepRows(
          step,
          rounds.map((round) => round[step]),
          idle,
        ),
      ),
      ...idleRows(idle, 'alone'),
      ...idleRows(crowded, 'beside busy processes'),
    ];
  } finally {
    await endApp(app, app.process());
  }
}

/** Opens the workbook, validates it, saves its copy, and goes back to the start. */
async function oneRound({ app, page }: App, book: string, copy: string): Promise<Record<Step, Stretch>> {
  const { answerSaveDialog, dropFile } = await import('../support/electron-app.ts');
  // Enabled once the column has been read too and the plan has its figures.
  const validate = page.getByRole('button', { name: 'Validar ahora', disabled: false });
  const save = page.getByRole('button', { name: 'Guardar copia anotada' });
  const reading = await during({ app, page }, async () => {
    await dropFile(page, book, 'section[aria-label="Soltar archivo"]');
    await validate.waitFor();
  });
  const validating = await during({ app, page }, async () => {
    await validate.click();
    await save.waitFor();
  });
  await answerSaveDialog(app, copy);
  const annotating = await during({ app, page }, async () => {
    await save.click();
    await page.getByRole('button', { name: 'Mostrar en carpeta' }).waitFor();
  });
  if (!existsSync(copy)) throw new Error('no copy was written');
  rmSync(copy);
  await page.getByRole('button', { name: 'Otro archivo' }).click();
  return { reading, validating, annotating };
}

/** What the window and main were like while `work` went on. */
async function during({ app, page }: App, work: () => Promise<void>): Promise<Stretch> {
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
async function amongBusyProcesses(work: () => Promise<void>): Promise<void> {
  const busy = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    await work();
  } finally {
    for (const child of busy) child.kill('SIGKILL');
  }
}

function stepRows(step: Step, stretches: readonly Stretch[], idle: Stretch): BenchRow[] {
  const what = `${step}, ${ROWS.toLocaleString('en')} rows`;
  const baseline = `the window left alone: ${idle.frame.toFixed(1)} ms`;
  const frames = stretches.map((stretch) => stretch.frame);
  const asked = step === 'annotating' ? { target: FRAME_MS } : {};
  return [
    { name: `${what}: took`, value: median(stretches.map(({ ms }) => ms / 1000)), unit: 's' },
    { name: `${what}: longest frame`, value: median(frames), unit: 'ms', baseline, ...asked },
    { name: `${what}: longest frame of ${String(ROUNDS)} rounds`, value: Math.max(...frames), unit: 'ms' },
    {
      name: `${what}: frames a second`,
      value: median(stretches.map((stretch) => (stretch.frames * 1000) / stretch.ms)),
      unit: '/s',
    },
    {
      name: `${what}: main’s longest delay`,
      value: median(stretches.map(({ delay }) => delay)),
      unit: 'ms',
      baseline: `left alone: ${idle.delay.toFixed(1)} ms`,
    },
  ];
}

function idleRows(idle: Stretch, how: string): BenchRow[] {
  return [
    {
      name: `the window ${how}, ${(idle.ms / 1000).toFixed(0)} s: longest frame`,
      value: idle.frame,
      unit: 'ms',
    },
    { name: `the window ${how}: main’s longest delay`, value: idle.delay, unit: 'ms' },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
