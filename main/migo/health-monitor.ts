/** The state of the connection in one value, told to whoever listens when it changes. */
import type { Clock, Limiter } from '../../shared/ports.ts';
import type { BreakerState } from './breaker.ts';
import type { Health } from './types.ts';

export interface HealthMonitor {
  current(): Health;
  /** Answers the way to stop listening. */
  listen(listener: (health: Health) => void): () => void;
  /** The API asked to slow down until this moment (UTC ms). */
  slowedDown(until: number): void;
  /** Something may have changed: tells the listeners if it has. */
  refresh(): void;
}

/** `breaker` is asked for its state at each look; `closing` ends the timer that tells when a slow-down is over. */
export function createHealthMonitor(
  clock: Clock,
  limiter: Limiter,
  breaker: () => BreakerState,
  closing: AbortSignal,
): HealthMonitor {
  const listeners = new Set<(health: Health) => void>();
  let slowUntil = 0;
  let told = JSON.stringify({ kind: 'bien' } satisfies Health);

  const current = (): Health => {
    const state = breaker();
    if (state.kind === 'open') {
      const { until, failedProbes, reason } = state;
      return state.probing
        ? { kind: 'prueba', failedProbes }
        : { kind: 'espera', until, failedProbes, reason };
    }
    if (clock.now() < slowUntil) return { kind: 'lento', until: slowUntil, perMinute: limiter.rate() };
    return { kind: 'bien' };
  };
  const refresh = (): void => {
    const health = current();
    const text = JSON.stringify(health);
    if (text === told) return;
    told = text;
    for (const listener of listeners) listener(health);
  };
  return {
    current,
    refresh,
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    slowedDown(until) {
      if (until <= slowUntil) return;
      slowUntil = until;
      refresh();
      clock.sleep(until - clock.now(), closing).then(refresh, () => undefined); // Rejects only when closed.
    },
  };
}
