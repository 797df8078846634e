/** By which form of the rules the partners' rows were made from their facts. */
import type { HabidoDatabase } from './open.ts';

const KEY = 'partner_rules';
/** How far making them anew has come: the rules and a RUC. */
const REACHED = 'partner_rules_reached';

/** Reader and writer of these marks. */
export class PartnerRules {
  readonly #db: HabidoDatabase['db'];

  constructor({ db }: HabidoDatabase) {
    this.#db = db;
  }

  /** Null: no rows were ever made by rules with a number. */
  get(): string | null {
    return this.#read(KEY);
  }

  /** All rows are made by these. */
  set(rules: string): void {
    this.#write(KEY, rules);
    this.#db.prepare('DELETE FROM meta WHERE key = ?').run(REACHED);
  }

  /** The last RUC whose rows were made anew by these rules, where that was cut short; else empty. */
  reached(rules: string): string {
    const [by, ruc = ''] = (this.#read(REACHED) ?? '').split(' ');
    return by === rules ? ruc : '';
  }

  reach(rules: string, ruc: string): void {
    this.#write(REACHED, `${rules} ${ruc}`);
  }

  #read(key: string): string | null {
    return (
      this.#db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key) ?? null
    );
  }

  #write(key: string, value: string): void {
    this.#db
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, value);
  }
}
