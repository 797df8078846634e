/** For how long answers about partners count as fresh. */
import type { Statement } from 'better-sqlite3';
import type { HabidoDatabase } from './open.ts';

interface Range {
  shortest: number | null;
  longest: number | null;
}

/** Reader of the freshness that stands in the partners' rows, in days. */
export class PartnerFreshness {
  readonly #among: Statement<[number, number, string], Range>;
  readonly #all: Statement<[number, number], Range>;

  constructor({ db }: HabidoDatabase) {
    const range =
      'SELECT min(coalesce(p.frescura_dias, ?)) AS shortest, max(coalesce(p.frescura_dias, ?)) AS longest';
    this.#among = db.prepare(
      `${range} FROM json_each(?) AS j CROSS JOIN partners AS p ON p.ruc = j.value WHERE p.activo = 1`,
    );
    this.#all = db.prepare(`${range} FROM partners AS p WHERE p.activo = 1`);
  }

  /** The shortest among these partners; `otherwise`: where no group says one. */
  shortest(rucs: readonly string[], otherwise: number): number {
    return this.#among.get(otherwise, otherwise, JSON.stringify(rucs))?.shortest ?? otherwise;
  }

  /** The longest of all partners. */
  longest(otherwise: number): number {
    return this.#all.get(otherwise, otherwise)?.longest ?? otherwise;
  }
}
