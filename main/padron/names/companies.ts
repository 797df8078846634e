/** The names of an edition that can be searched: all but those of natural persons. */
import Database from 'better-sqlite3';

/** RUCs of natural persons begin with 10 and 15; from here on come 16, 17 and 20. */
const FIRST = 16_000_000_000;
const ROWS_A_READ = 1000;

export interface Company {
  ruc: number;
  nombre: string;
  activo: boolean;
}

/** Everybody but natural persons in the edition at `path`, by RUC. */
export function* companiesOf(path: string): Generator<Company> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const actives = new Set(
      db.prepare<[], number>(`SELECT n FROM situaciones WHERE estado = 'ACTIVO'`).pluck().all(),
    );
    // Read in pieces: one statement over all of them would cross into JavaScript for every row.
    const piece = db
      .prepare<[number, number], [number, string, number]>(
        'SELECT ruc, nombre, s FROM c WHERE ruc >= ? ORDER BY ruc LIMIT ?',
      )
      .raw();
    let from = FIRST;
    for (;;) {
      const rows = piece.all(from, ROWS_A_READ);
      for (const [ruc, nombre, s] of rows) yield { ruc, nombre, activo: actives.has(s) };
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_A_READ) return;
      from = last[0] + 1;
    }
  } finally {
    db.close();
  }
}
