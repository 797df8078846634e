/** The app in the tray: its menu, life without a window, notifications, and the ways to its end. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { systemClock } from '../../main/clock.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import { writeLibro } from '../support/libro.ts';
import { companyRucs } from '../support/rucs.ts';
import { catchNotices, chooseInTray, clickNotice, notices, trayLabel, trayMenu } from '../support/tray.ts';
import { testWorkspace, TEST_TOKEN } from '../support/workspace.ts';
import { actInMain, readInMain, whenReady } from '../support/electron-app.ts';
import {
  answerMessageBox,
  askedMessages,
  dropFile,
  exitCode,
  expect,
  screenshot,
  spawnHabido,
  test,
} from './harness.ts';

const DROP = 'section[aria-label="Soltar archivo"]';
const DAY_MS = 86_400_000;

let simulator: Simulator;

async function start(options: SimulatorOptions = {}): Promise<Record<string, string>> {
  simulator = await createSimulator(options);
  return { HABIDO_MIGO_URL: simulator.url, HABIDO_MIGO_TOKEN: TEST_TOKEN, HABIDO_POR_MINUTO: '1000' };
}

test.afterEach(async () => {
  await simulator?.close();
});

/** Partners of the data folder, asked about ten days ago; all are due. */
async function partnersOf(datos: string, rucs: readonly string[]): Promise<void> {
  const workspace = testWorkspace(datos, {
    url: simulator.url,
    clock: { ...systemClock, now: () => Date.now() - 10 * DAY_MS },
  });
  await workspace.partners.add(
    rucs.map((texto) => ({ texto })),
    { tipo: 'proveedor', grupos: [] },
  );
  const { done } = await workspace.partners.refreshes.start(
    { tipo: 'todos' },
    { tambienFrescos: true, tope: null, askedBy: 'comando' },
  );
  expect((await done).respondidos).toBe(rucs.length);
  await workspace.close();
}

function windows(app: ElectronApplication): Promise<number> {
  return readInMain(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length));
}

async function closeWindow(app: ElectronApplication): Promise<void> {
  await actInMain(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()));
}

/** What `work` opens, once its page is there. */
async function opened(app: ElectronApplication, work: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([app.waitForEvent('window'), work()]);
  await whenReady(page);
  return page;
}

async function save(page: Page, settings: Record<string, unknown>): Promise<void> {
  const saved = await page.evaluate((changes) => window.habido.call('settings.save', changes), settings);
  expect(saved.ok).toBe(true);
}

test('closing the window leaves the app in the tray, says so once, and the tray brings it back', async ({
  launch,
}) => {
  await start();
  const { app } = await launch();
  await catchNotices(app);
  const place = { x: 150, y: 80, width: 1000, height: 630 };
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await closeWindow(app);
  await expect.poll(() => windows(app)).toBe(0);
  await expect
    .poll(() => notices(app))
    .toEqual([
      {
        title: 'Habido sigue en la bandeja',
        body: 'Vigila a sus socios desde ahí. Para volver a verlo, elija «Abrir Habido» en su icono o ábralo otra vez.',
      },
    ]);
  expect((await trayMenu(app)).map(({ label }) => label)).toEqual([
    'Abrir Habido',
    'Refrescar ahora (aún no hay socios)',
    'Último refresco: ninguno todavía',
    'Próximo: no hay agenda',
    'Pausar por hoy',
    'Ningún cambio sin leer',
    'Salir',
  ]);
  const page = await opened(app, () => chooseInTray(app, 'abrir'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Validar');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    place,
  );
  // The second time it is known.
  await closeWindow(app);
  await expect.poll(() => windows(app)).toBe(0);
  await opened(app, () => clickNotice(app));
  expect(await notices(app)).toHaveLength(1);
  await chooseInTray(app, 'abrir');
  expect(await windows(app)).toBe(1);
});

test('what ran goes on without a window, and stands in the next one', async ({ launch, folder }) => {
  const env = await start({ latencyMs: 150, existAll: true });
  const { app, page, datos } = await launch({ env });
  await catchNotices(app);
  await dropFile(page, writeLibro(folder, companyRucs(3_000)), DROP);
  await expect(page.getByRole('button', { name: 'Validar ahora' })).toBeEnabled();
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect.poll(() => simulator.stats.requests.length).toBeGreaterThan(2);
  const before = simulator.stats.requests.length;
  await closeWindow(app);
  await expect.poll(() => windows(app)).toBe(0);
  expect(await askedMessages(app)).toEqual([]);
  await expect
    .poll(async () => (await trayMenu(app)).map(({ label }) => label).join())
    .toMatch(/Validando \S+\.xlsx: [\d,]+ de 3,000 RUC/);
  await expect.poll(() => simulator.stats.timesAnswered().size, { timeout: 30_000 }).toBe(3_000);
  expect(before).toBeLessThan(30);
  await expect
    .poll(async () => (await trayMenu(app)).map(({ label }) => label).join())
    .not.toContain('Validando');
  // Again, by a second start.
  const again = await opened(app, async () => {
    expect(await exitCode(spawnHabido(datos, [], env))).toBe(0);
  });
  const list = await again.evaluate(() => window.habido.call('run.list', {}));
  expect(list).toMatchObject({ ok: true, value: [{ estado: 'terminada', listos: 3_000 }] });
});

test('quitting in mid-run asks, without a window too; then it ends and can be taken up', async ({
  launch,
  folder,
}) => {
  const env = await start({ latencyMs: 200, existAll: true });
  const { app, page } = await launch({ env });
  await catchNotices(app);
  await dropFile(page, writeLibro(folder, companyRucs(4_000)), DROP);
  await expect(page.getByRole('button', { name: 'Validar ahora' })).toBeEnabled();
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect.poll(() => simulator.stats.requests.length).toBeGreaterThan(2);
  await closeWindow(app);
  await expect.poll(() => windows(app)).toBe(0);
  await answerMessageBox(app, 'Seguir');
  await chooseInTray(app, 'salir');
  await expect.poll(() => askedMessages(app)).toEqual(['Hay una corrida en curso.']);
  const then = simulator.stats.requests.length;
  await expect.poll(() => simulator.stats.requests.length).toBeGreaterThan(then);
  await answerMessageBox(app, 'Cerrar y retomar luego');
  const ended = exitCode(app.process());
  await chooseInTray(app, 'salir');
  expect(await ended).toBe(0);
  const next = await launch({ env });
  await expect(next.page.getByRole('button', { name: /^Retomar/ }).first()).toBeVisible();
});

test('with the setting off, closing the window ends the app', async ({ launch }) => {
  await start();
  const { app, page } = await launch();
  await save(page, { quedarseEnBandeja: false });
  const ended = exitCode(app.process());
  await closeWindow(app);
  expect(await ended).toBe(0);
});

test('a start with the session opens no window; another start does, and a file', async ({
  launchHidden,
  folder,
}) => {
  await start();
  const datos = join(folder, 'datos');
  const app = await launchHidden();
  await expect.poll(() => trayLabel(app, 'abrir').catch(() => null)).toBe('Abrir Habido');
  expect(await windows(app)).toBe(0);
  await catchNotices(app);
  // A second start with the session has nothing to show either.
  expect(await exitCode(spawnHabido(datos, ['--oculto']))).toBe(0);
  expect(await windows(app)).toBe(0);
  await opened(app, async () => {
    expect(await exitCode(spawnHabido(datos, []))).toBe(0);
  });
  await closeWindow(app);
  await expect.poll(() => windows(app)).toBe(0);
  const book = writeLibro(folder, companyRucs(5));
  const page = await opened(app, async () => {
    expect(await exitCode(spawnHabido(datos, [book, '--oculto']))).toBe(0);
  });
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  const ended = exitCode(app.process());
  await chooseInTray(app, 'salir');
  expect(await ended).toBe(0);
});

test('a refresh from the tray: progress, result, one notification that leads to its changes', async ({
  launchHidden,
  folder,
}) => {
  const env = await start({ latencyMs: 300, existAll: true });
  const datos = join(folder, 'datos');
  const rucs = companyRucs(250);
  const [first, second] = rucs as [string, string];
  simulator.change(first, {
    estado_del_contribuyente: 'ACTIVO',
    condicion_de_domicilio: 'HABIDO',
    nombre_o_razon_social: 'COMERCIAL LIMA S.A.C.',
  });
  simulator.change(second, { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'NO HABIDO' });
  await partnersOf(datos, rucs);
  simulator.change(first, {
    estado_del_contribuyente: 'ACTIVO',
    condicion_de_domicilio: 'NO HABIDO',
    nombre_o_razon_social: 'COMERCIAL LIMA S.A.C.',
  });
  simulator.change(second, { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' });
  const app = await launchHidden({ env: { ...env, HABIDO_CONCURRENCIA: '1' } });
  await expect
    .poll(() => trayLabel(app, 'refrescar').catch(() => null))
    .toBe('Refrescar ahora (250 vencidos)');
  await catchNotices(app);
  await chooseInTray(app, 'refrescar');
  await expect.poll(() => trayLabel(app, 'progreso')).toMatch(/^Refrescando: [\d,]+ de 250 socios$/);
  await expect.poll(() => trayLabel(app, 'ultimo')).toMatch(/^Último refresco: hoy \d\d:\d\d, 2 cambios$/);
  expect(await trayLabel(app, 'cambios')).toBe('2 cambios sin leer');
  expect(await trayLabel(app, 'refrescar')).toBe('Refrescar ahora (ninguno vencido)');
  expect(await notices(app)).toEqual([
    {
      title: '2 socios cambiaron: 1 empeoró, 1 mejoró',
      body: expect.stringMatching(/^COMERCIAL LIMA S\.A\.C\. y /),
    },
  ]);
  expect(JSON.stringify(await notices(app))).not.toMatch(/\d{11}/);
  const page = await opened(app, () => clickNotice(app));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cambios');
  // Those of this refresh alone.
  await expect(page.getByRole('button', { name: 'Ver todos los cambios' })).toBeVisible();
  await expect(page.getByText('COMERCIAL LIMA S.A.C.').first()).toBeVisible();
  await screenshot(page, 'cambios-desde-aviso');
});

test('a refresh is cancelled from the tray, and refreshes are put off for today', async ({
  launchHidden,
  folder,
}) => {
  const env = await start({ latencyMs: 400, existAll: true });
  const datos = join(folder, 'datos');
  await partnersOf(datos, companyRucs(900));
  const app = await launchHidden({ env: { ...env, HABIDO_CONCURRENCIA: '1' } });
  await expect.poll(() => trayLabel(app, 'proximo').catch(() => null)).toMatch(/^Próximo: (hoy|mañana) 07:0/);
  await catchNotices(app);
  await chooseInTray(app, 'pausa');
  await expect.poll(() => trayLabel(app, 'proximo')).toBe('Próximo: en pausa hasta mañana 00:00');
  await expect.poll(() => trayLabel(app, 'pausa')).toBe('Reanudar');
  await chooseInTray(app, 'pausa');
  await expect.poll(() => trayLabel(app, 'pausa')).toBe('Pausar por hoy');
  const before = simulator.stats.requests.length;
  await chooseInTray(app, 'refrescar');
  await expect.poll(() => trayLabel(app, 'progreso')).toMatch(/Refrescando/);
  await chooseInTray(app, 'cancelar');
  await expect.poll(() => trayLabel(app, 'ultimo')).toMatch(/, sin cambios, cancelado$/);
  expect(await trayLabel(app, 'progreso')).toBeNull();
  // Nine would have asked about all.
  expect(simulator.stats.requests.length - before).toBeLessThan(9);
  expect(await notices(app)).toEqual([]);
});

test('what the tray can’t do is told in a window', async ({ launchHidden, folder }) => {
  await start({ existAll: true });
  const datos = join(folder, 'datos');
  await partnersOf(datos, companyRucs(3));
  const app = await launchHidden({ env: { HABIDO_MIGO_URL: simulator.url } });
  await expect.poll(() => trayLabel(app, 'refrescar').catch(() => null)).toContain('3 vencidos');
  const page = await opened(app, () => chooseInTray(app, 'refrescar'));
  await expect(page.getByText(/token/i).first()).toBeVisible();
});
