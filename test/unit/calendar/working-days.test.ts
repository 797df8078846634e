import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay, type HolidayCalendar } from '../../../main/calendar/working-days.ts';
import { toLimaDay } from '../../../shared/time.ts';

const lima = (y: number, m: number, d: number): number => Date.UTC(y, m - 1, d, 5);
const NONE: HolidayCalendar = { isHoliday: () => false };

function termOf(from: number, days = 30, calendar = NONE): string {
  const end = addWorkingDays(from, days, calendar);
  return end === null ? 'never' : toLimaDay(end);
}

describe('addWorkingDays', () => {
  it('counts from the day after, over weekends', () => {
    // A Friday: the first working day is Monday.
    expect(termOf(lima(2026, 11, 20), 1)).toBe('23/11/2026');
    expect(termOf(lima(2026, 11, 20), 5)).toBe('27/11/2026');
    expect(termOf(lima(2026, 11, 20), 6)).toBe('30/11/2026');
    // On a Saturday as on the Friday before it.
    expect(termOf(lima(2026, 11, 21), 1)).toBe('23/11/2026');
  });

  it('leaves out the holidays of the calendar that it was handed', () => {
    const strike = { isHoliday: (day: string) => day === '2026-11-24' };
    expect(termOf(lima(2026, 11, 20), 2, strike)).toBe('25/11/2026');
  });

  it('ends where no day is left', () => {
    expect(termOf(lima(2026, 11, 20), 1, { isHoliday: () => true })).toBe('never');
  });
});

describe('isWorkingDay', () => {
  it('takes the day that it is in Lima', () => {
    // Friday 23:30 in Lima is Saturday already in UTC; Sunday 23:30 is Monday there.
    expect(isWorkingDay(Date.UTC(2026, 10, 21, 4, 30), NONE)).toBe(true);
    expect(isWorkingDay(Date.UTC(2026, 10, 23, 4, 30), NONE)).toBe(false);
    expect(isWorkingDay(lima(2026, 11, 23), NONE)).toBe(true);
    expect(isWorkingDay(lima(2026, 11, 23), { isHoliday: (day) => day === '2026-11-23' })).toBe(false);
  });
});
