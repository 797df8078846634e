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
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bigLibro } from '../support/big-libro.ts';
import type { BenchReport, BenchRow } from './report.ts';
import { startSimulatorThread } from './simulator-thread.ts';
import { amongBusyProcesses, during, median, withDisplay, type App, type Stretch } from './window.ts';

const ROWS = 1_000_000;
const ROUNDS = 3;
/** Asked for: the longest frame while annotating. */
const FRAME_MS = 50;
const STEP_MS = 600_000;
const STEPS = ['reading', 'validating', 'annotating'] as const;
type Step = (typeof STEPS)[number];

export async function benchLibroVentana(): Promise<BenchReport> {
  const book = await bigLibro(ROWS);
  const simulator = await startSimulatorThread({ existAll: true, latencyMs: 20 });
  try {
    return {
      bench: 'libro-ventana',
      rows: await withDisplay((folder) => measureWindow(folder, book, simulator.url)),
    };
  } finally {
    await simulator.close();
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
