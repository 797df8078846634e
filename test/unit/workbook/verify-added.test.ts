/** The check of added parts finds what is missing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAdded } from '../../../main/workbook/patch/verify-added.ts';
import { openArchive } from '../../../main/zip/archive.ts';
import { bookParts, buildPackage, type PackagePart } from '../../support/package-builder.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'habido-revisar-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINKS = [{ from: 'xl/workbook.xml', id: 'rId2' }];

async function verified(
  change: (part: PackagePart) => PackagePart | null,
  sheets: readonly string[] = ['Habido'],
  links = LINKS,
): Promise<string> {
  const parts = bookParts({
    sheets: [
      { name: 'Hoja', rows: { 1: ['x'] } },
      { name: 'Habido', rows: { 1: ['x'] } },
    ],
  });
  const path = join(folder, 'copia.xlsx');
  writeFileSync(path, buildPackage(parts.map(change).filter((part) => part !== null)));
  const file = await open(path, 'r');
  try {
    await verifyAdded(await openArchive(file), sheets, links);
    return 'bien';
  } catch (error) {
    return String((error as { data?: { detalle?: string } }).data?.detalle);
  } finally {
    await file.close();
  }
}

const edit =
  (name: string, from: string, to: string) =>
  (part: PackagePart): PackagePart =>
    part.name === name ? { ...part, data: part.data.toString().replace(from, to) } : part;

test('a sound copy passes', async () => {
  expect(await verified((part) => part)).toBe('bien');
});

test('a sheet that is not in the list, or whose name stands twice, is found', async () => {
  expect(await verified((part) => part, ['Por revisar'])).toBe('hojas');
  expect(await verified(edit('xl/workbook.xml', 'name="Hoja"', 'name="HABIDO"'))).toBe('hojas');
});

test('a part that is missing is found', async () => {
  expect(await verified((part) => (part.name === 'xl/worksheets/sheet2.xml' ? null : part))).toBe('libro');
  const link = [{ from: 'xl/worksheets/sheet2.xml', id: 'rId1' }];
  expect(await verified((part) => part, ['Habido'], link)).toBe('relaciones');
  expect(
    await verified(
      edit('xl/_rels/workbook.xml.rels', 'styles.xml', 'otros.xml'),
      [],
      [{ from: 'xl/workbook.xml', id: 'rIdS' }],
    ),
  ).toBe('relaciones');
});

test('a part without a content type of its own is found', async () => {
  expect(
    await verified(edit('[Content_Types].xml', '/xl/worksheets/sheet2.xml', '/xl/worksheets/otra.xml')),
  ).toBe('tipos');
});
