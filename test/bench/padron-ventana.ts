/**
 * Whether the window stays alive while a padrón of two million rows is imported, and while the next edition is:
 * the built app in a real Electron, what it is compared with as in libro-ventana.
 */
import { join } from 'node:path';
import { bigPadron } from './big-padron.ts';
import type { BenchReport, BenchRow } from './report.ts';
import { amongBusyProcesses, during, withDisplay, type App, type Stretch } from './window.ts';

const ROWS = 2_000_000;
/** Asked for: the longest frame while importing. */
const FRAME_MS = 50;
const STEP_MS = 300_000;

export async function benchPadronVentana(): Promise<BenchReport> {
  const files = [await bigPadron(ROWS, 1), await bigPadron(ROWS, 2)];
  return { bench: 'padron-ventana', rows: await withDisplay((folder) => measureWindow(folder, files)) };
}

async function measureWindow(folder: string, files: readonly string[]): Promise<BenchRow[]> {
  // Loaded late: Playwright looks for Electron's program as soon as it is loaded.
  const { endApp, launchApp, whenReady } = await import('../support/electron-app.ts');
  const app = await launchApp({ datos: join(folder, 'datos'), env: {} });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(STEP_MS);
    await whenReady(page);
    await page.getByRole('link', { name: 'Padrón', exact: true }).click();
    const stretches: Stretch[] = [];
    for (const file of files) stretches.push(await importing({ app, page }, file));
    const longest = Math.max(...stretches.map(({ ms }) => ms));
    const idle = await during({ app, page }, () => page.waitForTimeout(longest));
    const crowded = await during({ app, page }, () => amongBusyProcesses(() => page.waitForTimeout(longest)));
    return [
      ...stretches.flatMap((stretch, n) =>
        stretchRows(n === 0 ? 'the first edition' : 'the next edition', stretch, idle),
      ),
      {
        name: 'the window left alone beside busy processes: longest frame',
        value: crowded.frame,
        unit: 'ms',
      },
      { name: 'the same: main’s longest delay', value: crowded.delay, unit: 'ms' },
    ];
  } finally {
    await endApp(app, app.process());
  }
}

/** Drops the file and waits until it is in use and its names can be searched. */
async function importing({ app, page }: App, file: string): Promise<Stretch> {
  const { dropFile } = await import('../support/electron-app.ts');
  const done = page.getByRole('button', { name: 'Entendido' });
  const stretch = await during({ app, page }, async () => {
    await dropFile(page, file, 'section[aria-label="Padrón en uso"]');
    await done.waitFor();
  });
  await done.click();
  return stretch;
}

function stretchRows(what: string, { ms, frame, frames, delay }: Stretch, idle: Stretch): BenchRow[] {
  const rows = ROWS.toLocaleString('en');
  return [
    { name: `${what}, ${rows} rows, names too: took`, value: ms / 1000, unit: 's' },
    {
      name: `${what}: longest frame`,
      value: frame,
      unit: 'ms',
      baseline: `the window left alone: ${idle.frame.toFixed(1)} ms`,
      target: FRAME_MS,
    },
    { name: `${what}: frames a second`, value: (frames * 1000) / ms, unit: '/s' },
    {
      name: `${what}: main’s longest delay`,
      value: delay,
      unit: 'ms',
      baseline: `left alone: ${idle.delay.toFixed(1)} ms`,
    },
  ];
}
