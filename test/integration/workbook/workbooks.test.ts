/** The worker seen from outside: one job at a time, cancelled at once, lost without a hang, nothing left behind. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkbooks } from '../../../main/workbook/workbooks.ts';
import type { ColumnReading, VerdictCells, Workbooks } from '../../../main/workbook/types.ts';
import { WORKER_URL, bench, inChunks, verdictFor, type Bench } from '../../support/annotate.ts';
import { buildBook, fixtureRuc, type FixtureCell } from '../../support/package-builder.ts';

let b: Bench;
let big: string;
let column: ColumnReading;
beforeAll(async () => {
  b = bench();
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Nombre', 'Total'] };
  for (let n = 0; n < 12_000; n += 1)
    rows[n + 2] = [Number(fixtureRuc(n % 3000)), `PROVEEDOR ${String(n)}`, n + 0.5];
  big = b.file('grande.xlsx', buildBook({ sheets: [{ name: 'Hoja', rows }] }));
  column = await b.workbooks.readColumn(big, {
    hoja: 'Hoja',
    columna: 'A',
    filaEncabezado: 1,
    manual: false,
  });
});
afterAll(async () => await b.dispose());

const temporaries = (): string[] => readdirSync(b.folder).filter((name) => name.endsWith('.tmp'));

function annotateBig(
  workbooks: Workbooks,
  target: string,
  options: Parameters<Workbooks['annotate']>[1] = {},
  verdicts?: Iterable<readonly VerdictCells[]>,
) {
  return workbooks.annotate(
    {
      source: big,
      expectedHash: column.hash,
      choice: column.choice,
      target,
      verdicts: verdicts ?? inChunks(column.items.map(verdictFor), 500),
      manual: false,
    },
    options,
  );
}

describe('jobs', () => {
  test('bring a column of more items than one message holds, each in its place', () => {
    expect(column.items).toHaveLength(3000);
    expect(column.items.map((item) => item.texto)).toEqual(
      Array.from({ length: 3000 }, (_, n) => fixtureRuc(n)),
    );
    expect(column.items.every((item, n) => item.filas === 4 && item.primeraFila === n + 2)).toBe(true);
  });

  test('wait for each other, each with its own result and progress', async () => {
    const phases: string[] = [];
    const [one, two, three] = await Promise.all([
      b.workbooks.read(big, { onProgress: ({ fase }) => phases.push(`a ${fase}`) }),
      annotateBig(b.workbooks, join(b.folder, 'dos.xlsx'), {
        onProgress: ({ fase, avance }) => {
          expect(avance).toBeGreaterThanOrEqual(0);
          expect(avance).toBeLessThanOrEqual(1);
          phases.push(`b ${fase}`);
        },
      }),
      b.workbooks.read(big, { onProgress: ({ fase }) => phases.push(`c ${fase}`) }),
    ]);
    expect(one.candidatas[0]?.columna).toBe('A');
    expect(two.filas).toBe(12_000);
    expect(three.hash).toBe(one.hash);
    expect([...new Set(phases)]).toEqual(['a leer', 'b leer', 'b escribir', 'b revisar', 'c leer']);
  });

  test('the same request gives the same bytes', async () => {
    const [one, two] = [join(b.folder, 'igual-1.xlsx'), join(b.folder, 'igual-2.xlsx')];
    const first = await annotateBig(b.workbooks, one);
    const second = await annotateBig(b.workbooks, two);
    expect(first.hash).toBe(second.hash);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  test('a failing list of verdicts is its caller’s error, and leaves nothing', async () => {
    const target = join(b.folder, 'lista-rota.xlsx');
    const failing = function* (): Generator<readonly VerdictCells[]> {
      yield [];
      throw new Error('the list broke');
    };
    await expect(annotateBig(b.workbooks, target, {}, failing())).rejects.toThrow('the list broke');
    expect(existsSync(target)).toBe(false);
    expect(temporaries()).toEqual([]);
    await expect(b.workbooks.read(big)).resolves.toMatchObject({ formato: 'xlsx' });
  });
});

describe('cancelling', () => {
  test.each(['leer', 'escribir', 'revisar'] as const)(
    'in the phase %s stops at once and leaves nothing',
    async (phase) => {
      const target = join(b.folder, `cancelado-${phase}.xlsx`);
      const controller = new AbortController();
      const running = annotateBig(b.workbooks, target, {
        signal: controller.signal,
        onProgress: ({ fase }) => {
          if (fase === phase) controller.abort();
        },
      });
      await expect(running).rejects.toMatchObject({ code: 'cancelado' });
      expect(existsSync(target)).toBe(false);
      expect(temporaries()).toEqual([]);
      expect((await b.workbooks.read(big)).candidatas).toHaveLength(1);
    },
  );

  test('before it begins, and while it waits for its turn', async () => {
    const early = AbortSignal.abort();
    await expect(b.workbooks.read(big, { signal: early })).rejects.toMatchObject({ code: 'cancelado' });
    const controller = new AbortController();
    const first = b.workbooks.read(big);
    const waiting = b.workbooks.read(big, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelado' });
    await expect(first).resolves.toMatchObject({ formato: 'xlsx' });
  });
});

describe('a worker that is lost', () => {
  function withWorker(name: string, code: string): Workbooks {
    const path = join(b.folder, name);
    writeFileSync(path, code);
    return createWorkbooks({ workerUrl: pathToFileURL(path) });
  }

  test.each([
    ['throws', "throw new Error('no start')", 'interno'],
    [
      'ends',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));",
      'interno',
    ],
  ])('one that %s fails its job and does not hang', async (name, code, expected) => {
    const workbooks = withWorker(`${name}.mjs`, code);
    await expect(workbooks.read(big)).rejects.toMatchObject({ code: expected });
    await expect(workbooks.read(big)).rejects.toMatchObject({ code: expected });
    await workbooks.close();
  });

  test('its temporary file is removed', async () => {
    const workbooks = withWorker(
      'deja.mjs',
      `import { parentPort } from 'node:worker_threads';
       import { writeFileSync } from 'node:fs';
       parentPort.on('message', ({ request }) => { writeFileSync(request.temporary, 'half'); process.exit(1); });`,
    );
    await expect(annotateBig(workbooks, join(b.folder, 'perdido.xlsx'))).rejects.toMatchObject({
      code: 'interno',
    });
    expect(temporaries()).toEqual([]);
    await workbooks.close();
  });
});

describe('closing', () => {
  test('cancels what runs, refuses what waits and what comes', async () => {
    const workbooks = createWorkbooks({ workerUrl: WORKER_URL });
    const target = join(b.folder, 'cerrado.xlsx');
    const { promise: writing, resolve } = Promise.withResolvers<undefined>();
    const running = annotateBig(workbooks, target, {
      onProgress: ({ fase }) => {
        if (fase === 'escribir') resolve(undefined);
      },
    });
    const waiting = workbooks.read(big);
    const ends = Promise.allSettled([running, waiting]);
    await writing;
    await workbooks.close();
    for (const end of await ends)
      expect(end).toMatchObject({ status: 'rejected', reason: { code: 'cancelado' } });
    await expect(workbooks.read(big)).rejects.toMatchObject({ code: 'interno' });
    expect(existsSync(target)).toBe(false);
    expect(temporaries()).toEqual([]);
  });

  test('one that was never used, twice', async () => {
    const workbooks = createWorkbooks({ workerUrl: WORKER_URL });
    await workbooks.close();
    await workbooks.close();
  });
});

describe('a process that is killed while writing', () => {
  test('leaves the source as it was, no copy, and its temporary file to the next run', async () => {
    const target = join(b.folder, 'matado.xlsx');
    const before = readFileSync(big);
    const script = b.file(
      'matar.mjs',
      `import { createWorkbooks } from ${JSON.stringify(new URL('../../../main/workbook/workbooks.ts', import.meta.url).href)};
       const workbooks = createWorkbooks({ workerUrl: new URL(${JSON.stringify(WORKER_URL.href)}) });
       const request = JSON.parse(process.argv[2]);
       await workbooks.annotate({ ...request, verdicts: [], manual: false }, { onProgress: ({ fase }) => { if (fase === 'escribir') process.kill(process.pid, 'SIGKILL'); } });`,
    );
    const request = { source: big, expectedHash: column.hash, choice: column.choice, target };
    const child = spawn(process.execPath, [script, JSON.stringify(request)], { stdio: 'ignore' });
    const ended = await new Promise<string | number | null>((resolve) => {
      child.on('exit', (code, signal) => {
        resolve(signal ?? code);
      });
    });
    expect(ended).not.toBe(0);
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(big).equals(before)).toBe(true);
    expect(temporaries()).toHaveLength(1);
    await annotateBig(b.workbooks, target);
    expect(temporaries()).toEqual([]);
    expect(existsSync(target)).toBe(true);
  });
});
