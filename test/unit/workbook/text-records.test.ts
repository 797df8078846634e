/** Text tables: dialects told, records cut whatever the windows, our fields appended without touching a byte. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { annotate } from '../../../main/workbook/jobs/annotate.ts';
import type { Job } from '../../../main/workbook/jobs/job.ts';
import { readColumn } from '../../../main/workbook/jobs/read-column.ts';
import { CODE, detectDialect } from '../../../main/workbook/text/dialect.ts';
import { decodeUnits, unitsOf, UnitWriter, Utf8Check } from '../../../main/workbook/text/encoding.ts';
import { fieldText } from '../../../main/workbook/text/field-text.ts';
import { FieldWriter, guarded } from '../../../main/workbook/text/fields.ts';
import { pleBookOf } from '../../../main/workbook/text/ple.ts';
import { RecordScanner, UnclosedQuote, type RecordSink } from '../../../main/workbook/text/records.ts';
import type { Units } from '../../../main/workbook/text/encoding.ts';
import { PLAIN_OUTPUT } from '../../../shared/workbook.ts';
import { verdictFor } from '../../support/annotate.ts';
import { companyRucs } from '../../support/rucs.ts';
import {
  decodeText,
  encodeText,
  readRecords,
  withoutOurs,
  type TestEncoding,
} from '../../support/text-table.ts';

const PLAIN = { etiqueta: '', salida: PLAIN_OUTPUT, resumen: null };
const JOB: Job = { check: () => undefined, progress: () => undefined };
const BASE = { encoding: 'utf-8', markBytes: 0, fallback: CODE.tab } as const;

function dialectOf(text: string) {
  return detectDialect(Buffer.from(text), true, BASE);
}

interface Read {
  row: number;
  fields: string[];
}

/** All records of the units, which come in windows of these lengths. */
function scanIn(units: Units, lengths: readonly number[], dialect = dialectOf('')): Read[] {
  const found: Read[] = [];
  let window: Units = units;
  const sink: RecordSink = {
    window: (bytes) => {
      window = bytes;
    },
    record: (row, _start, _end, _next, fields) => {
      const texts = Array.from({ length: fields.count }, (_, i) =>
        fieldText(window, fields, i, dialect.encoding),
      );
      found.push({ row, fields: texts });
    },
  };
  const scanner = new RecordScanner(dialect, sink);
  let rest = 0;
  let end = 0;
  for (let i = 0; end < units.length; i += 1) {
    end = Math.min(units.length, end + (lengths[i % lengths.length] as number));
    rest += scanner.scan(units.subarray(rest, end), false);
  }
  scanner.scan(units.subarray(rest), true);
  return found;
}

describe('the dialect', () => {
  test.each([
    ['RUC;NOMBRE;MONTO\n20131312955;SUNAT;1,5\n20100070970;X;2,5\n', { separator: CODE.semicolon }],
    ['RUC,NOMBRE,MONTO\n20131312955,"SUNAT; INTENDENCIA",1.5\n', { separator: CODE.comma }],
    ['RUC\tNOMBRE\n20131312955\tSUNAT, LIMA\n', { separator: CODE.tab }],
    ['a|b|c|\r\nd|e|f|\r\n', { separator: CODE.pipe, terminated: true, quotes: false }],
    ['a|b|c\r\nd|e|\r\ng|h|i\r\n', { separator: CODE.pipe, terminated: false, quotes: false }],
    ['"a"|"b"\n"c|d"|"e"\n', { separator: CODE.pipe, quotes: true, quoteTexts: true }],
    ['sep=,\r\nRUC,N;O;M;B;R;E\r\n1,2;2;2;2;2;2\r\n', { separator: CODE.comma, separatorLine: true }],
    ['"RUC";"NOMBRE";"MONTO"\n"20131312955";"X";12,5\n', { quoteTexts: true, quoteEmpty: false }],
    ['"RUC";"NOMBRE"\n"20131312955";""\n', { quoteTexts: true, quoteEmpty: true }],
    ['REPORTE DE COMPRAS\nPeriodo: 10/2026\n\nRUC;NOMBRE\n1;2\n3;4\n5;6\n', { separator: CODE.semicolon }],
    ['RUC;NOMBRE\r1;2\r3;4\r', { separator: CODE.semicolon, lineEnd: CODE.cr }],
    ['20131312955\n20100070970\n', { separator: CODE.tab, separated: false }],
  ])('%j', (text, expected) => {
    expect(dialectOf(text)).toMatchObject(expected);
  });
});

describe('records', () => {
  test('quotes, doubled ones, line ends inside, text behind a quote, and a last line without an end', () => {
    const text = 'a;"b;1";c\r\n"x ""y""";"dos\r\nlíneas";\r\n\r\n"p"q;r;"s"';
    expect(scanIn(Buffer.from(text), [1000], dialectOf(text))).toEqual([
      { row: 1, fields: ['a', 'b;1', 'c'] },
      { row: 2, fields: ['x "y"', 'dos\r\nlíneas', ''] },
      { row: 3, fields: [''] },
      { row: 4, fields: ['pq', 'r', 's'] },
    ]);
  });

  test('a quote that never closes is no quote', () => {
    const dialect = { ...dialectOf('a;b\n1;2\n'), quotes: true };
    expect(() => scanIn(Buffer.from('a;"b\nc;d\n'), [3], dialect)).toThrow(UnclosedQuote);
    expect(scanIn(Buffer.from('a;"b\nc;d\n'), [3], { ...dialect, quotes: false })).toEqual([
      { row: 1, fields: ['a', '"b'] },
      { row: 2, fields: ['c', 'd'] },
    ]);
  });

  const field = fc.string({
    unit: fc.constantFrom('a', '1', 'ñ', '"', ';', '\n', '\r\n', ' ', '='),
    maxLength: 6,
  });
  test('are the same in windows of any length, in bytes and in 16-bit units', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (rows, end, lengths, wide) => {
          const written = rows.map(
            (row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';') + end,
          );
          const text = written.join('');
          const dialect = {
            ...dialectOf('a;b\n'),
            encoding: wide ? ('utf-16le' as const) : ('utf-8' as const),
          };
          const units = unitsOf(Buffer.from(text, wide ? 'utf16le' : 'utf8'), dialect.encoding);
          expect(scanIn(units, lengths, dialect).map((record) => record.fields)).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('encodings', () => {
  test('strict UTF-8 is told from Windows-1252 wherever the chunks are cut', () => {
    const bytes = Buffer.from('añ€😀z');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const check = new Utf8Check();
      check.feed(bytes.subarray(0, cut));
      check.feed(bytes.subarray(cut));
      expect(check.finish()).toEqual({ utf8: true, ascii: false });
    }
    for (const [wrong, ascii] of [
      [Buffer.from('ma\xf1ana', 'latin1'), false],
      [Buffer.from('ma\xf1', 'latin1'), false],
      [Buffer.from('manana'), true],
    ] as const) {
      const check = new Utf8Check();
      check.feed(wrong);
      expect(check.finish()).toEqual({ utf8: ascii, ascii });
    }
  });

  test('Windows-1252 both ways, every byte; what it lacks is replaced visibly', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const text = decodeUnits(all, 0, 256, 'windows-1252');
    expect(text).toBe(new TextDecoder('windows-1252').decode(all));
    const writer = new UnitWriter('windows-1252');
    expect(Buffer.from(writer.encode(text), 'latin1').equals(all)).toBe(true);
    expect(writer.replaced).toBe(0);
    expect(writer.encode('Łódź 株式 – Ñandú')).toBe('?\xf3d? ?? \x96 \xd1and\xfa');
    expect(writer.replaced).toBe(4);
  });
});

describe('our fields', () => {
  test.each(['=1+1', '+51', '-1', '@SUM(A1)', '\tx', '\rx', '\n=x', ' =1', '＝1', '＠x'])(
    '%j is guarded',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
    },
  );

  test('are quoted where they must be, and stay on one line', () => {
    const writer = new FieldWriter(dialectOf('a;b\n1;2\n'));
    expect(writer.appendix(0, ['x;y', 'di "hola"', 'dos\r\nlíneas', '', ' z'])).toBe(
      Buffer.from(';"x;y";"di ""hola""";dos líneas;;" z"').toString('latin1'),
    );
    expect(writer.appendix(2, ['a', ''])).toBe(';;;a;');
    const all = new FieldWriter(dialectOf('"a";"b"\n"c";""\n'));
    expect(all.appendix(1, ['x', ''])).toBe(';"";"x";""');
    const ple = new FieldWriter(dialectOf('a|b|\nc|d|\n'));
    expect(ple.appendix(0, ['x|y', '"z"'])).toBe(`|x y|'"z"`);
    expect(ple.appendix(0, ['x', ''])).toBe('|x|');
  });
});

test('PLE books are known by the names of their files', () => {
  expect(pleBookOf('LE2060081966720261000080100001111.TXT', 41)).toMatchObject({ ruc: 12, name: 13 });
  expect(pleBookOf('le2060081966720261000140100001111.txt', 34)).toMatchObject({ ruc: 11, name: 12 });
  expect(pleBookOf('LE2060081966720261000080100001111.TXT', 12)).toBeNull();
  expect(pleBookOf('LE2060081966720261000080200001111.TXT', 41)).toBeNull();
  expect(pleBookOf('compras 080100.txt', 41)).toBeNull();
});

describe('appending', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'habido-texto-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rucs = companyRucs(40);
  const word = fc.string({
    unit: fc.constantFrom('a', 'Ñ', 'é', '€', ' ', '"', ';', ',', '\t', '1', '=', '&', '<', '_x0041_', '\n'),
    maxLength: 8,
  });
  const table = fc.record({
    encoding: fc.constantFrom<TestEncoding>('utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le', 'utf-16be'),
    separator: fc.constantFrom(';', ',', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    lastEnd: fc.boolean(),
    always: fc.boolean(),
    rows: fc.array(
      fc.record({
        ruc: fc.constantFrom('', '12345678', 'S/N', ...rucs),
        before: word,
        after: word,
        fields: fc.integer({ min: 2, max: 4 }),
      }),
      { minLength: 3, maxLength: 30 },
    ),
  });

  test('every byte of the source stays in its place, and every judged record has its verdict', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ encoding, separator, end, lastEnd, always, rows }) => {
        const written = (text: string): string => {
          // Other separators would make it a riddle which one it is.
          const own = text.replace(/[;,\t]/g, (c) => (c === separator ? c : ' '));
          const plain = end === '\r' ? own.replaceAll('\n', ' ') : own;
          return always || /["\r\n]/.test(plain) || plain.includes(separator)
            ? `"${plain.replaceAll('"', '""')}"`
            : plain;
        };
        const records = [
          ['Glosa', 'RUC', 'Nombre', 'Otro'],
          ...rows.map(({ ruc, before, after, fields }) => [before, ruc, after, 'x'].slice(0, fields)),
        ];
        const text =
          records.map((fields) => fields.map(written).join(separator)).join(end) + (lastEnd ? end : '');
        const source = join(folder, 'tabla.csv');
        const target = join(folder, 'copia.csv');
        writeFileSync(source, encodeText(text, encoding));
        const choice = { hoja: '', columna: 'B', filaEncabezado: 1, manual: true };
        const column = await readColumn(source, choice, join(folder, 'nada'), JOB);
        const result = await annotate(
          {
            source,
            expectedHash: column.hash,
            choice,
            target,
            temporary: join(folder, 'copia.tmp'),
            scratch: join(folder, 'nada'),
            ...PLAIN,
            // oxlint-disable-next-line require-yield
            verdicts: (async function* () {
              yield column.items.map(verdictFor);
            })(),
          },
          JOB,
        );
        const copy = readFileSync(target);
        const copyText = decodeText(copy, encoding);
        const own = (i: number): number => (records[i] as string[]).length;
        expect(withoutOurs(copyText, separator, own)).toBe(text);
        expect(encodeText(copyText, encoding).equals(copy)).toBe(true);
        const read = readRecords(copyText, separator);
        const width = Math.max(...records.map((fields) => fields.length)) + 8;
        expect(new Set(read.map(({ fields }) => fields.length))).toEqual(new Set([width]));
        const judged = rows.filter(({ ruc }) => ruc !== '').length;
        expect(result.filas).toBe(judged);
        expect(read.slice(1).filter(({ fields }) => fields[width - 8] !== '')).toHaveLength(judged);
        expect(read[0]?.fields[width - 8]).toBe('VEREDICTO');
        expect(readdirSync(folder).sort()).toEqual(['copia.csv', 'tabla.csv']);
      }),
      { numRuns: 60 },
    );
  });
});
