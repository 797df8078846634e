/** Tells listeners that partners changed, a few times a second at most, whichever process changed them. */
import type { HabidoDatabase } from '../database/open.ts';
import type { Clock } from '../../shared/ports.ts';

/** Least milliseconds between two tellings. */
const INTERVAL_MS = 300;
/** How often another process's commits are looked for while somebody listens, ms. */
const WATCH_MS = 2_000;

export class ChangeTeller {
  readonly #db: HabidoDatabase['db'];
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #watching = false;
  #pending = false;
  #lastTold = -Infinity;
  /** Another process's commits seen at the last telling. */
  #seen: unknown = null;

  constructor(database: HabidoDatabase, clock: Clock) {
    this.#db = database.db;
    this.#clock = clock;
  }

  /** Answers the way to stop. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#watching) void this.#watch();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Something changed: told now, or when the interval since the last telling is over. */
  changed(): void {
    if (this.#pending || this.#listeners.size === 0 || this.#stop.signal.aborted) return;
    // No longer than the interval, should the clock have been put back.
    const wait = Math.min(INTERVAL_MS, this.#lastTold + INTERVAL_MS - this.#clock.now());
    this.#pending = true;
    // Never inside the transaction that changes them: what it wrote may yet be rolled back.
    void this.#clock.sleep(Math.max(0, wait), this.#stop.signal).then(
      () => {
        this.#pending = false;
        this.#tell();
      },
      () => undefined,
    );
  }

  close(): void {
    this.#stop.abort();
    this.#listeners.clear();
  }

  #tell(): void {
    this.#lastTold = this.#clock.now();
    this.#seen = this.#othersCommits();
    for (const listener of this.#listeners) listener();
  }

  async #watch(): Promise<void> {
    this.#watching = true;
    this.#seen = this.#othersCommits();
    try {
      while (this.#listeners.size > 0) {
        await this.#clock.sleep(WATCH_MS, this.#stop.signal);
        if (this.#othersCommits() !== this.#seen) this.changed();
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    } finally {
      this.#watching = false;
    }
  }

  #othersCommits(): unknown {
    return this.#db.pragma('data_version', { simple: true });
  }
}
