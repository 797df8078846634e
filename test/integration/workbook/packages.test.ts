/** Annotating odd packages, and what every cell gets: macros, protection, prefixes, types, verdicts. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotateBook, bench, sheetOf, valueAt, type Annotated, type Bench } from '../../support/annotate.ts';
import {
  STYLES,
  bookParts,
  buildBook,
  buildPackage,
  fixtureRuc,
  type FixtureBook,
  type FixtureCell,
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
