/** Occurrences that are due and wait: for their jitter, or to be tried again. */
import type { Random } from '../../../shared/ports.ts';
import type { Round } from './rounds.ts';
import { jitter, RETRY_LONGEST_MS, retryWait } from './timing.ts';
import type { PutOff } from './words.ts';

interface Waiting {
  ocurrencia: number;
  readyAt: number;
  /** How often it was put off since it was last hoped for. */
  tries: number;
  reason: PutOff | null;
}

/** One occurrence a schedule, in memory: what is to be done stands in the record of turns. Instants in UTC ms. */
export class WaitingList {
  readonly #random: Random;
  readonly #waiting = new Map<string, Waiting>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Takes in what has come round, and drops what is dealt with or was followed by another occurrence. */
  update(rounds: readonly Round[], now: number): void {
    const due = new Map(rounds.map((round) => [round.grupo, round.due]));
    for (const [grupo, { ocurrencia }] of this.#waiting)
      if (due.get(grupo) !== ocurrencia) this.#waiting.delete(grupo);
    for (const [grupo, ocurrencia] of due) {
      if (ocurrencia === null) continue;
      const waiting = this.#waiting.get(grupo);
      if (waiting === undefined)
        this.#waiting.set(grupo, {
          ocurrencia,
          readyAt: now + jitter(this.#random),
          tries: 0,
          reason: null,
        });
      // The clock may have been put back.
      else waiting.readyAt = Math.min(waiting.readyAt, now + RETRY_LONGEST_MS);
    }
  }

  /** When it may begin; null: nothing of this schedule waits. */
  readyAt(grupo: string): number | null {
    return this.#waiting.get(grupo)?.readyAt ?? null;
  }

  /** It is tried again later, after a longer wait each time. */
  putOff(grupo: string, reason: PutOff, now: number): void {
    const waiting = this.#waiting.get(grupo);
    if (waiting === undefined) return;
    waiting.tries += 1;
    waiting.readyAt = now + retryWait(waiting.tries);
    waiting.reason = reason;
  }

  /** Things may have got better: what was put off is tried again now. */
  hope(now: number): void {
    for (const waiting of this.#waiting.values()) {
      if (waiting.tries === 0) continue;
      waiting.tries = 0;
      waiting.readyAt = now;
    }
  }

  /** Why something waits, one a schedule; null for one that waits for its jitter. */
  reasons(except: string | null): (PutOff | null)[] {
    return [...this.#waiting].filter(([grupo]) => grupo !== except).map(([, { reason }]) => reason);
  }

  clear(): void {
    this.#waiting.clear();
  }
}
