/** The columns that a run checks: which workbooks, where in them, and the copies written of them. */
import type { Statement } from 'better-sqlite3';
import type { HabidoDatabase } from './open.ts';
import { hydrateSource, type SourceRow } from './run-rows.ts';
import type { RunSource } from './run-types.ts';
import { cleanText } from './text.ts';

/** Reader and writer of `run_sources`; `run` is the run's `n`. */
export class RunSources {
  readonly #insert: Statement;
  readonly #of: Statement<[number], SourceRow>;
  readonly #setCopy: Statement<[string, string, number, number]>;

  constructor(database: HabidoDatabase) {
    this.#insert = database.db.prepare(
      `INSERT INTO run_sources (run, k, path, nombre, hash, hoja, columna, fila_encabezado, manual, titulo, columna_nombre, filas, otros)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#of = database.db.prepare('SELECT * FROM run_sources WHERE run = ? ORDER BY k');
    this.#setCopy = database.db.prepare(
      'UPDATE run_sources SET copia_nombre = ?, copia_hash = ? WHERE run = ? AND k = ?',
    );
  }

  add(run: number, sources: readonly RunSource[]): void {
    sources.forEach((source, k) => {
      const { path, nombre, hash, hoja, columna, filaEncabezado, manual, titulo, filas, otros } = source;
      const place = [
        cleanText(hoja),
        columna,
        filaEncabezado,
        manual ? 1 : 0,
        cleanText(titulo),
        source.columnaNombre,
      ];
      this.#insert.run(run, k, path, cleanText(nombre), hash, ...place, filas, otros);
    });
  }

  of(run: number): RunSource[] {
    return this.#of.all(run).map(hydrateSource);
  }

  setCopy(run: number, k: number, copy: { nombre: string; hash: string }): void {
    this.#setCopy.run(cleanText(copy.nombre), copy.hash, run, k);
  }
}
