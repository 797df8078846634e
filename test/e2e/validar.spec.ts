/** The main path in the real window: drop → plan → run → results → saved copy, and what can go wrong on it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as xlsx from 'xlsx';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import { companyRucs, personRucs } from '../support/rucs.ts';
import { writeLibro } from '../support/libro.ts';
import {
  answerMessageBox,
  answerOpenDialog,
  answerSaveDialog,
  askedMessages,
  dropFile,
  exitCode,
  expect,
  screenshot,
  test,
} from './harness.ts';

const TOKEN = 'prueba-0123456789';
const DROP = 'section[aria-label="Soltar archivo"]';

let simulator: Simulator;

async function start(options: SimulatorOptions = {}): Promise<Record<string, string>> {
  simulator = await createSimulator(options);
  return { HABIDO_MIGO_URL: simulator.url, HABIDO_MIGO_TOKEN: TOKEN, HABIDO_POR_MINUTO: '1000' };
}

test.afterEach(async () => {
  await simulator.close();
});

function sha(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function rowsOf(path: string): Record<string, unknown>[] {
  const book = xlsx.read(readFileSync(path));
  return xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0] as string] as xlsx.WorkSheet, {
    defval: null,
  });
}

async function planOf(page: Page, libro: string): Promise<void> {
  await dropFile(page, libro, DROP);
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  // The plan stands before its figures do: a key pressed earlier finds nothing to start.
  await expect(page.getByRole('button', { name: 'Validar ahora' })).toBeEnabled();
}

test('a dropped workbook comes back with its verdicts', async ({ launch, folder }) => {
  const env = await start();
  const rucs = [...companyRucs(150), ...personRucs(30), ...companyRucs(12), '20131312956'];
  const libro = writeLibro(folder, rucs);
  const before = sha(libro);
  const { app, page } = await launch({ env });
  await screenshot(page, 'validar-vacio');
  await planOf(page, libro);
  await expect(page.getByRole('region', { name: 'Plan' })).toContainText('181');
  await screenshot(page, 'validar-plan');
  await expect(page.getByRole('button', { name: 'Ingresar el token de Migo' })).toHaveCount(0);
  expect(simulator.stats.requests.length).toBe(0);

  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Resultados' });
  await expect(grid).toHaveAttribute('aria-rowcount', '182');
  await expect(grid.getByRole('row').nth(1)).toContainText(rucs[0] as string);
  await screenshot(page, 'validar-resultado');

  const copy = join(folder, 'copia.xlsx');
  await answerSaveDialog(app, copy);
  await page.getByRole('button', { name: 'Guardar copia anotada' }).click();
  await expect(page.getByRole('button', { name: 'Abrir' })).toBeVisible();
  await screenshot(page, 'validar-guardado');
  expect(sha(libro)).toBe(before);
  const rows = rowsOf(copy);
  expect(rows.map((row) => row['RUC'])).toEqual(rucs);
  const verdicts = new Map<unknown, unknown>();
  for (const row of rows) {
    expect(['APTO', 'NO APTO', 'OBSERVADO', 'NO EXISTE', 'RUC INVÁLIDO']).toContain(row['VEREDICTO']);
    const same = verdicts.get(row['RUC']) ?? row['VEREDICTO'];
    expect(row['VEREDICTO']).toBe(same);
    verdicts.set(row['RUC'], row['VEREDICTO']);
    if (row['VEREDICTO'] === 'APTO')
      expect([row['ESTADO'], row['CONDICIÓN'], row['FUENTE']]).toEqual(['ACTIVO', 'HABIDO', 'Migo']);
  }
  expect(rows.at(-1)?.['VEREDICTO']).toBe('RUC INVÁLIDO');
});

test('the grid is worked with the keyboard, filtered and searched', async ({ launch, folder }) => {
  const env = await start();
  const rucs = companyRucs(300);
  const { page } = await launch({ env });
  await planOf(page, writeLibro(folder, rucs));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Resultados' });
  await grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary').filter({ hasText: rucs[1] as string });
  await expect(drawer).toBeVisible();
  await screenshot(page, 'validar-detalle');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(rucs[250] as string);
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.press('Escape');
  const noExiste = page.getByRole('button', { name: /NO EXISTE/ });
  await noExiste.click();
  await expect(noExiste).toHaveAttribute('aria-pressed', 'true');
  for (const row of (await grid.getByRole('row').all()).slice(1))
    await expect(row).toContainText('NO EXISTE');
});

test('killed in mid-run: the next start offers it, and it pays for nothing twice', async ({
  launchRaw,
  launch,
  folder,
}) => {
  const env = await start({ latencyMs: 150, existAll: true });
  const libro = writeLibro(folder, companyRucs(4_000));
  const first = await launchRaw({ env });
  await first.page.getByRole('heading', { level: 1 }).waitFor();
  await planOf(first.page, libro);
  await first.page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(first.page.getByRole('progressbar')).toBeVisible();
  await expect
    .poll(() => simulator.stats.requests.filter((request) => request.status === 200).length)
    .toBeGreaterThan(6);
  await screenshot(first.page, 'validar-corriendo');
  const died = exitCode(first.app.process());
  first.app.process().kill('SIGKILL');
  await died;
  const answered = simulator.stats.timesAnswered().size;
  expect(answered).toBeLessThan(4_000);

  const { page } = await launch({ env });
  await page
    .getByRole('button', { name: /^Retomar/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible({ timeout: 30_000 });
  const times = [...simulator.stats.timesAnswered().values()];
  expect(times.length).toBe(4_000);
  expect(times.filter((many) => many > 1).length).toBeLessThanOrEqual(400);
});

test('pausing, going on and cancelling in mid-run', async ({ launch, folder }) => {
  const env = await start({ latencyMs: 200, existAll: true });
  const { page } = await launch({ env });
  await planOf(page, writeLibro(folder, companyRucs(4_000)));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await page.getByRole('button', { name: 'Pausar' }).click();
  await expect(page.getByRole('button', { name: 'Continuar' })).toBeVisible();
  await screenshot(page, 'validar-pausa');
  await page.getByRole('button', { name: 'Continuar' }).click();
  await expect(page.getByRole('button', { name: 'Pausar' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancelar', exact: true }).click();
  await screenshot(page, 'validar-cancelar');
  await page.getByRole('button', { name: 'Cancelar corrida' }).click();
  await expect(page.getByRole('button', { name: /^Retomar/ })).toBeVisible();
  const asked = simulator.stats.requests.length;
  expect(asked).toBeLessThan(40);
  await page.getByRole('button', { name: /^Retomar/ }).click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible({ timeout: 30_000 });
});

test('a rejected token is said in words, and nothing else is asked', async ({ launch, folder }) => {
  const env = await start({ tokens: ['otro'] });
  const { page } = await launch({ env });
  await planOf(page, writeLibro(folder, companyRucs(300)));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByText('Migo rechazó el token.').first()).toBeVisible();
  await screenshot(page, 'validar-token-rechazado');
  expect(simulator.stats.requests.length).toBe(1);
});

test('offline: the run waits in words, and goes on by itself', async ({ launch, folder }) => {
  const env = await start({ existAll: true });
  simulator.failAll('reset');
  const { page } = await launch({ env });
  await planOf(page, writeLibro(folder, companyRucs(500)));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByText(/Migo no responde/).first()).toBeVisible({ timeout: 40_000 });
  await screenshot(page, 'validar-espera');
  simulator.failAll(null);
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible({ timeout: 40_000 });
  expect(simulator.stats.timesAnswered().size).toBe(500);
});

test('without a token only what is stored is used', async ({ launch, folder }) => {
  const env = await start();
  const { page } = await launch({ env: { HABIDO_MIGO_URL: env['HABIDO_MIGO_URL'] as string } });
  await screenshot(page, 'validar-sin-token');
  await planOf(page, writeLibro(folder, companyRucs(5)));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('grid', { name: 'Resultados' })).toContainText('SIN RESPUESTA');
  expect(simulator.stats.requests.length).toBe(0);
});

test('a workbook without RUCs, and what is no workbook, get a sentence', async ({ launch, folder }) => {
  const env = await start();
  const { app, page } = await launch({ env });
  await answerOpenDialog(app, join(folder, 'no-existe.xlsx'));
  await page.getByRole('button', { name: 'Elegir archivo' }).click();
  await expect(page.getByText('No se encuentra el archivo.')).toBeVisible();
  await answerOpenDialog(app, writeLibro(folder, ['hola', 'mundo', 'total'], 'palabras.xlsx'));
  await page.getByRole('button', { name: 'Elegir archivo' }).click();
  await expect(page.getByText(/no tiene una columna con RUC/).first()).toBeVisible();
  await screenshot(page, 'validar-sin-columna');
});

test('the copy can not replace the source, and a failure to write keeps the results', async ({
  launch,
  folder,
}) => {
  const env = await start();
  const libro = writeLibro(folder, companyRucs(5));
  const before = sha(libro);
  const { app, page } = await launch({ env });
  await planOf(page, libro);
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  const save = page.getByRole('button', { name: 'Guardar copia anotada' });
  await expect(save).toBeVisible();
  await answerSaveDialog(app, libro);
  await save.click();
  await expect(page.getByText('La copia no puede reemplazar al libro original.')).toBeVisible();
  await answerSaveDialog(app, join(folder, 'no-hay-carpeta', 'copia.xlsx'));
  await save.click();
  await expect(page.getByText(/No se pudo escribir la copia/)).toBeVisible();
  expect(sha(libro)).toBe(before);
  expect(existsSync(join(folder, 'no-hay-carpeta'))).toBe(false);
});

test('with no life in the tray, closing in mid-run asks; going on goes on, closing keeps what was answered', async ({
  launch,
  folder,
}) => {
  const env = await start({ latencyMs: 200, existAll: true });
  const { app, page } = await launch({ env });
  await page.evaluate(() => window.habido.call('settings.save', { quedarseEnBandeja: false }));
  await planOf(page, writeLibro(folder, companyRucs(4_000)));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect
    .poll(() => simulator.stats.requests.filter((request) => request.status === 200).length)
    .toBeGreaterThan(2);
  await answerMessageBox(app, 'Seguir');
  const close = (): Promise<void> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await expect.poll(() => askedMessages(app)).toEqual(['Hay una corrida en curso.']);
  await answerMessageBox(app, 'Cerrar y retomar luego');
  const ended = exitCode(app.process());
  await close();
  expect(await ended).toBe(0);
  const again = await launch({ env });
  await expect(again.page.getByRole('button', { name: /^Retomar/ }).first()).toBeVisible();
});
