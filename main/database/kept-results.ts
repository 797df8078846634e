/** Results of slow queries, kept while the database stays as it was. */
import type { HabidoDatabase } from './open.ts';

/** A result that took longer than this to make is shown for {@link REUSE_MS} even if something was written meanwhile. */
const SLOW_MS = 10;
const REUSE_MS = 1000;

interface Kept<T> {
  key: string;
  /** What the database had seen when it was made. */
  stamp: string;
  madeAt: number;
  costMs: number;
  value: T;
}

/** A few results by the key of their query. */
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
    const start = performance.now();
    const kept = this.#kept.find((one) => one.key === key);
    if (kept !== undefined && (kept.stamp === stamp || isShown(kept, start))) return kept.value;
    const value = make();
    const madeAt = performance.now();
    const made = { key, stamp, madeAt, costMs: madeAt - start, value };
    this.#kept = [made, ...this.#kept.filter((other) => other.key !== key)].slice(0, this.#size);
    return value;
  }

  /** Nothing is kept any longer. */
  clear(): void {
    this.#kept = [];
  }

  /** Changes with every write, by this connection or another. */
  #stamp(): string {
    const own = this.#db.prepare<[], number>('SELECT total_changes()').pluck().get() as number;
    return `${String(own)}/${String(this.#db.pragma('data_version', { simple: true }))}`;
  }
}

function isShown(kept: Kept<unknown>, now: number): boolean {
  return kept.costMs > SLOW_MS && now - kept.madeAt < REUSE_MS;
}
