import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLimaText, toLimaDay, toLimaIso, toLimaMinute } from '../../../shared/time.ts';

test('an instant is shown in Lima time', () => {
  const instant = Date.UTC(2026, 10, 25, 3, 4, 5);
  expect(toLimaIso(instant)).toBe('2026-11-24T22:04:05-05:00');
  expect(toLimaMinute(instant)).toBe('24/11/2026 22:04');
  expect(toLimaDay(instant)).toBe('24/11/2026');
});

test('what has no zone is Lima time', () => {
  expect(fromLimaText('2026-11-20 05:12:03')).toBe(Date.UTC(2026, 10, 20, 10, 12, 3));
  expect(fromLimaText('2026-11-20T05:12')).toBe(Date.UTC(2026, 10, 20, 10, 12));
  expect(fromLimaText(' 2026-11-20 ')).toBe(Date.UTC(2026, 10, 20, 5));
});

test.each(['', '20/11/2026', '2026-13-01', '2026-02-30', '2026-11-20 5:12', 'ayer'])(
  '%j is no date',
  (text) => {
    expect(fromLimaText(text)).toBeNull();
  },
);

test('there and back again, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      expect(fromLimaText(toLimaIso(seconds * 1000).slice(0, 19))).toBe(seconds * 1000);
    }),
  );
});
