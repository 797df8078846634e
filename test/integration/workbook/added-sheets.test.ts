/** The sheets that a copy gets beside the user's: the summary with its chart, and the rows to review. */
import { read } from 'xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VEREDICTOS } from '../../../shared/verdict.ts';
import { BOTH, CONTEO, RESUMEN, expectResolved, supplierRows, verdict } from '../../support/added-sheets.ts';
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
  output: Parameters<typeof annotateBook>[3] = {},
): Promise<Annotated> {
  count += 1;
  const bytes = Buffer.isBuffer(book) ? book : buildBook(book);
  return await annotateBook(b, b.file(`hojas-${String(count)}.xlsx`, bytes), undefined, {
    salida: BOTH,
    resumen: RESUMEN,
    verdict,
    ...output,
  });
}

const names = (copy: Buffer): string[] => read(copy, { bookSheets: true }).SheetNames;

function changedParts({ source, copy }: Annotated): string[] {
  const before = new Map(readPackage(source).map((part) => [part.name, part.raw]));
  return readPackage(copy)
    .filter((part) => before.get(part.name)?.equals(part.raw) !== true)
    .map((part) => part.name);
}

describe('the summary', () => {
  test('stands last, with counts, source, run and meanings; no other part of the user’s is touched', async () => {
    const done = await annotated({
      sheets: [
        { name: 'Hoja', rows: supplierRows() },
        { name: 'Otra', rows: { 1: ['x'] } },
      ],
    });
    expect(names(done.copy)).toEqual(['Hoja', 'Otra', 'Por revisar', 'Habido']);
    expectResolved(done.copy);
    expect(changedParts(done).sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/charts/chart1.xml',
      'xl/drawings/_rels/drawing1.xml.rels',
      'xl/drawings/drawing1.xml',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/_rels/sheet4.xml.rels',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet3.xml',
      'xl/worksheets/sheet4.xml',
    ]);
    const sheet = sheetOf(done.copy, 'Habido');
    const verdicts = VEREDICTOS.map((_, i) => [
      valueAt(sheet, `A${String(4 + i)}`),
      valueAt(sheet, `B${String(4 + i)}`),
      valueAt(sheet, `C${String(4 + i)}`),
    ]);
    expect(verdicts).toEqual([
      ['NO APTO', 11, 2],
      ['OBSERVADO', 12, 2],
      ['NO EXISTE', 13, 0],
      ['RUC INVÁLIDO', 14, 0],
      ['SIN RESPUESTA', 15, 0],
      ['APTO', 1600, 2],
    ]);
    expect([valueAt(sheet, 'B10'), valueAt(sheet, 'C10')]).toEqual([1665, 6]);
    expect(valueAt(sheet, 'D4')).toContain('riesgo');
    const text = partText(done.copy, 'xl/worksheets/sheet4.xml');
    expect(text).not.toMatch(/perdid/i);
    const facts = new Map<unknown, unknown>();
    for (let row = 20; row < 50; row += 1)
      facts.set(valueAt(sheet, `A${String(row)}`), valueAt(sheet, `B${String(row)}`));
    expect(Object.fromEntries(facts)).toMatchObject({
      Libro: RESUMEN.archivo,
      'SHA-256 del libro': RESUMEN.hash,
      Hoja: 'Hoja',
      Columna: 'A («RUC»)',
      Corrida: RESUMEN.corrida,
      'Inicio (hora de Lima)': '24/11/2026 21:03',
      'Fin (hora de Lima)': '24/11/2026 21:05',
      Política: 'Consultar a Migo',
      'Consultas usadas': '1,290',
      'Peticiones a Migo': '17',
      'Respuestas reusadas': '20',
      'Tomados del padrón de SUNAT': '1,204',
      'Padrón del 23/11/2026, SHA-256': 'e'.repeat(64),
      'Versión de Habido': '0.1.0',
    });
  });

  test('its chart draws the cells of the table', async () => {
    const done = await annotated({ sheets: [{ name: 'Hoja', rows: supplierRows() }] });
    const chart = partText(done.copy, 'xl/charts/chart1.xml');
    expect(chart).toContain("<c:f>'Habido'!$A$4:$A$9</c:f>");
    expect(chart).toContain("<c:f>'Habido'!$B$4:$B$9</c:f>");
    const cached = /<c:numCache>.*<\/c:numCache>/.exec(chart)?.[0] ?? '';
    expect([...cached.matchAll(/<c:v>(\d+)<\/c:v>/g)].map((match) => Number(match[1]))).toEqual(
      VEREDICTOS.map((veredicto) => CONTEO[veredicto]),
    );
    expect(partText(done.copy, 'xl/worksheets/sheet3.xml')).toMatch(
      /<drawing r:id="rIdHabido1"\/><\/worksheet>$/,
    );
  });

  test('a sheet of the user’s with its name stays, and ours is the second', async () => {
    const done = await annotated({
      sheets: [
        { name: 'Hoja', rows: supplierRows() },
        { name: 'HABIDO', rows: { 1: ['mis notas'] } },
        { name: 'Por revisar', rows: { 1: ['Por revisar: todo'] } },
      ],
    });
    expect(names(done.copy)).toEqual(['Hoja', 'HABIDO', 'Por revisar', 'Por revisar (2)', 'Habido (2)']);
    expect(partText(done.copy, 'xl/charts/chart1.xml')).toContain("'Habido (2)'!$B$4");
    expect(valueAt(sheetOf(done.copy, 'HABIDO'), 'A1')).toBe('mis notas');
  });

  test('a summary is asked for without a run: an error, and no copy', async () => {
    await expect(
      annotated({ sheets: [{ name: 'Hoja', rows: supplierRows() }] }, { resumen: undefined as never }),
    ).rejects.toMatchObject({ code: 'interno' });
  });
});

describe('the rows to review', () => {
  test('are those that are not APTO, each with its number, a link to it, its RUC and its results', async () => {
    const rows = supplierRows();
    rows[8] = ['2051234567', 'CORTO', 1];
    rows[9] = [`${fixtureRuc(40)} / ${fixtureRuc(41)}`, 'DOS', 1];
    const done = await annotated({ sheets: [{ name: "L'hoja", rows }] });
    const sheet = sheetOf(done.copy, 'Por revisar');
    const column = (letter: string): unknown[] =>
      [3, 4, 5, 6, 7, 8, 9, 10].map((row) => valueAt(sheet, `${letter}${String(row)}`));
    expect(column('A')).toEqual(['FILA', 2, 3, 5, 6, 8, 9, undefined]);
    expect(column('B')).toEqual([
      'RUC',
      fixtureRuc(0),
      fixtureRuc(1),
      fixtureRuc(3),
      fixtureRuc(4),
      '2051234567',
      `${fixtureRuc(40)} / ${fixtureRuc(41)}`,
      undefined,
    ]);
    expect(column('C').slice(0, 6)).toEqual([
      'VEREDICTO',
      'OBSERVADO',
      'NO APTO',
      'OBSERVADO',
      'NO APTO',
      'RUC INVÁLIDO',
    ]);
    const xml = partText(done.copy, 'xl/worksheets/sheet2.xml');
    expect(
      [...xml.matchAll(/<hyperlink ref="(A\d+)" location="([^"]*)"\/>/g)].map((m) => [m[1], m[2]]),
    ).toEqual([
      ['A4', "'L''hoja'!A2"],
      ['A5', "'L''hoja'!A3"],
      ['A6', "'L''hoja'!A5"],
      ['A7', "'L''hoja'!A6"],
      ['A8', "'L''hoja'!A8"],
      ['A9', "'L''hoja'!A9"],
    ]);
  });

  test('where all are APTO, that is said', async () => {
    const done = await annotated(
      { sheets: [{ name: 'Hoja', rows: supplierRows() }] },
      { verdict: (item) => ({ ...verdictFor(item), veredicto: 'APTO' }) },
    );
    expect(valueAt(sheetOf(done.copy, 'Por revisar'), 'A2')).toContain('Ninguna fila por revisar');
    expect(partText(done.copy, 'xl/worksheets/sheet2.xml')).not.toContain('hyperlink');
  });

  test('many rows: as many links as Excel takes, and all rows', async () => {
    const rows = supplierRows(1);
    for (let n = 0; n < 66_000; n += 1) rows[n + 2] = [Number(fixtureRuc(n % 50)), 'P', 1];
    const done = await annotated(
      { sheets: [{ name: 'Hoja', rows }] },
      { verdict: (item) => ({ ...verdictFor(item), veredicto: 'NO APTO' }) },
    );
    const xml = partText(done.copy, 'xl/worksheets/sheet2.xml');
    expect(xml.match(/<hyperlink /g)).toHaveLength(65_000);
    expect(xml.match(/<row /g)).toHaveLength(66_003);
  });
});

describe('a copy of a copy', () => {
  test('has its sheets written anew, not twice, and they are no data', async () => {
    const first = await annotated({ sheets: [{ name: 'Hoja', rows: supplierRows() }] });
    const again = await annotated(first.copy, { resumen: { ...RESUMEN, corrida: 'la-segunda' } });
    expect(again.reading.candidatas.map(({ hoja, columna }) => `${hoja}!${columna}`)).toEqual(['Hoja!A']);
    expect(names(again.copy)).toEqual(['Hoja', 'Por revisar', 'Habido']);
    expect(readPackage(again.copy).map(({ name }) => name)).toEqual(
      readPackage(first.copy).map(({ name }) => name),
    );
    expect(changedParts(again)).toEqual(['xl/worksheets/sheet3.xml']);
    expect(partText(again.copy, 'xl/worksheets/sheet3.xml')).toContain('la-segunda');
    expectResolved(again.copy);
  });

  test('rows to review of another column are a sheet of their own, before the summary', async () => {
    const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Importe', 'RUC Transportista'] };
    for (let n = 0; n < 6; n += 1) rows[n + 2] = [fixtureRuc(n), n + 0.5, fixtureRuc(n + 20)];
    const first = await annotated({ sheets: [{ name: 'Hoja', rows }] });
    const path = b.file('dos-columnas.xlsx', first.copy);
    const second = await annotateBook(
      b,
      path,
      { hoja: 'Hoja', columna: 'C', filaEncabezado: 1 },
      { salida: BOTH, resumen: RESUMEN, verdict, etiqueta: 'columna C' },
    );
    expect(names(second.copy)).toEqual(['Hoja', 'Por revisar', 'Por revisar (2)', 'Habido']);
    expect(valueAt(sheetOf(second.copy, 'Por revisar (2)'), 'A1')).toBe(
      'Por revisar: hoja «Hoja», columna C',
    );
    expect(valueAt(sheetOf(second.copy, 'Habido'), 'C3')).toBe('Filas (C)');
    expectResolved(second.copy);
  });

  test('a new sheet goes last where a name or the view counts on the summary’s place', async () => {
    const only = { ...BOTH, hojaProblemas: false };
    const first = await annotated({ sheets: [{ name: 'Hoja', rows: supplierRows() }] }, { salida: only });
    const withName = buildPackage(
      readPackage(first.copy).map(({ name, data }) => ({
        name,
        data:
          name === 'xl/workbook.xml'
            ? data
                .toString('utf8')
                .replace(
                  '</sheets>',
                  '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">Habido!$A$1</definedName></definedNames>',
                )
            : data,
      })),
    );
    expect(names((await annotated(first.copy)).copy)).toEqual(['Hoja', 'Por revisar', 'Habido']);
    expect(names((await annotated(withName)).copy)).toEqual(['Hoja', 'Habido', 'Por revisar']);
  });
});
