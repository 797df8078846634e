/** Copies of feature-rich workbooks, with further sheets, annotated again: nothing doubled, nothing lost. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BY_HAND } from '../../fidelity/by-hand/index.ts';
import { BOTH, RESUMEN } from '../../support/added-sheets.ts';
import { annotateBook, bench, type Annotated, type Bench } from '../../support/annotate.ts';
import { copyDefects } from '../../support/fidelity.ts';
import { readPackage } from '../../support/package-reader.ts';

const CORPUS = fileURLToPath(new URL('../../fidelity/corpus/', import.meta.url));
const written = readdirSync(CORPUS).filter((name) => /\.xls[xm]$/.test(name));

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const partNames = ({ copy }: Annotated): string[] => readPackage(copy).map(({ name }) => name);

async function expectSamePlaces(name: string, bytes: Buffer): Promise<void> {
  const first = await annotateBook(b, b.file(name, bytes), undefined, { salida: BOTH, resumen: RESUMEN });
  const second = await annotateBook(b, b.file(`otra-${name}`, first.copy), undefined, {
    salida: BOTH,
    resumen: RESUMEN,
  });
  expect(second.result.columnas).toEqual(first.result.columnas);
  expect(second.reading.candidatas).toEqual(first.reading.candidatas);
  expect(second.column.items).toEqual(first.column.items);
  expect(partNames(second)).toEqual(partNames(first));
  expect(copyDefects(second)).toEqual([]);
  // What differs from the first copy at most: nothing, as the verdicts are the same.
  const before = new Map(readPackage(first.copy).map((part) => [part.name, part.data]));
  const changed = readPackage(second.copy).filter(
    ({ name: part, data }) => before.get(part)?.equals(data) !== true,
  );
  expect(changed.map(({ name: part }) => part)).toEqual([]);
}

describe('workbooks of XlsxWriter, openpyxl, LibreOffice, SheetJS and exceljs', () => {
  test.each(written)('%s', async (name) => {
    await expectSamePlaces(name, readFileSync(join(CORPUS, name)));
  });
});

describe('workbooks with parts added by hand', () => {
  test.each(BY_HAND.filter(({ refused }) => refused === undefined).map((book) => [book.name, book] as const))(
    '%s',
    async (name, { build }) => {
      await expectSamePlaces(`${name}.xlsx`, build());
    },
  );
});
