import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { peruHolidays } from '../../../../main/calendar/peru.ts';
import type { HolidayCalendar } from '../../../../main/calendar/working-days.ts';
import {
  lastOccurrence,
  nextOccurrence,
  timingKey,
  type Timing,
} from '../../../../main/partners/schedule/occurrences.ts';
import { fromLimaText, toLimaIso } from '../../../../shared/time.ts';

const NONE: HolidayCalendar = { isHoliday: () => false };
const DAY_MS = 86_400_000;

const lima = (text: string): number => {
  const at = fromLimaText(text);
  if (at === null) throw new Error(text);
  return at;
};
const minute = (at: number | null): string | null =>
  at === null ? null : toLimaIso(at).slice(0, 16).replace('T', ' ');
const next = (timing: Timing, after: string, holidays = NONE): string | null =>
  minute(nextOccurrence(timing, lima(after), holidays));
const last = (timing: Timing, at: string, holidays = NONE): string | null =>
  minute(lastOccurrence(timing, lima(at), holidays));
const days = (texts: string): HolidayCalendar => ({ isHoliday: (day) => texts.split(' ').includes(day) });

const DAILY: Timing = { dias: { tipo: 'diaria' }, hora: '07:00' };
const WEEKLY: Timing = { dias: { tipo: 'semanal', dias: [7, 1] }, hora: '23:30' };
const LAST_WORKING: Timing = { dias: { tipo: 'ultimo-habil' }, hora: '18:00' };
const monthly = (...dias: number[]): Timing => ({ dias: { tipo: 'mensual', dias }, hora: '06:15' });

describe('a daily schedule', () => {
  it('comes round at its hour, strictly after and at or before', () => {
    expect(next(DAILY, '2026-11-24 06:59:59')).toBe('2026-11-24 07:00');
    expect(next(DAILY, '2026-11-24 07:00')).toBe('2026-11-25 07:00');
    expect(last(DAILY, '2026-11-24 07:00')).toBe('2026-11-24 07:00');
    expect(last(DAILY, '2026-11-24 06:59:59')).toBe('2026-11-23 07:00');
  });

  it('keeps to the millisecond', () => {
    const seven = lima('2026-11-24 07:00');
    expect(nextOccurrence(DAILY, seven - 1, NONE)).toBe(seven);
    expect(lastOccurrence(DAILY, seven - 1, NONE)).toBe(seven - DAY_MS);
    expect(lastOccurrence(DAILY, seven + 1, NONE)).toBe(seven);
    expect(nextOccurrence(DAILY, seven + 1, NONE)).toBe(seven + DAY_MS);
  });

  it('takes the day that it is in Lima where another one has begun in UTC', () => {
    const late: Timing = { dias: { tipo: 'diaria' }, hora: '23:30' };
    expect(next(late, '2026-11-24 23:00')).toBe('2026-11-24 23:30');
    expect(next({ ...late, hora: '00:00' }, '2026-12-31 23:59:59')).toBe('2027-01-01 00:00');
  });
});

describe('a weekly schedule', () => {
  it('comes round on its days, Sunday being the seventh', () => {
    expect(next(WEEKLY, '2026-11-24 08:00')).toBe('2026-11-29 23:30');
    expect(next(WEEKLY, '2026-11-29 23:30')).toBe('2026-11-30 23:30');
    expect(last(WEEKLY, '2026-11-28 12:00')).toBe('2026-11-23 23:30');
  });
});

describe('a monthly schedule', () => {
  it.each([
    ['2026-01-31 06:15', '2026-02-28 06:15'],
    ['2026-02-28 06:15', '2026-03-31 06:15'],
    ['2026-04-01 00:00', '2026-04-30 06:15'],
    ['2028-01-31 06:15', '2028-02-29 06:15'],
    ['2026-12-31 06:15', '2027-01-31 06:15'],
  ])('lets the 31st fall on the last day of a month without one: after %s comes %s', (after, expected) => {
    expect(next(monthly(31), after)).toBe(expected);
    expect(last(monthly(31), expected)).toBe(expected);
  });

  it('lets the 29th and the 30th fall on the last day of February alone', () => {
    expect(next(monthly(29), '2026-02-01 00:00')).toBe('2026-02-28 06:15');
    expect(next(monthly(30), '2026-02-01 00:00')).toBe('2026-02-28 06:15');
    expect(next(monthly(30), '2028-02-01 00:00')).toBe('2028-02-29 06:15');
    expect(next(monthly(29), '2028-02-29 06:15')).toBe('2028-03-29 06:15');
    expect(next(monthly(30), '2026-02-28 06:15')).toBe('2026-03-30 06:15');
    expect(last(monthly(29), '2026-03-28 12:00')).toBe('2026-02-28 06:15');
  });

  it('comes round once where several of its days fall together', () => {
    const ends = monthly(31, 29, 30);
    expect(next(ends, '2026-02-27 12:00')).toBe('2026-02-28 06:15');
    expect(next(ends, '2026-02-28 06:15')).toBe('2026-03-29 06:15');
    expect(next(ends, '2026-04-30 06:15')).toBe('2026-05-29 06:15');
  });
});

describe('the last working day', () => {
  let peru: HolidayCalendar;
  beforeAll(async () => {
    peru = await peruHolidays({ agregados: [], quitados: [] });
  });

  it('leaves out weekends', () => {
    // 31 January 2027 is a Sunday.
    expect(next(LAST_WORKING, '2027-01-01 00:00', peru)).toBe('2027-01-29 18:00');
    expect(next(LAST_WORKING, '2027-01-29 18:00', peru)).toBe('2027-02-26 18:00');
    expect(last(LAST_WORKING, '2027-01-30 12:00', peru)).toBe('2027-01-29 18:00');
    expect(last(LAST_WORKING, '2027-01-29 17:59:59', peru)).toBe('2026-12-31 18:00');
  });

  it('is 29 February where that is one', () => {
    expect(next(LAST_WORKING, '2028-02-01 00:00', peru)).toBe('2028-02-29 18:00');
  });

  it('leaves out holidays on it, Santa Rosa on 30 August among them', () => {
    // In 2024 and 2030 the 30th is the last Friday of the month.
    expect(next(LAST_WORKING, '2024-08-01 00:00', peru)).toBe('2024-08-29 18:00');
    expect(next(LAST_WORKING, '2030-08-01 00:00', peru)).toBe('2030-08-29 18:00');
  });

  it('follows the office: a day that it adds or takes away', async () => {
    const added = await peruHolidays({ agregados: ['2026-12-31', '2026-12-30'], quitados: [] });
    expect(next(LAST_WORKING, '2026-12-01 00:00', added)).toBe('2026-12-29 18:00');
    const removed = await peruHolidays({ agregados: [], quitados: ['2024-08-30'] });
    expect(next(LAST_WORKING, '2024-08-01 00:00', removed)).toBe('2024-08-30 18:00');
  });

  it('passes over a month without any, and ends where there is none at all', () => {
    const november = days(
      Array.from({ length: 30 }, (_, i) => `2026-11-${String(i + 1).padStart(2, '0')}`).join(' '),
    );
    expect(next(LAST_WORKING, '2026-11-01 00:00', november)).toBe('2026-12-31 18:00');
    expect(last(LAST_WORKING, '2026-11-30 20:00', november)).toBe('2026-10-30 18:00');
    const always: HolidayCalendar = { isHoliday: () => true };
    expect(next(LAST_WORKING, '2026-11-01 00:00', always)).toBeNull();
    expect(last(LAST_WORKING, '2026-11-01 00:00', always)).toBeNull();
  });
});

const hora = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const someOf = (max: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 7 });
const timings: fc.Arbitrary<Timing> = fc.record({
  hora,
  dias: fc.oneof(
    fc.constant({ tipo: 'diaria' as const }),
    fc.record({ tipo: fc.constant('semanal' as const), dias: someOf(7) }),
    fc.record({ tipo: fc.constant('mensual' as const), dias: someOf(31) }),
    fc.constant({ tipo: 'ultimo-habil' as const }),
  ),
});
const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2041, 0, 1) });
/** Holidays now and then, also several in a row at the end of a month. */
const calendars = fc
  .array(fc.integer({ min: 0, max: 6500 }), { maxLength: 60 })
  .map((offsets): HolidayCalendar => {
    const off = new Set(
      offsets.flatMap((day) =>
        [0, 1, 2].map((more) => toLimaIso(Date.UTC(2024, 0, 1) + (day + more) * DAY_MS).slice(0, 10)),
      ),
    );
    return { isHoliday: (day) => off.has(day) };
  });

/** Whether a day (`2026-11-24`) is one of the schedule's, told without the code under test. */
function isAllowed(day: string, { dias }: Timing, holidays: HolidayCalendar): boolean {
  const date = new Date(`${day}T12:00:00Z`);
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const monthLength = new Date(Date.UTC(y, m, 0)).getUTCDate();
  if (dias.tipo === 'diaria') return true;
  if (dias.tipo === 'semanal') return dias.dias.includes(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
  if (dias.tipo === 'mensual') return dias.dias.some((wanted) => Math.min(wanted, monthLength) === d);
  const works = (of: number): boolean => {
    const at = new Date(Date.UTC(y, m - 1, of, 12));
    return ![0, 6].includes(at.getUTCDay()) && !holidays.isHoliday(at.toISOString().slice(0, 10));
  };
  return works(d) && !Array.from({ length: monthLength - d }, (_, i) => d + 1 + i).some(works);
}

describe('any schedule', () => {
  it('comes round next on the first of its days at its hour in Lima, and last on the one before', () => {
    fc.assert(
      fc.property(timings, instants, calendars, (timing, at, holidays) => {
        const isOccurrence = (ms: number): boolean => isAllowed(toLimaIso(ms).slice(0, 10), timing, holidays);
        const today = lima(`${toLimaIso(at).slice(0, 10)} ${timing.hora}`);
        let ahead = today > at ? today : today + DAY_MS;
        while (!isOccurrence(ahead)) ahead += DAY_MS;
        let behind = today <= at ? today : today - DAY_MS;
        while (!isOccurrence(behind)) behind -= DAY_MS;
        expect(nextOccurrence(timing, at, holidays)).toBe(ahead);
        expect(lastOccurrence(timing, at, holidays)).toBe(behind);
      }),
      { numRuns: 400 },
    );
  });

  it('goes strictly on, and each one is the last one at its own instant', () => {
    fc.assert(
      fc.property(timings, instants, (timing, from) => {
        let at = from;
        for (let i = 0; i < 20; i += 1) {
          const found = nextOccurrence(timing, at, NONE);
          expect(found).not.toBeNull();
          expect(found).toBeGreaterThan(at);
          at = found as number;
          expect(toLimaIso(at).slice(11, 16)).toBe(timing.hora);
          expect(lastOccurrence(timing, at, NONE)).toBe(at);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the computer’s own time zone', () => {
  it('makes no difference, also where it has daylight saving', () => {
    const script = fileURLToPath(new URL('../../../support/children/occurrences.ts', import.meta.url));
    const tried = [DAILY, WEEKLY, monthly(29, 31), LAST_WORKING, { ...DAILY, hora: '02:30' }];
    // Over both changes of the clock, in Europe and in the United States.
    const ask = { timings: tried, from: lima('2026-03-01 00:00'), count: 300 };
    const told = ['America/Lima', 'America/New_York', 'Europe/Madrid', 'Australia/Lord_Howe'].map(
      (TZ) =>
        JSON.parse(
          execFileSync(process.execPath, [script, JSON.stringify(ask)], {
            env: { ...process.env, TZ },
            encoding: 'utf8',
          }),
        ) as { offset: number; runs: { found: number[]; last: number }[] },
    );
    expect(new Set(told.map(({ offset }) => offset)).size).toBeGreaterThan(2);
    for (const { runs } of told.slice(1)) expect(runs).toEqual(told[0]?.runs);
    expect(told[0]?.runs.map(({ found }) => found.length)).toEqual([300, 300, 300, 300, 300]);
  });
});

describe('timingKey', () => {
  it('is the same where days and hour are, in whatever order they were chosen', () => {
    expect(timingKey(DAILY)).toBe('diaria 07:00');
    expect(timingKey(WEEKLY)).toBe('semanal 1,7 23:30');
    expect(timingKey(monthly(2, 10, 1))).toBe(timingKey(monthly(10, 1, 2)));
    expect(timingKey(LAST_WORKING)).toBe('ultimo-habil 18:00');
  });
});
