/** The machine's time, running faster: waits of minutes pass in a test without being skipped. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../shared/ports.ts';

/** `factor` milliseconds pass on this clock in each real one, from `start` (UTC ms) on. */
export function createFastClock(factor: number, start = Date.now()): Clock {
  const zero = performance.now();
  return {
    now: () => Math.round(start + (performance.now() - zero) * factor),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      try {
        await wait(Math.max(0, ms) / factor, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : error;
      }
    },
  };
}
