import { describe, expect, it } from 'vitest';
import { peruHolidays } from '../../../main/calendar/peru.ts';
import { addWorkingDays, type HolidayCalendar } from '../../../main/calendar/working-days.ts';
import { toLimaDay } from '../../../shared/time.ts';

const lima = (y: number, m: number, d: number): number => Date.UTC(y, m - 1, d, 5);
const NO_EDITS = { agregados: [], quitados: [] };

function termOf(from: number, calendar: HolidayCalendar): string {
  const end = addWorkingDays(from, 30, calendar);
  return end === null ? 'never' : toLimaDay(end);
}

describe('peruHolidays', () => {
  it('gives the term of a list published on 31/10/2026: over Todos los Santos, the 8th and the 9th of December', async () => {
    expect(termOf(lima(2026, 10, 31), await peruHolidays(NO_EDITS))).toBe('15/12/2026');
  });

  it('gives the term over the turn of the year and over Fiestas Patrias', async () => {
    const peru = await peruHolidays(NO_EDITS);
    // December 2026: 1–4, 7, 10, 11, 14–18, 21–24, 28–31; then from the 4th of January on.
    expect(termOf(lima(2026, 11, 30), peru)).toBe('15/01/2027');
    // July 2026 without the 23rd, 28th and 29th; the 6th of August is the battle of Junín.
    expect(termOf(lima(2026, 6, 30), peru)).toBe('17/08/2026');
  });

  it('knows the holidays of the whole country, also those of recent laws', async () => {
    const peru = await peruHolidays(NO_EDITS);
    const holidays = [
      '2026-01-01 2026-04-02 2026-04-03 2026-05-01 2026-06-07 2026-06-29 2026-07-23 2026-07-28 2026-07-29',
      '2026-08-06 2026-08-30 2026-10-08 2026-11-01 2026-12-08 2026-12-09 2026-12-25',
    ]
      .join(' ')
      .split(' ');
    for (const day of holidays) expect([day, peru.isHoliday(day)]).toEqual([day, true]);
    for (const day of ['2026-01-02', '2026-11-02', '2026-12-24', '2026-06-24'])
      expect([day, peru.isHoliday(day)]).toEqual([day, false]);
    expect(peru.isHoliday('2021-12-09')).toBe(false);
  });

  it('takes in what the office adds and leaves out what it takes away', async () => {
    const edits = { agregados: ['2026-12-24', '2026-12-08'], quitados: ['2026-12-08', '2026-12-09'] };
    const office = await peruHolidays(edits);
    expect(office.isHoliday('2026-12-24')).toBe(true);
    expect(office.isHoliday('2026-12-09')).toBe(false);
    // Added and taken away: it is one.
    expect(office.isHoliday('2026-12-08')).toBe(true);
    expect(office.isHoliday('2026-12-25')).toBe(true);
    expect((await peruHolidays(NO_EDITS)).isHoliday('2026-12-24')).toBe(false);
  });
});
