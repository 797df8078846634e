/** With which lists of SUNAT the partners were last compared. */
import type { HabidoDatabase } from './open.ts';

/** Reader and writer of `partner_comparison`. */
export class PartnerComparison {
  readonly #db: HabidoDatabase['db'];

  constructor({ db }: HabidoDatabase) {
    this.#db = db;
  }

  /** The lists as they were named; null: there was no comparison yet. */
  get(): string | null {
    return this.#db.prepare<[], string>('SELECT listas FROM partner_comparison').pluck().get() ?? null;
  }

  /** All partners were compared with these; `at` UTC ms. */
  set(listas: string, at: number): void {
    this.#db
      .prepare(
        `INSERT INTO partner_comparison (una, listas, at) VALUES (1, ?, ?)
         ON CONFLICT (una) DO UPDATE SET listas = excluded.listas, at = excluded.at`,
      )
      .run(listas, at);
  }
}
