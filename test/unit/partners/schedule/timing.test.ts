import { describe, expect, it } from 'vitest';
import {
  jitter,
  JITTER_MS,
  midnightAfter,
  RETRY_FIRST_MS,
  RETRY_LONGEST_MS,
  retryWait,
} from '../../../../main/partners/schedule/timing.ts';
import { fromLimaText } from '../../../../shared/time.ts';

describe('jitter', () => {
  it('lies from nothing up to its bound', () => {
    expect(jitter(() => 0)).toBe(0);
    expect(jitter(() => 0.5)).toBe(JITTER_MS / 2);
    expect(jitter(() => 1 - Number.EPSILON)).toBeLessThan(JITTER_MS);
  });
});

describe('retryWait', () => {
  it('doubles up to the longest, and stays there', () => {
    expect([1, 2, 3].map(retryWait)).toEqual([RETRY_FIRST_MS, 2 * RETRY_FIRST_MS, 4 * RETRY_FIRST_MS]);
    expect([6, 7, 1000, 1_000_000].map(retryWait)).toEqual(Array(4).fill(RETRY_LONGEST_MS));
  });
});

describe('midnightAfter', () => {
  it('is the end of the day in Lima, where UTC is in the next one already', () => {
    const end = fromLimaText('2026-12-01 00:00');
    expect(midnightAfter(fromLimaText('2026-11-30 00:00') ?? 0)).toBe(end);
    expect(midnightAfter(fromLimaText('2026-11-30 23:59:59') ?? 0)).toBe(end);
  });
});
