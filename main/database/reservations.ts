/** Who asks for which RUC right now, so that two processes never pay for the same one. */
import type { Statement } from 'better-sqlite3';
import type { Clock, Reservation, Reservations } from '../../shared/ports.ts';
import type { AnswerStore, StoredAnswer } from './answer-store.ts';
import type { HabidoDatabase } from './open.ts';

/** How long a claim holds without being renewed: longer than a request with its time-out takes. */
export const CLAIM_MS = 90_000;

/** RUCs looked at in one statement. */
const CHUNK = 500;

export interface ReservationOptions {
  clock: Clock;
  /** Whether the owner still works (a live process holds the lock named after it). */
  isAlive: (owner: string) => boolean;
}

/**
 * Claims in the database, one row for each RUC that somebody asks for. The caller releases what it claimed
 * once the answer is committed; a dead owner's claims are taken over at once, forgotten ones after
 * {@link CLAIM_MS}.
 */
export class SqliteReservations implements Reservations<StoredAnswer> {
  readonly #database: HabidoDatabase;
  readonly #answers: AnswerStore;
  readonly #options: ReservationOptions;
  readonly #foreign: Statement<[string, string, number, number], { ruc: string; owner: string }>;
  readonly #claim: Statement<[string, number, string]>;
  readonly #drop: Statement<[string, string]>;
  readonly #dropAll: Statement<[string]>;
  readonly #renew: Statement<[number, string]>;

  constructor(database: HabidoDatabase, answers: AnswerStore, options: ReservationOptions) {
    const { db } = database;
    this.#database = database;
    this.#answers = answers;
    this.#options = options;
    // A claim that ends later than any can was made before the clock was set back.
    this.#foreign = db.prepare(
      `SELECT r.ruc, r.owner FROM json_each(?) AS j CROSS JOIN reservations AS r ON r.ruc = j.value
       WHERE r.owner <> ? AND r.until > ? AND r.until <= ?`,
    );
    this.#claim = db.prepare(
      `INSERT INTO reservations (owner, until, ruc) SELECT ?, ?, j.value FROM json_each(?) AS j WHERE TRUE
       ON CONFLICT (ruc) DO UPDATE SET owner = excluded.owner, until = excluded.until`,
    );
    this.#drop = db.prepare(
      'DELETE FROM reservations WHERE owner = ? AND ruc IN (SELECT j.value FROM json_each(?) AS j)',
    );
    this.#dropAll = db.prepare('DELETE FROM reservations WHERE owner = ?');
    this.#renew = db.prepare('UPDATE reservations SET until = ? WHERE owner = ?');
  }

  /** Claims first, then looks for answers obtained at or after `since` (UTC ms); order of `rucs` is kept. */
  async reserve(owner: string, rucs: readonly string[], since: number): Promise<Reservation<StoredAnswer>> {
    const result: Reservation<StoredAnswer> = { fresh: [], mine: [], others: [] };
    const alive = new Map<string, boolean>();
    for (let from = 0; from < rucs.length; from += CHUNK) {
      const chunk = rucs.slice(from, from + CHUNK);
      const part = this.#database.quickTransaction(() => this.#reserveChunk(owner, chunk, since, alive));
      result.fresh.push(...part.fresh);
      result.mine.push(...part.mine);
      result.others.push(...part.others);
    }
    return Promise.resolve(result);
  }

  /** Gives claims back, answered or not. Without `rucs`: all of the owner's. */
  async release(owner: string, rucs?: readonly string[]): Promise<void> {
    this.#database.quickTransaction(() => {
      if (rucs === undefined) this.#dropAll.run(owner);
      else this.#drop.run(owner, JSON.stringify(rucs));
    });
    return Promise.resolve();
  }

  /** Keeps all of the owner's claims for another {@link CLAIM_MS}: for requests that wait long. */
  async renew(owner: string): Promise<void> {
    this.#database.quickTransaction(() => {
      this.#renew.run(this.#options.clock.now() + CLAIM_MS, owner);
    });
    return Promise.resolve();
  }

  #reserveChunk(
    owner: string,
    rucs: readonly string[],
    since: number,
    alive: Map<string, boolean>,
  ): Reservation<StoredAnswer> {
    const now = this.#options.clock.now();
    const taken = this.#takenByOthers(owner, rucs, now, alive);
    const claimed = rucs.filter((ruc) => !taken.has(ruc));
    this.#claim.run(owner, now + CLAIM_MS, JSON.stringify(claimed));
    // Only now: an answer committed before the claim is seen, one committed after it was asked under a claim.
    const fresh = this.#answers.freshMany(rucs, since);
    const known = new Set(fresh.map((answer) => answer.ruc));
    this.#drop.run(owner, JSON.stringify(claimed.filter((ruc) => known.has(ruc))));
    return {
      fresh,
      mine: claimed.filter((ruc) => !known.has(ruc)),
      others: rucs.filter((ruc) => taken.has(ruc) && !known.has(ruc)),
    };
  }

  #takenByOthers(
    owner: string,
    rucs: readonly string[],
    now: number,
    alive: Map<string, boolean>,
  ): Set<string> {
    const taken = new Set<string>();
    for (const claim of this.#foreign.all(JSON.stringify(rucs), owner, now, now + CLAIM_MS)) {
      const lives = alive.get(claim.owner) ?? this.#options.isAlive(claim.owner);
      alive.set(claim.owner, lives);
      if (lives) taken.add(claim.ruc);
    }
    return taken;
  }
}
