/** The circuit breaker of the client, and its probes. */
import type { Clock } from '../../shared/ports.ts';
import type { FailureReason } from './types.ts';

/** Failed attempts in a row, of at least two requests, that open the breaker. */
export const FAILURES_TO_OPEN = 5;
const REQUESTS_TO_OPEN = 2;
/** Waits before each probe; the last one is repeated. */
const PROBE_WAITS_MS = [15_000, 30_000, 60_000] as const;

/** What a request may do: send, send a single RUC as the probe, or end (too many probes failed). */
export type Gate = 'go' | 'probe' | 'gave-up';

export type BreakerState =
  | { kind: 'closed' }
  | { kind: 'open'; until: number; failedProbes: number; reason: FailureReason; probing: boolean };

interface Waiter {
  giveUpAfterProbes: number;
  admit(gate: Gate): void;
}

interface Open {
  until: number;
  failedProbes: number;
  reason: FailureReason;
  probing: boolean;
  /** The wait before the probe is over, and nobody has taken it yet. */
  due: boolean;
}

/**
 * Stops asking an API that answers nobody, and finds out with one RUC at a time whether it is back. Requests
 * wait at {@link Breaker.enter}; each failed probe goes to the back of the line, so that a RUC which always
 * fails can't keep the others from trying.
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #closing: AbortSignal;
  readonly #onChange: () => void;
  readonly #waiters: Waiter[] = [];
  readonly #failing = new Set<string>();
  #streak = 0;
  #open: Open | null = null;
  #timer = new AbortController();

  /** `closing` ends every timer; `onChange` is called after each change of state. */
  constructor(clock: Clock, closing: AbortSignal, onChange: () => void) {
    this.#clock = clock;
    this.#closing = closing;
    this.#onChange = onChange;
  }

  state(): BreakerState {
    if (this.#open === null) return { kind: 'closed' };
    const { until, failedProbes, reason, probing } = this.#open;
    return { kind: 'open', until, failedProbes, reason, probing };
  }

  /** Waits while open. Whoever gets `probe` must report `alive`, `failed` or `probeLost` afterwards. */
  enter(signal: AbortSignal, giveUpAfterProbes = Number.POSITIVE_INFINITY): Promise<Gate> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.#open === null) return Promise.resolve('go');
    // Who comes when the next probe is due, and nobody has taken it, finds out anew: it may be long after others gave up.
    const probes = this.#open.due && !this.#open.probing;
    if (this.#open.failedProbes >= giveUpAfterProbes && !probes) return Promise.resolve('gave-up');
    return new Promise<Gate>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        giveUpAfterProbes,
        admit: (gate) => {
          signal.removeEventListener('abort', onAbort);
          resolve(gate);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#handOutProbe();
    });
  }

  /** The API answered something that can be read, whatever it said. Closes. */
  alive(): void {
    this.#streak = 0;
    this.#failing.clear();
    if (this.#open === null) return;
    this.#open = null;
    this.#timer.abort();
    this.#onChange();
    this.#release('go', () => true);
  }

  /** An attempt failed. `request` tells requests apart; `wasProbe`: it was the probe. */
  failed(request: string, reason: FailureReason, wasProbe: boolean): void {
    if (this.#open !== null) {
      // What was on its way when it opened says nothing new.
      if (wasProbe) this.#failedProbe(this.#open, reason);
      return;
    }
    this.#streak += 1;
    this.#failing.add(request);
    if (this.#streak < FAILURES_TO_OPEN || this.#failing.size < REQUESTS_TO_OPEN) return;
    const until = this.#clock.now() + PROBE_WAITS_MS[0];
    this.#open = { until, failedProbes: 0, reason, probing: false, due: false };
    this.#waitForProbe(this.#open);
    this.#onChange();
  }

  /** The probe was cancelled before it learnt anything: the next in line takes its place at once. */
  probeLost(): void {
    if (this.#open === null) return;
    this.#open.probing = false;
    this.#open.due = true;
    this.#onChange();
    this.#handOutProbe();
  }

  #failedProbe(state: Open, reason: FailureReason): void {
    state.failedProbes += 1;
    state.reason = reason;
    state.probing = false;
    const wait = PROBE_WAITS_MS[Math.min(state.failedProbes, PROBE_WAITS_MS.length - 1)] as number;
    state.until = this.#clock.now() + wait;
    this.#waitForProbe(state);
    this.#onChange();
    this.#release('gave-up', (waiter) => waiter.giveUpAfterProbes <= state.failedProbes);
  }

  #waitForProbe(state: Open): void {
    this.#timer.abort();
    this.#timer = new AbortController();
    const signal = AbortSignal.any([this.#closing, this.#timer.signal]);
    this.#clock.sleep(state.until - this.#clock.now(), signal).then(
      () => {
        state.due = true;
        this.#handOutProbe();
      },
      () => undefined, // Closed, or the wait is no longer wanted.
    );
  }

  #handOutProbe(): void {
    if (this.#open === null || !this.#open.due || this.#open.probing) return;
    const waiter = this.#waiters.shift();
    if (waiter === undefined) return;
    this.#open.due = false;
    this.#open.probing = true;
    this.#onChange();
    waiter.admit('probe');
  }

  #release(gate: Gate, chosen: (waiter: Waiter) => boolean): void {
    for (const waiter of this.#waiters.filter(chosen)) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.admit(gate);
    }
  }
}
