import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { exitCode, expect, screenshot, spawnHabido, test } from './harness.ts';

/** A start that fails says why, offers nothing but to close, and ends with exit code 6. */
async function expectRefusal(
  { app, page }: { app: ElectronApplication; page: Page },
  sentence: string,
): Promise<void> {
  await expect(page.getByRole('alert')).toHaveText(sentence);
  await expect(page.getByRole('button')).toHaveCount(1);
  const code = exitCode(app.process());
  await page.getByRole('button', { name: 'Cerrar' }).click({ noWaitAfter: true });
  expect(await code).toBe(6);
}

test('a second start ends, brings the first to the front and hands its files over', async ({
  launch,
  folder,
}) => {
  const { app, datos } = await launch();
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize();
    const seen = globalThis as { secondStarts?: unknown[] };
    electron.on('second-instance', (_event, _argv, _folder, data) => (seen.secondStarts ??= []).push(data));
  });
  const book = join(folder, 'compras.xlsx');
  expect(await exitCode(spawnHabido(datos, [book]))).toBe(0);
  await expect
    .poll(() => app.evaluate(() => (globalThis as { secondStarts?: unknown[] }).secondStarts))
    .toEqual([{ files: [book] }]);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      ),
    )
    .toEqual([false]);
});

test('two data folders are two apps', async ({ launch, folder }) => {
  const one = await launch({ datos: join(folder, 'uno') });
  const two = await launch({ datos: join(folder, 'dos') });
  expect(one.app.process().pid).not.toBe(two.app.process().pid);
});

test('everything lies in the data folder, the profile included', async ({ launch }) => {
  const { app, datos } = await launch();
  expect(await app.evaluate(({ app: electron }) => electron.getPath('userData'))).toBe(join(datos, 'perfil'));
  expect(existsSync(join(datos, 'perfil'))).toBe(true);
});

test('the window comes back where it stood', async ({ launch }) => {
  const place = { x: 140, y: 90, width: 1010, height: 640 };
  const first = await launch();
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  const closed = exitCode(first.app.process());
  await first.app.evaluate(({ app }) => app.quit());
  expect(await closed).toBe(0);
  const second = await launch();
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(place);
});

test('a data folder that is a file is told, and nothing is touched', async ({ launchRaw, folder }) => {
  const datos = join(folder, 'datos');
  writeFileSync(datos, 'not a folder');
  const started = await launchRaw({ datos });
  await screenshot(started.page, 'inicio-fallido');
  await expectRefusal(
    started,
    'La carpeta de datos de Habido no es una carpeta. Elija otra con HABIDO_DATOS.',
  );
  expect(readdirSync(folder)).toEqual(['datos']);
});

test('a database of a newer version is left as it is', async ({ launchRaw, folder }) => {
  const datos = join(folder, 'datos');
  mkdirSync(datos);
  const path = join(datos, 'habido.db');
  const newer = new Database(path);
  newer.exec('CREATE TABLE from_the_future (x TEXT) STRICT');
  newer.pragma('user_version = 9999');
  newer.close();
  const before = readFileSync(path);
  await expectRefusal(
    await launchRaw({ datos }),
    'Estos datos son de una versión más nueva de Habido. Actualice Habido en esta computadora; no se tocó nada.',
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a database that is none is left as it is', async ({ launchRaw, folder }) => {
  const datos = join(folder, 'datos');
  mkdirSync(datos);
  const path = join(datos, 'habido.db');
  writeFileSync(path, 'damaged '.repeat(4096));
  const before = readFileSync(path);
  await expectRefusal(
    await launchRaw({ datos }),
    'La base de datos de Habido está dañada. No se tocó nada: copie la carpeta de datos y restaure un respaldo.',
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('--cli runs the command line without a window and passes its exit code on', async ({ folder }) => {
  const child = spawnHabido(join(folder, 'datos'), ['--cli', '--help']);
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  expect(await exitCode(child)).toBe(0);
  expect(output).toContain('validar');
});

test('a page whose process dies comes back', async ({ launch }) => {
  const { app } = await launch();
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)));
    contents?.forcefullyCrashRenderer();
    await loaded;
  });
  // The runner's own page died with the process, so main is asked.
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.querySelector("h1")?.textContent',
        ),
      ),
    )
    .toBe('Validar');
});

test('an error that nobody caught ends the app in order, and says so', async ({ launch }) => {
  const { app, datos } = await launch();
  const recovery = app.waitForEvent('window');
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken in /home/ana/secreto with token=abcdef123');
    });
  });
  const page = await recovery;
  await expect(page.getByRole('alert')).toContainText('Algo falló dentro de Habido.');
  expect(app.windows()).toEqual([page]);
  const code = exitCode(app.process());
  await page.getByRole('button', { name: 'Cerrar' }).click({ noWaitAfter: true });
  expect(await code).toBe(1);
  const log = readFileSync(join(datos, 'registro', 'habido.log'), 'utf8');
  expect(log).toContain('Uncaught error Error: broken in <path> with token=***');
  expect(log).not.toMatch(/ana|abcdef123/);
});
