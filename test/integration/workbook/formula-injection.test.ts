/** Third-party text never becomes a formula, in any form of copy: the names of taxpayers are not ours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import type { ColumnItem, VerdictCells } from '../../../main/workbook/types.ts';
import { annotateBook, bench, sheetOf, verdictFor, type Bench } from '../../support/annotate.ts';
import { readPackage } from '../../support/package-reader.ts';
import { companyRucs } from '../../support/rucs.ts';
import { decodeText, encodeText, readRecords, type TestEncoding } from '../../support/text-table.ts';

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const ATTACKS = [
  '=1+1',
  '+51999888777',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '=HYPERLINK("http://ejemplo.pe";"vea")',
  "=cmd|'/c calc'!A0",
  '＝1+1',
  '";=1+1;"',
  '</t></is></c><c><f>1+1</f></c>',
  '_x003D_1+1',
];
const RUCS = companyRucs(ATTACKS.length);
const ROWS = [['RUC', 'Glosa'], ...RUCS.map((ruc) => [ruc, 'compra'])];

/** Every text of the answer is hostile. */
function hostile(item: ColumnItem): VerdictCells {
  const text = ATTACKS[RUCS.indexOf(item.texto)] as string;
  return {
    ...verdictFor(item),
    razonSocial: text,
    estado: text,
    condicion: text,
    observacion: text,
    fuente: text,
  };
}

function bookOf(type: 'xlsx' | 'xlsb' | 'ods' | 'biff8'): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(ROWS), 'Hoja');
  return write(book, { type: 'buffer', bookType: type }) as Buffer;
}

describe.each([
  ['libro.xlsx', 'xlsx'],
  ['libro.xlsb', 'xlsb'],
  ['libro.ods', 'ods'],
  ['libro.xls', 'biff8'],
] as const)('%s', (name, type) => {
  test('texts are texts, and stay texts when they are edited', async () => {
    const done = await annotateBook(b, b.file(name, bookOf(type)), undefined, { verdict: hostile });
    const parts = readPackage(done.copy);
    const sheet = parts.find((part) => part.name.includes('worksheets/'))?.data.toString() ?? '';
    expect(sheet).not.toMatch(/<f[\s>/]/);
    const styles = parts.find((part) => part.name === 'xl/styles.xml')?.data.toString() ?? '';
    const formats = [...(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf [^>]*>/g)];
    const read = sheetOf(done.copy, 'Hoja');
    ATTACKS.forEach((attack, i) => {
      for (const column of ['D', 'E', 'F', 'G', 'H']) {
        const place = `${column}${String(i + 2)}`;
        const [, style, kind] =
          new RegExp(`<c r="${place}"(?: s="(\\d+)")?(?: t="(\\w+)")?`).exec(sheet) ?? [];
        expect([place, kind]).toEqual([place, 'inlineStr']);
        expect(formats[Number(style)]?.[0]).toContain('quotePrefix="1"');
        const cell = read[place] as { t: string; v: string; f?: string };
        expect(cell.f).toBeUndefined();
        expect(cell.t).toBe('s');
        // The observation may say more behind it.
        expect(cell.v.startsWith(attack.replace('\r', '\n'))).toBe(true);
      }
    });
  });
});

describe.each([
  ['tabla.csv', ';', 'windows-1252'],
  ['comas.csv', ',', 'utf-8-bom'],
  ['tabla.txt', '\t', 'utf-16le'],
  ['barras.txt', '|', 'utf-8'],
] as [string, string, TestEncoding][])('%s', (name, separator, encoding) => {
  test('no field begins like a formula, and none breaks out of its place', async () => {
    const text = ROWS.map((fields) => `${fields.join(separator)}\r\n`).join('');
    const done = await annotateBook(b, b.file(name, encodeText(text, encoding)), undefined, {
      verdict: hostile,
    });
    const copy = decodeText(done.copy, encoding);
    const records = readRecords(copy, separator, separator !== '|');
    expect(records).toHaveLength(ROWS.length);
    for (const { fields } of records) {
      expect(fields).toHaveLength(10);
      for (const field of fields) {
        expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
        expect(field).not.toMatch(/[\r\n]/);
      }
    }
    // Read without quotes, as a careless program might, a guarded text still stands behind its apostrophe.
    expect(copy).toContain("'=1+1");
  });
});
