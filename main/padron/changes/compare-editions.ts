/** Finds what changed between two editions, without holding either in memory. Runs in a worker thread. */
import Database, { type Statement } from 'better-sqlite3';
import type { ChangeCounts, RowChange, State } from './types.ts';

export interface EditionPair {
  /** Files of the two editions. */
  older: string;
  newer: string;
}

export interface CompareWatch {
  /** Throws where nobody wants the result any more. */
  check(): void;
  /** Of the whole, 0 to 1, and rows of the newer edition gone through. */
  progress(avance: number, filas: number): void;
}

/** Rows of the newer edition that are compared at a time: a moment's work, and what is in memory at most. */
const STEP_ROWS = 50_000;
/** Changes between two questions whether anybody still wants them. */
const CHECK_EVERY = 2000;
/** Changes handed on at a time. */
const BATCH_ROWS = 20_000;
const CACHE_KIB = 8192;
/** Above every RUC. */
const END = 99_999_999_999 + 1;

/**
 * Hands every change to `into` in the order of RUCs, at most 20,000 at a time, and counts them. No lock is held on
 * anything but the two editions. Throws what `check` throws, and SqliteError where an edition can't be read.
 */
export function compareEditions(
  pair: EditionPair,
  into: (changes: readonly RowChange[]) => void,
  watch: CompareWatch,
): ChangeCounts {
  const comparison = new Comparison(pair);
  const counts: ChangeCounts = {
    nuevos: 0,
    retirados: 0,
    modificados: 0,
    porTipo: { estado: 0, condicion: 0, nombre: 0 },
  };
  try {
    let batch: RowChange[] = [];
    for (const changes of comparison.steps(watch)) {
      for (const change of changes) {
        count(counts, change);
        batch.push(change);
        if (batch.length < BATCH_ROWS) continue;
        into(batch);
        batch = [];
      }
    }
    if (batch.length > 0) into(batch);
    return counts;
  } finally {
    comparison.close();
  }
}

function count(counts: ChangeCounts, { de, a }: RowChange): void {
  if (de === null) counts.nuevos += 1;
  else if (a === null) counts.retirados += 1;
  else {
    counts.modificados += 1;
    if (de.estado !== a.estado) counts.porTipo.estado += 1;
    if (de.condicion !== a.condicion) counts.porTipo.condicion += 1;
    if (de.nombre !== a.nombre) counts.porTipo.nombre += 1;
  }
}

interface Range {
  lo: number;
  hi: number;
}

/**
 * SQLite merges the two tables, which both lie in the order of RUCs, and only what differs crosses into JavaScript.
 * The two EXCEPT must stay merges: with another ORDER BY they would sort millions of rows.
 */
class Comparison {
  readonly #db: Database.Database;
  readonly #rows: number;
  readonly #boundary: Statement<[number], number>;
  readonly #changed: Statement<[Range], number>;
  readonly #left: Statement<[Range], number>;
  readonly #newer: Statement<[number], State>;
  readonly #older: Statement<[number], State>;

  constructor({ older, newer }: EditionPair) {
    this.#db = new Database(newer, { readonly: true, fileMustExist: true });
    try {
      this.#db.prepare('ATTACH ? AS vieja').run(older);
      for (const schema of ['main', 'vieja']) this.#db.pragma(`${schema}.cache_size = -${String(CACHE_KIB)}`);
      // One lock for the whole comparison in place of one for each step.
      this.#db.exec('BEGIN');
      this.#rows = this.#db.prepare<[], number>('SELECT filas FROM meta').pluck().get() ?? 0;
      const { changed, left } = comparisonSql(this.#sameCodes());
      this.#boundary = this.#db
        .prepare<[number], number>(
          `SELECT ruc FROM main.c WHERE ruc >= ? ORDER BY ruc LIMIT 1 OFFSET ${String(STEP_ROWS)}`,
        )
        .pluck();
      this.#changed = this.#db.prepare<[Range], number>(changed).pluck();
      this.#left = this.#db.prepare<[Range], number>(left).pluck();
      this.#newer = this.#db.prepare(stateSql('main'));
      this.#older = this.#db.prepare(stateSql('vieja'));
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  *steps(watch: CompareWatch): Generator<RowChange[]> {
    let lo = 0;
    for (let done = 0; lo < END; done += STEP_ROWS) {
      watch.check();
      const hi = this.#boundary.get(lo) ?? END;
      yield this.#step({ lo, hi }, watch);
      const filas = Math.min(done + STEP_ROWS, this.#rows);
      watch.progress(hi === END ? 1 : filas / Math.max(1, this.#rows), filas);
      lo = hi;
    }
  }

  close(): void {
    this.#db.close();
  }

  #step(range: Range, watch: CompareWatch): RowChange[] {
    const changes: RowChange[] = [];
    for (const ruc of this.#changed.all(range)) {
      // Where nearly every row has changed, a step takes a second.
      if (changes.length % CHECK_EVERY === 0) watch.check();
      const [de, a] = [this.#older.get(ruc) ?? null, this.#newer.get(ruc) ?? null];
      changes.push({ ruc, de, a });
    }
    for (const ruc of this.#left.all(range)) changes.push({ ruc, de: this.#older.get(ruc) ?? null, a: null });
    return changes.sort((a, b) => a.ruc - b.ruc);
  }

  /** Whether a code of `situaciones` says the same in both; if not, the older one's are told in a table. */
  #sameCodes(): boolean {
    const different = this.#db
      .prepare(
        `SELECT 1 FROM vieja.situaciones AS o LEFT JOIN main.situaciones AS n USING (n)
         WHERE (n.estado, n.condicion) IS NOT (o.estado, o.condicion) LIMIT 1`,
      )
      .get();
    if (different === undefined) return true;
    this.#db.exec(`
      CREATE TEMP TABLE codigos (viejo INTEGER PRIMARY KEY, nuevo INTEGER NOT NULL);
      INSERT INTO temp.codigos SELECT o.n, ifnull(n.n, -1 - o.n)
        FROM vieja.situaciones AS o LEFT JOIN main.situaciones AS n USING (estado, condicion);
    `);
    return false;
  }
}

/** What finds RUCs that are new or changed, and those that left, in a range of RUCs. */
export function comparisonSql(sameCodes: boolean): { changed: string; left: string } {
  const range = 'ruc >= @lo AND ruc < @hi';
  const code = sameCodes ? 's' : '(SELECT nuevo FROM temp.codigos WHERE viejo = s)';
  return {
    changed: `SELECT ruc, s, nombre FROM main.c WHERE ${range}
      EXCEPT SELECT ruc, ${code}, nombre FROM vieja.c WHERE ${range} ORDER BY 1, 2, 3`,
    left: `SELECT ruc FROM vieja.c WHERE ${range} EXCEPT SELECT ruc FROM main.c WHERE ${range} ORDER BY 1`,
  };
}

function stateSql(schema: string): string {
  return `SELECT estado, condicion, nombre FROM ${schema}.c JOIN ${schema}.situaciones ON n = s WHERE ruc = ?`;
}
