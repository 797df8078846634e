/** The padrón in the real window: drop, progress, cancel, import, editions, search, lists, and verdicts from it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startFileServer } from '../support/file-server.ts';
import { writeLibro } from '../support/libro.ts';
import { writePadron, type PadronFileFacts, type PadronFileOptions } from '../support/padron-file.ts';
import type { PadronRow } from '../support/padron-rows.ts';
import { sscoBook } from '../support/register-files.ts';
import { endApp } from '../support/electron-app.ts';
import { answerOpenDialog, dropFile, expect, faults, openDialogs, screenshot, test } from './harness.ts';

const PANEL = 'section[aria-label="Padrón en uso"]';
const IN_USE = /^Padrón reducido del 23\/11\/2026: 20,000 contribuyentes\.$/;
const ROWS = 20_000;

async function openScreen(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Padrón' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Padrón' })).toBeVisible();
}

function padron(folder: string, options: Partial<PadronFileOptions> = {}, name = 'padron_reducido_ruc.zip') {
  return writePadron(join(folder, name), { rows: ROWS, ...options });
}

/** Companies of the padrón with this estado and condición. */
function companies({ rows }: PadronFileFacts, estado: string, condicion: string, count: number): PadronRow[] {
  const found: PadronRow[] = [];
  for (let i = ROWS - 1; i >= 0 && found.length < count; i -= 1) {
    const row = rows.row(i);
    if (row?.ruc.startsWith('20') === true && row.estado === estado && row.condicion === condicion)
      found.push(row);
  }
  return found;
}

async function importPadron(page: Page, path: string): Promise<void> {
  await dropFile(page, path, PANEL);
  await expect(page.getByText('Desde ahora se usa este padrón.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Entendido' }).click();
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

const searchField = (page: Page): Locator => page.getByRole('textbox', { name: 'Buscar por nombre o RUC' });
const hits = (page: Page): Locator => page.getByRole('grid', { name: 'Resultados de la búsqueda' });

test('an import is stopped, and another goes on behind any screen', async ({ launch, folder }) => {
  const large = await writePadron(join(folder, 'grande.zip'), { rows: 800_000 });
  const { page, datos } = await launch();
  await openScreen(page);
  await expect(page.getByText('Todavía no hay un padrón en esta computadora.')).toBeVisible();
  await expect(searchField(page)).toBeDisabled();

  await dropFile(page, large.path, PANEL);
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await expect(page.getByText('Se canceló la importación.')).toBeVisible();
  await expect(page.getByText('Todavía no hay un padrón en esta computadora.')).toBeVisible();
  expect(filesIn(join(datos, 'padron')).filter((name) => name.endsWith('.db'))).toEqual([]);

  await dropFile(page, large.path, PANEL);
  await expect(page.getByRole('progressbar', { name: 'Importación del padrón' })).toBeVisible();
  await page.getByRole('link', { name: 'Validar' }).click();
  const foot = page.getByRole('navigation', { name: 'Principal' });
  await expect(foot.getByText('Importando el padrón…')).toBeVisible();
  await expect(foot.getByText('Padrón del 23/11/2026')).toBeVisible({ timeout: 30_000 });
});

test('a padrón tells what was left out of it, and when it is there already', async ({ launch, folder }) => {
  const file = await padron(folder, { dirt: { danadas: 41, repetidas: 12, desordenadas: 5 } });
  const { page } = await launch();
  await openScreen(page);
  await importPadron(page, file.path);
  await expect(page.getByText(IN_USE)).toBeVisible();
  await expect(
    page.getByText(`${String(file.defectos.danadas)} líneas dañadas se omitieron y se contaron`),
  ).toBeVisible();
  await expect(page.getByText('12 RUC repetidos (vale la última línea)')).toBeVisible();

  await dropFile(page, file.path, PANEL);
  await expect(page.getByText('ya está en uso: no se cambió nada')).toBeVisible();
});

test('a file that does not say its date is asked for it, an older one for a yes', async ({
  launch,
  folder,
}) => {
  const text = await padron(folder, {}, 'padron.txt');
  const older = await padron(folder, {
    seed: 3,
    entryTime: { year: 2026, month: 10, day: 1, hour: 5, minute: 0 },
  });
  const { app, page } = await launch();
  await openScreen(page);
  await answerOpenDialog(app, text.path);
  await page.getByRole('button', { name: 'Importar padrón' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Fecha del padrón').fill('2026-11-23');
  await dialog.getByRole('button', { name: 'Importar', exact: true }).click();
  await expect(page.getByText(IN_USE)).toBeVisible();
  expect(await openDialogs(app)).toEqual([['openFile']]);

  await dropFile(page, older.path, PANEL);
  await expect(dialog.getByText('Este padrón es del 01/10/2026, más antiguo')).toBeVisible();
  await dialog.getByRole('button', { name: 'Quedarse con el que está en uso' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(IN_USE)).toBeVisible();
  await dropFile(page, older.path, PANEL);
  await dialog.getByRole('button', { name: 'Usar el más antiguo' }).click();
  await expect(page.getByText(/^Padrón reducido del 01\/10\/2026/)).toBeVisible();
  await expect(page.getByText('más de los 7 que fijó en Ajustes')).toBeVisible();
});

test('a download asks first, goes on where it was stopped, and is imported', async ({ launch, folder }) => {
  const file = await padron(folder);
  const server = await startFileServer({
    bytes: readFileSync(file.path),
    etag: '"uno"',
    lastModified: 'Mon, 23 Nov 2026 10:15:00 GMT',
  });
  try {
    server.behave = (n) => (n === 1 ? { stallAfter: 100_000 } : {});
    const { page } = await launch();
    await page.getByRole('link', { name: 'Ajustes' }).click();
    await page.getByRole('textbox', { name: 'Dirección de descarga' }).fill(server.url);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Guardado.')).toBeVisible();
    await openScreen(page);
    await page.getByRole('button', { name: 'Descargar de SUNAT' }).click();
    await expect(page.getByText('Son unos 372 MB')).toBeVisible();
    await expect(page.getByText(server.url)).toBeVisible();
    await page.getByRole('button', { name: 'Ahora no' }).click();
    expect(server.asked).toEqual([]);

    await page.getByRole('button', { name: 'Descargar de SUNAT' }).click();
    await page.getByRole('button', { name: 'Descargar', exact: true }).last().click();
    await expect(page.getByText('Descargando el padrón').first()).toBeVisible();
    await expect(page.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', '0');
    await page.getByRole('button', { name: 'Cancelar' }).click();
    await expect(page.getByText('Lo descargado se conserva')).toBeVisible();

    await page.getByRole('button', { name: 'Descargar de SUNAT' }).click();
    await page.getByRole('button', { name: 'Descargar', exact: true }).last().click();
    await expect(page.getByText(IN_USE)).toBeVisible();
    expect(server.asked.at(-1)).toMatch(/^bytes=\d+-$/);
  } finally {
    await server.close();
  }
});

test('without a network a workbook gets its verdicts from the padrón', async ({ launch, folder }) => {
  const file = await padron(folder);
  const good = companies(file, 'ACTIVO', 'HABIDO', 3).map(({ ruc }) => ruc);
  const gone = companies(file, 'BAJA DE OFICIO', 'HABIDO', 1).map(({ ruc }) => ruc);
  const libro = writeLibro(folder, [...good, ...gone, ...file.rows.absent(1)]);
  const { page } = await launch();
  await openScreen(page);
  await importPadron(page, file.path);
  await page.getByRole('link', { name: 'Validar' }).click();
  await dropFile(page, libro, 'section[aria-label="Soltar archivo"]');
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
  const results = page.getByRole('grid', { name: 'Resultados' });
  await expect(results.getByRole('row', { name: good[0] })).toContainText('APTO');
  await expect(results.getByRole('row', { name: good[0] })).toContainText('Padrón SUNAT');
  await expect(results.getByRole('row', { name: gone[0] })).toContainText('NO APTO');
  await expect(results.getByRole('row', { name: file.rows.absent(1)[0] })).toContainText('SIN RESPUESTA');
  await screenshot(page, 'padron-validado');
});

test('a padrón that is damaged is said to be, and another import mends it', async ({ launch, folder }) => {
  const file = await padron(folder);
  const first = await launch();
  await openScreen(first.page);
  await importPadron(first.page, file.path);
  await endApp(first.app, first.app.process());
  const places = join(first.datos, 'padron');
  const edition = filesIn(places).find((name) => /^edicion-.*\.db$/.test(name)) as string;
  const bytes = readFileSync(join(places, edition));
  bytes.fill(0xff, 4096, bytes.length - 4096);
  writeFileSync(join(places, edition), bytes);

  const { page } = await launch();
  await openScreen(page);
  await expect(page.getByText('El padrón de esta computadora está dañado y no se usa.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Principal' }).getByText('Padrón dañado')).toBeVisible();
  await screenshot(page, 'padron-danado');
  expect(await faults(page)).toEqual([]);
  await importPadron(page, file.path);
  await expect(page.getByText(IN_USE)).toBeVisible();
});

test('a padrón dropped on Validar is imported, not read as a workbook', async ({ launch, folder }) => {
  const file = await padron(folder);
  const { page } = await launch();
  await dropFile(page, file.path, 'section[aria-label="Soltar archivo"]');
  await expect(page.getByRole('heading', { level: 1, name: 'Padrón' })).toBeVisible();
  await expect(page.getByText(IN_USE)).toBeVisible();
});

for (const tema of ['claro', 'oscuro'] as const) {
  test(`names are found as one types, with editions and lists beside them, ${tema}`, async ({
    launch,
    folder,
  }) => {
    const file = await padron(folder);
    const changes = { nuevos: 120, retirados: 30, estado: 60, condicion: 200, nombre: 8, todo: 0 };
    const next = await padron(
      folder,
      { changes, entryTime: { year: 2026, month: 11, day: 24, hour: 5, minute: 0 } },
      'padron_reducido_ruc (1).zip',
    );
    const [wanted] = companies(next, 'ACTIVO', 'HABIDO', 1) as [PadronRow];
    const ssco = join(folder, 'sujesincapacidadOperativa.xlsx');
    writeFileSync(ssco, sscoBook([{ ruc: Number(wanted.ruc), publicada: '31/10/2026' }]));
    const { app, page } = await launch();
    const scheme: 'light' | 'dark' = tema === 'claro' ? 'light' : 'dark';
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
    await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
    await openScreen(page);
    expect(await faults(page), 'empty').toEqual([]);
    await importPadron(page, file.path);
    await importPadron(page, next.path);
    const editions = page.getByRole('table').first();
    await expect(editions.getByRole('row', { name: '24/11/2026' })).toContainText('En uso');
    await expect(editions.getByRole('row', { name: '24/11/2026' })).toContainText('200');

    await searchField(page).fill(wanted.razonSocial.toLowerCase().split(' ').slice(0, 3).join(' '));
    await expect(hits(page).getByRole('row', { name: wanted.ruc })).toContainText('APTO');
    await searchField(page).fill(wanted.ruc);
    await expect(hits(page).getByRole('row')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary', { name: 'Detalle del RUC' });
    await expect(detail.getByText(wanted.razonSocial, { exact: true })).toBeVisible();
    await expect(detail.getByText('En las ediciones guardadas')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(detail).toBeHidden();
    await searchField(page).fill('');

    await dropFile(page, ssco, PANEL);
    await expect(page.getByText('(SSCO): 1 RUC')).toBeVisible();
    await screenshot(page, `padron-ediciones-${tema}`);
    expect(await faults(page), 'editions and lists').toEqual([]);
    await searchField(page).fill(wanted.razonSocial.split(' ')[0] as string);
    await hits(page).getByRole('row').nth(1).click();
    await searchField(page).fill(wanted.ruc);
    await expect(hits(page).getByRole('row')).toHaveCount(2);
    await hits(page).getByRole('row', { name: wanted.ruc }).click();
    await expect(detail.getByText('Figura en la lista de sujetos sin capacidad operativa')).toBeVisible();
    await expect(detail.getByText('NO APTO')).toBeVisible();
    await searchField(page).fill(wanted.razonSocial.split(' ')[0] as string);
    await expect(page.getByText('Los primeros 100')).toBeVisible();
    await expect(hits(page).getByRole('row').nth(1)).toBeInViewport();
    await screenshot(page, `padron-busqueda-${tema}`);
    expect(await faults(page), 'search and detail').toEqual([]);
  });
}

test('all of it has room in a small window and in one of larger text', async ({ launch, folder }) => {
  const file = await padron(folder, { dirt: { danadas: 41, repetidas: 12, desordenadas: 5 } });
  const { app, page } = await launch();
  await openScreen(page);
  await importPadron(page, file.path);
  const [wanted] = companies(file, 'ACTIVO', 'HABIDO', 1) as [PadronRow];
  for (const [width, height, zoom] of [
    [1366, 768, 1],
    [720, 480, 1],
    [1366, 768, 1.5],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, [w, h, z]) => {
        const window = BrowserWindow.getAllWindows()[0];
        window?.setContentSize(w, h);
        window?.webContents.setZoomFactor(z);
      },
      [width, height, zoom] as const,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
    await searchField(page).fill('');
    const name = `padron-${String(width)}x${String(height)}-${String(zoom * 100)}`;
    await screenshot(page, name);
    await expect(page.getByRole('button', { name: 'Importar padrón' })).toBeInViewport();
    await searchField(page).fill(wanted.ruc);
    await hits(page).getByRole('row', { name: wanted.ruc }).click();
    await expect(page.getByRole('complementary', { name: 'Detalle del RUC' })).toBeInViewport();
    await screenshot(page, `${name}-detalle`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(await faults(page), name).toEqual([]);
    await page.keyboard.press('Escape');
  }
});
