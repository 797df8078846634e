/** Sets the results of earlier copies apart from a scanned text: they are no data, whatever reads it next. */
import { headedSets, setToRefresh, type ResultSet } from '../results/sets.ts';
import { ResultWatch } from '../results/watch.ts';
import { scanText, type ScannedText, type TextScanOptions } from './scan-text.ts';
import type { TextTable } from './source.ts';

/** A field of a text has no style that could tell that it is ours: its heading and its place do. */
const UNSTYLED: ReadonlySet<number> = new Set([0]);
const NO_TEXTS: ReadonlyMap<number, string> = new Map();

/** The text as if it had no earlier results, scanned again where it has some: `facts.results` say where. */
export async function scanTextApart(table: TextTable, options: TextScanOptions): Promise<ScannedText> {
  const scanned = await scanText(table, options);
  let sets: readonly ResultSet[] = headedSets(scanned.facts.profile.zone);
  // Each round knows more of what is not ours; the second is nearly always the last.
  for (let round = 0; round < 4 && sets.length > 0; round += 1) {
    const watch = new ResultWatch(sets, null);
    const again = await scanText(table, { ...options, results: watch });
    const accepted = watch.accepted(NO_TEXTS, UNSTYLED);
    if (watch.isExact(accepted)) {
      again.facts.results = accepted;
      return again;
    }
    sets = accepted;
  }
  return scanned;
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
