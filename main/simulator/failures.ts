/** The ways in which the simulator fails on purpose, and when. */
import { chanceOf, pick } from './chance.ts';

/** `mixto` is any of the passing ones but `timeout`, which would make every run take minutes. */
export const FAILURE_MODES = [
  '500',
  'reset',
  'timeout',
  'truncado',
  'json-malo',
  'html',
  '429',
  'mixto',
  'plan',
  'token',
] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

/** A mode that says exactly what happens. */
export type Failure = Exclude<FailureMode, 'mixto'>;

const MIXED: readonly Failure[] = ['500', 'reset', 'truncado', 'json-malo', 'html', '429'];

export interface FailureOptions {
  mode: FailureMode;
  /** Share of requests that fail, 0 to 1; default 0.2, for `token` 1. */
  rate?: number;
  seed?: number;
}

/** A RUC whose presence in a collection (with `single`, in any request) gives a 500. */
export interface Poison {
  ruc: string;
  single?: boolean;
}

/**
 * Decides which request fails. By chance it depends on the seed, on what is asked and on how often it was
 * asked, so that the order in which requests arrive changes nothing.
 */
export class FailurePlan {
  readonly #options: FailureOptions | undefined;
  readonly #poison: readonly Poison[];
  readonly #seen = new Map<string, number>();
  readonly #next: Failure[] = [];
  #all: FailureMode | null = null;

  constructor(options: FailureOptions | undefined, poison: readonly Poison[]) {
    this.#options = options;
    this.#poison = poison;
  }

  /** The next `count` requests fail. */
  failNext(count: number, mode: FailureMode): void {
    for (let i = 0; i < count; i += 1) this.#next.push(certain(mode, `siguiente ${String(i)}`));
  }

  /** Every request fails, until called with null. */
  failAll(mode: FailureMode | null): void {
    this.#all = mode;
  }

  /** How this request fails, or null. */
  of(endpoint: string, rucs: readonly string[]): Failure | null {
    const scripted = this.#next.shift();
    if (scripted !== undefined) return scripted;
    const key = `${endpoint} ${rucs.join()}`;
    const times = this.#seen.get(key) ?? 0;
    if (this.#all !== null || this.#options !== undefined) this.#seen.set(key, times + 1);
    const moment = `${String(this.#options?.seed ?? 1)} ${key} ${String(times)}`;
    if (this.#all !== null) return certain(this.#all, moment);
    if (this.#isPoisoned(endpoint, rucs)) return '500';
    if (this.#options === undefined) return null;
    const { mode, rate = mode === 'token' ? 1 : 0.2 } = this.#options;
    return chanceOf(moment)() < rate ? certain(mode, moment) : null;
  }

  #isPoisoned(endpoint: string, rucs: readonly string[]): boolean {
    return this.#poison.some(
      ({ ruc, single }) => (endpoint === 'ruc/collection' || single === true) && rucs.includes(ruc),
    );
  }
}

function certain(mode: FailureMode, moment: string): Failure {
  return mode === 'mixto' ? pick(MIXED, chanceOf(`modo ${moment}`)) : mode;
}
