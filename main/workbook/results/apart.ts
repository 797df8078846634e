/** Sets the results of earlier copies apart from a scanned sheet: they are no data, whatever reads it next. */
import type { Book, BookSheet } from '../book/open.ts';
import { quotedStyles } from '../book/quoted-styles.ts';
import { readShared } from '../book/shared-strings.ts';
import { scanSheet, type ScanOptions, type ScannedSheet } from '../sheet/scan-sheet.ts';
import type { ResultKey } from '../../../shared/workbook.ts';
import { headlessSets, holdsVerdicts } from './headless.ts';
import { headedSets, setToRefresh, type ResultSet } from './sets.ts';
import { ResultWatch } from './watch.ts';

/** Whose results a new copy refreshes. */
export interface Refresh {
  etiqueta: string;
  columna: string;
  /** The table's header row; null or 0: not known, or none. */
  header: number | null;
  /** The columns that the copy gets. */
  columnas: readonly ResultKey[];
}

/**
 * The sheet as if it had no earlier results (its `facts.results` say where they are), scanned again where it
 * has some. `scanned` must have the texts of its first rows.
 */
export async function resultsApart(
  book: Book,
  sheet: BookSheet,
  scanned: ScannedSheet,
  options: ScanOptions,
  refresh: Refresh | null = null,
): Promise<ScannedSheet> {
  const { zone } = scanned.facts.profile;
  let sets: readonly ResultSet[] = headedSets(zone);
  if (sets.length === 0 && !holdsVerdicts(zone)) return scanned;
  const quoted = await quotedStyles(book);
  if (sets.length === 0)
    sets = headlessSets(zone, { quoted, wanted: refresh?.columnas ?? null, isPastTable: () => false });
  if (sets.length === 0) return scanned;
  // Each round knows more of what is not ours; the second is nearly always the last.
  for (let round = 0; round < 4; round += 1) {
    const watch = new ResultWatch(sets, chosen(sets, refresh), quoted);
    const again = await scanSheet(book, sheet, { ...options, results: watch, onShare: () => undefined });
    const needed = new Set<number>();
    watch.neededStrings(needed);
    again.facts.profile.zone.neededStrings(needed);
    const texts = await readShared(book, needed, options.check);
    again.facts.profile.zone.resolve(texts);
    const accepted = watch.accepted(texts);
    if (accepted.length === 0) return scanned;
    if (watch.isExact(accepted)) {
      again.facts.results = accepted;
      again.facts.refresh = chosen(accepted, refresh);
      return again;
    }
    sets = accepted;
  }
  return scanned;
}

function chosen(sets: readonly ResultSet[], refresh: Refresh | null): ResultSet | null {
  return refresh === null ? null : setToRefresh(sets, refresh.etiqueta, refresh.columna, refresh.header);
}
