/** Keeps what changed between the edition in use and the one to come, before the import is recorded. */
import { openDatabase } from '../../database/open.ts';
import { ChangeWriter } from '../changes/change-writer.ts';
import { compareEditions, type EditionPair } from '../changes/compare-editions.ts';
import type { ChangeCounts } from '../changes/types.ts';
import type { JobWatch } from './build-edition.ts';

/** Rows between two questions whether it was cancelled. */
const ROWS_A_WRITE = 2000;

/**
 * Writes the changes of the import that will be `n` into the database of the data folder; without a pair there are
 * none. What an import that was cut off left there goes first. Throws `cancelado`.
 */
export function storeChanges(
  folder: string,
  n: number,
  pair: EditionPair | null,
  watch: JobWatch,
): ChangeCounts | null {
  const database = openDatabase(folder);
  try {
    const writer = new ChangeWriter(database);
    writer.removeLeftovers();
    if (pair === null) return null;
    return compareEditions(
      pair,
      (changes) => {
        for (let at = 0; at < changes.length; at += ROWS_A_WRITE) {
          watch.check();
          writer.add(n, changes.slice(at, at + ROWS_A_WRITE));
        }
      },
      {
        check: watch.check,
        progress: (avance, filas) => {
          watch.progress('comparar', avance, filas);
        },
      },
    );
  } finally {
    database.close();
  }
}
