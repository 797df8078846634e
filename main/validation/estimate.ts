/** How long requests take, for the plan and the time left. All in ms. */

export interface Pace {
  perMinute: number;
  concurrency: number;
  /** Expected milliseconds of one answer. */
  latencyMs: number;
}

/**
 * The least time for `requests`: the first goes alone, the rest in waves of `concurrency`; past `perMinute`
 * requests, each further one waits for the one `perMinute` places before it.
 */
export function leastTime(requests: number, pace: Pace): number {
  if (requests <= 0) return 0;
  const waves = 1 + Math.ceil((requests - 1) / pace.concurrency);
  const byLatency = waves * pace.latencyMs;
  const fullMinutes = Math.floor((requests - 1) / pace.perMinute);
  const inLastMinute = requests - fullMinutes * pace.perMinute;
  const byLimit = fullMinutes * 60_000 + Math.ceil(inLastMinute / pace.concurrency) * pace.latencyMs;
  return Math.max(byLatency, byLimit);
}

/** Latencies assumed before anything was asked: a quick day and a slow one. */
export const ASSUMED_LATENCY_MS = { quick: 1_000, slow: 5_000 } as const;

/** Share of RUCs that a collection may leave out, so that they are asked again one by one. */
export const ASSUMED_OMITTED_SHARE = 0.03;
