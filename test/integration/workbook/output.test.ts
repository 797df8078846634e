/** What a copy holds by choice: result columns, labels, the name's comparison. Texts are never formulas. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIFFERENT_NAME } from '../../../shared/name-match.ts';
import type { ResultKey } from '../../../shared/workbook.ts';
import {
  annotateBook,
  bench,
  sheetOf,
  valueAt,
  verdictFor,
  type Annotated,
  type Bench,
} from '../../support/annotate.ts';
import { buildBook, fixtureRuc, type FixtureBook, type FixtureCell } from '../../support/package-builder.ts';
import { partText } from '../../support/package-reader.ts';

let b: Bench;
let count = 0;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

async function annotated(
  book: FixtureBook,
  output: Parameters<typeof annotateBook>[3] = {},
  choice?: Parameters<typeof annotateBook>[2],
): Promise<Annotated> {
  count += 1;
  return await annotateBook(b, b.file(`salida-${String(count)}.xlsx`, buildBook(book)), choice, output);
}

const keys = (...columnas: ResultKey[]) => ({ columnas, hojaResumen: false, hojaProblemas: false });

function suppliers(names: readonly string[]): FixtureBook {
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Razón social', 'Importe'] };
  names.forEach((name, n) => {
    rows[n + 2] = [Number(fixtureRuc(n)), name, 10.5];
  });
  return { sheets: [{ name: 'Hoja', rows }] };
}

const headings = (done: Annotated, letters: string): unknown[] =>
  [...letters].map((letter) => valueAt(sheetOf(done.copy, 'Hoja'), `${letter}1`));

describe('columns', () => {
  test('those chosen, in their order, and no others', async () => {
    const done = await annotated(suppliers(['A', 'B']), {
      salida: keys('consultadoEn', 'veredicto', 'observacion'),
    });
    expect(done.result.columnas).toEqual({ primera: 'D', ultima: 'F' });
    expect(headings(done, 'DEFG')).toEqual(['CONSULTADO EL', 'VEREDICTO', 'OBSERVACIÓN', undefined]);
    const sheet = sheetOf(done.copy, 'Hoja');
    expect(valueAt(sheet, 'E2')).toMatch(/APTO/);
    expect(valueAt(sheet, 'D2')).toBeTypeOf('number');
    expect(partText(done.copy, 'xl/worksheets/sheet1.xml')).toContain('<col min="6" max="6" width="60"');
  });

  test('PADRONES holds the marks of the registers, and nothing where there are none', async () => {
    const marks = ['SSCO, Retención', ''];
    let n = 0;
    const done = await annotated(suppliers(['A', 'B']), {
      salida: keys('veredicto', 'padrones'),
      verdict: (item) => {
        const padrones = marks[n++] ?? '';
        return { ...verdictFor(item), ...(padrones === '' ? {} : { padrones }) };
      },
    });
    expect(headings(done, 'DE')).toEqual(['VEREDICTO', 'PADRONES']);
    const sheet = sheetOf(done.copy, 'Hoja');
    expect([valueAt(sheet, 'E2'), valueAt(sheet, 'E3')]).toEqual(['SSCO, Retención', undefined]);
  });

  test('a label stands in brackets in every heading, in a table’s columns too', async () => {
    const book = suppliers(['A', 'B']);
    const done = await annotated(
      {
        sheets: [
          {
            ...(book.sheets[0] as FixtureBook['sheets'][0]),
            after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
            relations:
              '<Relationship Id="rId1" Type="http://x/relationships/table" Target="/xl/tables/table1.xml"/>',
          },
        ],
        extra: [
          {
            name: 'xl/tables/table1.xml',
            data: '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:C3"><tableColumns count="3"><tableColumn id="1" name="RUC"/><tableColumn id="2" name="Razón social"/><tableColumn id="3" name="Importe"/></tableColumns></table>',
          },
        ],
      },
      { etiqueta: 'columna M', salida: keys('veredicto', 'estado') },
    );
    expect(headings(done, 'DE')).toEqual(['VEREDICTO (columna M)', 'ESTADO (columna M)']);
    expect(partText(done.copy, 'xl/tables/table1.xml')).toContain(
      '<tableColumn id="4" name="VEREDICTO (columna M)"/><tableColumn id="5" name="ESTADO (columna M)"/>',
    );
  });
});

describe('names', () => {
  const named = (razonSocial: string) => (item: Parameters<typeof verdictFor>[0]) => ({
    ...verdictFor(item),
    razonSocial,
    observacion: '',
  });

  test('each row’s own name is compared, also where the RUC repeats', async () => {
    const ruc = fixtureRuc(1);
    const rows: Record<number, FixtureCell[]> = {
      1: ['RUC', 'Razón social'],
      2: [ruc, 'Ferretería El Ñandú S.A.C.'],
      3: [ruc, 'FERRETERIA EL NANDU & CIA SAC'],
      4: [ruc, 'Panadería Los Andes EIRL'],
      5: [ruc, null],
      6: [ruc, 'FERRETERIA EL ÑANDU SOCIEDAD ANONIMA CERRADA'],
    };
    const done = await annotated(
      { sheets: [{ name: 'Hoja', rows }] },
      { salida: keys('veredicto', 'nombre', 'observacion'), verdict: named('FERRETERIA EL ÑANDU S.A.C.') },
    );
    const sheet = sheetOf(done.copy, 'Hoja');
    const column = (letter: string): unknown[] =>
      [1, 2, 3, 4, 5, 6].map((row) => valueAt(sheet, `${letter}${String(row)}`));
    expect(column('D')).toEqual([
      'NOMBRE EN EL LIBRO',
      'coincide',
      expect.stringMatching(/^parecido 0\.\d\d$/),
      'distinto',
      undefined,
      'coincide',
    ]);
    expect(column('E').slice(1)).toEqual([undefined, undefined, DIFFERENT_NAME, undefined, undefined]);
  });

  test('names among the shared strings are compared too, and a verdict without a name says nothing', async () => {
    const rows: Record<number, FixtureCell[]> = {
      1: ['RUC', 'Razón social'],
      2: [fixtureRuc(1), { shared: 0 }],
      3: [fixtureRuc(1), { shared: 1 }],
      4: ['20512345670', { shared: 0 }],
    };
    const done = await annotated(
      {
        sheets: [{ name: 'Hoja', rows }],
        sharedStrings: ['COMERCIAL AYACUCHO SRL', 'Clínica San Borja'],
        contentTypes:
          '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>',
      },
      {
        salida: keys('nombre', 'veredicto'),
        verdict: (item) => (item.valido ? named('COMERCIAL AYACUCHO S.R.L.')(item) : verdictFor(item)),
      },
    );
    const sheet = sheetOf(done.copy, 'Hoja');
    expect(['C2', 'C3', 'C4'].map((cell) => valueAt(sheet, cell))).toEqual([
      'coincide',
      'distinto',
      undefined,
    ]);
    expect(valueAt(sheet, 'D4')).toBe('RUC INVÁLIDO');
  });
});

describe('formulas', () => {
  const HOSTILE = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1'];

  test('what begins like a formula is a quoted text', async () => {
    const done = await annotated(suppliers(HOSTILE.map(() => 'X')), {
      verdict: (item) => ({
        ...verdictFor(item),
        razonSocial: HOSTILE[item.primeraFila - 2] as string,
        estado: '=1',
        condicion: '+1',
        observacion: '-1',
        fuente: '@1',
      }),
    });
    const xml = partText(done.copy, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f');
    const styles = partText(done.copy, 'xl/styles.xml');
    const xfs = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)].map(
      (match) => match[0],
    );
    const texts = [...xml.matchAll(/<c r="[E-I][2-6]" s="(\d+)" t="inlineStr">/g)];
    expect(texts).toHaveLength(HOSTILE.length * 5);
    for (const match of texts) expect(xfs[Number(match[1])]).toContain('quotePrefix="1"');
    const sheet = sheetOf(done.copy, 'Hoja');
    HOSTILE.forEach((text, n) => expect(valueAt(sheet, `E${String(n + 2)}`)).toBe(text));
  });

  test('without styles a sign in front makes it one', async () => {
    const done = await annotated(
      {
        ...suppliers(['X']),
        styles: '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
      },
      { verdict: (item) => ({ ...verdictFor(item), razonSocial: '=1+1' }) },
    );
    expect(valueAt(sheetOf(done.copy, 'Hoja'), 'E2')).toBe("'=1+1");
  });
});
