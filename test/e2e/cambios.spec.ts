/** Cambios in the real window: the time line, read and unread, filters, the workbook, and the way to it from outside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import * as xlsx from 'xlsx';
import { createSimulator } from '../../main/simulator/simulator.ts';
import { ROOT } from '../../scripts/setup/platform.mjs';
import { changedPartners } from '../support/changed-partners.ts';
import { companyRucs } from '../support/rucs.ts';
import { answerSaveDialog, expect, faults, screenshot, test } from './harness.ts';

const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };

/** Nobody may be asked here: a window over changes that are there already. */
const OFFLINE = { HABIDO_MIGO_URL: 'http://127.0.0.1:9' };

const timeline = (page: Page) => page.getByRole('grid', { name: 'Cambios' });
const rows = (page: Page) =>
  timeline(page)
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') });

async function show(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w as number, h as number),
    [width, height],
  );
}

/** A picture of the window itself: of a page that is zoomed Playwright would cut out a part. */
async function wholeWindow(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  writeFileSync(join(ROOT, 'test-results', 'pantallas', `${name}.png`), Buffer.from(png, 'base64'));
}

async function darken(app: ElectronApplication, page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
  await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
}

test('what was noticed over days: read one by one and all at once, filtered, and given away', async ({
  launch,
  folder,
}) => {
  const datos = join(folder, 'datos');
  const { rucs } = await changedPartners(datos);
  const { app, page } = await launch({ datos, env: OFFLINE });
  const link = page.getByRole('link', { name: /^Cambios/ });
  await expect(link).toContainText('12');
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cambios' })).toBeVisible();
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '13');
  await expect(page.locator('header')).toContainText('12 sin leer');
  await expect(rows(page).first()).toContainText('Hoy');
  await screenshot(page, 'cambios-claro');

  // Worse and better differ by words and arrows, not by colour alone.
  const worse = rows(page).filter({ hasText: 'a NO HABIDO' }).first();
  await expect(worse).toContainText('Empeoró');
  await expect(worse).toContainText(/Puede levantarse hasta el 31\/12\/\d{4}\./);
  await expect(rows(page).filter({ hasText: 'de NO HABIDO a HABIDO' })).toContainText(
    /Mejoró[^]*Levantó antes/,
  );
  await expect(page.getByText(/Ley del Impuesto a la Renta, art\. 44/)).toBeVisible();

  // Filters: course, group, unread, text.
  await page.getByRole('radio', { name: /^Mejoraron 2/ }).check();
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('radio', { name: 'Todos' }).check();
  await page.getByRole('combobox', { name: 'Grupo' }).click();
  await page.getByRole('option', { name: 'Clientes' }).click();
  await expect(timeline(page)).not.toHaveAttribute('aria-rowcount', '13');
  await expect(rows(page).first()).toContainText('Clientes');
  await page.getByRole('combobox', { name: 'Grupo' }).click();
  await page.getByRole('option', { name: 'Todos los grupos' }).click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type(rucs[6] as string);
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '2');
  await expect(rows(page)).toContainText('Estado: de ACTIVO a BAJA DE OFICIO');
  await page.keyboard.type('9');
  await expect(page.getByText('Ningún cambio coincide con lo elegido.')).toBeVisible();
  await screenshot(page, 'cambios-nada-coincide');
  await page.getByRole('button', { name: 'Quitar filtros' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '13');

  // One row from the keyboard, back and forth.
  await page.keyboard.press('Control+f');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('l');
  await expect(link).toContainText('11');
  await page.keyboard.press('l');
  await expect(link).toContainText('12');

  // Given away as it is filtered.
  await page.getByRole('radio', { name: /^Otros datos 2/ }).check();
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '3');
  const path = join(folder, 'cambios.xlsx');
  await answerSaveDialog(app, path);
  await page.getByRole('button', { name: 'Exportar a Excel' }).click();
  await expect(page.getByText('Copia guardada: cambios.xlsx.')).toBeVisible();
  await screenshot(page, 'cambios-exportado');
  const book = xlsx.read(readFileSync(path));
  const given = xlsx.utils.sheet_to_json<Record<string, unknown>>(
    book.Sheets[book.SheetNames[0] as string] as xlsx.WorkSheet,
  );
  expect(given.map((row) => row['RUC'])).toEqual(expect.arrayContaining([rucs[7], rucs[8]]));
  expect(given).toHaveLength(2);
  await page.getByRole('button', { name: 'Entendido' }).click();

  // All that is found, and no more.
  await page.getByRole('button', { name: 'Marcar como leídos' }).click();
  await expect(page.getByText('2 cambios marcados como leídos')).toBeVisible();
  await expect(link).toContainText('10');
  await page.getByRole('radio', { name: 'Todos' }).check();
  await page.getByRole('button', { name: /^Sin leer 10/ }).click();
  await expect(timeline(page)).toHaveAttribute('aria-rowcount', '11');

  // A change leads to its partner, and is read then.
  await rows(page).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Socios' })).toBeVisible();
  await expect(page.getByRole('complementary')).toContainText(rucs[5] as string);
  await expect(link).toContainText('9');
});

test('a refresh in course brings its changes; a notification leads to those alone', async ({ launch }) => {
  const rucs = companyRucs(12);
  const simulator = await createSimulator({
    existAll: true,
    overrides: Object.fromEntries(rucs.map((ruc) => [ruc, GOOD])),
  });
  try {
    const { app, page } = await launch({
      env: {
        HABIDO_MIGO_URL: simulator.url,
        HABIDO_MIGO_TOKEN: 'prueba-0123456789',
        HABIDO_POR_MINUTO: '1000',
      },
    });
    await page.getByRole('link', { name: /^Cambios/ }).click();
    await expect(page.getByText('Todavía no hay socios.', { exact: false })).toBeVisible();
    await screenshot(page, 'cambios-sin-socios');
    await addAll(page, rucs);
    await refreshNow(page, 0);
    await expect(
      page.getByText('Sin cambios en 30 días. La última revisión fue hoy a las', { exact: false }),
    ).toBeVisible();
    await screenshot(page, 'cambios-sin-cambios');

    simulator.change(rucs[0] as string, { ...GOOD, condicion_de_domicilio: 'NO HABIDO' });
    const first = await refreshNow(page, 1);
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '2');
    await expect(page.getByRole('link', { name: /^Cambios/ })).toContainText('1');

    simulator.change(rucs[1] as string, { ...GOOD, estado_del_contribuyente: 'BAJA DEFINITIVA' });
    simulator.change(rucs[0] as string, GOOD);
    await refreshNow(page, 2);
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '4');

    await page.getByRole('link', { name: 'Validar' }).click();
    await app.evaluate(({ BrowserWindow }, corrida) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('app.show', { pantalla: 'cambios', corrida });
    }, first);
    await expect(page.getByRole('heading', { level: 1, name: 'Cambios' })).toBeVisible();
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '2');
    await expect(rows(page)).toContainText('Condición: de HABIDO a NO HABIDO');
    await screenshot(page, 'cambios-de-un-refresco');
    await page.getByRole('button', { name: 'Ver todos los cambios' }).click();
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '4');
  } finally {
    await simulator.close();
  }
});

test('a day of many changes costs a screenful, and is walked from the keyboard', async ({ launch }) => {
  const rucs = companyRucs(400);
  const simulator = await createSimulator({
    existAll: true,
    overrides: Object.fromEntries(rucs.map((ruc) => [ruc, GOOD])),
  });
  try {
    const { page } = await launch({
      env: {
        HABIDO_MIGO_URL: simulator.url,
        HABIDO_MIGO_TOKEN: 'prueba-0123456789',
        HABIDO_POR_MINUTO: '1000',
      },
    });
    await addAll(page, rucs);
    await refreshNow(page, 0);
    for (const ruc of rucs) simulator.change(ruc, { ...GOOD, condicion_de_domicilio: 'PENDIENTE' });
    await refreshNow(page, 400);
    await page.getByRole('link', { name: /^Cambios/ }).click();
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '401');
    const focused = timeline(page).locator('[role="row"]:focus');
    await rows(page).first().focus();
    for (const [key, place] of [
      ['ArrowDown', 3],
      ['ArrowUp', 2],
      ['ArrowUp', 2],
      ['End', 401],
      ['ArrowUp', 400],
      ['Home', 2],
    ] as const) {
      await page.keyboard.press(key);
      await expect(focused).toHaveAttribute('aria-rowindex', String(place));
      await expect(focused).toBeInViewport();
    }
    await page.keyboard.press('PageDown');
    await expect(focused).not.toHaveAttribute('aria-rowindex', '2');
    await page.keyboard.press('End');
    await expect(focused).toContainText('PENDIENTE');
    await screenshot(page, 'cambios-muchos');
    expect(await rows(page).count()).toBeLessThan(70);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Socios' })).toBeVisible();
  } finally {
    await simulator.close();
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the time line at every size, without a fault that axe can see, ${scheme}`, async ({
    launch,
    folder,
  }) => {
    const datos = join(folder, 'datos');
    await changedPartners(datos);
    const { app, page } = await launch({ datos, env: OFFLINE });
    await darken(app, page, scheme);
    await page.getByRole('link', { name: /^Cambios/ }).click();
    await expect(timeline(page)).toHaveAttribute('aria-rowcount', '13');
    for (const [width, height] of [
      [1366, 768],
      [1280, 800],
      [1920, 1080],
      [720, 480],
    ] as const) {
      await show(app, width, height);
      await expect(rows(page).first()).toBeVisible();
      await screenshot(page, `cambios-${scheme}-${String(width)}`);
      // A search takes room at the head of the screen, and none of the list's.
      const top = (await timeline(page).boundingBox())?.y;
      await page.keyboard.press('Control+f');
      expect((await timeline(page).boundingBox())?.y).toBe(top);
      await page.keyboard.press('Escape');
      expect(await faults(page), `${String(width)} × ${String(height)}`).toEqual([]);
    }
    await show(app, 1366, 768);
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1.5),
    );
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(1000);
    await expect(rows(page).first()).toBeVisible();
    await wholeWindow(app, `cambios-${scheme}-150`);
    // Nothing of the screen lies outside the window.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
}

/** Refreshes all partners and waits for its end, which must have noticed so many changes; answers its id. */
function refreshNow(page: Page, cambios: number): Promise<string> {
  return page.evaluate(async (expected) => {
    const { habido } = window;
    const ended = new Promise<{ corrida: string; cambios: number }>((resolve) => {
      const stop = habido.on('partners.refreshed', (end) => {
        stop();
        resolve(end);
      });
    });
    const started = await habido.call('partners.refresh', {
      alcance: { tipo: 'todos' },
      tambienFrescos: true,
      tope: null,
    });
    if (!started.ok) throw new Error(started.error.code);
    const end = await ended;
    if (end.cambios !== expected) throw new Error(`It noticed ${String(end.cambios)} changes.`);
    return end.corrida;
  }, cambios);
}

/** Makes suppliers of these. */
async function addAll(page: Page, rucs: readonly string[]): Promise<void> {
  await page.evaluate(
    (texto) => window.habido.call('partners.add', { texto, alias: '', tipo: 'proveedor', grupos: [] }),
    rucs.join('\n'),
  );
}
