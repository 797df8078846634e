/** When a schedule comes round: instants in UTC ms of days and an hour in Lima, wherever the computer believes to be. */
import { Cron } from 'croner';
import type { Schedule, ScheduleDays } from '../../../shared/schedule.ts';
import { toLimaIso } from '../../../shared/time.ts';
import { isWorkingDay, type HolidayCalendar } from '../../calendar/working-days.ts';

/** What says when a schedule comes round. */
export type Timing = Pick<Schedule, 'dias' | 'hora'>;

const DAY_MS = 86_400_000;
/** Every month has these days. */
const SHORTEST_MONTH = 28;
/** The most months without a single working day that are looked through: more holidays can't be set. */
const MONTHS_OFF = 24;

/** The first occurrence after an instant; null where the calendar leaves none. */
export function nextOccurrence(timing: Timing, after: number, holidays: HolidayCalendar): number | null {
  if (timing.dias.tipo === 'ultimo-habil') return nextWorkingEnd(timing.hora, after, holidays);
  const found = patterns(timing.dias, timing.hora).map((pattern) => nextRun(pattern, after));
  return Math.min(...found);
}

/** The last occurrence at or before an instant; null where the calendar leaves none. */
export function lastOccurrence(timing: Timing, at: number, holidays: HolidayCalendar): number | null {
  if (timing.dias.tipo === 'ultimo-habil') return lastWorkingEnd(timing.hora, at, holidays);
  const found = patterns(timing.dias, timing.hora).map((pattern) => lastRun(pattern, at));
  return Math.max(...found);
}

/** The timing in words that are equal where it is the same: `mensual 1,31 07:00`. */
export function timingKey({ dias, hora }: Timing): string {
  const days = 'dias' in dias ? [dias.dias.toSorted((a, b) => a - b).join()] : [];
  return [dias.tipo, ...days, hora].join(' ');
}

/** The last day of every month, at the hour. */
const monthEnds = (hora: string): string => atHour(hora, 'L * *');

/** Cron patterns (seconds first) that together are these days. */
function patterns(dias: Exclude<ScheduleDays, { tipo: 'ultimo-habil' }>, hora: string): string[] {
  if (dias.tipo === 'diaria') return [atHour(hora, '* * *')];
  if (dias.tipo === 'semanal') return [atHour(hora, `* * ${dias.dias.join()}`)];
  // A day that a month lacks falls on its last one: 31 is that in every month, 29 and 30 in February.
  const days = dias.dias.map((day) => (day === 31 ? 'L' : String(day)));
  const found = [atHour(hora, `${days.join()} * *`)];
  if (dias.dias.some((day) => day > SHORTEST_MONTH)) found.push(atHour(hora, 'L 2 *'));
  return found;
}

function atHour(hora: string, days: string): string {
  const [hour, minute] = hora.split(':').map(Number) as [number, number];
  return `0 ${String(minute)} ${String(hour)} ${days}`;
}

function cron(text: string): Cron {
  return new Cron(text, { timezone: 'America/Lima', mode: '6-part', paused: true });
}

function nextRun(text: string, after: number): number {
  return expectRun(cron(text).nextRun(new Date(after)));
}

function lastRun(text: string, at: number): number {
  // The library looks strictly before.
  return expectRun(cron(text).previousRuns(1, new Date(at + 1))[0]);
}

/** All of these patterns come round for ever. */
function expectRun(run: Date | null | undefined): number {
  if (run === null || run === undefined) throw new RangeError('the schedule never comes round');
  return run.getTime();
}

function nextWorkingEnd(hora: string, after: number, holidays: HolidayCalendar): number | null {
  let monthEnd = after;
  for (let i = 0; i < MONTHS_OFF; i += 1) {
    monthEnd = nextRun(monthEnds(hora), monthEnd);
    const found = workingDayUpTo(monthEnd, holidays);
    if (found !== null && found > after) return found;
  }
  return null;
}

function lastWorkingEnd(hora: string, at: number, holidays: HolidayCalendar): number | null {
  // This month's last working day may be over though its last day is not.
  let monthEnd = nextRun(monthEnds(hora), at);
  for (let i = 0; i < MONTHS_OFF; i += 1) {
    const found = workingDayUpTo(monthEnd, holidays);
    if (found !== null && found <= at) return found;
    monthEnd = lastRun(monthEnds(hora), monthEnd - 1);
  }
  return null;
}

/** From the last day of a month back to one on which people work, within that month; Lima's days all have 24 hours. */
function workingDayUpTo(monthEnd: number, holidays: HolidayCalendar): number | null {
  const days = Number(toLimaIso(monthEnd).slice(8, 10));
  for (let back = 0; back < days; back += 1) {
    const at = monthEnd - back * DAY_MS;
    if (isWorkingDay(at, holidays)) return at;
  }
  return null;
}
