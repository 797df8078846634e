/** Time that a test moves by hand. */
import type { Clock } from '../../shared/ports.ts';

interface Sleeper {
  due: number;
  order: number;
  wake(): void;
}

/** What {@link FakeClock.runUntil} may do. */
export interface RunOptions {
  /**
   * Sleepers due later than this many ms from now are deadlines of something in flight in real time: they
   * are left asleep, and while there are any, time stands still.
   */
  horizonMs?: number;
  /** Real milliseconds after which a promise that does not settle is a failure of the test. */
  realLimitMs?: number;
}

export interface FakeClock extends Clock {
  /** Moves time on, waking each sleeper at its own moment, in order, and lets what it does run first. */
  advance(ms: number): Promise<void>;
  /** Moves time on just far enough, again and again, until the promise settles; answers what it settles to. */
  runUntil<T>(promise: Promise<T>, options?: RunOptions): Promise<T>;
  /** Waits, in real time, until this many sleepers are waiting (default 1). */
  whenAsleep(count?: number): Promise<void>;
  /** How long each sleeper still has to wait, shortest first, in ms. */
  waits(): number[];
}

/** 24/11/2026 10:15:03 in Lima. */
export const FAKE_START = Date.UTC(2026, 10, 24, 15, 15, 3);

export function createFakeClock(start: number = FAKE_START): FakeClock {
  let now = start;
  let order = 0;
  const sleepers = new Set<Sleeper>();

  const next = (until: number): Sleeper | undefined =>
    [...sleepers]
      .filter((sleeper) => sleeper.due <= until)
      .sort((a, b) => a.due - b.due || a.order - b.order)[0];

  const wakeNext = async (until: number): Promise<boolean> => {
    const sleeper = next(until);
    if (sleeper === undefined) return false;
    sleepers.delete(sleeper);
    now = Math.max(now, sleeper.due);
    sleeper.wake();
    await turn();
    return true;
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        order += 1;
        const onAbort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper: Sleeper = {
          due: now + Math.max(0, ms),
          order,
          wake: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        sleepers.add(sleeper);
      }),
    async advance(ms) {
      const until = now + ms;
      await turn();
      while (await wakeNext(until));
      now = Math.max(now, until);
      await turn();
    },
    async runUntil(promise, options = {}) {
      const horizon = options.horizonMs ?? Number.POSITIVE_INFINITY;
      const limit = performance.now() + (options.realLimitMs ?? 10_000);
      let settled = false;
      const done = (): void => {
        settled = true;
      };
      promise.then(done, done);
      for (;;) {
        await turn();
        if (settled) return promise;
        if (performance.now() > limit) throw new Error('runUntil: the promise did not settle');
        const inFlight = [...sleepers].some((sleeper) => sleeper.due > now + horizon);
        if (inFlight || !(await wakeNext(now + horizon)))
          await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    async whenAsleep(count = 1) {
      const limit = performance.now() + 10_000;
      while (sleepers.size < count) {
        if (performance.now() > limit)
          throw new Error(`whenAsleep: ${String(sleepers.size)} of ${String(count)}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    waits: () => [...sleepers].map((sleeper) => sleeper.due - now).sort((a, b) => a - b),
  };
}

/** Lets everything that is ready run: promise jobs, then one turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
