/** A workbook that was annotated before: its columns are refreshed, and nothing of the user's is taken for ours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResultKey, VerdictCells } from '../../../shared/workbook.ts';
import type { ColumnItem } from '../../../main/workbook/types.ts';
import {
  annotateBook,
  bench,
  sheetOf,
  valueAt,
  verdictFor,
  type Annotated,
  type Bench,
} from '../../support/annotate.ts';
import {
  buildBook,
  buildPackage,
  fixtureRuc,
  type FixtureCell,
  type FixtureSheet,
} from '../../support/package-builder.ts';
import { partText, readPackage } from '../../support/package-reader.ts';

let b: Bench;
let count = 0;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

type Output = NonNullable<Parameters<typeof annotateBook>[3]>;
type Choice = Parameters<typeof annotateBook>[2];

const SHEET1 = 'xl/worksheets/sheet1.xml';
const keys = (...columnas: ResultKey[]) => ({ columnas, hojaResumen: false, hojaProblemas: false });
const DEFAULT: ResultKey[] = [
  'veredicto',
  'razonSocial',
  'estado',
  'condicion',
  'observacion',
  'fuente',
  'datoAl',
  'consultadoEn',
];

/** The first verdicts say otherwise than the second ones. */
const firstVerdict = (item: ColumnItem): VerdictCells => ({
  ...verdictFor(item),
  veredicto: 'SIN RESPUESTA',
  razonSocial: 'ANTERIOR',
  observacion: 'Del primer día.',
  fuente: 'Sin consultar',
});

async function annotateBytes(bytes: Buffer, output: Output = {}, choice?: Choice): Promise<Annotated> {
  count += 1;
  return await annotateBook(b, b.file(`${String(count)}.xlsx`, bytes), choice, output);
}

async function twice(
  sheet: FixtureSheet,
  output: Output = {},
  between: (copy: Buffer) => Buffer = (copy) => copy,
  second: Output = output,
): Promise<{ first: Annotated; second: Annotated }> {
  const first = await annotateBytes(buildBook({ sheets: [sheet] }), { ...output, verdict: firstVerdict });
  return { first, second: await annotateBytes(between(first.copy), second) };
}

function supplierRows(howMany = 6): Record<number, FixtureCell[]> {
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Nombre', 'Importe'] };
  for (let n = 0; n < howMany; n += 1) rows[n + 2] = [Number(fixtureRuc(n)), `P ${String(n)}`, n + 0.5];
  return rows;
}

/** The copy with its first sheet changed. */
function withSheet(copy: Buffer, change: (xml: string) => string): Buffer {
  return buildPackage(
    readPackage(copy).map(({ name, data }) => ({
      name,
      data: name === SHEET1 ? change(data.toString('utf8')) : data,
    })),
  );
}

/** Puts a cell into a row, in its place. */
function putCell(xml: string, address: string, text: string): string {
  const row = /\d+$/.exec(address)?.[0] ?? '';
  const cell = `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
  return xml.replace(new RegExp(`(<row r="${row}"[^>]*>)(.*?)</row>`), (_, open: string, inner: string) => {
    const cells = inner.match(/<c .*?(?:\/>|<\/c>)/g) ?? [];
    const width = (at: string): string => at.replace(/\d+$/, '').padStart(3);
    const all = [...cells.filter((item) => !item.includes(`r="${address}"`)), cell].sort((x, y) => {
      const place = (item: string): string => width(/r="([A-Z]+\d+)"/.exec(item)?.[1] ?? '');
      return place(x) < place(y) ? -1 : 1;
    });
    return `${open}${all.join('')}</row>`;
  });
}

const row = (done: Annotated, n: number, letters: string): unknown[] =>
  [...letters].map((letter) => valueAt(sheetOf(done.copy, 'Hoja'), `${letter}${String(n)}`));

describe('the same columns again', () => {
  test('are refreshed where they are: values, looks and all; the rest stays', async () => {
    const { first, second } = await twice({ name: 'Hoja', rows: supplierRows() });
    expect(second.result.columnas).toEqual({ primera: 'D', ultima: 'K' });
    expect(second.result.avisos[0]).toContain('ya tenía resultados');
    const fresh = await annotateBytes(first.source);
    expect(partText(second.copy, SHEET1)).toBe(partText(fresh.copy, SHEET1));
    // Styles that are there already are used again.
    expect(partText(second.copy, 'xl/styles.xml')).toBe(partText(first.copy, 'xl/styles.xml'));
    const sheet = partText(second.copy, SHEET1);
    expect(sheet).not.toContain('ANTERIOR');
    expect(sheet.match(/VEREDICTO/g)).toHaveLength(1);
  });

  test('are no data: neither candidates, nor columns to choose, nor shown', async () => {
    const { first, second } = await twice({ name: 'Hoja', rows: supplierRows() });
    const plain = (info: Annotated): unknown => [info.reading.hojas, info.reading.candidatas];
    expect(plain(second)).toEqual(plain(first));
    expect(second.column.preview).toEqual(first.column.preview);
    expect(second.column.items).toEqual(first.column.items);
  });

  test('a row that is no longer judged loses its old verdict; one that came later gets its own', async () => {
    const { second } = await twice({ name: 'Hoja', rows: supplierRows() }, {}, (copy) =>
      withSheet(copy, (xml) =>
        xml
          .replace(/<c r="A3"[^>]*><v>\d+<\/v><\/c>/, '<c r="A3" t="inlineStr"><is><t>VARIOS</t></is></c>')
          .replace(
            '</sheetData>',
            `<row r="8"><c r="A8"><v>${fixtureRuc(30)}</v></c><c r="B8" t="inlineStr"><is><t>NUEVO</t></is></c></row></sheetData>`,
          ),
      ),
    );
    expect(row(second, 3, 'ABDEFGHIJK')).toEqual(['VARIOS', 'P 1', ...Array(8).fill(undefined)]);
    expect(valueAt(sheetOf(second.copy, 'Hoja'), 'D8')).toMatch(/APTO/);
    expect(valueAt(sheetOf(second.copy, 'Hoja'), 'D2')).toMatch(/APTO/);
  });

  test('a third pass is like the second', async () => {
    const { second } = await twice({ name: 'Hoja', rows: supplierRows() });
    const third = await annotateBytes(second.copy);
    expect(third.copy.equals(second.copy)).toBe(true);
  });

  test('in a table, with its own unique names', async () => {
    const rows = supplierRows();
    rows[1] = ['RUC', 'ESTADO', 'Importe'];
    const book = buildBook({
      sheets: [
        {
          name: 'Hoja',
          rows,
          after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
          relations:
            '<Relationship Id="rId1" Type="http://x/relationships/table" Target="/xl/tables/table1.xml"/>',
        },
      ],
      extra: [
        {
          name: 'xl/tables/table1.xml',
          data: '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:C7"><tableColumns count="3"><tableColumn id="1" name="RUC"/><tableColumn id="2" name="ESTADO"/><tableColumn id="3" name="Importe"/></tableColumns></table>',
        },
      ],
    });
    const first = await annotateBytes(book, { verdict: firstVerdict });
    expect(row(first, 1, 'BF')).toEqual(['ESTADO', 'ESTADO (2)']);
    const second = await annotateBytes(first.copy);
    expect(partText(second.copy, 'xl/tables/table1.xml')).toBe(partText(first.copy, 'xl/tables/table1.xml'));
    expect(row(second, 1, 'BF')).toEqual(['ESTADO', 'ESTADO (2)']);
    expect(row(second, 2, 'BF')).toEqual(['P 0', expect.stringMatching(/ACTIVO|BAJA/)]);
  });

  test('without a header row ours is found above the data', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 6 }, (_, n): [number, FixtureCell[]] => [n + 3, [fixtureRuc(n), n + 0.25]]),
    );
    const { second } = await twice({ name: 'Hoja', rows });
    expect(second.result.columnas).toEqual({ primera: 'C', ultima: 'J' });
    expect(partText(second.copy, SHEET1)).not.toContain('ANTERIOR');
  });
});

describe('other columns than before', () => {
  test('those that are missing come at the right, past what the user added; the others stay in place', async () => {
    const { second } = await twice(
      { name: 'Hoja', rows: supplierRows() },
      { salida: keys('observacion', 'veredicto') },
      (copy) => withSheet(copy, (xml) => putCell(putCell(xml, 'F1', 'Mis notas'), 'F2', 'hola')),
      { salida: keys('veredicto', 'fuente', 'observacion', 'estado') },
    );
    expect(row(second, 1, 'DEFGHI')).toEqual([
      'OBSERVACIÓN',
      'VEREDICTO',
      'Mis notas',
      'FUENTE',
      'ESTADO',
      undefined,
    ]);
    expect(row(second, 2, 'EFG')).toEqual([expect.stringMatching(/APTO/), 'hola', 'Migo']);
    expect(second.result.columnas).toEqual({ primera: 'D', ultima: 'H' });
    const third = await annotateBytes(second.copy, {
      salida: keys('veredicto', 'fuente', 'observacion', 'estado'),
    });
    expect(partText(third.copy, SHEET1)).toBe(partText(second.copy, SHEET1));
  });

  test('a column that is no longer chosen is refreshed all the same: nothing old beside the new', async () => {
    const { second } = await twice({ name: 'Hoja', rows: supplierRows() }, {}, undefined, {
      salida: keys('veredicto'),
    });
    expect(row(second, 1, 'DE')).toEqual(['VEREDICTO', 'RAZÓN SOCIAL (SUNAT)']);
    expect(partText(second.copy, SHEET1)).not.toContain('ANTERIOR');
  });
});

describe('labels', () => {
  test('each set is refreshed for its own column', async () => {
    const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Importe', 'RUC Transportista'] };
    for (let n = 0; n < 6; n += 1) rows[n + 2] = [fixtureRuc(n), n + 0.5, fixtureRuc(n + 20)];
    const choice = (columna: string): Choice => ({ hoja: 'Hoja', columna, filaEncabezado: 1 });
    const salida = keys('veredicto', 'observacion');
    const label = 'columna C';
    const book = buildBook({ sheets: [{ name: 'Hoja', rows }] });
    const a1 = await annotateBytes(book, { salida, verdict: firstVerdict }, choice('A'));
    const c1 = await annotateBytes(a1.copy, { salida, etiqueta: label, verdict: firstVerdict }, choice('C'));
    expect(row(c1, 1, 'DEFG')).toEqual([
      'VEREDICTO',
      'OBSERVACIÓN',
      'VEREDICTO (columna C)',
      'OBSERVACIÓN (columna C)',
    ]);
    // The second time the other column comes first, without a label of its own.
    const c2 = await annotateBytes(c1.copy, { salida }, choice('C'));
    expect(row(c2, 2, 'DF')).toEqual(['SIN RESPUESTA', expect.stringMatching(/APTO/)]);
    expect(c2.result.columnas).toEqual({ primera: 'F', ultima: 'G' });
    const a2 = await annotateBytes(c2.copy, { salida }, choice('A'));
    expect(row(a2, 2, 'DF')).toEqual([expect.stringMatching(/^(NO )?APTO$/), expect.stringMatching(/APTO/)]);
    expect(row(a2, 1, 'H')).toEqual([undefined]);
  });
});

describe('several tables in one sheet', () => {
  test('each keeps its own results', async () => {
    const rows = supplierRows();
    rows[30] = ['RUC', 'Nombre', 'Importe'];
    for (let n = 0; n < 6; n += 1) rows[n + 31] = [Number(fixtureRuc(n + 50)), `Q ${String(n)}`, n + 0.5];
    const salida = keys('veredicto', 'estado');
    const table = (filaEncabezado: number): Choice => ({ hoja: 'Hoja', columna: 'A', filaEncabezado });
    const above = await annotateBytes(buildBook({ sheets: [{ name: 'Hoja', rows }] }), { salida }, table(1));
    expect(above.result.columnas).toEqual({ primera: 'D', ultima: 'E' });
    const both = await annotateBytes(above.copy, { salida, verdict: firstVerdict }, table(30));
    expect(both.result.columnas).toEqual({ primera: 'F', ultima: 'G' });
    const again = await annotateBytes(both.copy, { salida }, table(30));
    expect(again.result.columnas).toEqual({ primera: 'F', ultima: 'G' });
    expect(row(again, 31, 'F')).toEqual([expect.stringMatching(/APTO/)]);
    expect(row(again, 2, 'DF')).toEqual([expect.stringMatching(/APTO/), undefined]);
  });
});

describe('what is the user’s stays', () => {
  test('a column VEREDICTO with other words is none of ours', async () => {
    const rows = supplierRows();
    rows[1]?.push('VEREDICTO');
    for (let n = 2; n <= 7; n += 1) rows[n]?.push(n === 5 ? 'APTO' : 'conforme');
    const done = await annotateBytes(buildBook({ sheets: [{ name: 'Hoja', rows }] }));
    expect(row(done, 1, 'DE')).toEqual(['VEREDICTO', 'VEREDICTO']);
    expect(row(done, 2, 'D')).toEqual(['conforme']);
  });

  test('own columns beside ours with our headings are not written over', async () => {
    const rows = supplierRows();
    rows[1] = ['RUC', 'Nombre', 'ESTADO'];
    for (let n = 2; n <= 7; n += 1) rows[n] = [...(rows[n] ?? []).slice(0, 2), 'ACTIVO'];
    const { second } = await twice(
      { name: 'Hoja', rows },
      { salida: keys('veredicto', 'fuente') },
      (copy) =>
        withSheet(copy, (xml) =>
          [2, 3, 4, 5, 6, 7].reduce(
            (text, n) => putCell(text, `F${String(n)}`, 'pedí copia del RUC'),
            putCell(xml, 'F1', 'OBSERVACIÓN'),
          ),
        ),
      { salida: keys('veredicto', 'fuente', 'estado', 'observacion') },
    );
    expect(row(second, 1, 'CDEFGH')).toEqual([
      'ESTADO',
      'VEREDICTO',
      'FUENTE',
      'OBSERVACIÓN',
      'ESTADO',
      'OBSERVACIÓN',
    ]);
    expect(row(second, 2, 'CF')).toEqual(['ACTIVO', 'pedí copia del RUC']);
  });

  test('what stands below the last verdict stays', async () => {
    const { second } = await twice({ name: 'Hoja', rows: supplierRows() }, {}, (copy) =>
      withSheet(copy, (xml) =>
        xml.replace(
          '</sheetData>',
          '<row r="12"><c r="D12" t="inlineStr"><is><t>Revisado por Rosa</t></is></c><c r="H12"><f>COUNTA(D2:D7)</f><v>6</v></c></row></sheetData>',
        ),
      ),
    );
    expect(second.result.columnas.primera).toBe('D');
    expect(row(second, 12, 'DH')).toEqual(['Revisado por Rosa', 6]);
    expect(partText(second.copy, SHEET1)).toContain('<f>COUNTA(D2:D7)</f>');
  });

  test('something of the user’s in the way of a later row’s verdict: the results get new columns', async () => {
    const { second } = await twice({ name: 'Hoja', rows: supplierRows() }, {}, (copy) =>
      withSheet(copy, (xml) =>
        xml.replace(
          '</sheetData>',
          `<row r="8"><c r="A8"><v>${fixtureRuc(30)}</v></c><c r="D8" t="inlineStr"><is><t>llamar</t></is></c></row></sheetData>`,
        ),
      ),
    );
    expect(second.result.columnas.primera).toBe('L');
    expect(row(second, 8, 'DL')).toEqual(['llamar', expect.stringMatching(/APTO/)]);
  });
});

describe('after another program has saved it', () => {
  test('columns are known by their headings where the marks of our texts are gone', async () => {
    const { first } = await twice({ name: 'Hoja', rows: supplierRows() });
    const saved = readPackage(first.copy).map(({ name, data }) => ({
      name,
      data: name === 'xl/styles.xml' ? data.toString('utf8').replaceAll(' quotePrefix="1"', '') : data,
    }));
    const second = await annotateBytes(buildPackage(saved), { salida: keys(...DEFAULT) });
    expect(second.result.columnas).toEqual({ primera: 'D', ultima: 'K' });
  });
});
