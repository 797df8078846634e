/** Annotating what workbooks hold: tables, filters, merges, drawings, headers. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotateBook, bench, sheetOf, valueAt, type Annotated, type Bench } from '../../support/annotate.ts';
import {
  XML,
  buildBook,
  fixtureRuc,
  type FixtureBook,
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

async function annotated(
  book: FixtureBook | Buffer,
  choice?: Parameters<typeof annotateBook>[2],
  name = 'libro.xlsx',
): Promise<Annotated> {
  count += 1;
  return await annotateBook(
    b,
    b.file(`${String(count)}-${name}`, Buffer.isBuffer(book) ? book : buildBook(book)),
    choice,
  );
}

/** Rows of RUC, name and amount from `first` on, under a header in the row before. */
function supplierRows(first: number, howMany: number): Record<number, FixtureCell[]> {
  const rows: Record<number, FixtureCell[]> = { [first - 1]: ['RUC', 'Razón social', 'Importe'] };
  for (let n = 0; n < howMany; n += 1)
    rows[first + n] = [Number(fixtureRuc(n)), `PROVEEDOR ${String(n)} S.A.C.`, n + 0.5];
  return rows;
}

function changedParts({ source, copy }: Annotated): string[] {
  const before = new Map(readPackage(source).map((part) => [part.name, part.raw]));
  return readPackage(copy)
    .filter((part) => before.get(part.name)?.equals(part.raw) !== true)
    .map((part) => part.name);
}

const SHEET1 = 'xl/worksheets/sheet1.xml';

describe('places', () => {
  test('a plain sheet: our columns right of the last value, header in the RUC header’s style', async () => {
    const done = await annotated({
      sheets: [
        {
          name: 'Hoja',
          rows: {
            ...supplierRows(2, 8),
            1: [{ xml: '<c @ s="1" t="inlineStr"><is><t>RUC</t></is></c>' }, 'Razón social', 'Importe'],
          },
        },
      ],
    });
    expect(done.result).toMatchObject({
      filas: 8,
      columnas: { primera: 'D', ultima: 'K' },
      filasOcultas: 0,
      avisos: [],
    });
    const xml = partText(done.copy, SHEET1);
    expect(xml).toContain('<c r="D1" s="1" t="inlineStr"><is><t>VEREDICTO</t></is></c>');
    expect(xml).not.toContain('<f>');
    expect(changedParts(done).sort()).toEqual(['xl/styles.xml', SHEET1]);
    const sheet = sheetOf(done.copy, 'Hoja');
    for (let row = 2; row <= 9; row += 1) expect(valueAt(sheet, `D${String(row)}`)).toMatch(/APTO/);
    expect(valueAt(sheet, 'E2')).toBe(`=EMPRESA & Ñ <${fixtureRuc(0)}>`);
  });

  test('a value far right, even in a title, pushes our columns past it; styled blanks do not', async () => {
    const rows = supplierRows(4, 5);
    rows[1] = [...Array.from({ length: 6 }, () => null), 'Impreso el 1'];
    rows[5] = [...(rows[5] as FixtureCell[]), ...Array.from({ length: 12 }, () => ({ blank: 1 }))];
    const done = await annotated({
      sheets: [
        {
          name: 'Hoja',
          rows,
          before: '<cols><col min="1" max="16384" width="5" hidden="1" customWidth="1"/></cols>',
        },
      ],
    });
    expect(done.result.columnas).toEqual({ primera: 'H', ultima: 'O' });
    const row = /<row r="5".*?<\/row>/.exec(partText(done.copy, SHEET1))?.[0] ?? '';
    const cells = [...row.matchAll(/<c r="([A-Z]+)5"/g)].map((match) => match[1]);
    expect(cells.filter((cell) => cell === 'D' || cell === 'G')).toHaveLength(2);
    expect(cells).toEqual([...new Set(cells)]);
    expect(cells).toContain('H');
    const order = cells.map((cell) => (cell as string).padStart(3));
    expect([...order].sort()).toEqual(order);
    expect(partText(done.copy, SHEET1)).toMatch(/<col min="8" max="8" width="16" customWidth="1"\/>/);
  });

  test('a merge that crosses the data rows is passed by, one above is not', async () => {
    const after = '<mergeCells count="2"><mergeCell ref="A1:Z1"/><mergeCell ref="C5:F5"/></mergeCells>';
    const done = await annotated({
      sheets: [{ name: 'Hoja', rows: { ...supplierRows(4, 5), 1: ['TÍTULO'] }, after }],
    });
    expect(done.result.columnas.primera).toBe('G');
  });

  test('a drawing over the data is passed by and said; a logo above is not', async () => {
    const drawing = (row: number): FixtureBook => ({
      sheets: [
        {
          name: 'Hoja',
          rows: supplierRows(6, 9),
          after: '<drawing r:id="rId1"/>',
          relations:
            '<Relationship Id="rId1" Type="http://x/relationships/drawing" Target="../drawings/drawing1.xml"/>',
        },
      ],
      extra: [
        {
          name: 'xl/drawings/drawing1.xml',
          data: `<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${String(row)}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${String(row + 3)}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to></xdr:twoCellAnchor></xdr:wsDr>`,
        },
      ],
    });
    const over = await annotated(drawing(7));
    expect(over.result.columnas).toEqual({ primera: 'J', ultima: 'Q' });
    expect(over.result.avisos[0]).toContain('columnas J a Q');
    const above = await annotated(drawing(0));
    expect(above.result.columnas.primera).toBe('D');
    expect(above.result.avisos).toEqual([]);
    expect(partText(above.copy, SHEET1)).not.toContain('<cols>');
  });

  test('no room to the right is an error, and nothing is written', async () => {
    const rows = supplierRows(2, 3);
    rows[3] = [...(rows[3] as FixtureCell[]), { xml: '<c r="XFA3"><v>1</v></c>' }];
    const path = b.file('lleno.xlsx', buildBook({ sheets: [{ name: 'Hoja', rows }] }));
    await expect(annotateBook(b, path)).rejects.toMatchObject({ code: 'libro-sin-espacio' });
    expect(existsSync(join(b.folder, 'copia-lleno.xlsx'))).toBe(false);
  });
});

describe('headers', () => {
  test('without a header ours goes into the free row above, or nowhere', async () => {
    const data = (first: number): Record<number, FixtureCell[]> =>
      Object.fromEntries(Array.from({ length: 6 }, (_, n) => [first + n, [fixtureRuc(n), n + 0.25]]));
    const free = await annotated({ sheets: [{ name: 'Hoja', rows: data(3) }] });
    expect(free.column.choice.filaEncabezado).toBe(0);
    expect(valueAt(sheetOf(free.copy, 'Hoja'), 'C2')).toBe('VEREDICTO');
    expect(partText(free.copy, SHEET1)).toMatch(/<sheetData><row r="2"><c r="C2"/);
    const none = await annotated({ sheets: [{ name: 'Hoja', rows: data(1) }] });
    expect(none.result.filas).toBe(6);
    expect(partText(none.copy, SHEET1)).not.toContain('VEREDICTO');
    expect(valueAt(sheetOf(none.copy, 'Hoja'), 'C1')).toMatch(/APTO/);
  });

  test('a header row that the user names need not exist, and one that is empty is opened', async () => {
    const rows = { 5: [fixtureRuc(1), 2], 6: [fixtureRuc(2), 3] };
    const missing = await annotated(
      { sheets: [{ name: 'Hoja', rows }] },
      { hoja: 'Hoja', columna: 'A', filaEncabezado: 3 },
    );
    expect(partText(missing.copy, SHEET1)).toMatch(/<sheetData><row r="3"><c r="C3".*?<\/row><row r="5">/);
    const xml = `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="3" ht="20"/><row r="5"><c r="A5" t="str"><v>${fixtureRuc(3)}</v></c></row></sheetData></worksheet>`;
    const empty = await annotated(
      { sheets: [{ name: 'Hoja', xml }] },
      { hoja: 'Hoja', columna: 'A', filaEncabezado: 3 },
    );
    expect(partText(empty.copy, SHEET1)).toMatch(/<row r="3" ht="20"><c r="B3".*?<\/row><row r="5">/);
  });

  test('an empty column gives a copy without verdicts', async () => {
    const done = await annotated(
      { sheets: [{ name: 'Hoja', rows: supplierRows(2, 3) }] },
      { hoja: 'Hoja', columna: 'F', filaEncabezado: 1, manual: true },
    );
    expect(done.column).toMatchObject({ filas: 0, items: [] });
    expect(done.result.filas).toBe(0);
  });

  test('in a column that the user named every cell that is not empty is judged', async () => {
    const rows: Record<number, FixtureCell[]> = {
      1: ['Doc', 'x'],
      2: [fixtureRuc(1), 1],
      3: ['44556677', 1],
      4: ['VARIOS', 1],
      5: ['  ', 1],
      6: [12.5, 1],
      7: [51987654321, 1],
    };
    const manual = await annotated(
      { sheets: [{ name: 'Hoja', rows }] },
      { hoja: 'Hoja', columna: 'A', filaEncabezado: 1, manual: true },
    );
    expect(manual.column).toMatchObject({ filas: 5, otros: 1 });
    expect(manual.column.items.map((item) => [item.texto, item.fault])).toEqual([
      [fixtureRuc(1), null],
      ['44556677', 'dni'],
      ['VARIOS', 'marcador'],
      ['12.5', 'letras'],
      ['51987654321', 'prefijo'],
    ]);
    const sheet = sheetOf(manual.copy, 'Hoja');
    expect([2, 3, 4, 5, 6, 7].map((row) => valueAt(sheet, `C${String(row)}`) !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    const found = await annotated(
      { sheets: [{ name: 'Hoja', rows }] },
      { hoja: 'Hoja', columna: 'A', filaEncabezado: 1 },
    );
    expect(found.column).toMatchObject({ filas: 1, otros: 5 });
  });
});

describe('tables and filters', () => {
  const table = (attributes: string, ref: string): FixtureBook => ({
    sheets: [
      {
        name: 'Hoja',
        rows: supplierRows(2, 6),
        after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
        relations:
          '<Relationship Id="rId1" Type="http://x/relationships/table" Target="/xl/tables/table1.xml"/>',
      },
    ],
    extra: [
      {
        name: 'xl/tables/table1.xml',
        data: `${XML}<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="${ref}"${attributes}><autoFilter ref="${ref}"/><tableColumns count="3"><tableColumn id="1" name="RUC"/><tableColumn id="2" name="Razón social"/><tableColumn id="3" name="Importe"/></tableColumns></table>`,
      },
    ],
  });

  test('a table grows by our columns, its header cells equal to their names', async () => {
    const done = await annotated(table('', 'A1:C7'));
    const xml = partText(done.copy, 'xl/tables/table1.xml');
    expect(xml).toContain('ref="A1:K7"');
    expect(xml).toContain('<tableColumns count="11">');
    const sheet = sheetOf(done.copy, 'Hoja');
    const names = [...xml.matchAll(/<tableColumn id="\d+" name="([^"]*)"/g)].map((match) => match[1]);
    expect(names.map((_, i) => valueAt(sheet, `${String.fromCharCode(65 + i)}1`))).toEqual(names);
  });

  test('a table fed by a query, and one without a header, are left as they are', async () => {
    for (const attributes of [' tableType="queryTable"', ' headerRowCount="0"']) {
      const done = await annotated(table(attributes, 'A1:C7'), {
        hoja: 'Hoja',
        columna: 'A',
        filaEncabezado: 1,
      });
      expect(changedParts(done)).not.toContain('xl/tables/table1.xml');
      expect(done.result.filas).toBe(6);
    }
  });

  test('rows below the table are not of the table', async () => {
    const book = table(' totalsRowCount="1"', 'A1:C6');
    const done = await annotated(book);
    expect(done.column.filas).toBe(4);
  });

  test('the filter grows where it is beside ours; filtered rows are annotated and counted', async () => {
    const sheet: FixtureSheet = {
      name: 'Mi hoja',
      rows: supplierRows(2, 6),
      rowAttributes: { 3: ' hidden="1"', 4: ' hidden="1"' },
      after:
        '<autoFilter ref="A1:C7"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
    };
    const definedNames =
      '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">\'Mi hoja\'!$A$1:$C$7</definedName></definedNames>';
    const done = await annotated({ sheets: [sheet], definedNames });
    expect(done.result).toMatchObject({ filas: 6, filasOcultas: 2 });
    expect(done.result.avisos[0]).toContain('2 filas ocultas');
    expect(partText(done.copy, SHEET1)).toContain('<autoFilter ref="A1:K7">');
    expect(partText(done.copy, 'xl/workbook.xml')).toContain("'Mi hoja'!$A$1:$K$7");
    expect(valueAt(sheetOf(done.copy, 'Mi hoja'), 'D3')).toMatch(/APTO/);
  });

  test('a filter that is not beside ours stays', async () => {
    const rows = supplierRows(2, 4);
    const done = await annotated({ sheets: [{ name: 'Hoja', rows, after: '<autoFilter ref="A1:B5"/>' }] });
    expect(partText(done.copy, SHEET1)).toContain('<autoFilter ref="A1:B5"/>');
  });
});

test('no temporary file is left in the folder', () => {
  expect(readdirSync(b.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
