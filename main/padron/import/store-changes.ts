/** Keeps what changed between the edition in use and the one to come, before the import is recorded. */
import Database from 'better-sqlite3';
import { openDatabase } from '../../database/open.ts';
import { ChangeWriter } from '../changes/change-writer.ts';
import { compareEditions, type EditionPair } from '../changes/compare-editions.ts';
import type { ChangeCounts, RowChange } from '../changes/types.ts';
import type { JobWatch } from './build-edition.ts';

/** Rows between two questions whether it was cancelled. */
const ROWS_A_WRITE = 2000;

/**
 * Writes the changes of the import that will be `n` into the database of the data folder. Null without a pair, or
 * where the older edition can't be read. What an import that was cut off left there goes first. Throws `cancelado`.
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
    return comparison(pair, watch, (changes) => {
      writer.add(n, changes);
    });
  } catch (error) {
    if (!isBroken(error)) throw error;
    // The newer edition has just been checked: it is the one in use that is broken, and an import mends that.
    new ChangeWriter(database).removeLeftovers();
    return null;
  } finally {
    database.close();
  }
}

function comparison(
  pair: EditionPair,
  watch: JobWatch,
  add: (changes: readonly RowChange[]) => void,
): ChangeCounts {
  return compareEditions(
    pair,
    (changes) => {
      for (let at = 0; at < changes.length; at += ROWS_A_WRITE) {
        watch.check();
        add(changes.slice(at, at + ROWS_A_WRITE));
      }
    },
    {
      check: watch.check,
      progress: (avance, filas) => {
        watch.progress('comparar', avance, filas);
      },
    },
  );
}

/** The database itself fails with errors of ours. */
function isBroken(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code);
}
