/** The API's limit of requests in any sliding minute, one for all processes over the data folder. */
import { v7 as uuid } from 'uuid';
import type { Clock, Limiter, Permit, Priority } from '../../shared/ports.ts';
import { LimiterPool, STALE_MS } from './limiter-pool.ts';
import type { HabidoDatabase } from './open.ts';

export { limiterPool } from './limiter-pool.ts';

/** How long a turn may be used after it was given: less than the guard, so that arrivals stay apart. */
const VALIDITY_MS = 60;

/** A waiting process looks again at least this often, so that a raised setting counts soon. */
const LOOK_AGAIN_MS = 5000;

/** Interactive look-ups say that they still wait this often. */
const BEAT_MS = STALE_MS / 3;

export interface LimiterOptions {
  /** Whose limit it is: see {@link limiterPool}. */
  pool: string;
  /** Requests in any sliding minute; asked at every turn, so a changed setting counts soon. */
  perMinute: () => number;
  clock: Clock;
}

interface Waiter {
  priority: Priority;
  grant(permit: Permit): void;
  fail(error: unknown): void;
}

/**
 * Turns in order: interactive before batch, first come first served in each, one row of the database for
 * each turn taken. A single loop asks for the process's next turn and sleeps exactly until one can be free.
 * Batch requests leave free what interactive look-ups of other processes wait for; between batches of two
 * processes chance decides.
 */
export class SqliteLimiter implements Limiter {
  /** This limiter among all processes'. */
  readonly #id = uuid();
  readonly #pool: LimiterPool;
  readonly #options: LimiterOptions;
  readonly #waiting: Waiter[] = [];
  #running = false;
  #nap: AbortController | null = null;
  /** How many look-ups the database was told of, and when. */
  #announced = { many: 0, at: 0 };

  constructor(database: HabidoDatabase, options: LimiterOptions) {
    this.#pool = new LimiterPool(database, options.pool);
    this.#options = options;
  }

  /** Waits for a turn. Rejects with the signal's reason when aborted. */
  acquire(priority: Priority, signal: AbortSignal): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        this.#wake();
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        priority,
        grant: (permit) => {
          signal.removeEventListener('abort', onAbort);
          resolve(permit);
        },
        fail: (error) => {
          signal.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#enqueue(waiter);
      if (!this.#running) void this.#run();
      else if (priority === 'interactive') this.#wake();
    });
  }

  /** Nobody sends before `until` (UTC ms), and the rate is halved for a while; every process obeys. */
  slowDown(until: number): void {
    this.#pool.slowDown(until, this.#options.clock.now());
  }

  /** Requests a minute allowed now. */
  rate(): number {
    return this.#pool.rate(this.#options.perMinute(), this.#options.clock.now());
  }

  #enqueue(waiter: Waiter): void {
    const firstBatch = this.#waiting.findIndex((other) => other.priority === 'batch');
    if (waiter.priority === 'batch' || firstBatch === -1) this.#waiting.push(waiter);
    else this.#waiting.splice(firstBatch, 0, waiter);
  }

  #wake(): void {
    this.#nap?.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
        const wait = this.#step(first);
        if (wait > 0) await this.#sleep(wait);
      }
      this.#announce();
    } catch (error) {
      // The database can't be used: whoever waits has to know.
      for (const waiter of this.#waiting.splice(0)) waiter.fail(error);
    } finally {
      this.#running = false;
    }
  }

  /** Gives the first in line its turn and answers 0, or how long to wait before asking again. */
  #step(first: Waiter): number {
    const { clock, perMinute } = this.#options;
    const turn = this.#pool.take(this.#id, perMinute(), first.priority === 'batch', () => clock.now());
    if (turn.taken) {
      this.#waiting.shift();
      first.grant({ validUntil: turn.at + VALIDITY_MS });
      return 0;
    }
    this.#announce();
    const longest = first.priority === 'interactive' ? BEAT_MS : LOOK_AGAIN_MS;
    return Math.max(1, Math.min(turn.again - clock.now(), longest));
  }

  /** Tells other processes how many interactive look-ups wait here, where that changed or grows old. */
  #announce(): void {
    const many = this.#waiting.filter((waiter) => waiter.priority === 'interactive').length;
    const now = this.#options.clock.now();
    if (many === this.#announced.many && (many === 0 || Math.abs(now - this.#announced.at) < BEAT_MS)) return;
    this.#pool.announce(this.#id, many, now);
    this.#announced = { many, at: now };
  }

  async #sleep(ms: number): Promise<void> {
    const nap = new AbortController();
    this.#nap = nap;
    try {
      await this.#options.clock.sleep(ms, nap.signal);
    } catch (error) {
      if (!nap.signal.aborted) throw error;
    } finally {
      this.#nap = null;
    }
  }
}
