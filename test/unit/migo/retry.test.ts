import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs, slowDownMs } from '../../../main/migo/retry.ts';

describe('backoff', () => {
  it('is full jitter under a ceiling that doubles up to 20 s', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 30].map((failed) => backoffMs(failed, () => 0.999999));
    expect(ceilings).toEqual([499, 999, 1999, 3999, 7999, 15_999, 19_999, 19_999, 19_999]);
    expect(backoffMs(5, () => 0)).toBe(0);
    expect(backoffMs(5, () => 0.5)).toBe(4000);
  });

  it('waits at least a second when told to slow down without a time', () => {
    expect(slowDownMs(1, null, () => 0)).toBe(1000);
    expect(slowDownMs(6, null, () => 0.5)).toBe(8000);
    expect(slowDownMs(1, 7000, () => 0)).toBe(7000);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 24, 15, 0, 0);

  it.each([
    [undefined, null],
    ['', null],
    ['soon', null],
    ['0', null],
    ['-3', null],
    ['7', 7000],
    [' 2.5 ', 2500],
    ['86400', 120_000],
    ['Tue, 24 Nov 2026 15:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 14:59:30 GMT', null],
    ['Wed, 25 Nov 2026 15:00:00 GMT', 120_000],
  ])('%j → %j', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
