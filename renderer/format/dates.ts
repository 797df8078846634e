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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LIMA_OFFSET_MS = -5 * HOUR_MS;

/** How long ago: `ahora`, `hace 5 min`, `hace 3 h` within the day in Lima, then `ayer`, `hace 34 d`. */
export function ago(ms: number, now: number): string {
  const days = limaDayNumber(now) - limaDayNumber(ms);
  if (days > 1) return `hace ${String(days)} d`;
  if (days === 1) return 'ayer';
  const past = Math.max(0, now - ms);
  if (past < MINUTE_MS) return 'ahora';
  if (past < HOUR_MS) return `hace ${String(Math.floor(past / MINUTE_MS))} min`;
  return `hace ${String(Math.floor(past / HOUR_MS))} h`;
}

/** An instant to come: `hoy 07:00`, `mañana 07:00`, `30/11/2026 07:00`. */
export function whenNext(ms: number, now: number): string {
  const minute = toLimaMinute(ms);
  const days = limaDayNumber(ms) - limaDayNumber(now);
  if (days > 1 || days < 0) return minute;
  return `${days === 0 ? 'hoy' : 'mañana'} ${minute.slice(11)}`;
}

function limaDayNumber(ms: number): number {
  return Math.floor((ms + LIMA_OFFSET_MS) / DAY_MS);
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
