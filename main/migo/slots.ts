/**
 * How many batch requests may be in flight at once. A slot is free again the moment the answer's bytes are
 * here, so that the next request is on its way while this answer is read and stored.
 */
import type { Priority } from '../../shared/ports.ts';

interface Waiter {
  enter(): void;
}

export class Slots {
  readonly #limit: () => number;
  readonly #waiting: Waiter[] = [];
  #taken = 0;

  /** `limit` is asked at every turn, so that a changed setting counts at once. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Waits for a slot and answers the way to give it back. Look-ups (`interactive`) never wait. */
  async acquire(priority: Priority, signal: AbortSignal): Promise<() => void> {
    if (priority === 'interactive') return () => undefined;
    signal.throwIfAborted();
    if (this.#taken >= this.#limit()) await this.#wait(signal);
    this.#taken += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#taken -= 1;
      this.#admit();
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        enter: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiter);
    });
  }

  /** One slot has come free: one waiter takes it (the count is raised where it wakes). */
  #admit(): void {
    if (this.#taken < this.#limit()) this.#waiting.shift()?.enter();
  }
}
