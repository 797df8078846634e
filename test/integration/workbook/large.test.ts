/** Workbooks large enough for the second thread: the same copy as without it, and nothing left when it ends early. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { annotate } from '../../../main/workbook/jobs/annotate.ts';
import { SideThread, type SideData } from '../../../main/workbook/side/side-thread.ts';
import type { ColumnReading, VerdictCells } from '../../../main/workbook/types.ts';
import { PLAIN_OUTPUT } from '../../../shared/workbook.ts';
import { WORKER_URL, bench, inChunks, verdictFor, type Bench } from '../../support/annotate.ts';
import { bigLibro } from '../../support/big-libro.ts';
import { readPackage } from '../../support/package-reader.ts';

const ROWS = 60_000;
let b: Bench;
let path: string;
let column: ColumnReading;
let verdicts: VerdictCells[];

beforeAll(async () => {
  b = bench();
  path = await bigLibro(ROWS);
  const choice = { hoja: 'Compras', columna: 'H', filaEncabezado: 1, manual: false };
  column = await b.workbooks.readColumn(path, choice);
  verdicts = column.items.map((item) => verdictFor(item));
});
afterAll(async () => await b.dispose());

/** A folder of its own for each copy. */
function place(name: string): { folder: string; target: string } {
  const folder = join(b.folder, name);
  mkdirSync(folder);
  return { folder, target: join(folder, 'copia.xlsx') };
}

const request = (target: string) => ({
  source: path,
  expectedHash: column.hash,
  choice: column.choice,
  target,
  verdicts: inChunks(verdicts, 5_000),
  manual: false,
});

function startSide(): SideThread {
  const workerData: SideData = { role: 'side' };
  return new SideThread(new Worker(WORKER_URL, { workerData }));
}

test('with a second thread the copy is the same as without', async () => {
  expect(readFileSync(path).length).toBeGreaterThan(4 * 1024 ** 2);
  const two = place('dos');
  const result = await b.workbooks.annotate(request(two.target));
  const one = place('uno');
  const alone = await annotate(
    {
      ...request(one.target),
      choice: { ...column.choice, manual: false },
      temporary: join(one.folder, 'copia.tmp'),
      scratch: join(one.folder, 'taller'),
      etiqueta: '',
      salida: PLAIN_OUTPUT,
      resumen: null,
      verdicts: (async function* () {
        yield verdicts;
      })(),
    },
    { check: () => undefined, progress: () => undefined },
  );
  expect(result).toEqual(alone);
  expect(result.filas).toBe(ROWS);
  const copy = readFileSync(two.target);
  expect(createHash('sha256').update(copy).digest('hex')).toBe(result.hash);
  const sheet = readPackage(copy).find((part) => part.name === 'xl/worksheets/sheet1.xml');
  expect(sheet?.data.toString('latin1').match(/<c r="P\d+" s="\d+" t="inlineStr">/g)).toHaveLength(ROWS + 1);
  expect(readdirSync(two.folder)).toEqual(['copia.xlsx']);
});

test('a source with other bytes is refused before anything is written', async () => {
  const { folder, target } = place('cambiado');
  const changed = b.workbooks.annotate({ ...request(target), expectedHash: '0'.repeat(64) });
  await expect(changed).rejects.toMatchObject({ code: 'archivo-cambio' });
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['leer', 'escribir'] as const)('cancelled while it is at %s, it leaves nothing', async (fase) => {
  const { folder, target } = place(`cancelado-${fase}`);
  const controller = new AbortController();
  const cancelled = b.workbooks.annotate(request(target), {
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.fase === fase && progress.avance > 0.2) controller.abort();
    },
  });
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelado' });
  expect(readdirSync(folder)).toEqual([]);
});

test('the second thread says what is no sheet, and hashes on after a file that it can’t read', async () => {
  const side = startSide();
  try {
    expect(await side.hash(join(b.folder, 'no-hay.xlsx'))).toBeNull();
    expect(await side.hash(path)).toBe(column.hash);
    side.beginCheck({ results: [{ column: 2, top: 1, bottom: Infinity }], verdictColumn: 2 });
    await side.feed(deflateRawSync(Buffer.from('<worksheet><sheetData><row r="1"><c r="A1"></row>')));
    await expect(side.endCheck()).rejects.toMatchObject({ code: 'copia-no-verificada' });
  } finally {
    await side.stop();
  }
});

test('a second thread that is gone fails the check, and never holds it up', async () => {
  const side = startSide();
  side.beginCheck({ results: [{ column: 2, top: 1, bottom: Infinity }], verdictColumn: 2 });
  await side.stop();
  await expect(
    (async () => {
      for (let n = 0; n < 5; n += 1) await side.feed(Buffer.from([3, 0]));
    })(),
  ).rejects.toMatchObject({ code: 'copia-no-verificada' });
  expect(await side.hash(path)).toBeNull();
});
