/** The file of names: a full-text index of an edition's companies, rowid by RUC. It holds no text itself. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Raised when what stands in the index changes: older files are built anew. */
const FORMAT = 1;

/** An empty index, to be filled and thrown away where that fails: nothing is kept safe meanwhile. */
export function createNamesFile(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('page_size = 4096');
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('locking_mode = exclusive');
  db.pragma('cache_size = -16384');
  db.pragma(`user_version = ${String(FORMAT)}`);
  db.exec(`
    CREATE VIRTUAL TABLE nombres USING fts5 (
      texto, content = '', columnsize = 0, detail = none, prefix = '2 3',
      tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO nombres (nombres, rank) VALUES ('hashsize', 8388608);
  `);
  return db;
}

/** The index can't be read: it has to be built anew. */
export class BrokenNames extends Error {
  constructor(cause: unknown) {
    super('the names can not be read', { cause });
    this.name = 'BrokenNames';
  }
}

/** A finished index for reading. Throws where it is none of today's format. */
export function openNamesFile(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    if (db.pragma('user_version', { simple: true }) !== FORMAT) throw new Error('no names of this format');
    db.pragma('cache_size = -16384');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether a finished index of today's format lies there; another one is built anew. */
export function isNamesFile(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    openNamesFile(path).close();
    return true;
  } catch {
    return false;
  }
}
