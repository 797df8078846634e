/** Peru's public holidays, as the office corrects them. */
import type { HolidayEdits } from '../../shared/schedule.ts';
import type { HolidayCalendar } from './working-days.ts';

/**
 * Public holidays of the whole country with the office's corrections; a day that it both adds and takes away is
 * one. Days off that are decreed for the public sector alone are not among them unless the office adds them.
 * The first call of a thread loads the calendar: 70 ms and two megabytes, so only where somebody needs it.
 */
export async function peruHolidays(edits: HolidayEdits): Promise<HolidayCalendar> {
  const { default: Holidays } = await import('date-holidays');
  const source = new Holidays('PE', { types: ['public'], timezone: 'America/Lima' });
  const added = new Set(edits.agregados);
  const removed = new Set(edits.quitados);
  const years = new Map<number, Set<string>>();
  const isOfficial = (day: string): boolean => {
    const year = Number(day.slice(0, 4));
    let days = years.get(year);
    if (days === undefined) {
      days = new Set(source.getHolidays(year).map(({ date }) => date.slice(0, 10)));
      years.set(year, days);
    }
    return days.has(day);
  };
  return { isHoliday: (day) => added.has(day) || (!removed.has(day) && isOfficial(day)) };
}
