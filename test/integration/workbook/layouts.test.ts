/** The corpus of layouts: every workbook answered as the script that made it says, and better than the base line. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shapeKey } from '../../../main/workbook/shape-key.ts';
import type { ColumnCandidate, WorkbookReading } from '../../../main/workbook/types.ts';
import { bench, type Bench } from '../../support/annotate.ts';
import {
  CORPUS,
  answerOf,
  baseLineIsRight,
  expectedLayouts,
  rightAnswers,
  type ExpectedLayout,
} from '../../support/layouts.ts';

const { trampas, libros } = expectedLayouts();
const readings = new Map<string, WorkbookReading>();
let b: Bench;
beforeAll(async () => {
  b = bench();
  for (const { archivo } of libros) readings.set(archivo, await b.workbooks.read(join(CORPUS, archivo)));
}, 120_000);
afterAll(async () => {
  writeTable();
  await b.dispose();
});

const readingOf = ({ archivo }: ExpectedLayout): WorkbookReading => readings.get(archivo) as WorkbookReading;
const isRight = (expected: ExpectedLayout): boolean =>
  rightAnswers(expected).includes(answerOf(readingOf(expected)));

/** What was answered with which confidence, beside the base line: `test-results/layouts.txt`. */
function writeTable(): void {
  const lines = libros.map((expected) => {
    const reading = readingOf(expected);
    const best = reading.columnaSinRuc === null ? reading.candidatas[0] : undefined;
    const confidence = best === undefined ? '    ' : best.confianza.toFixed(2);
    const marks = `${isRight(expected) ? 'right' : 'WRONG'}  ${baseLineIsRight(expected) ? 'right' : 'wrong'}`;
    return `${expected.archivo.padEnd(40)} ${confidence}  ${marks}  ${answerOf(reading)}`;
  });
  const right = libros.filter(isRight).length;
  const base = libros.filter(baseLineIsRight).length;
  const head = `${'workbook'.padEnd(40)} conf  Habido base   answer`;
  const total = `Habido ${String(right)} of ${String(libros.length)}, base line ${String(base)}`;
  const folder = join(import.meta.dirname, '../../../test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'layouts.txt'), `${[head, ...lines, '', total].join('\n')}\n`);
}

test('the corpus has eighty layouts and more, and every trap', () => {
  expect(libros.length).toBeGreaterThanOrEqual(80);
  expect(trampas.filter((trap) => !libros.some((libro) => libro.trampas.includes(trap)))).toEqual([]);
});

test('the base line gets fewer right', () => {
  const right = libros.filter(isRight).length;
  expect(right).toBe(libros.length);
  expect(libros.filter(baseLineIsRight).length).toBeLessThan(right * 0.9);
});

describe.each(libros)('$archivo: $caso', (expected) => {
  test('sheet, column and header', () => {
    expect(rightAnswers(expected)).toContain(answerOf(readingOf(expected)));
  });

  if (expected.respuesta !== 'columna') return;
  const best = (): ColumnCandidate => readingOf(expected).candidatas[0] as ColumnCandidate;

  test('what goes with it', () => {
    // Where another answer is as right, its own rows and companions are not written down.
    if (answerOf(readingOf(expected)) !== rightAnswers(expected)[0]) return;
    const { filas, columnaNombre, columnaFecha, origenReconocido } = expected;
    const known = { filas, columnaNombre, columnaFecha, origenReconocido };
    const asked = Object.entries(known).filter(([, value]) => value !== undefined);
    expect(best()).toMatchObject(Object.fromEntries(asked));
    expect(best()).toMatchObject({
      constante: expected.constante ?? false,
      oculta: expected.oculta ?? false,
    });
  });

  test('the others are offered', () => {
    const offered = readingOf(expected).candidatas.map(({ hoja, columna, filaEncabezado }) => ({
      hoja,
      columna,
      encabezado: filaEncabezado,
    }));
    expect(offered).toEqual(expect.arrayContaining(expected.ofrecidas ?? []));
  });

  test('reading the column whole finds the same', async () => {
    const column = await b.workbooks.readColumn(join(CORPUS, expected.archivo), { ...best(), manual: false });
    const { filas, otros, constante, titulo, columnaNombre, columnaFecha, origenReconocido } = best();
    expect(column).toMatchObject({ filas, otros, constante, titulo, columnaFecha, origenReconocido });
    if (columnaNombre === '') return;
    expect(column.columnaNombre).toBe(columnaNombre);
    expect(column.items.some((item) => item.nombre !== '')).toBe(true);
  });
});

test('a SOL password is not shown', async () => {
  const path = join(CORPUS, 'f20-clientes-con-clave.xlsx');
  const shown = async (columna: string, hoja: string, file = path): Promise<string> =>
    JSON.stringify(await b.workbooks.readColumn(file, { hoja, columna, filaEncabezado: null, manual: true }));
  const list = await shown('B', 'CLAVES');
  expect(list).toContain('CLAVE SOL');
  expect(list).not.toMatch(/inventada|USUARIO\d/);
  expect(await shown('C', 'SOL', join(CORPUS, 'f21-solo-sol.xlsx'))).toContain('••••••');
});

describe('the shape of a workbook', () => {
  const key = (archivo: string): string => shapeKey(readings.get(archivo) as WorkbookReading);

  test('is the same for the same sheets and headers, whatever the month and the figures', () => {
    const book = readings.get('e04-meses.xlsx') as WorkbookReading;
    const next = {
      hojas: book.hojas.map((sheet) => ({
        ...sheet,
        filas: 7,
        nombre: sheet.nombre.replace('ENERO', 'Mayo'),
      })),
    };
    expect(shapeKey(next)).toBe(shapeKey(book));
    expect(key('a01-ruc.xlsx')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('differs where a header, a column or a sheet does', () => {
    // Only a title above makes no other shape.
    const lists = libros.filter(({ archivo }) => archivo.startsWith('a') && !archivo.includes('-titulado'));
    const keys = lists.map(({ archivo }) => key(archivo));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
