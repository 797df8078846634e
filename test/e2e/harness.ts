/**
 * The built app under test: a real Electron with a data folder of its own, closed and removed afterwards.
 * Nothing here waits by the clock: a window is ready when it says so.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { electronFolder, electronProgram } from '../../scripts/setup/electron.mjs';
import { ROOT, isRoot } from '../../scripts/setup/platform.mjs';

export { expect } from '@playwright/test';

// The electron package names the program to Playwright, which then holds the app back until it has attached;
// given an executable path it would not, and now and then miss the start.
const electron = electronFolder();
if (electron?.fallback === true) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.folder;

/** How an app is started. */
export interface LaunchOptions {
  /** Data folder; absent: the test's own. */
  datos?: string;
  env?: Record<string, string>;
  /** Words after the app's folder: workbooks to open. */
  args?: string[];
}

/** A running app. */
export interface Habido {
  app: ElectronApplication;
  page: Page;
  datos: string;
}

/** What a test gets. */
export interface HabidoFixtures {
  /** An empty folder, removed after the test. */
  folder: string;
  /** Starts an app whose main window is ready. */
  launch: (options?: LaunchOptions) => Promise<Habido>;
  /** Starts an app and gives its first window as it is, for starts that fail. */
  launchRaw: (options?: LaunchOptions) => Promise<Habido>;
}

export const test = base.extend<HabidoFixtures>({
  // Playwright reads the first parameter's names: it must be a pattern.
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'habido-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  launchRaw: async ({ folder }, use) => {
    const running: { app: ElectronApplication; child: ChildProcess }[] = [];
    await use(async (options = {}) => {
      const datos = options.datos ?? join(folder, 'datos');
      const app = await _electron.launch({
        chromiumSandbox: true,
        args: [...switches(), ROOT, ...(options.args ?? [])],
        env: environment(datos, options.env),
        colorScheme: null,
      });
      running.push({ app, child: app.process() });
      return { app, page: await app.firstWindow(), datos };
    });
    for (const { app, child } of running) await endApp(app, child);
  },
  launch: async ({ launchRaw }, use) => {
    await use(async (options) => {
      const habido = await launchRaw(options);
      await whenReady(habido.page);
      return habido;
    });
  },
});

/** Resolves when the page has drawn a screen. */
export async function whenReady(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Starts the app as a plain process, without Playwright (a second start, `--cli`). */
export function spawnHabido(datos: string, words: string[], env?: Record<string, string>): ChildProcess {
  return spawn(electronProgram(), [...switches(), ROOT, ...words], {
    env: environment(datos, env),
    stdio: 'pipe',
  });
}

/** Drops a file with a real path on a part of the page, as the desktop would. */
export function dropFile(page: Page, path: string, target: string): Promise<void> {
  return dropFiles(page, [path], target);
}

/** Likewise several files, or a folder. */
export async function dropFiles(page: Page, files: string[], target: string): Promise<void> {
  const box = await page.locator(target).boundingBox();
  if (box === null) throw new Error(`Nothing to drop on: ${target}`);
  const cdp = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', {
      type,
      ...at,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  }
  await cdp.detach();
}

/** Answers every later open dialog with `path` (null: cancelled). */
export async function answerOpenDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, path);
}

/** Answers every later save dialog with `path` (null: cancelled). */
export async function answerSaveDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, path);
}

/** Answers every later message box with the button of that text; {@link askedMessages} tells what was asked. */
export async function answerMessageBox(app: ElectronApplication, button: string): Promise<void> {
  await app.evaluate(({ dialog }, label) => {
    const asked: string[] = ((globalThis as { askedMessages?: string[] }).askedMessages ??= []);
    // The window comes first where there is one.
    const show = (...parts: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
      const options = parts.at(-1) as { message: string; buttons?: string[] };
      asked.push(options.message);
      return Promise.resolve({ response: options.buttons?.indexOf(label) ?? -1, checkboxChecked: false });
    };
    dialog.showMessageBox = show;
  }, button);
}

/** The messages of the boxes answered so far. */
export function askedMessages(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(() => (globalThis as { askedMessages?: string[] }).askedMessages ?? []);
}

/** Saves a picture under test-results/, for eyes to judge. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'test-results', 'pantallas', `${name}.png`) });
}

/** The faults that axe sees, short enough to read in a failure. */
export async function faults(page: Page): Promise<string[]> {
  // Electron has no second page to run the checks in.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  // A check that looked at nothing would find nothing.
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** The exit code, once the process has ended. */
export function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

async function endApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitCode(child);
  // A question before closing would hold the test for ever.
  await app.evaluate(({ app: own }) => own.exit(0)).catch(() => child.kill('SIGKILL'));
  await ended;
}

function switches(): string[] {
  if (process.platform !== 'linux') return [];
  return ['--disable-gpu', ...(isRoot() || !hasUserNamespaces() ? ['--no-sandbox'] : [])];
}

/** Whether Chromium's sandbox can work here for a normal user. */
function hasUserNamespaces(): boolean {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}

/** The caller's environment without its Habido settings; nothing a test asks for can leave this machine. */
function environment(datos: string, env: Record<string, string> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('HABIDO_'),
  );
  return {
    ...Object.fromEntries(inherited),
    // The discard port: a test that wants an API says which.
    HABIDO_MIGO_URL: 'http://127.0.0.1:9',
    HABIDO_DATOS: datos,
    ...env,
  };
}
