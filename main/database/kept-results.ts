/** Results of queries, kept while the database stays as it was. */
import type { HabidoDatabase } from './open.ts';

interface Kept<T> {
  key: string;
  /** What the database had seen when it was made. */
  stamp: string;
  value: T;
}

/** A few results by the key of their query; never an old one. */
export class KeptResults<T> {
  readonly #db: HabidoDatabase['db'];
  readonly #size: number;
  #kept: Kept<T>[] = [];

  /** `size`: results kept, the one used last and those before it. */
  constructor(database: HabidoDatabase, size: number) {
    this.#db = database.db;
    this.#size = size;
  }

  /** The result of this query, made where it is not kept. */
  get(key: string, make: () => T): T {
    const stamp = this.#stamp();
    const kept = this.#kept.find((one) => one.key === key && one.stamp === stamp);
    if (kept !== undefined) return kept.value;
    const value = make();
    this.#kept = [{ key, stamp, value }, ...this.#kept.filter((other) => other.key !== key)].slice(
      0,
      this.#size,
    );
    return value;
  }

  /** Changes with every write, by this connection or another. */
  #stamp(): string {
    const own = this.#db.prepare<[], number>('SELECT total_changes()').pluck().get() as number;
    return `${String(own)}/${String(this.#db.pragma('data_version', { simple: true }))}`;
  }
}
