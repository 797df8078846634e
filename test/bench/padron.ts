/**
 * The padrón: importing it against only inflating it and against the way that one would write first, what it
 * takes of memory and disk, and how fast it answers. `--rows N` for other sizes than two million.
 *
 * Each measurement is a process of its own. The three imports take turns, so that a busy machine is as busy for
 * each of them; a ratio is the median over the rounds.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bigPadron } from './big-padron.ts';
import type { PadronMeasured, PadronWork } from './padron-run.ts';
import type { BenchReport, BenchRow } from './report.ts';
import { median } from './window.ts';

const ROWS = 2_000_000;
/** A longer run waits for nobody: one round. */
const ROUNDS = 3;
const ONE_ROUND_FROM = 5_000_000;
/** The naive way is measured over so many rows at most, and its time taken as growing with the rows. */
const NAIVE_ROWS = 2_000_000;
const BUILT = fileURLToPath(new URL('../../out/bench/', import.meta.url));
const LIMIT = 'L: only inflating the file';

/** `argv`: the words after the command, for `--rows`. */
export async function benchPadron(argv: readonly string[]): Promise<BenchReport> {
  const rows = argv.includes('--rows') ? Number(argv[argv.indexOf('--rows') + 1]) : ROWS;
  if (!Number.isInteger(rows) || rows < 10_000) throw new Error('--rows: a number from 10,000 on');
  await buildMeasured();
  const [first, second] = [await bigPadron(rows, 1), await bigPadron(rows, 2)];
  const folder = mkdtempSync(join(tmpdir(), 'habido-bench-padron-'));
  try {
    return { bench: 'padron', rows: measureAll(folder, rows, first, second) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Round {
  limit: PadronMeasured;
  ours: PadronMeasured;
  /** Seconds for all rows. */
  naive: number;
}

function measureAll(folder: string, rows: number, first: string, second: string): BenchRow[] {
  const datos = (n: number): string => join(folder, `datos-${String(n)}`);
  const count = rows >= ONE_ROUND_FROM ? 1 : ROUNDS;
  const rounds = Array.from({ length: count }, (_, n): Round => {
    if (n > 0) rmSync(datos(n - 1), { recursive: true });
    const limit = measure('limit', first);
    const ours = measure('import', first, datos(n));
    const taken = Math.min(rows, NAIVE_ROWS);
    const naive = (measure('naive', first, join(folder, 'naive.db'), String(taken)).seconds * rows) / taken;
    rmSync(join(folder, 'naive.db'));
    return { limit, ours, naive };
  });
  const last = datos(count - 1);
  const disk = diskRows(last, first);
  const answers = measure('answers', first, last, String(rows));
  // The same folder takes the next edition: what differs is worked out on the way.
  const next = measure('import', second, last);
  const limit = measure('limit', second);
  return [
    ...importRows(rows, rounds),
    ...disk,
    ...answerRows(answers),
    {
      name: 'what changed between two editions, 1 % of the rows: time',
      value: (next.compareSeconds ?? NaN) / limit.seconds,
      unit: 'x',
      baseline: LIMIT,
      target: 4,
    },
    { name: 'import of the next edition: peak memory', value: next.megabytes, unit: 'MB', target: 300 },
  ];
}

function importRows(rows: number, rounds: readonly Round[]): BenchRow[] {
  const what = `import, ${rows.toLocaleString('en')} rows`;
  const over = (ratio: (round: Round) => number): number => median(rounds.map(ratio));
  const naive =
    rows > NAIVE_ROWS ? `the naive way (${NAIVE_ROWS.toLocaleString('en')} rows, scaled)` : 'the naive way';
  return [
    { name: `${what}: until it is in use`, value: over(({ ours }) => ours.seconds), unit: 's' },
    { name: LIMIT, value: over(({ limit }) => limit.seconds), unit: 's' },
    {
      name: `${what}: time`,
      value: over(({ ours, limit }) => ours.seconds / limit.seconds),
      unit: 'x',
      baseline: LIMIT,
      target: 7,
    },
    {
      name: `${what}: time`,
      value: over(({ ours, naive: theirs }) => ours.seconds / theirs),
      unit: 'x',
      baseline: naive,
      target: 0.25,
    },
    {
      name: `${what}, names too: time`,
      value: over(({ ours, limit }) => (ours.namesSeconds ?? NaN) / limit.seconds),
      unit: 'x',
      baseline: LIMIT,
    },
    {
      name: `${what}, names too: peak memory`,
      value: Math.max(...rounds.map(({ ours }) => ours.megabytes)),
      unit: 'MB',
      target: 300,
    },
  ];
}

function diskRows(datos: string, zip: string): BenchRow[] {
  const padron = join(datos, 'padron');
  const sizeOf = (prefix: string): number =>
    readdirSync(padron)
      .filter((name) => name.startsWith(prefix))
      .reduce((sum, name) => sum + statSync(join(padron, name)).size, 0);
  const [edition, names, packed] = [sizeOf('edicion-'), sizeOf('nombres-'), statSync(zip).size];
  if (names === 0) throw new Error('no names were built');
  return [
    { name: 'on disk', value: edition / packed, unit: 'x', baseline: 'the zip', target: 2.9 },
    {
      name: 'on disk, with names',
      value: (edition + names) / packed,
      unit: 'x',
      baseline: 'the zip',
      target: 3.2,
    },
  ];
}

function answerRows({ lookup, hundredThousandMs, search }: PadronMeasured): BenchRow[] {
  if (lookup === undefined || search === undefined) throw new Error('nothing was asked');
  return [
    { name: 'a warm look-up, p50', value: lookup.p50 * 1000, unit: 'µs', target: 10 },
    { name: 'a warm look-up, p99', value: lookup.p99 * 1000, unit: 'µs', target: 50 },
    { name: '100,000 RUCs at once', value: (hundredThousandMs ?? NaN) / 1000, unit: 's', target: 0.8 },
    { name: 'a name as it is typed, p50', value: search.p50, unit: 'ms' },
    { name: 'a name as it is typed, p99', value: search.p99, unit: 'ms', target: 150 },
    { name: 'a name as it is typed, longest', value: search.max, unit: 'ms' },
  ];
}

/** One work in a process of its own. */
function measure(work: PadronWork, ...words: string[]): PadronMeasured {
  const run = spawnSync(process.execPath, [join(BUILT, 'padron-run.js'), work, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`${work} ended with ${String(run.status)}`);
  return JSON.parse(run.stdout) as PadronMeasured;
}

/** The measured process and the product's threads, built as the app's are: stripping types would be measured too. */
async function buildMeasured(): Promise<void> {
  const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const thread = (name: string): string => source(`../../main/padron/${name}/worker.ts`);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: BUILT,
      rollupOptions: {
        input: {
          'padron-run': source('./padron-run.ts'),
          'import-worker': thread('import'),
          'names-worker': thread('names'),
          'registers-worker': thread('registers'),
        },
      },
    },
  });
}
