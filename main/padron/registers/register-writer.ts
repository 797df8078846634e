/** Writer of the small registers: a list as a whole, with its import and its audit entry, or nothing of it. */
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { cleanText } from '../../database/text.ts';
import { ROW_VERSION, type RegisterRecord, type RegisterRow } from './rows.ts';

/** Rows of a list out of use that are removed at a time, so that nobody waits for the lock. */
const REMOVED_AT_A_TIME = 2000;

/** Records lists; made where an import works, in its own thread. */
export class RegisterWriter {
  readonly #database: HabidoDatabase;
  readonly #audit: Pick<AuditLog, 'append'>;
  readonly #stage: Statement<[string, string]>;
  readonly #move: Statement<[number]>;
  readonly #record: Statement<[Record<string, unknown>]>;
  readonly #outOfUse: Statement<[{ lista: string }], { n: number }>;
  readonly #remove: Statement<[number, number]>;

  constructor(database: HabidoDatabase, audit: Pick<AuditLog, 'append'>) {
    const { db } = database;
    this.#database = database;
    this.#audit = audit;
    // In the connection's own temporary store: filling it locks nobody out.
    db.exec(
      'CREATE TEMP TABLE IF NOT EXISTS register_stage (ruc TEXT PRIMARY KEY, datos TEXT) WITHOUT ROWID',
    );
    this.#stage = db.prepare('INSERT OR REPLACE INTO temp.register_stage (ruc, datos) VALUES (?, ?)');
    this.#move = db.prepare(
      'INSERT INTO register_rows (ruc, import, datos) SELECT ruc, ?, datos FROM temp.register_stage ORDER BY ruc',
    );
    this.#record = db.prepare(
      `INSERT INTO register_imports (id, origin, v, at, lista, fecha, sha256, archivo, filas, omitidas)
       VALUES (@id, @origin, @v, @at, @lista, @fecha, @sha256, @archivo, @filas, @omitidas)`,
    );
    this.#outOfUse = db.prepare(
      `SELECT i.n FROM register_imports AS i
       WHERE i.lista = @lista AND i.n < (SELECT max(n) FROM register_imports WHERE lista = @lista)
         AND EXISTS (SELECT 1 FROM register_rows AS r WHERE r.import = i.n)`,
    );
    this.#remove = db.prepare(
      `DELETE FROM register_rows WHERE import = ? AND ruc IN
         (SELECT ruc FROM register_rows WHERE import = ? LIMIT ${String(REMOVED_AT_A_TIME)})`,
    );
  }

  /** Records a list; of a RUC that it names twice, the last line stands. Answers the import's number. */
  write(record: RegisterRecord, rows: readonly RegisterRow[]): { n: number; filas: number } {
    const { db, deskId } = this.#database;
    const { lista, fecha, sha256, omitidas } = record;
    const archivo = cleanText(record.archivo);
    db.exec('DELETE FROM temp.register_stage');
    db.transaction(() => {
      for (const { ruc, datos } of rows) this.#stage.run(ruc, cleanText(JSON.stringify(datos)));
    })();
    const filas = new Set(rows.map(({ ruc }) => ruc)).size;
    const n = this.#database.transaction(() => {
      const common = { lista, fecha, sha256, archivo, filas, omitidas };
      const added = this.#record.run({
        id: uuid(),
        origin: deskId,
        v: ROW_VERSION,
        at: record.importadaEn,
        ...common,
      });
      const made = Number(added.lastInsertRowid);
      this.#move.run(made);
      this.#audit.append('lista-importada', { ...common, importN: made });
      return made;
    });
    db.exec('DELETE FROM temp.register_stage');
    if (lista !== 'ssco') this.#removeOutOfUse(lista);
    return { n, filas };
  }

  /** Rows that no list in use holds, those that a killed import left here included. */
  #removeOutOfUse(lista: string): void {
    for (const { n } of this.#outOfUse.all({ lista })) {
      while (this.#database.transaction(() => this.#remove.run(n, n).changes) > 0);
    }
  }
}
