/** A workbook that was annotated before, and does not say so as it should: no headings, or saved by another program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { buildBook, buildPackage, fixtureRuc, type FixtureCell } from '../../support/package-builder.ts';
import { partText, readPackage } from '../../support/package-reader.ts';

let b: Bench;
let count = 0;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

type Output = NonNullable<Parameters<typeof annotateBook>[3]>;

const SHEET1 = 'xl/worksheets/sheet1.xml';
const keys = (...columnas: ResultKey[]) => ({ columnas, hojaResumen: false, hojaProblemas: false });

/** The first verdicts say otherwise than the second ones. */
const firstVerdict = (item: ColumnItem): VerdictCells => ({
  ...verdictFor(item),
  veredicto: 'SIN RESPUESTA',
  razonSocial: 'ANTERIOR',
  observacion: 'Del primer día.',
  fuente: 'Sin consultar',
});

async function annotateBytes(bytes: Buffer, output: Output = {}): Promise<Annotated> {
  count += 1;
  return await annotateBook(b, b.file(`${String(count)}.xlsx`, bytes), undefined, output);
}

const row = (done: Annotated, n: number, letters: string): unknown[] =>
  [...letters].map((letter) => valueAt(sheetOf(done.copy, 'Hoja'), `${letter}${String(n)}`));

describe('without a header row, and no free row above', () => {
  const rowsFrom = (top: number): Record<number, FixtureCell[]> =>
    Object.fromEntries(
      Array.from({ length: 9 }, (_, n): [number, FixtureCell[]] => [
        n + top,
        [fixtureRuc(n), `PROVEEDOR ${String(n)} SAC`, n + 0.25],
      ]),
    );
  /** All kinds of verdicts: none has an observation, one has no name, one is no RUC. */
  const good = (item: ColumnItem): VerdictCells => ({ ...firstVerdict(item), observacion: '' });

  test.each<[string, Output]>([
    ['the usual columns', {}],
    ['the usual columns, without observations', { verdict: good }],
    ['others in another order', { salida: keys('observacion', 'estado', 'veredicto', 'fuente') }],
    ['the verdict alone', { salida: keys('veredicto') }],
    ['the verdict and the name', { salida: keys('razonSocial', 'veredicto', 'nombre') }],
  ])('%s are refreshed in place', async (_, output) => {
    const rows = rowsFrom(1);
    rows[5] = ['20131312954', 'SIN DÍGITO', 1.5];
    rows[7] = ['VARIOS', 'BOLETAS', 2.5];
    const first = await annotateBytes(buildBook({ sheets: [{ name: 'Hoja', rows }] }), {
      verdict: firstVerdict,
      ...output,
    });
    const second = await annotateBytes(first.copy, { ...output, verdict: verdictFor });
    const once = await annotateBytes(first.source, { ...output, verdict: verdictFor });
    expect(second.result.columnas).toEqual(first.result.columnas);
    expect(partText(second.copy, SHEET1)).toBe(partText(once.copy, SHEET1));
    expect(second.reading.candidatas).toEqual(first.reading.candidatas);
    expect(second.column.preview).toEqual(first.column.preview);
  });

  test('a column of verdicts of the user’s own stays', async () => {
    const rows = rowsFrom(1);
    for (const cells of Object.values(rows)) cells.push('APTO', 'Dr. Quispe');
    const done = await annotateBytes(buildBook({ sheets: [{ name: 'Hoja', rows }] }));
    expect(done.result.columnas.primera).toBe('F');
    expect(row(done, 3, 'DE')).toEqual(['APTO', 'Dr. Quispe']);
  });
});

describe('after another program has saved it', () => {
  const LIBREOFFICE = join(import.meta.dirname, '../../fixtures/libreoffice');

  test.each(['observacion-veredicto-estado', 'condicion-veredicto-fuente-estado-razonSocial'])(
    'LibreOffice: %s are refreshed in place',
    async (name) => {
      const columns = name.split('-') as ResultKey[];
      const done = await annotateBytes(readFileSync(join(LIBREOFFICE, `${name}.xlsx`)), {
        salida: keys(...columns),
        verdict: firstVerdict,
      });
      expect(done.result.columnas).toEqual({ primera: 'D', ultima: 'DEFGH'.charAt(columns.length - 1) });
      const at = 'DEFGH'.charAt(columns.indexOf('veredicto'));
      expect(row(done, 3, at)).toEqual(['SIN RESPUESTA']);
    },
  );

  test('an own column beside the verdicts stays where it says otherwise than they do', async () => {
    const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Nombre', 'ESTADO'] };
    for (let n = 0; n < 6; n += 1) rows[n + 2] = [Number(fixtureRuc(n)), `P ${String(n)}`, 'PAGADO'];
    const salida = keys('veredicto', 'fuente');
    const first = await annotateBytes(buildBook({ sheets: [{ name: 'Hoja', rows }] }), { salida });
    const saved = readPackage(first.copy).map(({ name, data }) => ({
      name,
      data: name === 'xl/styles.xml' ? data.toString('utf8').replaceAll(' quotePrefix="1"', '') : data,
    }));
    const second = await annotateBytes(buildPackage(saved), {
      salida: keys('veredicto', 'fuente', 'estado'),
    });
    expect(row(second, 1, 'CDEF')).toEqual(['ESTADO', 'VEREDICTO', 'FUENTE', 'ESTADO']);
    expect(row(second, 2, 'C')).toEqual(['PAGADO']);
  });
});
