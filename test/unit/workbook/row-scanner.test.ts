import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { richText, valueText } from '../../../main/workbook/sheet/cell-text.ts';
import { KIND, RowScanner, type RowSink } from '../../../main/workbook/sheet/row-scanner.ts';
import { driveSheet } from '../../../main/workbook/sheet/stream.ts';

const NAMES = Object.fromEntries(Object.entries(KIND).map(([name, value]) => [value, name]));

/** Scans a worksheet given in pieces; one line per cell. */
async function scan(pieces: readonly Buffer[]): Promise<{ lines: string[]; prolog: string; epilog: string }> {
  const lines: string[] = [];
  let buf = Buffer.alloc(0);
  let row = 0;
  let prolog = '';
  let epilog = '';
  let prefix = '';
  let scanner: RowScanner | null = null;
  const sink: RowSink = {
    window: (bytes) => {
      buf = Buffer.from(bytes);
    },
    rowStart: (number, hidden) => {
      row = number;
      lines.push(`${String(number)}${hidden ? ' hidden' : ''}`);
    },
    cell: (column, style, kind, value, from, to) => {
      const text =
        kind === KIND.inline
          ? richText(buf, from, to, prefix)
          : kind === KIND.blank
            ? ''
            : valueText(buf, from, to);
      lines.push(
        `${String(row)}:${String(column)} s${String(style)} ${NAMES[kind] as string} ${String(value)} ${JSON.stringify(text)}`,
      );
    },
    rowEnd: () => undefined,
  };
  await driveSheet(
    (async function* () {
      yield* pieces;
    })(),
    {
      prolog: (xml, own) => {
        prolog = xml;
        prefix = own;
        scanner = new RowScanner(own, sink);
      },
      rows: (window) => (scanner as RowScanner).scan(window),
      get done() {
        return scanner?.done === true;
      },
      epilog: (piece) => {
        epilog += piece.toString('latin1');
      },
      end: () => undefined,
    },
    () => undefined,
  );
  return { lines, prolog, epilog };
}

const SHEET =
  '<?xml version="1.0"?><!-- a <sheetData> in a comment --><worksheet xmlns="m" a="x > y"><dimension ref="A1"/><sheetData>' +
  '<row r="1" spans="1:4"><c r="A1" s="3" t="s"><v>12</v></c><c r="C1"><v>20131312955</v></c><c r="D1" s="1"/></row>\n' +
  '<row r="3" hidden="1" ht="15"/>' +
  '<row r="4" hidden=\'true\'><c r="A4" t="inlineStr"><is><t>uno</t></is></c>' +
  '<c r="B4" t="inlineStr"><is><r><rPr><b/></rPr><t>d</t></r><r><t xml:space="preserve">os </t></r><rPh sb="0" eb="1"><t>FON</t></rPh></is></c>' +
  '<c t="str" r="C4"><f>A1&amp;"x > y"</f><v>a&amp;b_x0041_</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#N/A</v></c></row>' +
  '<row><c><v>1.5</v></c><c><v>2.0131312955E10</v></c><c r="E5"><f>B1</f></c><c s="2"><v></v></c><c><v/></c><extLst><ext><c r="ZZ1"><v>9</v></c></ext></extLst></row>' +
  '<row r="9" x="1"><!-- <row r="8"></row> --><c r="AB9" t="str"><v><![CDATA[</row><&]]></v></c><c r="XFD9" cm="1" t = "n" ><v>7</v></c></row>' +
  '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>';

const EXPECTED = [
  '1',
  '1:1 s3 shared 12 "12"',
  '1:3 s0 number 20131312955 "20131312955"',
  '1:4 s1 blank 0 ""',
  '3 hidden',
  '4 hidden',
  '4:1 s0 inline NaN "uno"',
  '4:2 s0 inline NaN "dos "',
  '4:3 s0 text NaN "a&bA"',
  '4:4 s0 bool 1 "1"',
  '4:5 s0 error NaN "#N/A"',
  '5',
  '5:1 s0 number NaN "1.5"',
  '5:2 s0 number NaN "2.0131312955E10"',
  '5:5 s0 formula NaN ""',
  '5:6 s2 blank NaN ""',
  '5:7 s0 blank NaN ""',
  '9',
  '9:28 s0 text NaN "</row><&"',
  '9:16384 s0 number 7 "7"',
];

describe('the row scanner', () => {
  test('reads every form of cell', async () => {
    const { lines, prolog, epilog } = await scan([Buffer.from(SHEET)]);
    expect(lines).toEqual(EXPECTED);
    expect(prolog.endsWith('<sheetData>')).toBe(true);
    expect(epilog).toBe(
      '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
    );
  });

  test('reads the same wherever the bytes are cut', async () => {
    const bytes = Buffer.from(SHEET);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 6 }),
        async (cuts) => {
          const at = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
          const pieces = at.slice(1).map((end, i) => bytes.subarray(at[i] as number, end));
          expect((await scan(pieces.filter((piece) => piece.length > 0))).lines).toEqual(EXPECTED);
        },
      ),
      { numRuns: 150 },
    );
    const single = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect((await scan(single)).lines).toEqual(EXPECTED);
  });

  test('takes the prefix from the sheet itself', async () => {
    const prefixed = SHEET.replace(
      /<(\/?)(worksheet|dimension|sheetData|row|c|v|f|is|t|r|rPr|b|rPh|extLst|ext|mergeCells|mergeCell)(?=[\s/>])/g,
      '<$1x:$2',
    );
    const { lines } = await scan([
      Buffer.from(prefixed.replace('<!-- <x:row r="8"></x:row> -->', '<!-- <x:row></x:row> -->')),
    ]);
    expect(lines).toEqual(EXPECTED.map((line) => line.replace('</row>', '</x:row>')));
  });

  test('a sheet without rows is empty, not an error', async () => {
    const { lines, epilog } = await scan([Buffer.from('<worksheet><sheetData/><pageMargins/></worksheet>')]);
    expect(lines).toEqual([]);
    expect(epilog).toBe('<pageMargins/></worksheet>');
  });

  test.each([
    ['no rows element', '<worksheet><cols/></worksheet>'],
    ['an end too early', SHEET.slice(0, SHEET.indexOf('</sheetData>'))],
    ['a cut in a cell', SHEET.slice(0, SHEET.indexOf('uno'))],
    ['another root', '<chartsheet><sheetData></sheetData></chartsheet>'],
    ['a foreign element among rows', '<worksheet><sheetData><foo/></sheetData></worksheet>'],
    ['a row number out of range', '<worksheet><sheetData><row r="0"></row></sheetData></worksheet>'],
    ['a column out of range', '<worksheet><sheetData><row r="1"><c r="XFE1"/></row></sheetData></worksheet>'],
    [
      'a string index that is none',
      '<worksheet><sheetData><row r="1"><c t="s"><v>x</v></c></row></sheetData></worksheet>',
    ],
    ['a cell that never ends', '<worksheet><sheetData><row r="1"><c r="A1" </row></sheetData></worksheet>'],
  ])('%s is refused', async (_, xml) => {
    await expect(scan([Buffer.from(xml)])).rejects.toMatchObject({ code: 'archivo-danado' });
  });
});
