/** The three samples, made by writers that know nothing of us: found, judged, annotated, read back by another. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utils, type WorkSheet } from 'xlsx';
import { columnLetter, columnNumber } from '../../../main/workbook/sheet/columns.ts';
import { isRuc, readRucs } from '../../../shared/ruc.ts';
import { annotateBook, bench, sheetOf, valueAt, type Annotated, type Bench } from '../../support/annotate.ts';
import { readPackage } from '../../support/package-reader.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

/** Every cell of the source, untouched in the copy. */
function expectSameCells(before: WorkSheet, after: WorkSheet): void {
  const range = utils.decode_range(before['!ref'] as string);
  let compared = 0;
  for (let row = range.s.r; row <= range.e.r; row += 1) {
    for (let column = range.s.c; column <= range.e.c; column += 1) {
      const address = utils.encode_cell({ r: row, c: column });
      const [x, y] = [before[address], after[address]] as (
        { v?: unknown; f?: unknown; z?: unknown } | undefined
      )[];
      expect({ address, v: y?.v, f: y?.f, z: y?.z }).toEqual({ address, v: x?.v, f: x?.f, z: x?.z });
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(1000);
}

function expectUntouchedParts({ source, copy }: Annotated, changed: readonly string[]): void {
  const before = readPackage(source);
  const after = readPackage(copy);
  expect(after.map((part) => part.name)).toEqual(before.map((part) => part.name));
  const different = before
    .filter((part, i) => !part.raw.equals(after[i]?.raw as Buffer))
    .map((part) => part.name);
  expect(different.sort()).toEqual([...changed].sort());
}

describe('proveedores.xlsx', () => {
  let done: Annotated;
  beforeAll(async () => {
    done = await annotateBook(b, join(SAMPLES, 'proveedores.xlsx'));
  });

  test('the column is found and judged', () => {
    expect(
      done.reading.candidatas.map(({ hoja, columna, filaEncabezado }) => ({ hoja, columna, filaEncabezado })),
    ).toEqual([{ hoja: 'Proveedores', columna: 'B', filaEncabezado: 4 }]);
    expect(done.column).toMatchObject({ titulo: 'RUC', filas: 318, otros: 14, constante: false });
    expect(
      done.column.items
        .filter((item) => !item.valido)
        .map(({ texto, fault, suggestion }) => [texto, fault, suggestion]),
    ).toEqual([
      ['20277553621', 'digito', null],
      ['2027755362', 'longitud', null],
      ['202775O3628', 'letras', null],
      ['20277553628A', 'letras', '20277553628'],
      ['2.06001E+10', 'digitos-perdidos', null],
      ['99999999999', 'marcador', null],
    ]);
    expect(done.column.items.find((item) => item.texto === '20277553628')).toMatchObject({
      filas: 12,
      primeraFila: 12,
      nombre: 'CORPORACION KUNTUR S.A.C.',
    });
  });

  test('the copy holds a verdict in every judged row and nothing else is changed', () => {
    const before = sheetOf(done.source, 'Proveedores');
    const after = sheetOf(done.copy, 'Proveedores');
    expectSameCells(before, after);
    expect(done.result).toMatchObject({
      filas: 318,
      columnas: { primera: 'J', ultima: 'Q' },
      filasOcultas: 0,
      avisos: [],
    });
    let verdicts = 0;
    for (let row = 5; row <= 336; row += 1) {
      const raw = valueAt(before, `B${String(row)}`);
      const verdict = valueAt(after, `J${String(row)}`);
      const readings = raw === undefined ? [] : readRucs(String(raw));
      const valid = readings.filter((reading) => reading.valid);
      if (verdict === undefined) expect(valid).toEqual([]);
      else verdicts += 1;
      if (valid.length === 1 && readings.length === 1) {
        expect(valueAt(after, `K${String(row)}`)).toBe(`=EMPRESA & Ñ <${valid[0]?.text ?? ''}>`);
        expect((after[`K${String(row)}`] as { f?: string }).f).toBeUndefined();
      }
    }
    expect(verdicts).toBe(318);
    expectUntouchedParts(done, ['xl/worksheets/sheet1.xml', 'xl/styles.xml', 'xl/tables/table1.xml']);
  });

  test('repairs are said, and a cell with two RUCs says both', () => {
    const after = sheetOf(done.copy, 'Proveedores');
    const row = Array.from({ length: 330 }, (_, i) => i + 5).find((n) =>
      String(valueAt(after, `B${String(n)}`)).includes(' / '),
    );
    const observation = String(valueAt(after, `N${String(row)}`));
    expect(observation).toContain('La celda tiene 2 números.');
    expect(observation).toContain('20277553628:');
    expect(observation).toContain('20324960211:');
    const labelled = Array.from({ length: 330 }, (_, i) => i + 5).find((n) =>
      String(valueAt(after, `B${String(n)}`)).startsWith('RUC: '),
    );
    expect(valueAt(after, `N${String(labelled)}`)).toContain('El RUC se leyó sin el rótulo.');
  });

  test('the dates are dates in Lima time, and the table has grown', () => {
    const after = sheetOf(done.copy, 'Proveedores');
    expect(after['P5']).toMatchObject({ t: 'n', v: 46_346, z: 'dd/mm/yyyy' });
    expect(after['Q5']).toMatchObject({ t: 'n', z: 'dd/mm/yyyy hh:mm' });
    expect(Number(valueAt(after, 'Q5'))).toBeCloseTo(46_350 + (21 * 3600 + 3 * 60 + 4) / 86_400, 6);
    const table =
      readPackage(done.copy)
        .find((part) => part.name === 'xl/tables/table1.xml')
        ?.data.toString('utf8') ?? '';
    expect(table).toContain('ref="A4:Q336"');
    const names = [...table.matchAll(/<tableColumn [^>]*name="([^"]*)"/g)].map((match) => match[1]);
    expect(names).toHaveLength(17);
    names.forEach((name, i) => {
      expect(String(valueAt(after, `${columnLetter(i + 1)}4`))).toBe(name);
    });
  });
});

describe('registro-compras-8.1.xlsx', () => {
  test('the merged header is read with its parents; the master sheet and the owner are not taken', async () => {
    const done = await annotateBook(b, join(SAMPLES, 'registro-compras-8.1.xlsx'));
    expect(done.column.choice).toEqual({ hoja: 'Compras', columna: 'I', filaEncabezado: 11 });
    expect(done.column.titulo).toBe('INFORMACIÓN DEL PROVEEDOR › DOCUMENTO DE IDENTIDAD › NÚMERO');
    expect(done.column.filas).toBe(406);
    expect(done.column.otros).toBe(15);
    expect(done.column.items.some((item) => item.texto === '20600819667')).toBe(false);
    expect(done.column.items[0]?.nombre).toBe('FLORES TORRES YESENIA LUZ');
    expect(done.reading.candidatas.map((item) => `${item.hoja}!${item.columna}`)).toEqual([
      'Compras!I',
      'Maestro!B',
    ]);
    expect(done.column.preview.columnas).toContain('I');
    // Row 12 holds a DNI: it is shown, and left alone.
    expect(done.column.preview.filas.find((row) => row.fila === 12)).toMatchObject({
      juzgada: false,
      encabezado: false,
    });
    expect(done.column.preview.filas.find((row) => row.fila === 13)).toMatchObject({
      juzgada: true,
      encabezado: false,
    });
    expect(done.column.preview.filas.find((row) => row.fila === 12)?.celdas[1]).toBe('01/10/2026');
    const after = sheetOf(done.copy, 'Compras');
    expectSameCells(sheetOf(done.source, 'Compras'), after);
    expect(valueAt(after, 'S11')).toBe('VEREDICTO');
    expect(valueAt(after, 'S12')).toBeUndefined();
    expect(valueAt(after, 'S13')).toMatch(/APTO/);
    expectUntouchedParts(done, ['xl/worksheets/sheet1.xml', 'xl/styles.xml']);
  });
});

describe('sire-rce-propuesta.xlsx', () => {
  test('the column headed RUC is the owner’s: the suppliers’ is taken, and why is said', async () => {
    const done = await annotateBook(b, join(SAMPLES, 'sire-rce-propuesta.xlsx'));
    expect(done.column.choice).toMatchObject({ columna: 'M', filaEncabezado: 1 });
    expect(done.column).toMatchObject({ filas: 356, otros: 8, constante: false });
    expect(done.reading.candidatas[0]?.motivo).toBe(
      'Es una propuesta de compras del SIRE (RCE). Se eligió la columna M («Nro Doc Identidad»): 118 RUC válidos y distintos en 356 filas. La columna A («RUC») repite un solo RUC en todas las filas, quizá el de su empresa.',
    );
    expect(done.reading.candidatas[1]).toMatchObject({ columna: 'A', constante: true });
    const after = sheetOf(done.copy, 'Propuesta RCE 202610');
    expectSameCells(sheetOf(done.source, 'Propuesta RCE 202610'), after);
    expect(after['!autofilter']).toEqual({ ref: 'A1:AZ365' });
    expectUntouchedParts(done, ['xl/worksheets/sheet1.xml', 'xl/styles.xml', 'xl/workbook.xml']);
    const workbook = readPackage(done.copy)
      .find((part) => part.name === 'xl/workbook.xml')
      ?.data.toString('utf8');
    expect(workbook).toContain("'Propuesta RCE 202610'!$A$1:$AZ$365");
    expect(columnNumber(done.result.columnas.primera)).toBe(45);
  });
});

test('the samples are what the script makes: their RUCs have right check digits unless they are meant not to', async () => {
  for (const name of ['registro-compras-8.1.xlsx', 'sire-rce-propuesta.xlsx']) {
    const reading = await b.workbooks.read(join(SAMPLES, name));
    expect(reading.hash).toBe(
      createHash('sha256')
        .update(readFileSync(join(SAMPLES, name)))
        .digest('hex'),
    );
    expect(reading.candidatas[0]?.validos).toBeGreaterThan(90);
  }
  expect(isRuc('20600819667')).toBe(true);
});
