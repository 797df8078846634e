/** What comes back as it is and what as a report, by bytes and not by name. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { comesBackInPlace } from '../../../main/ipc/in-place.ts';
import { buildBook } from '../../support/package-builder.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/formats');
const TEXT = 'Nombre;RUC\r\nUno;20131312955\r\n';
const BOOK = buildBook({ sheets: [{ name: 'Compras', rows: { 1: ['RUC'], 2: ['20131312955'] } }] });
let place: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});

test.each([
  ['compras.csv', TEXT, true],
  ['compras.xls', TEXT, false],
  ['compras.xlsx', TEXT, false],
  ['compras.xlsx', BOOK, true],
  ['compras.xls', BOOK, true],
  ['compras.xls', '<html><table><tr><td>RUC</td></tr></table></html>', false],
])('%s', async (name, bytes, expected) => {
  const path = join(place.folder, name);
  writeFileSync(path, bytes);
  expect(await comesBackInPlace(path)).toBe(expected);
});

test.each(['libro.ods', 'libro.xls'])('%s under another name', async (name) => {
  const path = join(place.folder, 'compras.xlsx');
  copyFileSync(join(FIXTURES, name), path);
  expect(await comesBackInPlace(path)).toBe(false);
});

test('a file that is no longer there is left to the saving, which says so', async () => {
  expect(await comesBackInPlace(join(place.folder, 'nada.xls'))).toBe(true);
});
