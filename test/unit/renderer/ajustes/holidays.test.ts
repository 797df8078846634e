import { expect, test } from 'vitest';
import { holidayEdits } from '../../../../shared/schedule.ts';
import {
  corrected,
  dayText,
  holidayLines,
  readDay,
  restored,
} from '../../../../renderer/screens/ajustes/holidays.ts';

const NONE = { agregados: [], quitados: [] };

test('a day is a holiday or is worked, never both', () => {
  const added = corrected(NONE, { dia: '2026-12-24', tipo: 'feriado' });
  expect(added).toEqual({ agregados: ['2026-12-24'], quitados: [] });
  const worked = corrected(added, { dia: '2026-12-24', tipo: 'laborable' });
  expect(worked).toEqual({ agregados: [], quitados: ['2026-12-24'] });
  expect(corrected(worked, { dia: '2026-12-24', tipo: 'laborable' })).toEqual(worked);
  expect(restored(worked, '2026-12-24')).toEqual(NONE);
});

test('the days are listed by date, and saved as the schema has them', () => {
  const edits = [
    { dia: '2027-01-02', tipo: 'feriado' },
    { dia: '2026-12-08', tipo: 'laborable' },
    { dia: '2026-12-24', tipo: 'feriado' },
  ] as const;
  const all = edits.reduce(corrected, NONE);
  expect(holidayEdits.parse(all)).toEqual(all);
  expect(holidayLines(all).map(({ dia }) => dayText(dia))).toEqual([
    '08/12/2026',
    '24/12/2026',
    '02/01/2027',
  ]);
});

test.each([
  ['8/12/2026', '2026-12-08'],
  [' 08-12-2026 ', '2026-12-08'],
  ['29.02.2028', '2028-02-29'],
  ['29/02/2027', null],
  ['2026-12-08', null],
  ['8/12/26', null],
  ['', null],
])('%j is the day %j', (text, dia) => {
  expect(readDay(text)).toBe(dia);
});
