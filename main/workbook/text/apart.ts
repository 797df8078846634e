/** Sets the results of earlier copies apart from a scanned text: they are no data, whatever reads it next. */
import type { ResultKey } from '../types.ts';
import { headlessSets } from '../results/headless.ts';
import { headedSets, setToRefresh, type ResultSet } from '../results/sets.ts';
import { ResultWatch } from '../results/watch.ts';
import { scanText, type ScannedText, type TextScanOptions } from './scan-text.ts';
import type { TextTable } from './source.ts';

/** A field of a text has no style that could tell that it is ours: its heading and its place do. */
const UNSTYLED: ReadonlySet<number> = new Set([0]);
const NO_MARKS: ReadonlySet<number> = new Set();
const NO_TEXTS: ReadonlyMap<number, string> = new Map();

/** What helps to know results without a heading. */
export interface TextHints {
  /** The result columns that a copy asks for, or null. */
  wanted: readonly ResultKey[] | null;
  /** Whether a line of this many fields is whole, as in a format whose lines have a known length. */
  isWholeLine: (fields: number) => boolean;
}

/** The text as if it had no earlier results, scanned again where it has some: `facts.results` say where. */
export async function scanTextApart(
  table: TextTable,
  options: TextScanOptions,
  { wanted, isWholeLine }: TextHints,
): Promise<ScannedText> {
  const scanned = await scanText(table, options);
  const { zone } = scanned.facts.profile;
  let sets: readonly ResultSet[] = headedSets(zone);
  if (sets.length === 0) {
    const isPastTable = (column: number): boolean => isWholeLine(column - 1);
    sets = headlessSets(zone, { quoted: NO_MARKS, wanted, isPastTable });
  }
  // Each round knows more of what is not ours; the second is nearly always the last.
  for (let round = 0; round < 4 && sets.length > 0; round += 1) {
    const watch = new ResultWatch(sets, null, UNSTYLED);
    const own = ownFields(scanned.fields, sets);
    const nameColumn = (): number => options.nameColumn(own);
    const again = await scanText(table, { ...options, nameColumn, results: watch });
    const accepted = watch.accepted(NO_TEXTS);
    if (watch.isExact(accepted)) {
      again.facts.results = accepted;
      return again;
    }
    sets = accepted;
  }
  return scanned;
}

/** The fields of the longest record without the results that stand at its end. */
export function ownFields(fields: number, sets: readonly ResultSet[] = []): number {
  const columns = new Set(sets.flatMap((set) => set.columns.map(({ column }) => column)));
  let own = fields;
  while (columns.has(own)) own -= 1;
  return own;
}

/** The places (from 0) of the earlier fields that a new copy of this column replaces; null where there are none. */
export function fieldsToRefresh(
  { facts }: ScannedText,
  etiqueta: string,
  columna: string,
): { from: number; to: number } | null {
  const set = setToRefresh(facts.results ?? [], etiqueta, columna);
  if (set === null) return null;
  const columns = set.columns.map(({ column }) => column);
  const from = Math.min(...columns) - 1;
  const to = Math.max(...columns);
  // What the user wrote between ours, above or below them stays, and a new set stands behind.
  const { classes } = facts.profile;
  const ours = columns.length === to - from && columns.every((column) => !classes.hasColumn(column));
  return ours ? { from, to } : null;
}
