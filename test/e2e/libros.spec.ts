/** Workbooks as they come: several columns, several files, a folder, the clipboard; and what goes out of a run. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import * as xlsx from 'xlsx';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import { companyRucs } from '../support/rucs.ts';
import { writeLibro } from '../support/libro.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  dropFile,
  dropFiles,
  expect,
  faults,
  screenshot,
  test,
} from './harness.ts';

const DROP = 'section[aria-label="Soltar archivo"]';
const SAVE = { name: 'Guardar copia anotada' };

let simulator: Simulator;

async function start(options: SimulatorOptions = {}): Promise<Record<string, string>> {
  simulator = await createSimulator({ existAll: true, ...options });
  return {
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
    HABIDO_POR_MINUTO: '1000',
  };
}

test.afterEach(async () => {
  await simulator.close();
});

/** A workbook of several sheets, each a list of rows. */
function writeSheets(path: string, sheets: Record<string, unknown[][]>): string {
  const book = xlsx.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), name);
  writeFileSync(path, xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return path;
}

/** The rows of a sheet as objects by their headers. */
function rowsOf(path: string, sheet?: string): Record<string, unknown>[] {
  const book = xlsx.read(readFileSync(path));
  const name = sheet ?? book.SheetNames[0];
  return xlsx.utils.sheet_to_json(book.Sheets[name ?? ''] as xlsx.WorkSheet, { defval: null });
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('button', SAVE)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', SAVE)).toBeEnabled();
}

/** What axe sees of the screen as it stands, in both schemes. */
async function expectNoFaults(app: ElectronApplication, page: Page): Promise<void> {
  for (const scheme of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
    await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
    expect(await faults(page), scheme).toEqual([]);
  }
}

function clipboardText(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText());
}

test('another sheet of the workbook is checked in the same run', async ({ launch, folder }) => {
  const env = await start();
  const shared = companyRucs(30);
  const others = companyRucs(12, 500);
  const libro = writeSheets(join(folder, 'compras.xlsx'), {
    Compras: [['Proveedor', 'RUC'], ...shared.map((ruc, i) => [`Proveedor ${String(i)}`, ruc])],
    Maestro: [['Código', 'RUC'], ...[...shared.slice(0, 8), ...others].map((ruc, i) => [i + 1, ruc])],
  });
  const { app, page } = await launch({ env });
  await dropFile(page, libro, DROP);
  const plan = page.getByRole('region', { name: 'Plan' });
  const also = page.getByRole('checkbox', { name: /^Hoja Maestro · columna B/ });
  await expect(also).toBeVisible();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('30');
  await screenshot(page, 'libros-tambien');
  await expectNoFaults(app, page);
  await also.check();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('42');
  await run(page);

  const grid = page.getByRole('grid', { name: 'Resultados' });
  await expect(grid.getByRole('columnheader', { name: 'Libro u hoja' })).toBeVisible();
  await expect(grid.getByRole('row').nth(1)).toContainText('Compras');
  expect([...simulator.stats.timesAnswered().values()].every((times) => times === 1)).toBe(true);

  const copy = join(folder, 'copia.xlsx');
  await answerSaveDialog(app, copy);
  await page.getByRole('button', SAVE).click();
  await expect(page.getByRole('button', { name: 'Abrir' })).toBeVisible();
  for (const sheet of ['Compras', 'Maestro']) {
    const headers = Object.keys(rowsOf(copy, sheet)[0] ?? {});
    expect(headers.filter((header) => header.startsWith('VEREDICTO'))).toHaveLength(1);
  }
});

test('a folder is one run over all its workbooks, each with its copy', async ({ launch, folder }) => {
  const env = await start();
  const books = join(folder, 'libros');
  mkdirSync(books);
  const first = writeLibro(books, companyRucs(40), 'enero.xlsx');
  writeLibro(books, companyRucs(25, 20), 'febrero.xlsx');
  writeLibro(books, ['hola', 'mundo', 'total'], 'palabras.xlsx');
  writeFileSync(join(books, '~$enero.xlsx'), 'lock');
  const { app, page } = await launch({ env });
  await dropFiles(page, [books], DROP);
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan.getByText('De 3 libros se validan 2; 1 queda fuera.')).toBeVisible();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('45');
  await expect(plan.getByRole('row', { name: /palabras\.xlsx/ })).toContainText('no tiene');
  await screenshot(page, 'libros-carpeta');
  await expectNoFaults(app, page);
  await run(page);

  const grid = page.getByRole('grid', { name: 'Resultados' });
  await expect(grid.getByRole('row').nth(1)).toContainText('enero.xlsx');
  await page.keyboard.press('Control+f');
  await page.keyboard.type(companyRucs(1, 44)[0] as string);
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await expect(grid.getByRole('row').nth(1)).toContainText('febrero.xlsx');
  await screenshot(page, 'libros-resultado');
  await expectNoFaults(app, page);

  const target = join(folder, 'copias');
  mkdirSync(target);
  await answerOpenDialog(app, target);
  await page.getByRole('button', SAVE).click();
  await expect(page.getByText('2 copias guardadas')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mostrar en carpeta' })).toBeVisible();
  await screenshot(page, 'libros-copias');
  for (const name of ['enero (verificado).xlsx', 'febrero (verificado).xlsx'])
    expect(rowsOf(join(target, name)).every((row) => row['VEREDICTO'] !== null)).toBe(true);
  expect(existsSync(join(books, 'enero (verificado).xlsx'))).toBe(false);
  expect(rowsOf(first)[0]).not.toHaveProperty('VEREDICTO');
});

test('of several files one is looked at alone, and what is no workbook is named', async ({
  launch,
  folder,
}) => {
  const env = await start();
  const notes = join(folder, 'notas.docx');
  writeFileSync(notes, 'no');
  const files = [
    writeLibro(folder, companyRucs(10), 'uno.xlsx'),
    writeLibro(folder, companyRucs(6, 100), 'dos.xlsx'),
    notes,
  ];
  const { page } = await launch({ env });
  await dropFiles(page, files, DROP);
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan.getByText('Se validan los 2 libros en una sola corrida.')).toBeVisible();
  await expect(plan.getByText('No son libros y quedan fuera: notas.docx.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Validar dos.xlsx' }).uncheck();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('10');
  await page.getByRole('button', { name: 'Ver: dos.xlsx' }).click();
  await expect(plan.getByRole('group', { name: 'Vista previa de las primeras filas' })).toBeVisible();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('6');
  await page.getByRole('button', { name: 'Volver a los 2 libros' }).click();
  await expect(page.getByRole('checkbox', { name: 'Validar dos.xlsx' })).not.toBeChecked();
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('10');
});

test('pasted RUCs are checked, and the results go back to the clipboard', async ({ launch }) => {
  const env = await start();
  const rucs = companyRucs(15);
  const { app, page } = await launch({ env });
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), ['RUC', ...rucs].join('\n'));
  await page.keyboard.press('Control+V');
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan.getByRole('row', { name: /^RUC distintos/ })).toContainText('15');
  await screenshot(page, 'libros-pegado');
  await run(page);

  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByText('15 filas copiadas: péguelas en Excel.')).toBeVisible();
  const lines = (await clipboardText(app)).trim().split(/\r?\n/);
  expect(lines).toHaveLength(16);
  expect(lines[0]).toContain('Veredicto');
  expect(lines[1]).toContain(rucs[0]);

  await page.keyboard.press('Control+f');
  await page.keyboard.type(rucs[3] as string);
  await expect(page.getByRole('grid', { name: 'Resultados' })).toHaveAttribute('aria-rowcount', '2');
  await page.getByRole('button', { name: 'Copiar resultados' }).click();
  await expect(page.getByText('1 fila copiada: péguela en Excel.')).toBeVisible();
  expect((await clipboardText(app)).trim().split(/\r?\n/)).toHaveLength(2);
});

test('an empty clipboard is said in words', async ({ launch }) => {
  const env = await start();
  const { app, page } = await launch({ env });
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await page.getByRole('button', { name: 'Pegar RUC del portapapeles' }).click();
  await expect(page.getByText(/El portapapeles no tiene/)).toBeVisible();
});

test('a report apart goes out as Excel and as PDF', async ({ launch, folder }) => {
  const env = await start();
  const { app, page } = await launch({ env });
  await dropFile(page, writeLibro(folder, [...companyRucs(20), '20131312956']), DROP);
  await run(page);
  for (const [option, path, magic] of [
    ['Excel', join(folder, 'informe.xlsx'), 'PK'],
    ['PDF', join(folder, 'informe.pdf'), '%PDF'],
  ] as const) {
    await answerSaveDialog(app, path);
    await page.getByRole('button', { name: 'Más acciones' }).click();
    const item = page.getByRole('menuitem', { name: option });
    await expect(item).toBeVisible();
    if (option === 'Excel') {
      await screenshot(page, 'libros-informe-menu');
      await expectNoFaults(app, page);
    }
    await item.click();
    await expect(
      page.getByText(`Informe guardado: informe.${option === 'Excel' ? 'xlsx' : 'pdf'}.`),
    ).toBeVisible({
      timeout: 30_000,
    });
    expect(readFileSync(path).subarray(0, magic.length).toString('latin1')).toBe(magic);
  }
});

test('a name that is not the registered one shows in its row and in its detail', async ({
  launch,
  folder,
}) => {
  const [same, other] = companyRucs(2) as [string, string];
  const env = await start({
    overrides: {
      [same]: { nombre_o_razon_social: 'FERRETERIA EL YUNQUE SOCIEDAD ANONIMA CERRADA' },
      [other]: { nombre_o_razon_social: 'TRANSPORTES CCORIMANYA E.I.R.L.' },
    },
  });
  const libro = writeSheets(join(folder, 'nombres.xlsx'), {
    Compras: [
      ['RUC', 'Razón social'],
      [same, 'Ferretería El Yunque S.A.C.'],
      [other, 'Panadería La Espiga'],
    ],
  });
  const { page } = await launch({ env });
  await dropFile(page, libro, DROP);
  await run(page);
  const grid = page.getByRole('grid', { name: 'Resultados' });
  await expect(grid.getByRole('row').nth(1)).not.toContainText('Nombre');
  await expect(grid.getByRole('row').nth(2)).toContainText('El nombre del libro no coincide');
  await grid.getByRole('row').nth(2).click();
  await expect(page.getByRole('complementary')).toContainText('Panadería La Espiga · distinto');
  await screenshot(page, 'libros-nombre');
});

test('the result columns are chosen and ordered by keyboard, and a copy has them so', async ({
  launch,
  folder,
}) => {
  const env = await start();
  const { app, page } = await launch({ env });
  await page.getByRole('link', { name: 'Ajustes' }).click();
  const section = page.getByRole('region', { name: 'Copia anotada' });
  await section.getByRole('switch', { name: 'RAZÓN SOCIAL (SUNAT)' }).press('Space');
  const up = section.getByRole('button', { name: 'Subir OBSERVACIÓN' });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(section.getByText('OBSERVACIÓN, lugar 2 de 7')).toBeAttached();
  await expect(up).toBeFocused();
  await expect(section.getByRole('switch', { name: 'VEREDICTO' })).toBeDisabled();
  await section.getByRole('switch', { name: 'Hoja «Habido»' }).scrollIntoViewIfNeeded();
  await screenshot(page, 'libros-ajustes');
  await expectNoFaults(app, page);

  await page.getByRole('link', { name: 'Validar' }).click();
  await dropFile(page, writeLibro(folder, companyRucs(4)), DROP);
  await run(page);
  const copy = join(folder, 'copia.xlsx');
  await answerSaveDialog(app, copy);
  await page.getByRole('button', SAVE).click();
  await expect(page.getByRole('button', { name: 'Abrir' })).toBeVisible();
  const headers = Object.keys(rowsOf(copy)[0] ?? {});
  expect(headers.slice(3)).toEqual([
    'VEREDICTO',
    'OBSERVACIÓN',
    'ESTADO',
    'CONDICIÓN',
    'FUENTE',
    'DATO AL',
    'CONSULTADO EL',
  ]);
});

test('a format that is only read is given back as a report, and says so', async ({ launch, folder }) => {
  const env = await start();
  const book = xlsx.utils.book_new();
  const rows = [['Proveedor', 'RUC'], ...companyRucs(5).map((ruc, i) => [`Proveedor ${String(i)}`, ruc])];
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), 'Compras');
  const libro = join(folder, 'antiguo.xls');
  writeFileSync(libro, xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
  const { page } = await launch({ env });
  await dropFile(page, libro, DROP);
  await expect(page.getByText(/la copia será un informe nuevo en \.xlsx/)).toBeVisible();
  await screenshot(page, 'libros-informe-plan');
  await run(page);
  await expect(page.getByText(/La copia será un informe nuevo en \.xlsx/)).toBeVisible();
});

test('a text that is called .xls is a report in every sentence', async ({ launch, folder }) => {
  const env = await start();
  const libro = join(folder, 'reporte.xls');
  const rows = companyRucs(5).map((ruc, i) => `Proveedor ${String(i)}\t${ruc}`);
  writeFileSync(libro, ['Proveedor\tRUC', ...rows].join('\r\n'));
  const { app, page } = await launch({ env });
  await dropFile(page, libro, DROP);
  await expect(page.getByText(/la copia será un informe nuevo en \.xlsx/)).toBeVisible();
  await run(page);
  await expect(page.getByText(/La copia será un informe nuevo en \.xlsx/)).toBeVisible();
  const report = join(folder, 'informe.xlsx');
  await answerSaveDialog(app, report);
  await page.getByRole('button', SAVE).click();
  await expect(page.getByText('Informe guardado')).toBeVisible();
  expect(rowsOf(report)).toHaveLength(5);
});

test('one RUC is asked for again from its detail, beside what the run found', async ({ launch, folder }) => {
  const [ruc = ''] = companyRucs(1);
  const env = await start();
  const { app, page } = await launch({ env });
  await dropFile(page, writeLibro(folder, companyRucs(8)), DROP);
  await run(page);
  const grid = page.getByRole('grid', { name: 'Resultados' });
  await grid.getByRole('row').nth(1).click();
  const drawer = page.getByRole('complementary', { name: 'Detalle del RUC' });
  const again = drawer.getByRole('button', { name: /^Volver a consultar · 1 consulta$/ });
  await expect(again).toBeEnabled();
  await screenshot(page, 'detalle-antes');
  const before = simulator.stats.requests.length;
  const verdict = await grid.getByRole('row').nth(1).textContent();
  simulator.answerNext({
    status: 200,
    body: {
      success: true,
      ruc,
      nombre_o_razon_social: 'EMPRESA QUE SE FUE S.A.C.',
      estado_del_contribuyente: 'BAJA DE OFICIO',
      condicion_de_domicilio: 'NO HABIDO',
    },
  });
  await again.click();
  const later = drawer.getByRole('region', { name: 'Respuesta posterior' });
  await expect(later).toContainText('BAJA DE OFICIO, NO HABIDO');
  expect(simulator.stats.requests.length).toBe(before + 1);
  expect(await grid.getByRole('row').nth(1).textContent()).toBe(verdict);
  await screenshot(page, 'detalle-despues');
  await expectNoFaults(app, page);
  await screenshot(page, 'detalle-despues-claro');
});
