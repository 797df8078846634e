/**
 * The built app under test: a real Electron with a data folder of its own, closed and removed afterwards.
 * Nothing here waits by the clock: a window is ready when it says so.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { electronProgram } from '../../scripts/setup/electron.mjs';
import { ROOT } from '../../scripts/setup/platform.mjs';
import {
  actInMain,
  endApp,
  environment,
  launchApp,
  readInMain,
  switches,
  whenReady,
  type LaunchOptions,
} from '../support/electron-app.ts';

export { expect } from '@playwright/test';
export { answerSaveDialog, dropFile, dropFiles, exitCode } from '../support/electron-app.ts';

/** A running app. */
export interface Habido {
  app: ElectronApplication;
  page: Page;
  datos: string;
}

/** How an app is started; its data folder, where none is given, is the test's own. */
type TestLaunch = Partial<LaunchOptions>;

/** What a test gets. */
export interface HabidoFixtures {
  /** An empty folder, removed after the test. */
  folder: string;
  /** Starts an app whose main window is ready. */
  launch: (options?: TestLaunch) => Promise<Habido>;
  /** Starts an app and gives its first window as it is, for starts that fail. */
  launchRaw: (options?: TestLaunch) => Promise<Habido>;
  /** Starts an app without a window, as with the session. */
  launchHidden: (options?: TestLaunch) => Promise<ElectronApplication>;
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
      const app = await launchApp({ ...options, datos });
      running.push({ app, child: app.process() });
      return { app, page: await app.firstWindow(), datos };
    });
    for (const { app, child } of running) await endApp(app, child);
  },
  launchHidden: async ({ folder }, use) => {
    const running: { app: ElectronApplication; child: ChildProcess }[] = [];
    await use(async (options = {}) => {
      const app = await launchApp({ datos: join(folder, 'datos'), ...options, args: ['--oculto'] });
      running.push({ app, child: app.process() });
      return app;
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

/** Starts the app as a plain process, without Playwright (a second start, `--cli`). */
export function spawnHabido(datos: string, words: string[], env?: Record<string, string>): ChildProcess {
  return spawn(electronProgram(), [...switches(), ROOT, ...words], {
    env: environment(datos, env),
    stdio: 'pipe',
  });
}

/** Answers every later open dialog with these paths (none: cancelled); {@link openDialogs} tells what was asked. */
export async function answerOpenDialog(app: ElectronApplication, ...paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const asked: string[][] = ((globalThis as { openDialogs?: string[][] }).openDialogs ??= []);
    const show = (...parts: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> => {
      asked.push((parts.at(-1) as { properties: string[] }).properties);
      return Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen });
    };
    dialog.showOpenDialog = show;
  }, paths);
}

/** What the open dialogs answered so far offered. */
export function openDialogs(app: ElectronApplication): Promise<string[][]> {
  return app.evaluate(() => (globalThis as { openDialogs?: string[][] }).openDialogs ?? []);
}

/** Answers every later message box with the button of that text; {@link askedMessages} tells what was asked. */
export async function answerMessageBox(app: ElectronApplication, button: string): Promise<void> {
  await actInMain(() =>
    app.evaluate(({ dialog }, label) => {
      const asked: string[] = ((globalThis as { askedMessages?: string[] }).askedMessages ??= []);
      // The window comes first where there is one.
      const show = (...parts: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> => {
        const options = parts.at(-1) as { message: string; buttons?: string[] };
        asked.push(options.message);
        return Promise.resolve({ response: options.buttons?.indexOf(label) ?? -1, checkboxChecked: false });
      };
      dialog.showMessageBox = show;
    }, button),
  );
}

/** The messages of the boxes answered so far. */
export function askedMessages(app: ElectronApplication): Promise<string[]> {
  return readInMain(() =>
    app.evaluate(() => (globalThis as { askedMessages?: string[] }).askedMessages ?? []),
  );
}

/** Saves a picture under test-results/, for eyes to judge. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'test-results', 'pantallas', `${name}.png`) });
}

/** Likewise as the window itself draws it: with larger text Playwright's picture would show a part. */
export async function wholeWindow(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  const folder = join(ROOT, 'test-results', 'pantallas');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), Buffer.from(png, 'base64'));
}

/** The faults that axe sees, short enough to read in a failure. */
export async function faults(page: Page): Promise<string[]> {
  // Electron has no second page to run the checks in.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  // A check that looked at nothing would find nothing.
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
