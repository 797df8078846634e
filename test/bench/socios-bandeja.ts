/**
 * What the app takes while it lives in the tray: never shown, and with its window closed again; against an empty
 * Electron with a tray icon that went through the same, in the same run.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { BenchRow } from './report.ts';
import { median, withDisplay } from './window.ts';

/** Starts of each; the middle one counts. */
const STARTS = 3;
/** Milliseconds between two looks, how many in a row must agree, within which share, and how many there are at most. */
const LOOK_MS = 500;
const ALIKE = 16;
const SHARE = 0.01;
const LOOKS = 80;

/** Nothing but an icon, and a window that may be opened. */
const EMPTY_MAIN = `
import { app, Menu, nativeImage, Tray } from 'electron';
app.on('window-all-closed', () => undefined);
app.whenReady().then(() => {
  const tray = new Tray(nativeImage.createFromPath(process.argv.at(-1)));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Salir', click: () => app.quit() }]));
  globalThis.tray = tray;
});
`;

/** In MB: with no window ever, and after a window was opened and closed. */
interface Memory {
  hidden: number;
  closed: number;
}

/**
 * `datos`: a data folder, filled as the figure should count. Only where the system says what each process has to itself
 * (Linux); elsewhere no figure is made up.
 */
export function memoryInTray(datos: string): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return Promise.resolve([]);
  return withDisplay(async (folder) => {
    const empty: Memory[] = [];
    const habido: Memory[] = [];
    for (let n = 0; n < STARTS; n += 1) {
      empty.push(await emptyApp(folder));
      habido.push(await habidoApp(datos));
    }
    const rows = (['hidden', 'closed'] as const).flatMap((state) => rowsOf(state, empty, habido));
    return rows;
  });
}

const NAMES = { hidden: 'in the tray, never shown', closed: 'in the tray, its window closed' } as const;

function rowsOf(state: keyof Memory, empty: readonly Memory[], habido: readonly Memory[]): BenchRow[] {
  const ours = median(habido.map((memory) => memory[state]));
  const bare = median(empty.map((memory) => memory[state]));
  return [
    { name: `${NAMES[state]}: memory`, value: ours, unit: 'MB' },
    { name: `the same of an empty Electron with a tray icon`, value: bare, unit: 'MB' },
    {
      name: `${NAMES[state]}: memory, as a ratio`,
      value: ours / bare,
      unit: 'x',
      baseline: 'an empty Electron with a tray icon',
    },
  ];
}

async function emptyApp(folder: string): Promise<Memory> {
  const place = join(folder, 'empty');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "name": "empty", "type": "module", "main": "main.js" }');
  writeFileSync(join(place, 'main.js'), EMPTY_MAIN);
  const { ROOT } = await import('../../scripts/setup/platform.mjs');
  const { launchFolder } = await import('../support/electron-app.ts');
  const icon = join(ROOT, 'resources', 'bandeja', 'idle.png');
  const app = await launchFolder(place, [`--user-data-dir=${join(folder, 'profile')}`, icon]);
  return measured(app, async () => {
    const opened = app.waitForEvent('window');
    await app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ width: 1280, height: 800 });
      await window.loadURL('data:text/html,<h1>Habido</h1>');
    });
    await opened;
  });
}

async function habidoApp(datos: string): Promise<Memory> {
  const { launchApp, whenReady } = await import('../support/electron-app.ts');
  const { chooseInTray, trayLabel } = await import('../support/tray.ts');
  const app = await launchApp({ datos, args: ['--oculto'] });
  while ((await trayLabel(app, 'abrir').catch(() => null)) === null);
  return measured(app, async () => {
    const opened = app.waitForEvent('window');
    await chooseInTray(app, 'abrir');
    const page = await opened;
    await whenReady(page);
    await page.getByRole('link', { name: 'Socios', exact: true }).click();
    await page.getByRole('grid').first().waitFor();
  });
}

/** Before any window, and after `open` opened one and it was closed. Ends the app. */
async function measured(app: ElectronApplication, open: () => Promise<void>): Promise<Memory> {
  const { endApp } = await import('../support/electron-app.ts');
  const pid = app.process().pid as number;
  try {
    const hidden = await settledMemory(pid);
    await open();
    await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const gone = new Promise<void>((resolve) => window?.once('closed', () => resolve()));
      window?.close();
      await gone;
    });
    return { hidden, closed: await settledMemory(pid) };
  } finally {
    await endApp(app, app.process());
  }
}

/** The memory of a process and all that it started, in MB, once it stays as it is. */
async function settledMemory(pid: number): Promise<number> {
  const seen: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    seen.push(treeMemory(pid));
    const last = seen.slice(-ALIKE);
    if (last.length === ALIKE && Math.max(...last) - Math.min(...last) < SHARE * Math.min(...last)) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return Math.min(...seen.slice(-ALIKE));
}

/** Proportional set sizes: what processes share is counted once among them. */
function treeMemory(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(readOrEmpty(`/proc/${name}/stat`))?.[1];
    if (parent !== undefined)
      children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  let kilobytes = 0;
  const left = [root];
  for (let pid = left.pop(); pid !== undefined; pid = left.pop()) {
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readOrEmpty(`/proc/${String(pid)}/smaps_rollup`))?.[1] ?? 0);
    left.push(...(children.get(pid) ?? []));
  }
  return kilobytes / 1_024;
}

/** A process may end while it is looked at. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
