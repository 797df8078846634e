/** The built app in a real Electron, started and steered from outside: for end-to-end tests and benchmarks. */
import { spawnSync, type ChildProcess } from 'node:child_process';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronFolder } from '../../scripts/setup/electron.mjs';
import { ROOT, isRoot } from '../../scripts/setup/platform.mjs';

// The electron package names the program to Playwright, which then holds the app back until it has attached;
// given an executable path it would not, and now and then miss the start.
const electron = electronFolder();
if (electron?.fallback === true) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.folder;

/** How an app is started. */
export interface LaunchOptions {
  /** Data folder. */
  datos: string;
  env?: Record<string, string>;
  /** Words after the app's folder: workbooks to open. */
  args?: string[];
}

/** Starts the built app on the display at hand; end it by {@link endApp}. */
export function launchApp({ datos, env, args = [] }: LaunchOptions): Promise<ElectronApplication> {
  return _electron.launch({
    chromiumSandbox: true,
    args: [...switches(), ROOT, ...args],
    env: environment(datos, env),
    colorScheme: null,
  });
}

/** Starts another app than ours, for comparisons. */
export function launchFolder(folder: string, args: readonly string[]): Promise<ElectronApplication> {
  return _electron.launch({ chromiumSandbox: true, args: [...switches(), folder, ...args] });
}

/** Resolves when the page has drawn a screen. */
export async function whenReady(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
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

/** Answers every later save dialog with `path` (null: cancelled). */
export async function answerSaveDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, path);
}

/**
 * Answers what a function in main says, which must change nothing: V8 may collect the promise of an evaluation before
 * it settles (main's microtasks wait for its next turn), and then it is asked again.
 */
export async function readInMain<T>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!isCollected(error)) throw error;
    }
  }
}

/** Likewise for one that changes something: it has run, only its answer is lost. */
export async function actInMain(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isCollected(error)) throw error;
  }
}

function isCollected(error: unknown): boolean {
  return error instanceof Error && error.message.includes('promise was garbage collected');
}

/** The exit code, once the process has ended. */
export function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** Ends an app, whatever it is about to ask. */
export async function endApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitCode(child);
  // A question before closing would hold the test for ever.
  await app.evaluate(({ app: own }) => own.exit(0)).catch(() => child.kill('SIGKILL'));
  await ended;
}

/** What Electron needs to be told on this machine. */
export function switches(): string[] {
  if (process.platform !== 'linux') return [];
  return ['--disable-gpu', ...(isRoot() || !hasUserNamespaces() ? ['--no-sandbox'] : [])];
}

/** Whether Chromium's sandbox can work here for a normal user. */
function hasUserNamespaces(): boolean {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}

/** The caller's environment without its Habido settings; nothing a test asks for can leave this machine. */
export function environment(datos: string, env: Record<string, string> = {}): Record<string, string> {
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
