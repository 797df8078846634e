import { toLimaDay, toLimaMinute } from '../../shared/time.ts';

/** Instants in words, in Lima time; `now` is UTC ms. */

const DAY_MS = 86_400_000;

/** `hoy 10:14`, `ayer 17:40`, `20/11/2026 09:12`. */
export function when(ms: number, now: number): string {
  const minute = toLimaMinute(ms);
  const day = dayWord(ms, now);
  return day === null ? minute : `${day} ${minute.slice(11)}`;
}

/** `10:14` for today, `ayer`, else the day: for narrow columns. */
export function shortWhen(ms: number, now: number): string {
  const day = dayWord(ms, now);
  if (day === 'hoy') return toLimaMinute(ms).slice(11);
  return day ?? toLimaDay(ms);
}

function dayWord(ms: number, now: number): 'hoy' | 'ayer' | null {
  const day = toLimaDay(ms);
  if (day === toLimaDay(now)) return 'hoy';
  return day === toLimaDay(now - DAY_MS) ? 'ayer' : null;
}

const MONTHS = [
  'ene.',
  'feb.',
  'mar.',
  'abr.',
  'may.',
  'jun.',
  'jul.',
  'ago.',
  'set.',
  'oct.',
  'nov.',
  'dic.',
];

/** `set.`, or `set. 2025` in another year than `now`: the labels under a time line. */
export function monthLabel(ms: number, now: number): string {
  const [, month, year] = toLimaDay(ms).split('/') as [string, string, string];
  const name = MONTHS[Number(month) - 1] as string;
  return toLimaDay(now).endsWith(year) ? name : `${name} ${year}`;
}
