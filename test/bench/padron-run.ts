/**
 * The measured process: one work over one padrón, once; prints what it took as JSON.
 *
 * argv: the work, then what it needs: the zip; the zip and the data folder; the zip, a database and rows; the zip,
 * the data folder and the rows of the zip.
 */
import { performance } from 'node:perf_hooks';
import { keepHeapSmall } from '../../main/heap.ts';
import { openWorkspace, type Workspace } from '../../main/workspace.ts';
import { systemClock } from '../../main/clock.ts';
import type { Padron } from '../../main/padron/padron.ts';
import { MemorySecrets } from '../../main/settings/memory-secrets.ts';
import { seeded } from '../support/big-libro.ts';
import { PadronRows } from '../support/padron-rows.ts';
import { importNaively, inflateOnly } from './padron-rivals.ts';

export type PadronWork = 'limit' | 'naive' | 'import' | 'answers';

export interface PadronMeasured {
  seconds: number;
  megabytes: number;
  /** Of an import: until names can be searched too, and how long it took to work out what changed. */
  namesSeconds?: number;
  compareSeconds?: number;
  /** Milliseconds. */
  lookup?: Spread;
  hundredThousandMs?: number;
  search?: Spread;
}

interface Spread {
  p50: number;
  p99: number;
  max: number;
}

const LOOKUPS = 50_000;
const MANY = 100_000;
const NAMES = 150;

// As the app and the command line do.
keepHeapSmall();
const [work, zip, place, count] = process.argv.slice(2) as [PadronWork, string, string, string];
type Part = Omit<PadronMeasured, 'megabytes'>;

const WORKS: Record<PadronWork, () => Promise<Part>> = {
  limit: () => timed(() => inflateOnly(zip)),
  naive: () =>
    timed(async () => {
      const rows = await importNaively(zip, place, Number(count));
      // One that lost rows was not faster: it did less.
      if (rows !== Number(count)) throw new Error(`${String(rows)} rows`);
    }),
  import: () => withWorkspace(importOnce),
  answers: () => withWorkspace(answers),
};

async function timed(action: () => Promise<unknown>): Promise<Part> {
  const began = performance.now();
  await action();
  return { seconds: (performance.now() - began) / 1000 };
}

async function withWorkspace(action: (workspace: Workspace) => Promise<Part>): Promise<Part> {
  const here = (name: string): URL => new URL(`./${name}`, import.meta.url);
  const workspace = openWorkspace({
    folder: place,
    env: {},
    appVersion: '0.0.0-bench',
    askedBy: 'comando',
    // Never started here.
    workbookWorker: here('none.js'),
    padronWorkers: {
      import: here('import-worker.js'),
      names: here('names-worker.js'),
      registers: here('registers-worker.js'),
    },
    secrets: new MemorySecrets(),
    clock: systemClock,
    random: Math.random,
  });
  try {
    return await action(workspace);
  } finally {
    await workspace.close();
  }
}

async function importOnce({ padron }: Workspace): Promise<Part> {
  const phases = new Map<string, { first: number; last: number }>();
  const began = performance.now();
  let inUse = NaN;
  const before = padron.edition()?.n;
  padron.onChange(() => {
    if (Number.isNaN(inUse) && padron.edition()?.n !== before) inUse = performance.now();
  });
  await padron.importFile(zip, {
    fecha: null,
    aceptar: false,
    onProgress: ({ fase }) => {
      const now = performance.now();
      phases.set(fase, { first: phases.get(fase)?.first ?? now, last: now });
    },
  });
  const compare = phases.get('comparar');
  return {
    seconds: (inUse - began) / 1000,
    namesSeconds: (performance.now() - began) / 1000,
    ...(compare === undefined ? {} : { compareSeconds: (inUse - compare.first) / 1000 }),
  };
}

/** Look-ups one by one and many at once, of RUCs that are there and some that are not; names as they are typed. */
async function answers({ padron }: Workspace): Promise<Part> {
  const total = Number(count);
  const rows = new PadronRows({ rows: total });
  const random = seeded(7);
  const some = (n: number): string[] => {
    const absent = rows.absent(Math.round(n / 20));
    const there = Array.from({ length: n - absent.length }, () => rows.ruc(Math.floor(random() * total)));
    return [...there, ...absent].sort((a, b) => Number(a.slice(7)) - Number(b.slice(7)));
  };
  const asked = some(LOOKUPS);
  // Warm: every page that is asked for has been read before.
  for (const ruc of asked) padron.padron([ruc]);
  const times = asked.map((ruc) => {
    const began = performance.now();
    padron.padron([ruc]);
    return performance.now() - began;
  });
  const many = some(MANY);
  const began = performance.now();
  const found = padron.padron(many).size;
  const hundredThousandMs = performance.now() - began;
  if (found < MANY * 0.9) throw new Error(`${String(found)} of ${String(MANY)} found`);
  return {
    seconds: 0,
    lookup: spread(times),
    hundredThousandMs,
    search: spread(await typing(padron, rows, total)),
  };
}

/** Milliseconds of each search while whole names are typed, letter by letter from the second on. */
async function typing(padron: Padron, rows: PadronRows, total: number): Promise<number[]> {
  const times: number[] = [];
  for (let k = 0; k < NAMES; k += 1) {
    const row = rows.row(total - 1 - Math.floor((k * total * 0.12) / NAMES));
    const name = row?.razonSocial.toLowerCase() ?? '';
    for (let letters = 2; letters <= name.length; letters += 3) {
      const began = performance.now();
      await padron.searchNames(name.slice(0, letters), 50);
      times.push(performance.now() - began);
    }
  }
  return times;
}

function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const measured = await WORKS[work]();
process.stdout.write(
  JSON.stringify({ ...measured, megabytes: process.resourceUsage().maxRSS / 1024 } satisfies PadronMeasured),
);
