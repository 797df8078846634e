import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issueDateScore, isPartyHeader } from '../../../main/workbook/detect/words.ts';
import { ColumnValues } from '../../../main/workbook/sheet/column-values.ts';
import { NumberSet } from '../../../main/workbook/sheet/number-set.ts';

describe('the distinct numbers of a column', () => {
  test('of two tables apart are counted apart', () => {
    const values = new ColumnValues();
    for (let n = 0; n < 10; n += 1) values.add(5 + n, 'ruc', 20_000_000_000 + (n % 4));
    values.add(15, 'repaired', 7);
    for (let n = 0; n < 6; n += 1) values.add(40 + n, 'ruc', 20_000_000_002 + n);
    values.add(46, 'faulty', 9);
    expect(values.count(2, 20)).toEqual({ validos: 5, distintos: 5 });
    expect(values.count(30, 60)).toEqual({ validos: 6, distintos: 7 });
    expect(values.count(1, 60)).toEqual({ validos: 9, distintos: 10 });
  });

  test('are cut by a header, however near', () => {
    const values = new ColumnValues();
    values.add(4, 'ruc', 20_000_000_001);
    values.cut();
    values.add(6, 'ruc', 20_000_000_002);
    expect(values.count(5, 99).validos).toBe(1);
    expect(values.rucs(5, 99).has(20_000_000_001)).toBe(false);
  });

  test('of more stretches than are kept are all counted', () => {
    const values = new ColumnValues();
    for (let n = 0; n < 1000; n += 1) values.add(1 + n * 10, 'ruc', 20_000_000_000 + n);
    expect(values.count(1, 20_000).validos).toBe(1000);
  });
});

test('a set of numbers is a set', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 99_999_999_999 })),
      fc.integer({ min: 1 }),
      (numbers, other) => {
        const set = new NumberSet();
        for (const number of numbers) set.add(number);
        const plain = new Set(numbers);
        const visited: number[] = [];
        set.forEach((number) => visited.push(number));
        expect(new Set(visited)).toEqual(plain);
        expect([set.size, set.has(other)]).toEqual([plain.size, plain.has(other)]);
      },
    ),
  );
});

test.each([
  ['Fecha de emisión', 3],
  ['FEC. EMIS.', 3],
  ['fec_emision', 3],
  ['FECEMI', 3],
  ['Fecha de documento', 2],
  ['Fecha', 1],
  ['DATE', 1],
  ['Fecha de vencimiento', 0],
  ['F.VCTO.', 0],
  ['Fecha Emisión Doc Modificado', 0],
  ['Fecha de pago', 0],
  ['FECVEN', 0],
  ['Federación', 0],
  ['Importe', 0],
])('%s announces the date of issue: %d', (text, score) => {
  expect(issueDateScore(text)).toBe(score);
});

test.each([
  ['PROVEEDOR', true],
  ['RUC Destinatario', true],
  ['Transportista', false],
  ['Glosa', false],
])('%s names a party: %s', (text, party) => {
  expect(isPartyHeader(text)).toBe(party);
});
