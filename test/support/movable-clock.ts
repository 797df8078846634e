/** Time that goes on by itself and can also be moved on, without waking who sleeps: a computer that was off. */
import type { Clock } from '../../shared/ports.ts';

export interface MovableClock extends Clock {
  /** From now on it is so much later, ms. */
  move(ms: number): void;
}

export function movableClock(base: Clock): MovableClock {
  let moved = 0;
  return {
    now: () => base.now() + moved,
    sleep: (ms, signal) => base.sleep(ms, signal),
    move: (ms) => {
      moved += ms;
    },
  };
}
