/** The limiter's tables: turns taken, the slowed rate of a pool, and who waits with priority. */
import { createHash, randomBytes } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { HabidoDatabase } from './open.ts';

/** The window over which requests are counted. */
export const WINDOW_MS = 60_000;

/**
 * Added to the window, because the API counts arrivals and not departures: a turn may be used up to
 * `VALIDITY_MS` after it was given (see the limiter), and travels faster or slower than the one before it.
 */
export const GUARD_MS = 100;

/** What an interactive look-up that waits must write at least this often to be waited for. */
export const STALE_MS = 3000;

/** After the API asked to slow down: the share of the rate left, and how long it takes to grow by a tenth. */
const SLOWED_SHARE = 0.5;
const RECOVERY_STEP_MS = 12_000;
const RECOVERY_STEP = 0.1;
const LEAST_SHARE = 1 / 16;

/** Answers to requests that were under way together ask to slow down together: that counts once. */
const ONE_SLOWDOWN_MS = 10_000;

/** The longest pause obeyed, so that a wrong clock or header can't stop everything. */
const LONGEST_PAUSE_MS = 120_000;

/** The pool's key: the address and a salted hash of the token, so that the token stands nowhere. */
export function limiterPool(database: HabidoDatabase, address: string, token: string): string {
  const { db } = database;
  const read = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE key = 'pool_salt'");
  const salt = database.transaction(() => {
    db.prepare("INSERT INTO meta (key, value) VALUES ('pool_salt', ?) ON CONFLICT DO NOTHING").run(
      randomBytes(32).toString('hex'),
    );
    return (read.get() as { value: string }).value;
  });
  return `${address} ${createHash('sha256').update(salt).update(token).digest('hex')}`;
}

interface Slowdown {
  slowed_at: number;
  paused_until: number;
  share: number;
}

/** Either a turn was taken, or when to ask again at the latest (UTC ms). */
export type Turn = { taken: true; at: number } | { taken: false; again: number };

/** One pool's rows. Every method is a transaction of its own, cheap because a power cut may lose it. */
export class LimiterPool {
  readonly #database: HabidoDatabase;
  readonly #pool: string;
  readonly #readSlow: Statement<[string], Slowdown>;
  readonly #writeSlow: Statement<[string, number, number, number]>;
  readonly #clampTurns: Statement<[number, string, number]>;
  readonly #dropTurns: Statement<[string, number]>;
  readonly #takeTurn: Statement<[string, number]>;
  readonly #nthTurn: Statement<[string, number], { at: number }>;
  readonly #ahead: Statement<[string, string, number, number], { many: number }>;
  readonly #wait: Statement<[string, string, number, number]>;
  readonly #leave: Statement<[string, number]>;

  constructor(database: HabidoDatabase, pool: string) {
    const { db } = database;
    this.#database = database;
    this.#pool = pool;
    this.#readSlow = db.prepare('SELECT slowed_at, paused_until, share FROM limiter_pools WHERE pool = ?');
    this.#writeSlow = db.prepare(
      `INSERT INTO limiter_pools (pool, slowed_at, paused_until, share) VALUES (?, ?, ?, ?)
       ON CONFLICT (pool) DO UPDATE SET slowed_at = excluded.slowed_at, paused_until = excluded.paused_until,
       share = excluded.share`,
    );
    this.#clampTurns = db.prepare('UPDATE limiter SET at = ? WHERE pool = ? AND at > ?');
    this.#dropTurns = db.prepare('DELETE FROM limiter WHERE pool = ? AND at < ?');
    this.#takeTurn = db.prepare('INSERT INTO limiter (pool, at) VALUES (?, ?)');
    this.#nthTurn = db.prepare('SELECT at FROM limiter WHERE pool = ? ORDER BY at DESC LIMIT 1 OFFSET ?');
    this.#ahead = db.prepare(
      `SELECT coalesce(sum(waiting), 0) AS many FROM limiter_waiters
       WHERE pool = ? AND id <> ? AND beat_at > ? AND beat_at <= ?`,
    );
    this.#wait = db.prepare(
      `INSERT INTO limiter_waiters (id, pool, waiting, beat_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET waiting = excluded.waiting, beat_at = excluded.beat_at`,
    );
    this.#leave = db.prepare('DELETE FROM limiter_waiters WHERE id = ? OR beat_at < ?');
  }

  /**
   * Takes a turn where fewer than `perMinute` were taken in the window, leaving as many free as interactive
   * look-ups of other processes wait for where `yields`.
   */
  take(id: string, perMinute: number, yields: boolean, clock: () => number): Turn {
    return this.#database.quickTransaction(() => {
      // Read inside the transaction: the wait for the lock may have been long.
      const now = clock();
      this.#clampTurns.run(now, this.#pool, now);
      const slow = this.#slowdown(now);
      if (slow !== null && slow.paused_until > now) return { taken: false, again: slow.paused_until };
      const ahead = yields ? (this.#ahead.get(this.#pool, id, now - STALE_MS, now)?.many ?? 0) : 0;
      const free = allowed(perMinute, slow, now) - ahead;
      // Where others come first, they may also give up or die: look again soon.
      const soon = ahead > 0 ? now + STALE_MS / 3 : Number.POSITIVE_INFINITY;
      if (free < 1) return { taken: false, again: Math.min(soon, now + STALE_MS / 3) };
      const blocking = this.#nthTurn.get(this.#pool, free - 1);
      const again = blocking === undefined ? now : blocking.at + WINDOW_MS + GUARD_MS;
      if (again > now) return { taken: false, again: Math.min(soon, again) };
      this.#dropTurns.run(this.#pool, now - 2 * WINDOW_MS);
      this.#takeTurn.run(this.#pool, now);
      return { taken: true, at: now };
    });
  }

  /**
   * Says that this many interactive look-ups of the process `id` are waiting; 0: none any more (and removes
   * what processes long dead left).
   */
  announce(id: string, waiting: number, now: number): void {
    this.#database.quickTransaction(() => {
      if (waiting === 0) this.#leave.run(id, now - WINDOW_MS);
      else this.#wait.run(id, this.#pool, waiting, now);
    });
  }

  /** Pauses everybody until `until`, and halves the rate. */
  slowDown(until: number, now: number): void {
    this.#database.quickTransaction(() => {
      const before = this.#slowdown(now);
      const pause = Math.min(Math.max(until, before?.paused_until ?? 0), now + LONGEST_PAUSE_MS);
      const share = before === null ? 1 : shareNow(before, now);
      const again = before !== null && now - before.slowed_at < ONE_SLOWDOWN_MS;
      const halved = again ? before.share : Math.max(LEAST_SHARE, share * SLOWED_SHARE);
      this.#writeSlow.run(this.#pool, again ? before.slowed_at : now, Math.max(pause, now), halved);
    });
  }

  /** Requests a minute allowed now. */
  rate(perMinute: number, now: number): number {
    return allowed(perMinute, this.#readSlow.get(this.#pool) ?? null, now);
  }

  /** As stored, moved back where the clock was: a pause never grows by that. */
  #slowdown(now: number): Slowdown | null {
    const stored = this.#readSlow.get(this.#pool) ?? null;
    if (stored === null || stored.slowed_at <= now) return stored;
    const moved = { ...stored, slowed_at: now, paused_until: now + (stored.paused_until - stored.slowed_at) };
    this.#writeSlow.run(this.#pool, moved.slowed_at, moved.paused_until, moved.share);
    return moved;
  }
}

function allowed(perMinute: number, slow: Slowdown | null, now: number): number {
  const share = slow === null ? 1 : shareNow(slow, now);
  return Math.max(1, Math.floor(perMinute * share));
}

/** The share grows by a tenth every twelve seconds from the end of the pause: from half to whole in a minute. */
function shareNow(slow: Slowdown, now: number): number {
  const steps = Math.floor(Math.max(0, now - slow.paused_until) / RECOVERY_STEP_MS);
  return Math.min(1, slow.share + steps * RECOVERY_STEP);
}
