/** The runs over workbooks that a RUC was in. */
import type { Statement } from 'better-sqlite3';
import type { HabidoDatabase } from './open.ts';

export interface RunOfRuc {
  corrida: string;
  nombre: string;
  /** UTC ms. */
  inicio: number;
  /** Cells that hold it. */
  filas: number;
}

/** Reader of them; each run is probed by its own index, so that `run_items` needs none across runs. */
export class PartnerRuns {
  readonly #of: Statement<[string, number], RunOfRuc>;

  constructor({ db }: HabidoDatabase) {
    this.#of = db.prepare(
      `SELECT r.id AS corrida, r.nombre, r.inicio, i.filas
       FROM runs AS r CROSS JOIN run_items AS i ON i.run = r.n AND i.ruc = ?
       WHERE r.tipo = 'libro' ORDER BY r.inicio DESC, r.n DESC LIMIT ?`,
    );
  }

  /** Newest first. */
  of(ruc: string, limit: number): RunOfRuc[] {
    return this.#of.all(ruc, limit);
  }
}
