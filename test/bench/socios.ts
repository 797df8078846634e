/**
 * Partners: a refresh of 20,000 of them against its floor (requests × interval), the time to the first row of their
 * table, and the memory that a refresh takes. Every figure is a ratio to a baseline of the same run, or beside it.
 */
import { availableParallelism } from 'node:os';
import { systemClock } from '../../main/clock.ts';
import { limiterPool, SqliteLimiter } from '../../main/database/limiter.ts';
import type { PartnerQuery } from '../../shared/contract.ts';
import type { Workspace } from '../../main/workspace.ts';
import { addPartners, refresh } from '../support/refresh.ts';
import { companyRucs } from '../support/rucs.ts';
import { temporaryFolder, TEST_TOKEN, testWorkspace } from '../support/workspace.ts';
import { peakOf } from './memory.ts';
import type { BenchReport, BenchRow } from './report.ts';
import { startSimulatorThread } from './simulator-thread.ts';
import { memoryInTray } from './socios-bandeja.ts';

const PARTNERS = 20_000;
const FEW = 2_000;
const COLLECTION = 100;
const CONCURRENCY = 4;
/** The highest that can be set: so the bench ends in seconds. */
const PER_MINUTE = 1_000;
const INTERVAL_MS = 60_000 / PER_MINUTE;
/** Short enough that the limit binds, not the answers: latency ÷ concurrency is half the interval. */
const LATENCY_MS = (INTERVAL_MS * CONCURRENCY) / 2;
const REPEATS = 5;

/** The table as it opens. */
const QUERY: PartnerQuery = {
  texto: '',
  grupo: null,
  tipo: null,
  filtro: 'todos',
  orden: { campo: 'razonSocial', descendente: false },
};
const SCREEN = 100;

export async function benchSocios(): Promise<BenchReport> {
  const rows: BenchRow[] = [];
  const { folder, remove } = temporaryFolder();
  try {
    rows.push(...(await refreshed(folder)));
    rows.push(...(await firstRow(folder)));
    rows.push(...(await memory(folder)));
    rows.push(...(await memoryInTray(folder)));
  } finally {
    remove();
  }
  return { bench: `socios (${String(availableParallelism())} cores)`, rows };
}

function openAt(folder: string, url = 'http://127.0.0.1:9'): Workspace {
  return testWorkspace(folder, {
    url,
    perMinute: PER_MINUTE,
    concurrency: CONCURRENCY,
    random: Math.random,
  });
}

/** Adds the partners and refreshes them once; leaves them in the folder. */
async function refreshed(folder: string): Promise<BenchRow[]> {
  const simulator = await startSimulatorThread({ latencyMs: LATENCY_MS, existAll: true });
  const workspace = openAt(folder, simulator.url);
  try {
    const adding = performance.now();
    await addPartners(workspace, companyRucs(PARTNERS));
    const added = performance.now();
    await spendMinute(workspace);
    const started = performance.now();
    const end = await refresh(workspace);
    const seconds = (performance.now() - started) / 1_000;
    if (end.respondidos !== PARTNERS) throw new Error(`${String(end.respondidos)} partners answered`);
    const { peticiones } = workspace.service.snapshot(end.corrida);
    const requests = Math.ceil(PARTNERS / COLLECTION);
    const floor = (requests * INTERVAL_MS) / 1_000;
    const many = PARTNERS.toLocaleString('es-PE');
    return [
      { name: `${many} partners added`, value: (added - adding) / 1_000, unit: 's' },
      { name: `${many} partners at ${String(PER_MINUTE)} requests a minute`, value: seconds, unit: 's' },
      { name: 'its floor: requests × interval', value: floor, unit: 's' },
      { name: 'time', value: seconds / floor, unit: 'x', baseline: 'its floor', target: 1.1 },
      {
        name: 'requests',
        value: peticiones / requests,
        unit: 'x',
        baseline: 'the least possible',
        target: 1,
      },
    ];
  } finally {
    await workspace.close();
    await simulator.close();
  }
}

/**
 * Uses up the minute before, evenly, as steady work does: a sliding limit lets a burst of a whole minute's requests
 * go at once, and only from then on one each interval, which is what the floor counts with.
 */
async function spendMinute({ database, settings }: Workspace): Promise<void> {
  const { direccion } = settings.get();
  const start = Date.now() - 60_000;
  let taken = 0;
  const limiter = new SqliteLimiter(database, {
    pool: limiterPool(database, direccion, TEST_TOKEN),
    perMinute: () => PER_MINUTE,
    clock: { now: () => start + taken * INTERVAL_MS, sleep: systemClock.sleep },
  });
  const { signal } = new AbortController();
  for (; taken < PER_MINUTE; taken += 1) await limiter.acquire('batch', signal);
}

/** From the question to the first screen of rows, each time in a workspace just opened. */
async function firstRow(folder: string): Promise<BenchRow[]> {
  const first: number[] = [];
  const next: number[] = [];
  const byKey: number[] = [];
  const whole: number[] = [];
  const [ruc] = companyRucs(1);
  for (let i = 0; i < REPEATS; i += 1) {
    const workspace = openAt(folder);
    const { db } = workspace.database;
    first.push(timed(() => workspace.partners.rows(QUERY, 0, SCREEN)));
    next.push(timed(() => workspace.partners.rows(QUERY, PARTNERS / 2, SCREEN)));
    byKey.push(timed(() => db.prepare('SELECT * FROM partners WHERE ruc = ?').get(ruc)));
    whole.push(timed(() => db.prepare('SELECT * FROM partners ORDER BY razon_social').all()));
    await workspace.close();
  }
  const all = `reading all ${PARTNERS.toLocaleString('es-PE')} rows`;
  return [
    { name: 'first rows of the table, just opened', value: median(first), unit: 'ms', target: 100 },
    { name: 'rows in its middle, afterwards', value: median(next), unit: 'ms' },
    { name: 'one row by its key', value: median(byKey), unit: 'ms' },
    { name: all, value: median(whole), unit: 'ms' },
    { name: 'first rows', value: median(first) / median(whole), unit: 'x', baseline: all, target: 1 },
    {
      name: 'rows in its middle',
      value: median(next) / median(byKey),
      unit: 'x',
      baseline: 'one row by its key',
    },
  ];
}

/** A refresh of all in a process of its own, beside one of few. */
async function memory(folder: string): Promise<BenchRow[]> {
  const few = temporaryFolder();
  try {
    const workspace = openAt(few.folder);
    await addPartners(workspace, companyRucs(FEW));
    await workspace.close();
    const small = await peakOf('./socios-run.ts', [few.folder]);
    const large = await peakOf('./socios-run.ts', [folder]);
    const words = (many: number): string => `${many.toLocaleString('es-PE')} partners`;
    return [
      { name: `peak memory of a refresh of ${words(FEW)}`, value: small, unit: 'MB' },
      { name: `peak memory of a refresh of ${words(PARTNERS)}`, value: large, unit: 'MB' },
      {
        name: 'growth',
        value: large - small,
        unit: 'MB',
        baseline: `the refresh of ${words(FEW)}`,
        target: 50,
      },
    ];
  } finally {
    few.remove();
  }
}

/** Milliseconds that it takes. */
function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
