/** Working days: neither a weekend nor a holiday of the calendar at hand. */
import { toLimaIso } from '../../shared/time.ts';

const DAY_MS = 86_400_000;
/** Longer than any run of days off; a calendar that calls every day a holiday must not hang. */
const LONGEST_SEARCH = 3660;

/** Which days are holidays; a day reads `2026-12-08`. */
export interface HolidayCalendar {
  isHoliday(day: string): boolean;
}

/** Whether people work on the Lima day that holds this instant (UTC ms). */
export function isWorkingDay(at: number, calendar: HolidayCalendar): boolean {
  const day = toLimaIso(at).slice(0, 10);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.isHoliday(day);
}

/**
 * The last of `days` working days counted from the day after `from`; both are Lima midnights in UTC ms. Null
 * where the calendar leaves no such day.
 */
export function addWorkingDays(from: number, days: number, calendar: HolidayCalendar): number | null {
  let left = days;
  for (let i = 1; i <= LONGEST_SEARCH; i += 1) {
    const at = from + i * DAY_MS;
    if (!isWorkingDay(at, calendar)) continue;
    left -= 1;
    if (left === 0) return at;
  }
  return null;
}
