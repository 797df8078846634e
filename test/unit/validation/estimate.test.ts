import { expect, test } from 'vitest';
import { leastTime } from '../../../main/validation/estimate.ts';

const pace = { perMinute: 60, concurrency: 4, latencyMs: 200 };

test('nothing to ask takes no time', () => {
  expect(leastTime(0, pace)).toBe(0);
});

test('the first request goes alone, the rest in waves', () => {
  expect(leastTime(1, pace)).toBe(200);
  expect(leastTime(5, pace)).toBe(400);
  expect(leastTime(6, pace)).toBe(600);
});

test('past the limit each request waits for the one a minute before', () => {
  expect(leastTime(60, pace)).toBeLessThan(60_000);
  expect(leastTime(61, pace)).toBe(60_200);
  expect(leastTime(121, pace)).toBe(120_200);
});
