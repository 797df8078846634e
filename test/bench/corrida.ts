/**
 * A run over 10,000 RUCs against the simulator: how near it comes to what is possible (requests × latency ÷
 * concurrency; the earliest moment that the sliding limit allows), to the least number of requests, and to
 * the way of one request a RUC. Every figure is a ratio to a baseline of the same run.
 */
import { availableParallelism } from 'node:os';
import { Pool } from 'undici';
import { mergeReadings } from '../../main/validation/merge-readings.ts';
import { planRun } from '../../main/validation/plan.ts';
import { startSimulatorThread } from './simulator-thread.ts';
import { columnOf, temporaryFolder, testWorkspace, TEST_TOKEN } from '../support/workspace.ts';
import { companyRucs } from '../support/rucs.ts';
import { measureMemory } from './memory.ts';
import type { BenchReport, BenchRow } from './report.ts';

const RUCS = 10_000;
const LATENCY_MS = 200;
const CONCURRENCY = 4;
const PER_MINUTE = 60;
const COLLECTION = 100;

interface Measured {
  seconds: number;
  requests: number;
  queries: number;
}

export async function benchCorrida(): Promise<BenchReport> {
  const rows: BenchRow[] = [];
  rows.push(...(await unlimited()));
  rows.push(...(await limited()));
  rows.push(...(await oneByOne()));
  rows.push(...(await seedTable()));
  rows.push(...(await memory()));
  return { bench: `corrida (${String(availableParallelism())} cores)`, rows };
}

/** One run over `count` existing RUCs, in this process. */
async function run(count: number, url: string, perMinute: number): Promise<Measured> {
  const { folder, remove } = temporaryFolder();
  const workspace = testWorkspace(folder, { url, perMinute, concurrency: CONCURRENCY, random: Math.random });
  try {
    const reading = columnOf(companyRucs(count));
    const since = Date.now();
    const started = performance.now();
    const merged = mergeReadings([reading]);
    const figures = await planRun(merged, { onDisk: workspace.onDisk, politica: 'vivo', since });
    const live = await workspace.service.start(
      {
        fuentes: [{ path: '/libro.xlsx', nombre: 'libro.xlsx', reading, manual: false }],
        items: merged.items,
        figures,
        politica: 'vivo',
        since,
        tope: null,
      },
      { askedBy: 'comando' },
    );
    const end = await live.done;
    const seconds = (performance.now() - started) / 1_000;
    if (end.estado !== 'terminada') throw new Error(`the run ended ${end.estado}`);
    const { peticiones, consultasUsadas, listos } = workspace.service.snapshot(live.id);
    if (listos !== count) throw new Error(`${String(listos)} of ${String(count)} have a verdict`);
    return { seconds, requests: peticiones, queries: consultasUsadas };
  } finally {
    await workspace.close();
    remove();
  }
}

/** The simulator has a thread of its own: what it computes is no part of what is measured. */
async function withSimulator<T>(latencyMs: number, work: (url: string) => Promise<T>): Promise<T> {
  const simulator = await startSimulatorThread({ latencyMs, existAll: true });
  try {
    return await work(simulator.url);
  } finally {
    await simulator.close();
  }
}

async function unlimited(): Promise<BenchRow[]> {
  const measured = await withSimulator(LATENCY_MS, (url) => run(RUCS, url, 1_000));
  const requests = Math.ceil(RUCS / COLLECTION);
  const floor = (requests * LATENCY_MS) / CONCURRENCY / 1_000;
  return [
    { name: `${String(RUCS)} RUC, no limit that binds`, value: measured.seconds, unit: 's' },
    { name: 'its floor: requests × latency ÷ concurrency', value: floor, unit: 's' },
    { name: 'time', value: measured.seconds / floor, unit: 'x', baseline: 'its floor', target: 1.1 },
    {
      name: 'requests',
      value: measured.requests / requests,
      unit: 'x',
      baseline: 'the least possible',
      target: 1,
    },
  ];
}

async function limited(): Promise<BenchRow[]> {
  const measured = await withSimulator(LATENCY_MS, (url) => run(RUCS, url, PER_MINUTE));
  const requests = Math.ceil(RUCS / COLLECTION);
  // The request at place k may leave 60 s after the one at place k − 60; the last answer takes its latency.
  const before = requests - 1 - PER_MINUTE * Math.floor((requests - 1) / PER_MINUTE);
  const firstWave = (1 + Math.ceil(before / CONCURRENCY)) * LATENCY_MS;
  const floor = Math.floor((requests - 1) / PER_MINUTE) * 60 + firstWave / 1_000;
  return [
    {
      name: `${String(RUCS)} RUC at ${String(PER_MINUTE)} requests a sliding minute`,
      value: measured.seconds,
      unit: 's',
    },
    { name: 'its floor: the earliest that the sliding limit allows', value: floor, unit: 's' },
    { name: 'time', value: measured.seconds / floor, unit: 'x', baseline: 'its floor', target: 1.02 },
    {
      name: 'requests',
      value: measured.requests / requests,
      unit: 'x',
      baseline: 'the least possible',
      target: 1,
    },
  ];
}

/** The way of the system that Habido succeeds: one request a RUC, ten at a time, over 500 RUCs. */
async function oneByOne(): Promise<BenchRow[]> {
  const count = 500;
  const rucs = companyRucs(count);
  const naive = await withSimulator(LATENCY_MS, async (url) => {
    const pool = new Pool(url, { connections: 10 });
    const started = performance.now();
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < rucs.length) {
        const ruc = rucs[next] as string;
        next += 1;
        const answer = await pool.request({
          method: 'POST',
          path: '/api/v1/ruc',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ token: TEST_TOKEN, ruc }),
        });
        await answer.body.json();
      }
    };
    await Promise.all(Array.from({ length: 10 }, worker));
    const seconds = (performance.now() - started) / 1_000;
    await pool.close();
    return seconds;
  });
  const ours = await withSimulator(LATENCY_MS, (url) => run(count, url, 1_000));
  return [
    { name: `${String(count)} RUC, one request each, ten at a time`, value: naive, unit: 's' },
    { name: `${String(count)} RUC, Habido`, value: ours.seconds, unit: 's' },
    {
      name: 'Habido is faster by',
      value: naive / ours.seconds,
      unit: 'x',
      baseline: 'one request a RUC, ten at a time',
    },
    {
      name: 'and sends fewer requests by',
      value: count / ours.requests,
      unit: 'x',
      baseline: 'one request a RUC',
    },
  ];
}

/** The old system's own table: 1, 10 and 100 RUCs at 1 s latency took 1, 1 and 10 s. */
async function seedTable(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const count of [1, 10, 100]) {
    const measured = await withSimulator(1_000, (url) => run(count, url, 1_000));
    rows.push({
      name: `${String(count)} RUC at 1 s latency`,
      value: measured.seconds,
      unit: 's',
      target: 1.15,
    });
  }
  return rows;
}

async function memory(): Promise<BenchRow[]> {
  const small = await measureMemory(RUCS);
  const large = await measureMemory(10 * RUCS);
  return [
    { name: `peak memory of a run over ${String(RUCS)} RUC`, value: small, unit: 'MB' },
    { name: `peak memory of a run over ${String(10 * RUCS)} RUC`, value: large, unit: 'MB' },
    {
      name: 'growth',
      value: large - small,
      unit: 'MB',
      baseline: `the run over ${String(RUCS)} RUC`,
      target: 50,
    },
  ];
}
