/** Real time that runs faster, the same in every process that is given the same start. */
import type { Clock } from '../../shared/ports.ts';
import { systemClock } from '../../main/clock.ts';

/** `start`: real UTC ms at which it stands still with real time; `factor`: how much faster it goes from there. */
export function scaledClock(start: number, factor: number): Clock {
  return {
    now: () => Math.floor(start + (Date.now() - start) * factor),
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  };
}
