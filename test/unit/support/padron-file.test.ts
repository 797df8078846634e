/** The padrón generator says truly what it wrote: others' tests rest on its counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRuc } from '../../../shared/ruc.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { readPackage } from '../../support/package-reader.ts';
import { PADRON_COLUMNS, writePadron, type PadronFileOptions } from '../../support/padron-file.ts';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});

/** The lines of the file, read the slow way. */
async function linesOf(options: PadronFileOptions): Promise<string[]> {
  const path = join(place.folder, 'padron.txt');
  await writePadron(path, options);
  return readFileSync(path, 'latin1').split('\n').slice(0, -1);
}

/** What a slow reader makes of the lines: the last good one of each RUC. */
function read(lines: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines.slice(1)) {
    const cells = line.split('|');
    if (cells.length >= 16 && isRuc(cells[0] ?? '')) found.set(cells[0] as string, cells);
  }
  return found;
}

test('every row has sixteen pieces, a RUC with a right check digit, and they rise', async () => {
  const lines = await linesOf({ rows: 5_000 });
  expect(lines[0]).toBe(`${PADRON_COLUMNS.join('|')}|`);
  const rucs = lines.slice(1).map((line) => {
    const cells = line.split('|');
    expect(cells.length).toBe(16);
    expect(cells[15]).toBe('');
    return cells[0] as string;
  });
  expect(rucs.every(isRuc)).toBe(true);
  expect(rucs.every((ruc, i) => i === 0 || ruc > (rucs[i - 1] as string))).toBe(true);
  const companies = rucs.filter((ruc) => ruc.startsWith('20')).length;
  expect(companies / 5_000).toBeCloseTo(0.13, 2);
});

test('an edition with changes differs from the first in just these rows', async () => {
  const first: PadronFileOptions = { rows: 4_000, seed: 3, names: { separador: 7, comillas: 5 } };
  const changes = { nuevos: 11, retirados: 12, estado: 13, condicion: 14, nombre: 15, todo: 3 };
  const before = read(await linesOf(first));
  const facts = await writePadron(join(place.folder, 'b.txt'), { ...first, changes });
  const after = read(readFileSync(join(place.folder, 'b.txt'), 'latin1').split('\n'));
  expect(facts.filas).toBe(after.size);
  const gone = [...before.keys()].filter((ruc) => !after.has(ruc));
  const come = [...after.keys()].filter((ruc) => !before.has(ruc));
  expect(gone.sort()).toEqual(facts.rows.rucsOf('retirados').sort());
  expect(come.sort()).toEqual(facts.rows.rucsOf('nuevos').sort());
  expect([gone.length, come.length]).toEqual([12, 11]);
  const differ = [...before].filter(
    ([ruc, cells]) => after.has(ruc) && after.get(ruc)?.join() !== cells.join(),
  );
  expect(differ.length).toBe(13 + 14 + 15 + 3);
});

test('dirt is counted as a slow reader counts it', async () => {
  const options: PadronFileOptions = {
    rows: 6_000,
    names: { separador: 9, comillas: 4, barra: 4, retorno: 4 },
    dirt: { danadas: 10, repetidas: 6, desordenadas: 5, repetidasLejos: 4, retornos: 3 },
  };
  const lines = await linesOf(options);
  const { defectos, filas, rows } = await writePadron(join(place.folder, 'b.txt'), options);
  const good = lines
    .slice(1)
    .filter((line) => line.split('|').length >= 16 && isRuc(line.split('|')[0] ?? ''));
  const rucs = good.map((line) => line.slice(0, 11));
  let highest = '';
  let late = 0;
  for (const ruc of rucs) {
    if (ruc < highest) late += 1;
    else highest = ruc;
  }
  expect(filas).toBe(new Set(rucs).size);
  expect(defectos).toEqual({
    danadas: lines.length - 1 - good.length,
    repetidas: rucs.length - new Set(rucs).size,
    nombreConSeparador: good.filter((line) => line.split('|').length > 16).length,
    desordenadas: late,
  });
  expect(defectos).toEqual({ danadas: 12, repetidas: 10, nombreConSeparador: 9, desordenadas: 9 });
  // Of a repeated row the last one is the true one.
  const last = read(lines);
  for (let i = 0; i < 6_000; i += 1) {
    const row = rows.row(i);
    expect(last.get(row?.ruc ?? '')?.includes(row?.estado ?? '?')).toBe(true);
  }
});

test.each([
  {},
  { descriptor: true },
  { method: 'store' as const },
  { zip64: true },
  { zip64: true, descriptor: true },
  { entry: 'otra/PADRON.TXT', before: ['otra/'] },
])('a package reader finds the same text in one with %o', async (options) => {
  const path = join(place.folder, 'padron.zip');
  const { textBytes } = await writePadron(path, { rows: 2_000, ...options });
  await writePadron(join(place.folder, 'padron.txt'), { rows: 2_000 });
  const part = readPackage(readFileSync(path)).at(-1);
  expect(part?.name).toBe(options.entry ?? 'padron_reducido_ruc.txt');
  expect(part?.data.length).toBe(textBytes);
  expect(part?.data.equals(readFileSync(join(place.folder, 'padron.txt')))).toBe(true);
  expect(crc32(part?.data ?? '')).toBe(part?.crc);
});

test('a package is 21 bytes a row and its text 85, as the real one', async () => {
  const { bytes, textBytes, filas } = await writePadron(join(place.folder, 'p.zip'), { rows: 50_000 });
  expect(Math.abs(bytes / filas - 21)).toBeLessThan(1.6);
  expect(Math.abs(textBytes / filas - 85)).toBeLessThan(3);
}, 30_000);
