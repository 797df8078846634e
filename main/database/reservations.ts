/** Who asks for which RUC right now, so that two processes never pay for the same one. */
import type { Statement } from 'better-sqlite3';
import type { Reservation, Reservations } from '../../shared/ports.ts';
import type { AnswerStore, StoredAnswer } from './answer-store.ts';
import type { HabidoDatabase } from './open.ts';

/** RUCs looked at in one statement. */
const CHUNK = 500;

export interface ReservationOptions {
  /** Whether the owner still works (a live process holds the lock named after it). */
  isAlive: (owner: string) => boolean;
}

/**
 * Claims in the database, one row for each RUC that somebody asks for. The caller releases what it claimed
 * once the answer is committed; a dead owner's claims are taken over at once. A living owner's hold for as
 * long as it waits (a pause that the API asked for, an open breaker): no clock takes them away.
 */
export class SqliteReservations implements Reservations<StoredAnswer> {
  readonly #database: HabidoDatabase;
  readonly #answers: AnswerStore;
  readonly #options: ReservationOptions;
  readonly #foreign: Statement<[string, string], { ruc: string; owner: string }>;
  readonly #claim: Statement<[string, string]>;
  readonly #drop: Statement<[string, string]>;
  readonly #dropAll: Statement<[string]>;

  constructor(database: HabidoDatabase, answers: AnswerStore, options: ReservationOptions) {
    const { db } = database;
    this.#database = database;
    this.#answers = answers;
    this.#options = options;
    this.#foreign = db.prepare(
      `SELECT r.ruc, r.owner FROM json_each(?) AS j CROSS JOIN reservations AS r ON r.ruc = j.value
       WHERE r.owner <> ?`,
    );
    this.#claim = db.prepare(
      `INSERT INTO reservations (owner, ruc) SELECT ?, j.value FROM json_each(?) AS j WHERE TRUE
       ON CONFLICT (ruc) DO UPDATE SET owner = excluded.owner`,
    );
    this.#drop = db.prepare(
      'DELETE FROM reservations WHERE owner = ? AND ruc IN (SELECT j.value FROM json_each(?) AS j)',
    );
    this.#dropAll = db.prepare('DELETE FROM reservations WHERE owner = ?');
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

  #reserveChunk(
    owner: string,
    rucs: readonly string[],
    since: number,
    alive: Map<string, boolean>,
  ): Reservation<StoredAnswer> {
    const taken = this.#takenByOthers(owner, rucs, alive);
    const claimed = rucs.filter((ruc) => !taken.has(ruc));
    this.#claim.run(owner, JSON.stringify(claimed));
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

  #takenByOthers(owner: string, rucs: readonly string[], alive: Map<string, boolean>): Set<string> {
    const taken = new Set<string>();
    for (const claim of this.#foreign.all(JSON.stringify(rucs), owner)) {
      const lives = alive.get(claim.owner) ?? this.#options.isAlive(claim.owner);
      alive.set(claim.owner, lives);
      if (lives) taken.add(claim.ruc);
    }
    return taken;
  }
}
