/** The slow check of the database, for after the window shows or for a worker. */
import Database from 'better-sqlite3';

/** Whether SQLite finds the database whole (`quick_check`): reads all of it. */
export function checkIntegrity(db: Database.Database): boolean {
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    // A page that can't even be read as one is the finding, not a failure of the check.
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return false;
    throw error;
  }
}
