import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, expect, screenshot, spawnHabido, test } from './harness.ts';

test('a second start ends, brings the first to the front and hands its files over', async ({ launch, folder }) => {
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
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())))
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
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  const closed = exitCode(first.app.process());
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await closed).toBe(0);
  const second = await launch();
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(place);
});

test('a data folder that is a file is told, and nothing is touched', async ({ launchRaw, folder }) => {
  const datos = join(folder, 'datos');
  writeFileSync(datos, 'not a folder');
  const { app, page } = await launchRaw({ datos });
  await expect(page.getByRole('alert')).toHaveText(
    'La carpeta de datos de Habido no es una carpeta. Elija otra con HABIDO_DATOS.',
  );
  await screenshot(page, 'inicio-fallido');
  const code = exitCode(app.process());
  await page.getByRole('button', { name: 'Cerrar' }).click({ noWaitAfter: true });
  expect(await code).toBe(6);
  expect(readdirSync(folder)).toEqual(['datos']);
});

test('--cli runs the command line without a window and passes its exit code on', async ({ folder }) => {
  const child = spawnHabido(join(folder, 'datos'), ['--cli', '--help']);
  let output = '';
  child.stdout?.on('data', (text) => (output += String(text)));
  expect(await exitCode(child)).toBe(0);
  expect(output).toContain('validar');
});
