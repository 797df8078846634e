/** How often a request is attempted, and how long it waits in between. Pure. */
import type { Random } from '../../shared/ports.ts';

/** Failed attempts after which a request about one RUC ends without an answer. */
export const MAX_ATTEMPTS = 5;
/** Failed attempts after which a collection is asked in halves: one bad member never costs the others. */
export const ATTEMPTS_BEFORE_SPLIT = 3;
/** Times that one request is told to slow down before it ends without an answer. */
export const MAX_SLOW_DOWNS = 20;

const BASE_MS = 500;
const CAP_MS = 20_000;
const RETRY_AFTER_CAP_MS = 120_000;
/** The least wait after "slow down" that names no time: full jitter could come near to none. */
const SLOW_FLOOR_MS = 1000;

/** Full jitter: a random part of a ceiling that doubles with each failed attempt. `failed` counts from 1. */
export function backoffMs(failed: number, random: Random): number {
  return Math.floor(random() * Math.min(CAP_MS, BASE_MS * 2 ** (failed - 1)));
}

/** The wait after an answer "slow down": what it names, else {@link backoffMs} of at least a second. */
export function slowDownMs(times: number, named: number | null, random: Random): number {
  return named ?? Math.max(SLOW_FLOOR_MS, backoffMs(times, random));
}

/**
 * `Retry-After` as milliseconds, at most 120 s: seconds, or an HTTP date measured from `now` (UTC ms, the
 * server's own clock where it told it). Null where it names no moment to come.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(RETRY_AFTER_CAP_MS, Math.ceil(ms)) : null;
}
