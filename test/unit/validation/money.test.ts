import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf } from '../../../main/validation/money.ts';

test.each([
  [1212, '0.01', '12.12'],
  [0, '0.01', '0.00'],
  [1, '0.1', '0.10'],
  [3, '0.0125', '0.0375'],
  [4, '0.0125', '0.05'],
  [7, '2', '14.00'],
  [1_000_000, '0.01', '10000.00'],
])('%i queries at S/ %s cost %s', (count, price, cost) => {
  expect(costOf(count, price)).toBe(cost);
});

test('without a price there is no cost', () => {
  expect(costOf(10, null)).toBeNull();
});

test('is exact where binary floats are not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.integer({ min: 0, max: 9_999 }),
      (count, tenThousandths) => {
        const price = `0.${String(tenThousandths).padStart(4, '0')}`;
        const cost = costOf(count, price) as string;
        const [whole = '', fraction = ''] = cost.split('.');
        expect(fraction.length).toBeGreaterThanOrEqual(2);
        expect(BigInt(whole + fraction.padEnd(4, '0'))).toBe(BigInt(count) * BigInt(tenThousandths));
      },
    ),
  );
});
