/** What a pacer needs of time; injected in tests. */
export interface Timers {
  now(): number;
  after(ms: number, work: () => void): void;
}

/** Asks for work to be done soon. */
export interface Pacer {
  soon(): void;
}

const systemTimers: Timers = {
  now: () => Date.now(),
  after: (ms, work) => void setTimeout(work, ms),
};

/**
 * Runs `work` at most once in `everyMs`: at once where it can, else as soon as the time is over. Any number of
 * calls in between make one run, so the last change is never missed.
 */
export function createPacer(work: () => void, everyMs: number, timers: Timers = systemTimers): Pacer {
  let last = -Infinity;
  let waiting = false;
  return {
    soon: () => {
      if (waiting) return;
      const wait = last + everyMs - timers.now();
      if (wait <= 0) {
        last = timers.now();
        work();
        return;
      }
      waiting = true;
      timers.after(wait, () => {
        waiting = false;
        last = timers.now();
        work();
      });
    },
  };
}
