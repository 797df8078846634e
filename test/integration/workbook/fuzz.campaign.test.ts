/**
 * Spoiled packages: a clear refusal or a right result; never a hang, never much memory, never a file left behind.
 * A thousand in `npm test`, twenty thousand in `npm run soak`, the same ones each time.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import { FEATURES } from '../../fidelity/by-hand/features.ts';
import { FORMS } from '../../fidelity/by-hand/forms.ts';
import { PACKAGES } from '../../fidelity/by-hand/packages.ts';
import { seeded } from '../../support/big-libro.ts';
import { parseXml } from '../../support/canonical-xml.ts';
import { childFixture, type Child } from '../../support/child.ts';
import type { FuzzOutcome } from '../../support/children/fuzz-desk.ts';
import { copyDefects, sheetPart } from '../../support/fidelity.ts';
import { mutate, originalOf, type Mutated, type Original } from '../../support/mutations.ts';
import { readPackage } from '../../support/package-reader.ts';

const SOAK = process.env['HABIDO_SOAK'] === '1';
const CASES = SOAK ? 20_000 : 1_000;
const MOST_MEMORY_MB = 500;
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
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'habido-fuzz-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
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

/** Takes a workbook all the way, in the other process; fails where that takes more than ten seconds. */
async function takeThrough(child: Child, bytes: Buffer): Promise<FuzzOutcome> {
  const order = { path: join(folder, 'libro.xlsx'), target: join(folder, 'copia.xlsx') };
  writeFileSync(order.path, bytes);
  child.tell(order);
  return await child.next<FuzzOutcome>();
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
function defectOf(outcome: FuzzOutcome, mutated: Mutated, expected: readonly string[]): string | null {
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
function leftBehind(outcome: FuzzOutcome): string | null {
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

test(
  `${String(CASES)} spoiled packages`,
  async () => {
    const child = startChild('fuzz-desk');
    const books = originals();
    const expected = new Map<string, readonly string[]>();
    for (const { name, bytes } of books) {
      const outcome = await takeThrough(child, bytes);
      if (!('found' in outcome)) throw new Error(`${name}: ${wordOf(outcome)}`);
      expected.set(name, outcome.found);
      leftBehind(outcome);
    }
    const defects: string[] = [];
    const counts = new Map<string, number>();
    let slowest = { ms: 0, seed: 0 };
    for (let seed = 1; seed <= CASES && defects.length < 20; seed += 1) {
      const mutated = mutate(books, seeded(seed));
      const began = performance.now();
      const outcome = await takeThrough(child, mutated.bytes);
      const ms = performance.now() - began;
      if (ms > slowest.ms) slowest = { ms, seed };
      const wanted = expected.get(mutated.original.name) ?? [];
      for (const defect of [defectOf(outcome, mutated, wanted), leftBehind(outcome)])
        if (defect !== null)
          defects.push(`seed ${String(seed)}, ${mutated.kind} of ${mutated.original.name}: ${defect}`);
      counts.set(wordOf(outcome), (counts.get(wordOf(outcome)) ?? 0) + 1);
    }
    child.tell('peak');
    const { megabytes } = await child.next<{ megabytes: number }>();
    if (SOAK) {
      const told = [...counts].map(([word, count]) => `${word} ${String(count)}`).join(', ');
      process.stdout.write(
        `${told}; slowest ${slowest.ms.toFixed(0)} ms (seed ${String(slowest.seed)}), peak ${megabytes.toFixed(0)} MB\n`,
      );
    }
    expect(defects).toEqual([]);
    expect(megabytes).toBeLessThan(MOST_MEMORY_MB);
    // A campaign where nothing is refused, or all is, looked at nothing.
    expect(counts.get('archivo-danado')).toBeGreaterThan(CASES / 5);
    expect(counts.get('annotated')).toBeGreaterThan(CASES / 10);
  },
  SOAK ? 60 * 60_000 : 120_000,
);
