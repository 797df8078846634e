/** By which form of the rules the partners' rows were made from their facts. */
import type { HabidoDatabase } from './open.ts';

const KEY = 'partner_rules';

/** Reader and writer of that mark. */
export class PartnerRules {
  readonly #db: HabidoDatabase['db'];

  constructor({ db }: HabidoDatabase) {
    this.#db = db;
  }

  /** Null: no rows were ever made by rules with a number. */
  get(): string | null {
    return (
      this.#db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(KEY) ?? null
    );
  }

  set(rules: string): void {
    this.#db
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(KEY, rules);
  }
}
