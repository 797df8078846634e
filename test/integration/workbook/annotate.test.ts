/** Annotating what workbooks hold: tables, filters, merges, macros, protection, odd packaging. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  annotateBook,
  bench,
  CONSULTADO_EL,
  sheetOf,
  valueAt,
  type Annotated,
  type Bench,
} from '../../support/annotate.ts';
import {
  STYLES,
  XML,
  bookParts,
  buildBook,
  buildPackage,
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

describe('packages', () => {
  test('macros stay byte for byte, and the format is told', async () => {
    const done = await annotated(
      { sheets: [{ name: 'Hoja', rows: supplierRows(2, 4) }], macros: true },
      undefined,
      'm.xlsm',
    );
    expect(done.reading.formato).toBe('xlsm');
    expect(changedParts(done).sort()).toEqual(['xl/styles.xml', SHEET1]);
    expect(readPackage(done.copy).map((part) => part.name)).toEqual(
      readPackage(done.source).map((part) => part.name),
    );
  });

  test('a protected sheet is annotated, stays protected, and it is said', async () => {
    const done = await annotated({
      sheets: [
        {
          name: 'Hoja',
          rows: supplierRows(2, 4),
          after: '<sheetProtection sheet="1" objects="1" password="83AF"/>',
        },
      ],
    });
    expect(done.result.avisos).toEqual([
      'La hoja está protegida: los resultados se agregaron y la protección sigue igual.',
    ]);
    expect(partText(done.copy, SHEET1)).toContain('<sheetProtection sheet="1" objects="1" password="83AF"/>');
  });

  test('a workbook that counts from 1904 gets its dates so', async () => {
    const done = await annotated({
      sheets: [{ name: 'Hoja', rows: supplierRows(2, 4) }],
      workbookPr: '<workbookPr date1904="1"/>',
    });
    const day = Number(/<c r="J2" s="\d+"><v>(\d+)<\/v>/.exec(partText(done.copy, SHEET1))?.[1]);
    expect(day).toBe(46_346 - 1462);
    expect(new Date(Date.UTC(1904, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)).toBe('2026-11-20');
    expect(CONSULTADO_EL).toBeGreaterThan(0);
  });

  test('without a style sheet one is added, with its relationship and type', async () => {
    const done = await annotated({ sheets: [{ name: 'Hoja', rows: supplierRows(2, 4) }], styles: false });
    const names = readPackage(done.copy).map((part) => part.name);
    expect(names.at(-1)).toBe('xl/styles.xml');
    expect(partText(done.copy, '[Content_Types].xml')).toContain('PartName="/xl/styles.xml"');
    expect(partText(done.copy, 'xl/_rels/workbook.xml.rels')).toContain(
      '/relationships/styles" Target="/xl/styles.xml"',
    );
    expect(sheetOf(done.copy, 'Hoja')['J2']).toMatchObject({ z: 'dd/mm/yyyy' });
  });

  test('prefixes, strict types, back-slashes and odd names of parts', async () => {
    const plain = bookParts({ sheets: [{ name: 'Hoja', rows: supplierRows(2, 5) }] });
    const parts = plain.map((part) => {
      let data = part.data.toString();
      if (part.name === SHEET1)
        data = data.replace(/<(\/?)(?=[a-z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
      if (part.name === '_rels/.rels')
        data = data
          .replace(
            'http://schemas.openxmlformats.org/officeDocument/2006',
            'http://purl.oclc.org/ooxml/officeDocument',
          )
          .replace('xl/workbook.xml', '/xl/workbook.xml');
      if (part.name === 'xl/_rels/workbook.xml.rels')
        data = data
          .replace('worksheets/sheet1.xml', '..\\xl\\.\\worksheets\\sheet1.xml')
          .replace(
            /http:\/\/schemas.openxmlformats.org\/officeDocument\/2006/g,
            'http://purl.oclc.org/ooxml/officeDocument',
          );
      return { ...part, name: part.name === SHEET1 ? 'xl\\worksheets\\sheet1.xml' : part.name, data };
    });
    const done = await annotated(buildPackage(parts));
    const xml =
      readPackage(done.copy)
        .find((part) => part.name === 'xl\\worksheets\\sheet1.xml')
        ?.data.toString('utf8') ?? '';
    expect(done.result.filas).toBe(5);
    expect(xml).toContain('<x:c r="D2" s="');
    expect(xml).toContain('<x:is><x:t>CONSULTADO EL</x:t></x:is></x:c></x:row>');
    expect(xml).toContain('<x:cols><x:col min="4"');
  });

  test('sizes that follow their data, extra fields and a comment are kept readable', async () => {
    const parts = bookParts({ sheets: [{ name: 'Hoja', rows: supplierRows(2, 5) }] }).map((part, i) => ({
      ...part,
      descriptor: i % 2 === 0,
      extra: Buffer.from([0xff, 0xca, 2, 0, 1, 2]),
    }));
    const done = await annotated(buildPackage(parts, 'hecho aquí'));
    expect(done.result.filas).toBe(5);
    expect(done.copy.subarray(-Buffer.byteLength('hecho aquí')).toString()).toBe('hecho aquí');
  });

  test('shared strings: rich text, phonetic guides, numbers, formulas, booleans and errors', async () => {
    const ruc = fixtureRuc(1);
    const sharedStrings = [
      'RUC',
      'Nombre',
      `<r><rPr><b/></rPr><t>${ruc.slice(0, 5)}</t></r><r><t>${ruc.slice(5)}</t></r><rPh sb="0" eb="1"><t>99</t></rPh>`,
      fixtureRuc(2),
      'ACME & <hijos>',
      ` ${fixtureRuc(3)}`,
    ];
    const rows: Record<number, FixtureCell[]> = {
      1: [{ shared: 0 }, { shared: 1 }],
      2: [{ shared: 2 }, { shared: 4 }],
      3: [{ shared: 3 }, { shared: 4 }],
      4: [{ shared: 5 }, { shared: 4 }],
      5: [{ xml: `<c @ t="str"><f>A2&amp;""</f><v>${fixtureRuc(4)}</v></c>` }, { shared: 4 }],
      6: [{ xml: `<c @><v>${(Number(fixtureRuc(5)) / 1e10).toFixed(10)}E10</v></c>` }, { shared: 4 }],
      7: [{ xml: '<c @ t="b"><v>1</v></c>' }, { shared: 4 }],
      8: [{ xml: '<c @ t="e"><v>#N/A</v></c>' }, { shared: 4 }],
      9: [Number(fixtureRuc(2)), { shared: 4 }],
    };
    const done = await annotated({ sheets: [{ name: 'Hoja', rows }], sharedStrings });
    expect(done.column.items.map((item) => item.texto)).toEqual([1, 2, 3, 4, 5].map(fixtureRuc));
    expect(done.column.items[1]).toMatchObject({
      filas: 2,
      primeraFila: 3,
      nombre: 'ACME & <hijos>',
      repairs: [],
    });
    expect(done.column.items[2]?.repairs).toEqual(['espacios']);
    expect(done.column.otros).toBe(2);
    expect(changedParts(done)).not.toContain('xl/sharedStrings.xml');
    expect(partText(done.copy, SHEET1)).toContain(`<f>A2&amp;""</f><v>${fixtureRuc(4)}</v>`);
  });

  test('the type column rules, and a number that passes is a RUC whatever it says', async () => {
    const rows: Record<number, FixtureCell[]> = { 1: ['Tipo Doc', 'Nro Doc', 'Nombre'] };
    const types: [FixtureCell, FixtureCell][] = [
      ['6', fixtureRuc(1)],
      ['6', fixtureRuc(2)],
      ['1', '44556677'],
      ['6', '44556678'],
      ['1', fixtureRuc(3)],
      ['0', '00A00035185'],
      ['6', fixtureRuc(4)],
      ['6', '-'],
      ['', fixtureRuc(5)],
      ['', '99999999999'],
    ];
    types.forEach(([type, doc], i) => {
      rows[i + 2] = [type, doc, `N ${String(i)}`];
    });
    const done = await annotated({ sheets: [{ name: 'Hoja', rows }] });
    expect(done.column.choice.columna).toBe('B');
    expect(done.column.items.map((item) => item.texto)).toEqual([
      fixtureRuc(1),
      fixtureRuc(2),
      '44556678',
      fixtureRuc(3),
      fixtureRuc(4),
      '-',
      fixtureRuc(5),
      '99999999999',
    ]);
    expect(done.column).toMatchObject({ filas: 8, otros: 2 });
    expect(done.column.items[3]?.aviso).not.toBe('');
    const sheet = sheetOf(done.copy, 'Hoja');
    expect(valueAt(sheet, 'H6')).toContain('La columna de tipo de documento no dice RUC');
    expect(valueAt(sheet, 'D4')).toBeUndefined();
  });

  test('a verdict that never came is said, not left out', async () => {
    const path = b.file('parcial.xlsx', buildBook({ sheets: [{ name: 'Hoja', rows: supplierRows(2, 3) }] }));
    const column = await b.workbooks.readColumn(path, {
      hoja: 'Hoja',
      columna: 'A',
      filaEncabezado: null,
      manual: false,
    });
    const target = join(b.folder, 'parcial-copia.xlsx');
    await b.workbooks.annotate({
      source: path,
      expectedHash: column.hash,
      choice: column.choice,
      target,
      verdicts: [],
      manual: false,
    });
    const { readFileSync } = await import('node:fs');
    const sheet = sheetOf(readFileSync(target), 'Hoja');
    expect(valueAt(sheet, 'D2')).toBe('SIN RESPUESTA');
    expect(valueAt(sheet, 'H2')).toContain('retome la corrida');
  });

  test('styles: every verdict has its own look, third-party text is quoted', async () => {
    const done = await annotated({ sheets: [{ name: 'Hoja', rows: supplierRows(2, 12) }], styles: STYLES });
    const styles = partText(done.copy, 'xl/styles.xml');
    const xfs = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)].map(
      (match) => match[0],
    );
    const xml = partText(done.copy, SHEET1);
    const looks = new Map<string, string>();
    for (const match of xml.matchAll(/<c r="D\d+" s="(\d+)" t="inlineStr"><is><t>(NO APTO|APTO)</g))
      looks.set(match[2] as string, xfs[Number(match[1])] as string);
    expect([...looks.keys()].sort()).toEqual(['APTO', 'NO APTO']);
    expect(looks.get('APTO')).not.toBe(looks.get('NO APTO'));
    for (const match of xml.matchAll(/<c r="E[2-9]" s="(\d+)"/g))
      expect(xfs[Number(match[1])]).toContain('quotePrefix="1"');
  });
});

test('no temporary file is left in the folder', () => {
  expect(readdirSync(b.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
