/** A table written as a workbook of its own: real dates, texts that stay texts, and nothing left behind. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, utils, type CellObject } from 'xlsx';
import { createWorkbooks } from '../../../main/workbook/workbooks.ts';
import type { TableCell, TableColumn, Workbooks } from '../../../shared/workbook.ts';
import { temporaryFolder, WORKBOOK_WORKER } from '../../support/workspace.ts';
import { partText } from '../../support/package-reader.ts';

const COLUMNS: TableColumn[] = [
  { titulo: 'NOTADO EL', ancho: 17 },
  { titulo: 'TEXTO', ancho: 20 },
  { titulo: 'DATO AL', ancho: 12 },
  { titulo: 'N', ancho: 6 },
];
const NOTED = Date.UTC(2026, 10, 25, 12, 30);

let workbooks: Workbooks;
let place: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  place = temporaryFolder();
  workbooks = createWorkbooks({ workerUrl: WORKBOOK_WORKER });
});
afterAll(async () => {
  await workbooks.close();
  place.remove();
});

async function write(name: string, filas: Iterable<TableCell[][]>): Promise<{ path: string; filas: number }> {
  const path = join(place.folder, name);
  return { path, ...(await workbooks.table({ target: path, hoja: 'Cambios', columnas: COLUMNS, filas })) };
}

function cells(path: string): Record<string, CellObject> {
  const book = read(readFileSync(path), { cellNF: true });
  expect(book.SheetNames).toEqual(['Cambios']);
  return book.Sheets['Cambios'] as unknown as Record<string, CellObject>;
}

test('days and instants are Excel dates of Lima, numbers numbers, the heading bold, in sight and filtered', async () => {
  const row: TableCell[] = [{ instante: NOTED }, 'uno', { dia: NOTED - 86_400_000 }, 7];
  const { path, filas } = await write('fechas.xlsx', [[row], [row, [null, '', null, null]]]);
  expect(filas).toBe(3);
  const sheet = cells(path);
  expect(sheet['A1']).toMatchObject({ t: 's', v: 'NOTADO EL' });
  // 07:30 in Lima.
  expect(sheet['A2']).toMatchObject({ t: 'n', z: 'dd/mm/yyyy hh:mm', w: '25/11/2026 07:30' });
  expect(sheet['C2']).toMatchObject({ t: 'n', z: 'dd/mm/yyyy', w: '24/11/2026' });
  expect(sheet['D3']).toMatchObject({ t: 'n', v: 7 });
  expect(utils.decode_range(sheet['!ref'] as unknown as string).e).toEqual({ r: 3, c: 3 });
  const xml = partText(readFileSync(path), 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('state="frozen"');
  expect(xml).toContain('<autoFilter ref="A1:D4"/>');
  expect(xml).toContain('<c r="B1" s="11"');
  expect(partText(readFileSync(path), 'xl/styles.xml')).toContain('fontId="1"');
});

test.each([
  '=1+1',
  '+51999888777',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  ' =1+1',
  '</t></is></c><c><f>1+1</f></c>',
])('%j stays a text when it is edited', async (text) => {
  const { path } = await write('formulas.xlsx', [[[null, text, null, null]]]);
  expect(cells(path)['B2']).toMatchObject({ t: 's', v: text });
  const xml = partText(readFileSync(path), 'xl/worksheets/sheet1.xml');
  expect(xml).not.toMatch(/<f[\s>/]/);
  // The second of the styles is quoted.
  if (!text.startsWith('<')) expect(xml).toContain('<c r="B2" s="1"');
});

test('a table without rows is a workbook with its heading', async () => {
  const { path, filas } = await write('vacia.xlsx', []);
  expect(filas).toBe(0);
  expect(cells(path)['D1']).toMatchObject({ v: 'N' });
});

test('an earlier file is replaced whole, and one that fails leaves it as it was', async () => {
  const path = join(place.folder, 'antes.xlsx');
  writeFileSync(path, 'antes');
  function* broken(): Generator<TableCell[][]> {
    yield [[null, 'uno', null, null]];
    throw new Error('the rows ended');
  }
  await expect(write('antes.xlsx', broken())).rejects.toThrow('the rows ended');
  expect(readFileSync(path, 'utf8')).toBe('antes');
  expect(readdirSync(place.folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
  await write('antes.xlsx', [[[null, 'dos', null, null]]]);
  expect(cells(path)['B2']).toMatchObject({ v: 'dos' });
});

test('where it can’t be written it says so; cancelled, nothing is written', async () => {
  await expect(write(join('no-hay', 'x.xlsx'), [])).rejects.toMatchObject({ code: 'salida-sin-permiso' });
  const stop = new AbortController();
  function* rows(): Generator<TableCell[][]> {
    for (let n = 0; ; n += 1) {
      if (n === 3) stop.abort();
      yield [[null, String(n), null, null]];
    }
  }
  const target = join(place.folder, 'cancelada.xlsx');
  const request = { target, hoja: 'Cambios', columnas: COLUMNS, filas: rows() };
  await expect(workbooks.table(request, { signal: stop.signal })).rejects.toMatchObject({
    code: 'cancelado',
  });
  expect(existsSync(target)).toBe(false);
});
