/** Feature-rich workbooks of independent writers, annotated: nothing of the user's is lost in any of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BY_HAND } from '../../fidelity/by-hand/index.ts';
import { annotateBook, bench, type Annotated, type Bench } from '../../support/annotate.ts';
import { copyDefects, verdictsIn } from '../../support/fidelity.ts';
import { readPackage } from '../../support/package-reader.ts';

const CORPUS = fileURLToPath(new URL('../../fidelity/corpus/', import.meta.url));
const written = readdirSync(CORPUS).filter((name) => /\.xls[xm]$/.test(name));

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

/** Annotates and expects a copy without defects, with a verdict in every judged row. */
async function faithful(name: string, bytes: Buffer): Promise<Annotated> {
  const done = await annotateBook(b, b.file(name, bytes));
  expect(copyDefects(done)).toEqual([]);
  expect(done.result.filas).toBeGreaterThan(0);
  expect(verdictsIn(done)).toBe(done.result.filas);
  return done;
}

describe('workbooks of XlsxWriter, openpyxl, LibreOffice, SheetJS and exceljs', () => {
  test('all of them are there', () => {
    expect(written.length).toBeGreaterThanOrEqual(27);
    expect(new Set(written.map((name) => name.slice(0, 2)))).toEqual(new Set(['xw', 'op', 'lo', 'sj', 'ej']));
  });

  test.each(written)('%s', async (name) => {
    await faithful(name, readFileSync(join(CORPUS, name)));
  });
});

describe('workbooks with parts added by hand', () => {
  test.each(BY_HAND.map((book) => [book.name, book] as const))('%s', async (name, { build, refused }) => {
    const bytes = build();
    if (refused === undefined) await faithful(`${name}.xlsx`, bytes);
    else
      await expect(b.workbooks.read(b.file(`${name}.xlsx`, bytes))).rejects.toMatchObject({ code: refused });
  });
});

test('the check itself sees what is lost', async () => {
  const bytes = readFileSync(join(CORPUS, 'xw-comentarios.xlsx'));
  const done = await annotateBook(b, b.file('control.xlsx', bytes));
  expect(copyDefects(done)).toEqual([]);
  const plain = readFileSync(join(CORPUS, 'op-en-serie.xlsx'));
  expect(copyDefects({ ...done, copy: plain })).not.toEqual([]);
  const other = readPackage(done.copy).find((part) => part.name === 'xl/worksheets/sheet1.xml');
  expect(other?.data.includes('VEREDICTO')).toBe(true);
});
