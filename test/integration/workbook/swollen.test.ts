/** Parts far larger than usual: taken where real workbooks have them, refused clearly where none has; never much memory. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childFixture } from '../../support/child.ts';
import type { FuzzAnswer } from '../../support/children/fuzz-desk.ts';
import { buildPackage } from '../../support/package-builder.ts';
import { readPackage } from '../../support/package-reader.ts';

const MOST_MEMORY_MB = 500;
const BOOK = readFileSync(
  fileURLToPath(new URL('../../fidelity/corpus/xw-tabla-crece.xlsx', import.meta.url)),
);
const RULE =
  '<conditionalFormatting sqref="A1:B9"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>1</formula></cfRule></conditionalFormatting>';

const startChild = childFixture();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'habido-hinchado-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The workbook with a piece repeated to so many megabytes before the last `anchor` of one of its parts. */
function swollen(part: string, anchor: string, piece: string, megabytes: number): Buffer {
  return buildPackage(
    readPackage(BOOK).map(({ name, data }) => {
      if (!name.endsWith(part)) return { name, data };
      const text = data.toString();
      const at = text.lastIndexOf(anchor);
      expect(at).toBeGreaterThan(0);
      const filling = Buffer.alloc(Math.floor((megabytes * 1024 ** 2) / piece.length) * piece.length, piece);
      return {
        name,
        data: Buffer.concat([Buffer.from(text.slice(0, at)), filling, Buffer.from(text.slice(at))]),
      };
    }),
  );
}

async function outcomeOf(bytes: Buffer): Promise<string> {
  const child = startChild('fuzz-desk');
  const order = { path: join(folder, 'libro.xlsx'), target: join(folder, 'copia.xlsx') };
  writeFileSync(order.path, bytes);
  child.tell(order);
  const { outcome, peak } = await child.next<FuzzAnswer>();
  expect(peak).toBeGreaterThan(50);
  expect(peak).toBeLessThan(MOST_MEMORY_MB);
  if ('failed' in outcome) return outcome.failed;
  const copied = 'annotated' in outcome && outcome.annotated !== null;
  expect(readdirSync(folder).sort()).toEqual(copied ? ['copia.xlsx', 'libro.xlsx'] : ['libro.xlsx']);
  return 'refused' in outcome ? outcome.refused : copied ? 'annotated' : 'no column';
}

test.each([
  ['styles', 'styles.xml', '</styleSheet>', '<extLst><ext uri="{A}"/></extLst>', 30],
  ['rules after the rows', 'sheet1.xml', '<tableParts', RULE, 30],
  ['names', 'workbook.xml', '</workbook>', '<definedName name="a">Hoja1!$A$1</definedName>', 10],
  ['relationships', 'workbook.xml.rels', '</Relationships>', '<!-- nada -->', 10],
])('%s of many megabytes are taken', async (_, part, anchor, piece, megabytes) => {
  expect(await outcomeOf(swollen(part, anchor, piece, megabytes))).toBe('annotated');
});

test.each([
  ['styles', 'styles.xml', '</styleSheet>', ' ', 49, 'archivo-demasiado-grande'],
  ['what follows the rows', 'sheet1.xml', '</worksheet>', '<a b="c"/>', 49, 'archivo-demasiado-grande'],
  ['cell formats', 'styles.xml', '</cellXfs>', '<xf/>', 4, 'archivo-demasiado-grande'],
  ['merges', 'sheet1.xml', '</worksheet>', '<mergeCell ref="A1:B2"/>', 16, 'archivo-demasiado-grande'],
  [
    'relationships',
    'workbook.xml.rels',
    '</Relationships>',
    '<Relationship/>',
    40,
    'archivo-demasiado-grande',
  ],
  ['shared strings', 'sharedStrings.xml', '</sst>', '<si/>', 90, 'archivo-demasiado-grande'],
  ['table columns', 'table1.xml', '</tableColumns>', '<tableColumn id="1" name="b"/>', 4, 'archivo-danado'],
  ['columns', 'sheet1.xml', '<sheetData', '<cols/>', 6, 'archivo-danado'],
  ['one text', 'sharedStrings.xml', '</t>', 'x', 20, 'archivo-danado'],
  ['sheets', 'workbook.xml', '</sheets>', '<sheet name="z" r:id="rId1"/>', 1, 'archivo-danado'],
])('more %s than any workbook has are refused', async (_, part, anchor, piece, megabytes, code) => {
  expect(await outcomeOf(swollen(part, anchor, piece, megabytes))).toBe(code);
});

test('a table that is named over and over is read once', async () => {
  const relation = /<tablePart [^>]*\/>/.exec(
    readPackage(BOOK)
      .find(({ name }) => name.endsWith('sheet1.xml'))
      ?.data.toString() ?? '',
  )?.[0] as string;
  expect(await outcomeOf(swollen('sheet1.xml', '</tableParts>', relation, 8))).toBe('annotated');
});
