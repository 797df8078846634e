/**
 * The ports that parts hand to each other, so that time, chance and what is shared between processes (and
 * later between desks) can be replaced. The four async ones have a local implementation in SQLite.
 */

/** Time, injected. `now` is UTC ms; `sleep` rejects with the signal's reason when it is aborted. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), injected. */
export type Random = () => number;

/** `interactive` look-ups go before `batch` ones, across all processes over the data folder. */
export type Priority = 'interactive' | 'batch';

/** Leave to send one request, until `validUntil` (UTC ms): checked just before sending, else asked again. */
export interface Permit {
  validUntil: number;
}

/** The API's limit of requests in any sliding minute, one for all who share the data folder. */
export interface Limiter {
  /** Waits for a turn. Rejects with the signal's reason when aborted. */
  acquire(priority: Priority, signal: AbortSignal): Promise<Permit>;
  /** The API asked to slow down: nobody sends before `until` (UTC ms), and the rate is halved for a while. */
  slowDown(until: number): void;
  /** Requests a minute allowed now (lower than the setting after a `slowDown`), for the window. */
  rate(): number;
}

/** What {@link Reservations.reserve} found of each RUC asked about. */
export interface Reservation<Answer> {
  /** Answers already at hand that are new enough; nothing is reserved for these. */
  fresh: Answer[];
  /** Reserved for the caller: ask these, then settle or release them. */
  mine: string[];
  /** Somebody else is asking for these right now: look again later. */
  others: string[];
}

/** Who asks for which RUC, so that two processes never pay for the same one. */
export interface Reservations<Answer> {
  /**
   * Claims first, then looks for an answer obtained at or after `since` (UTC ms), in that order.
   * `owner` identifies the run or look-up; it takes over its own earlier claims, and those of the dead.
   */
  reserve(owner: string, rucs: readonly string[], since: number): Promise<Reservation<Answer>>;
  /** Gives claims back without an answer. Without `rucs`: all of the owner's. */
  release(owner: string, rucs?: readonly string[]): Promise<void>;
}

/** What a run may still spend. */
export interface Quota {
  /** Sets `wanted` queries of the owner's ceiling aside; answers how many of them may be sent (0 to `wanted`). */
  claim(owner: string, wanted: number): Promise<number>;
  /** Writes down that `many` of those set aside go out now: from here on they are spent for good. */
  spend(owner: string, many: number): Promise<void>;
  /** Gives back what was set aside and never sent. */
  refund(owner: string, unused: number): Promise<void>;
}
