/** Writer of `padron_changes`: in short transactions, before the import that they belong to is recorded. */
import type { Statement } from 'better-sqlite3';
import type { HabidoDatabase } from '../../database/open.ts';
import { cleanText } from '../../database/text.ts';
import type { RowChange } from './types.ts';

/** Rows a transaction: others wait for the lock no longer than that. */
const ROWS_A_TRANSACTION = 20_000;

const [APPEARED, LEFT, CHANGED] = [1, 2, 3];

export class ChangeWriter {
  readonly #database: HabidoDatabase;
  readonly #insert: Statement<[Record<string, unknown>]>;
  readonly #words: Statement<[], [number, string]>;
  readonly #addWord: Statement<[string]>;
  readonly #leftovers: Statement<[]>;

  constructor(database: HabidoDatabase) {
    const { db } = database;
    this.#database = database;
    this.#insert = db.prepare(
      `INSERT INTO padron_changes
         (ruc, import, tipo, de_estado, de_condicion, de_nombre, a_estado, a_condicion, a_nombre)
       VALUES (@ruc, @n, @tipo, @deEstado, @deCondicion, @deNombre, @aEstado, @aCondicion, @aNombre)`,
    );
    this.#words = db.prepare<[], [number, string]>('SELECT n, texto FROM padron_words').raw();
    this.#addWord = db.prepare('INSERT INTO padron_words (texto) VALUES (?)');
    this.#leftovers = db.prepare(
      `DELETE FROM padron_changes WHERE (ruc, import) IN (
         SELECT ruc, import FROM padron_changes
         WHERE import > (SELECT ifnull(max(n), 0) FROM padron_imports) LIMIT ${String(ROWS_A_TRANSACTION)})`,
    );
  }

  /**
   * Removes the changes of imports that were cut off: theirs was never recorded. Only for who holds the lock of
   * imports; every import starts with it.
   */
  removeLeftovers(): void {
    let removed: number;
    do removed = this.#database.transaction(() => this.#leftovers.run().changes);
    while (removed > 0);
  }

  /** Adds changes to the import that will be `n`. */
  add(n: number, changes: readonly RowChange[]): void {
    for (let at = 0; at < changes.length; at += ROWS_A_TRANSACTION) {
      const some = changes.slice(at, at + ROWS_A_TRANSACTION);
      this.#database.transaction(() => {
        this.#addSome(n, some);
      });
    }
  }

  #addSome(n: number, changes: readonly RowChange[]): void {
    // Read anew each time: a transaction that failed has taken its new words with it.
    const codes = new Map(this.#words.all().map(([code, text]) => [text, code]));
    const codeOf = (word: string | undefined): number | null => {
      if (word === undefined) return null;
      const text = cleanText(word);
      const known = codes.get(text);
      if (known !== undefined) return known;
      const code = Number(this.#addWord.run(text).lastInsertRowid);
      codes.set(text, code);
      return code;
    };
    for (const { ruc, de, a } of changes) {
      const renamed = de !== null && a !== null && de.nombre !== a.nombre;
      this.#insert.run({
        ruc,
        n,
        tipo: de === null ? APPEARED : a === null ? LEFT : CHANGED,
        deEstado: codeOf(de?.estado),
        deCondicion: codeOf(de?.condicion),
        deNombre: de !== null && (a === null || renamed) ? cleanText(de.nombre) : null,
        aEstado: codeOf(a?.estado),
        aCondicion: codeOf(a?.condicion),
        aNombre: renamed ? cleanText(a.nombre) : null,
      });
    }
  }
}
