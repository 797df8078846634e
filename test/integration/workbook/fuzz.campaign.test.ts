/**
 * Spoiled packages: a clear refusal or a right result; never a hang, never much memory, never a file left behind.
 * A thousand in `npm test`, twenty thousand in `npm run soak`, the same ones each time.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import { FEATURES } from '../../fidelity/by-hand/features.ts';
import { FORMS } from '../../fidelity/by-hand/forms.ts';
import { PACKAGES } from '../../fidelity/by-hand/packages.ts';
import { seeded } from '../../support/big-libro.ts';
import { parseXml } from '../../support/canonical-xml.ts';
import { childFixture, type Child } from '../../support/child.ts';
import type { FuzzAnswer, FuzzOrder, FuzzOutcome } from '../../support/children/fuzz-desk.ts';
import { copyDefects, sheetPart } from '../../support/fidelity.ts';
import { mutate, originalOf, type Mutated, type Original } from '../../support/mutations.ts';
import { readPackage } from '../../support/package-reader.ts';

const SOAK = process.env['HABIDO_SOAK'] === '1';
const CASES = SOAK ? 20_000 : 1_000;
const MOST_MEMORY_MB = 500;
const LONGEST_MS = 10_000;
/** Processes at once. */
const LANES = 2;
/** After so many cases a campaign of an hour says how far it is. */
const PROGRESS_EVERY = 500;
/** With so many defects it is clear enough that something is wrong. */
const MOST_DEFECTS = 20;
const CORPUS = fileURLToPath(new URL('../../fidelity/corpus/', import.meta.url));

/** What a spoiled package may be refused with; anything else (`interno`, a copy not verified) is a defect. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'archivo-vacio',
  'archivo-no-libro',
  'archivo-otro-formato',
  'archivo-cifrado',
  'archivo-danado',
  'archivo-demasiado-grande',
  'libro-sin-hojas',
  'libro-sin-espacio',
]);

const startChild = childFixture();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function originals(): Original[] {
  const written = [
    'xw-tabla-crece.xlsx',
    'xw-comentarios.xlsx',
    'op-reglas.xlsx',
    'op-filtro.xlsx',
    'lo-pivote.xlsx',
  ];
  const made = [...FEATURES.slice(0, 2), ...FORMS.slice(0, 2), ...FORMS.slice(-1), ...PACKAGES.slice(0, 2)];
  return [
    ...written.map((name) => originalOf(name, readFileSync(join(CORPUS, name)))),
    ...made.map(({ name, build }) => originalOf(name, build())),
  ];
}

/** A process of its own, and the folder that it works in. */
interface Lane {
  child: Child;
  folder: string;
}

function startLane(): Lane {
  const folder = mkdtempSync(join(tmpdir(), 'habido-fuzz-'));
  folders.push(folder);
  return { child: startChild('fuzz-desk'), folder };
}

/** Takes a workbook all the way, in the other process; fails where that takes more than ten seconds. */
async function takeThrough({ child, folder }: Lane, bytes: Buffer): Promise<FuzzAnswer> {
  const order: FuzzOrder = { path: join(folder, 'libro.xlsx'), target: join(folder, 'copia.xlsx') };
  writeFileSync(order.path, bytes);
  child.tell(order);
  return await child.next<FuzzAnswer>();
}

/** Whether an exact reader finds the sheet and can read all parts: only then can two packages be compared. */
function isSound(bytes: Buffer, sheet: string): boolean {
  try {
    const parts = readPackage(bytes);
    for (const part of parts) if (/\.(xml|rels)$/i.test(part.name)) parseXml(part.data.toString('utf8'));
    return sheetPart(parts, sheet) !== '';
  } catch {
    return false;
  }
}

/** What is wrong with the outcome of one case, or null. */
function defectOf(
  outcome: FuzzOutcome,
  mutated: Mutated,
  expected: readonly string[],
  folder: string,
): string | null {
  if ('failed' in outcome) return outcome.failed;
  if ('refused' in outcome) return REFUSALS.has(outcome.refused) ? null : `ended with ${outcome.refused}`;
  if (mutated.sameContent && outcome.found.join() !== expected.join())
    return `found ${outcome.found.join() || 'no column'}`;
  if (outcome.annotated === null) return null;
  const { choice, result } = outcome.annotated;
  // What shrank to nothing would take the exact reader long, and says no more.
  if (mutated.kind === 'bomb' || !isSound(mutated.bytes, choice.hoja)) return null;
  const copy = readFileSync(join(folder, 'copia.xlsx'));
  return copyDefects({ source: mutated.bytes, copy, result, column: { choice } })[0] ?? null;
}

/** The defect of files that should not be there, or null; removes what the case wrote. */
function leftBehind(outcome: FuzzOutcome, folder: string): string | null {
  const annotated = 'annotated' in outcome && outcome.annotated !== null;
  const allowed = annotated ? ['copia.xlsx', 'libro.xlsx'] : ['libro.xlsx'];
  const there = readdirSync(folder).sort();
  for (const name of there) rmSync(join(folder, name));
  return there.join() === allowed.join() ? null : `left ${there.join()}`;
}

function wordOf(outcome: FuzzOutcome): string {
  if ('refused' in outcome) return outcome.refused;
  if ('failed' in outcome) return 'failed';
  return outcome.annotated === null ? 'no column' : 'annotated';
}

/** What the campaign has seen so far. */
class Tally {
  readonly defects: string[] = [];
  readonly counts = new Map<string, number>();
  slowest = { ms: 0, seed: 0 };
  /** The most memory of any process, and the case after which it was first seen. */
  peak = { megabytes: 0, seed: 0 };
  done = 0;
  readonly #began = performance.now();

  count(seed: number, { outcome, peak }: FuzzAnswer, ms: number): void {
    const word = wordOf(outcome);
    this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    if (ms > this.slowest.ms) this.slowest = { ms, seed };
    if (!(peak <= this.peak.megabytes)) this.peak = { megabytes: peak, seed };
    this.done += 1;
    if (SOAK && this.done % PROGRESS_EVERY === 0) process.stdout.write(`${this.toString()}\n`);
  }

  toString(): string {
    const told = [...this.counts].sort((a, b) => b[1] - a[1]).map(([word, n]) => `${word} ${String(n)}`);
    const minutes = ((performance.now() - this.#began) / 60_000).toFixed(1);
    return (
      `${String(this.done)} of ${String(CASES)} in ${minutes} min: ${told.join(', ')}; ` +
      `slowest ${this.slowest.ms.toFixed(0)} ms (seed ${String(this.slowest.seed)}), ` +
      `peak ${this.peak.megabytes.toFixed(0)} MB (seed ${String(this.peak.seed)}), ` +
      `${String(this.defects.length)} defects`
    );
  }
}

/** What each sound workbook is found to hold. */
async function expectedOf(lane: Lane, books: readonly Original[]): Promise<Map<string, readonly string[]>> {
  const expected = new Map<string, readonly string[]>();
  for (const { name, bytes } of books) {
    const { outcome } = await takeThrough(lane, bytes);
    if (!('found' in outcome)) throw new Error(`${name}: ${wordOf(outcome)}`);
    expected.set(name, outcome.found);
    leftBehind(outcome, lane.folder);
  }
  return expected;
}

/** One case: its defects go into the tally. A process that hangs or ends is told with its seed. */
async function runCase(
  lane: Lane,
  seed: number,
  mutated: Mutated & { original: Original },
  tally: Tally,
  wanted: readonly string[],
): Promise<void> {
  const title = `seed ${String(seed)}, ${mutated.kind} of ${mutated.original.name}`;
  const began = performance.now();
  const answer = await takeThrough(lane, mutated.bytes).catch((error: unknown) => {
    throw new Error(title, { cause: error });
  });
  tally.count(seed, answer, performance.now() - began);
  const { outcome } = answer;
  for (const defect of [defectOf(outcome, mutated, wanted, lane.folder), leftBehind(outcome, lane.folder)])
    if (defect !== null) tally.defects.push(`${title}: ${defect}`);
}

test(
  `${String(CASES)} spoiled packages`,
  async () => {
    const books = originals();
    const lanes = Array.from({ length: LANES }, startLane);
    const expected = await expectedOf(lanes[0] as Lane, books);
    const tally = new Tally();
    let last = 0;
    const run = async (lane: Lane): Promise<void> => {
      while (last < CASES && tally.defects.length < MOST_DEFECTS) {
        last += 1;
        const seed = last;
        const mutated = mutate(books, seeded(seed));
        await runCase(lane, seed, mutated, tally, expected.get(mutated.original.name) ?? []);
      }
    };
    await Promise.all(lanes.map(run));
    if (SOAK) process.stdout.write(`${tally.toString()}\n`);
    expect(tally.defects).toEqual([]);
    expect(tally.done).toBe(CASES);
    expect(tally.slowest.ms, tally.toString()).toBeLessThan(LONGEST_MS);
    expect(tally.peak.megabytes, tally.toString()).toBeLessThan(MOST_MEMORY_MB);
    // A campaign where nothing is refused, or all is, looked at nothing.
    expect(tally.counts.get('archivo-danado')).toBeGreaterThan(CASES / 5);
    expect(tally.counts.get('annotated')).toBeGreaterThan(CASES / 10);
  },
  SOAK ? 60 * 60_000 : 120_000,
);
