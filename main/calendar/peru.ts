/** Peru's public holidays, as the office corrects them. */
import type { HolidayEdits } from '../../shared/schedule.ts';
import type { HolidayCalendar } from './working-days.ts';

/**
 * Public holidays of the whole country with the office's corrections; a day that it both adds and takes away is
 * one. Days off that are decreed for the public sector alone are not among them unless the office adds them.
 */
export async function peruHolidays(edits: HolidayEdits): Promise<HolidayCalendar> {
  return withEdits(await officialHolidays(), edits);
}

/**
 * The same for who asks again and again while the corrections may change: the calendar is loaded once, at the first
 * call, and worked out once a year of it.
 */
export function holidaysOf(edits: () => HolidayEdits): () => Promise<HolidayCalendar> {
  let official: Promise<HolidayCalendar> | null = null;
  return async () => {
    official ??= officialHolidays();
    return withEdits(await official, edits());
  };
}

/** Loads the package, 70 ms and two megabytes in each thread, so only where somebody needs it. */
async function officialHolidays(): Promise<HolidayCalendar> {
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

function withEdits(official: HolidayCalendar, edits: HolidayEdits): HolidayCalendar {
  const added = new Set(edits.agregados);
  const removed = new Set(edits.quitados);
  return { isHoliday: (day) => added.has(day) || (!removed.has(day) && official.isHoliday(day)) };
}
