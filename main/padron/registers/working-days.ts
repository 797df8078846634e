/** Working days of Peru: neither a weekend nor a public holiday of the whole country. */
import { toLimaIso } from '../../../shared/time.ts';

const DAY_MS = 86_400_000;
/** Longer than any run of days off; a calendar that calls every day a holiday must not hang. */
const LONGEST_SEARCH = 3660;

/** Which days are holidays; a day reads `2026-12-08`. */
export interface HolidayCalendar {
  isHoliday(day: string): boolean;
}

/**
 * The last of `days` working days counted from the day after `from`; both are Lima midnights in UTC ms. Null
 * where the calendar leaves no such day.
 */
export function addWorkingDays(from: number, days: number, calendar: HolidayCalendar): number | null {
  let left = days;
  for (let i = 1; i <= LONGEST_SEARCH; i += 1) {
    const at = from + i * DAY_MS;
    const day = toLimaIso(at).slice(0, 10);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6 || calendar.isHoliday(day)) continue;
    left -= 1;
    if (left === 0) return at;
  }
  return null;
}

/**
 * Public holidays of the whole country. Days off that are decreed for the public sector alone are not among
 * them: with those, a term ends later than said here, never sooner.
 */
export async function peruHolidays(): Promise<HolidayCalendar> {
  const { default: Holidays } = await import('date-holidays');
  const source = new Holidays('PE', { types: ['public'], timezone: 'America/Lima' });
  const years = new Map<number, Set<string>>();
  return {
    isHoliday: (day) => {
      const year = Number(day.slice(0, 4));
      let days = years.get(year);
      if (days === undefined) {
        days = new Set(source.getHolidays(year).map(({ date }) => date.slice(0, 10)));
        years.set(year, days);
      }
      return days.has(day);
    },
  };
}
