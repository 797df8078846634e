import { describe, expect, it } from 'vitest';
import { entryTime } from '../../../main/zip/entry-time.ts';

const dosDate = (y: number, m: number, d: number): number => ((y - 1980) << 9) | (m << 5) | d;
const dosTime = (h: number, m: number, s: number): number => (h << 11) | (m << 5) | (s >> 1);

describe('entryTime', () => {
  it('takes the time as Lima time', () => {
    expect(entryTime({ date: dosDate(2026, 11, 23), time: dosTime(22, 15, 8) })).toBe(
      Date.UTC(2026, 10, 24, 3, 15, 8),
    );
  });

  it('knows no time where none was written, or what stands there is none', () => {
    expect(entryTime({ date: 0, time: 0 })).toBeNull();
    expect(entryTime({ date: dosDate(1980, 1, 1), time: 0 })).toBeNull();
    expect(entryTime({ date: dosDate(2026, 0, 3), time: 0 })).toBeNull();
    expect(entryTime({ date: dosDate(2026, 2, 30), time: 0 })).toBeNull();
    expect(entryTime({ date: dosDate(2026, 2, 3), time: dosTime(25, 0, 0) })).toBeNull();
  });
});
