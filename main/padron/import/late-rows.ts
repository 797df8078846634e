/** Rows that came out of order or again: set aside while the others are appended, merged at the end. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RowValues } from './row-writer.ts';

/** Rows held in memory before they go to the disk. */
const HELD = 10_000;
const INSERT_ROWS = 50;
const COLUMNS = 5;

/**
 * The later of two rows of one RUC stands. A row is set aside only after the one of its RUC that was appended, so
 * merging in the order of arrival is right.
 */
export class StagedRows {
  readonly #path: string;
  #held: RowValues[] = [];
  #db: Database.Database | null = null;

  /** `path`: where they go if they are many. */
  constructor(path: string) {
    this.#path = path;
  }

  add(row: RowValues): void {
    this.#held.push(row);
    if (this.#held.length >= HELD) this.#store();
  }

  /** Merges them into the edition `db`; answers how many new RUCs they brought. */
  mergeInto(db: Database.Database): number {
    if (this.#db === null && this.#held.length === 0) return 0;
    this.#store();
    this.#db?.exec('COMMIT');
    this.#db?.close();
    this.#db = null;
    db.prepare('ATTACH ? AS aparte').run(this.#path);
    try {
      const last = db
        .prepare<[], number>('SELECT count(DISTINCT ruc) FROM aparte.t WHERE ruc NOT IN (SELECT ruc FROM c)')
        .pluck();
      const added = last.get() ?? 0;
      db.exec(
        `INSERT OR REPLACE INTO c (ruc, nombre, s, u, d)
         SELECT ruc, nombre, s, u, d FROM aparte.t ORDER BY ruc, n`,
      );
      return added;
    } finally {
      db.exec('DETACH aparte');
    }
  }

  /** Removes what lies on the disk. */
  remove(): void {
    this.#db?.close();
    this.#db = null;
    rmSync(this.#path, { force: true });
  }

  #store(): void {
    this.#db ??= createStage(this.#path);
    const insert = (rows: number): Database.Statement =>
      (this.#db as Database.Database).prepare(
        `INSERT INTO t (ruc, nombre, s, u, d) VALUES ${Array<string>(rows)
          .fill(`(${Array<string>(COLUMNS).fill('?').join()})`)
          .join()}`,
      );
    const many = insert(INSERT_ROWS);
    let at = 0;
    for (; at + INSERT_ROWS <= this.#held.length; at += INSERT_ROWS)
      many.run(this.#held.slice(at, at + INSERT_ROWS).flat());
    const one = insert(1);
    for (const row of this.#held.slice(at)) one.run(row);
    this.#held = [];
  }
}

function createStage(path: string): Database.Database {
  rmSync(path, { force: true });
  const db = new Database(path);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('locking_mode = exclusive');
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, ruc INTEGER, nombre TEXT, s INTEGER, u INTEGER, d TEXT)');
  db.exec('BEGIN');
  return db;
}
