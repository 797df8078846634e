import { describe, expect, it } from 'vitest';
import { whenWords } from '../../../shared/when.ts';

/** 24/11/2026 10:00 in Lima. */
const NOW = Date.UTC(2026, 10, 24, 15);
const HOUR = 3_600_000;

describe('whenWords', () => {
  it.each([
    [NOW - 3 * HOUR, 'hoy 07:00'],
    [NOW - 10 * HOUR, 'hoy 00:00'],
    // A minute earlier it is yesterday in Lima, though the same day in UTC.
    [NOW - 10 * HOUR - 60_000, 'ayer 23:59'],
    [NOW - 35 * HOUR, '22/11/2026 23:00'],
    [NOW + 13 * HOUR + 59 * 60_000, 'hoy 23:59'],
    [NOW + 14 * HOUR, 'mañana 00:00'],
    [NOW + 38 * HOUR, '26/11/2026 00:00'],
  ])('says %d as %s', (ms, words) => {
    expect(whenWords(ms, NOW)).toBe(words);
  });
});
