/** How the scheduler spends its time: every wait and every tolerance, with its reason. In ms. */
import type { Random } from '../../../shared/ports.ts';
import { fromLimaText, toLimaIso } from '../../../shared/time.ts';

/** The first look comes this long after the start: the window goes before. */
export const START_DELAY_MS = 2000;
/** The shortest sleep: a fault that leaves something due can't make it spin. */
export const FLOOR_MS = 1000;
/**
 * The longest sleep. Timers stand still while the computer sleeps and know nothing of a clock that is set: looking at
 * the time once a minute finds both.
 */
export const LONGEST_SLEEP_MS = 60_000;
/** A refresh begins up to this long after it could: not all desks of the country at 07:00:00. */
export const JITTER_MS = 180_000;
/** After one that was put off: the first try again, then twice as long each time, up to the longest. */
export const RETRY_FIRST_MS = 60_000;
export const RETRY_LONGEST_MS = 1_800_000;
/**
 * How far a clock may have been wrong and still be believed afterwards. What is recorded of later than this from now
 * on was recorded by a clock that has been put right since, and holds up nothing.
 */
export const CLOCK_SLACK_MS = 86_400_000;

const DAY_MS = 86_400_000;

/** How long after it could begin a refresh does begin. */
export function jitter(random: Random): number {
  return Math.floor(random() * JITTER_MS);
}

/** How long to wait after having been put off this many times (from 1 on). */
export function retryWait(times: number): number {
  return Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.min(times - 1, 20));
}

/** The next midnight in Lima after an instant; UTC ms. */
export function midnightAfter(now: number): number {
  const today = fromLimaText(toLimaIso(now).slice(0, 10)) as number;
  return today + DAY_MS;
}
