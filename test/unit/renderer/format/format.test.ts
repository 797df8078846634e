import { describe, expect, it } from 'vitest';
import { when, shortWhen, monthLabel } from '../../../../renderer/format/dates.ts';
import { ageWords, roughSpan, span, spanRange } from '../../../../renderer/format/durations.ts';
import { soles, sumSoles, times } from '../../../../renderer/format/money.ts';
import { count, countOf, percent, percentOf } from '../../../../renderer/format/numbers.ts';

/** Intl puts spaces that do not break; what is read is the same. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const HOUR = 3_600_000;

describe('counts and percents', () => {
  it('groups from a thousand on, as Peru does', () => {
    expect(count(1408)).toBe('1,408');
    expect(count(999)).toBe('999');
    expect(countOf(1, 'consulta', 'consultas')).toBe('1 consulta');
    expect(countOf(0, 'consulta', 'consultas')).toBe('0 consultas');
  });

  it('shows 100 % only when all is done', () => {
    expect(percentOf(1407, 1408)).toBe(99);
    expect(percentOf(1408, 1408)).toBe(100);
    expect(percentOf(0, 0)).toBe(100);
    expect(plain(percent(58))).toBe('58 %');
  });
});

describe('money', () => {
  it('reads with two decimals, and up to four for a price', () => {
    expect(plain(soles('12.1'))).toBe('S/ 12.10');
    expect(plain(soles('0.0125'))).toBe('S/ 0.0125');
    expect(plain(soles('1812'))).toBe('S/ 1,812.00');
  });

  it('adds and multiplies without a float', () => {
    expect(sumSoles(['0.1', '0.2', null])).toBe('0.3000');
    expect(sumSoles([null, null])).toBeNull();
    expect(times('0.07', 3)).toBe('0.2100');
    expect(plain(soles(times('0.01', 4)))).toBe('S/ 0.04');
  });
});

describe('durations', () => {
  it('reads in two units at most', () => {
    expect(span(400)).toBe('menos de 1 s');
    expect(span(48_000)).toBe('48 s');
    expect(span(80_000)).toBe('1 min 20 s');
    expect(span(120_000)).toBe('2 min');
    expect(span(11 * 60_000 + 20_000)).toBe('11 min');
    expect(span(3 * HOUR + 5 * 60_000)).toBe('3 h 5 min');
  });

  it('rounds an estimate up, so that it is never promised too soon', () => {
    expect(roughSpan(13_200)).toBe('15 s');
    expect(roughSpan(3_100)).toBe('4 s');
    expect(roughSpan(61_000)).toBe('2 min');
  });

  it('joins a range, and says one length where both are the same', () => {
    expect(spanRange(20_000, 120_000)).toBe('20 s a 2 min');
    expect(spanRange(5_000, 40_000)).toBe('5 a 40 s');
    expect(spanRange(0, 1_000)).toBe('1 s');
    expect(spanRange(0, 20_000)).toBe('hasta 20 s');
    expect(spanRange(20_000, 20_000)).toBe('20 s');
  });

  it('tells an age in hours up to a day, then in days', () => {
    expect(ageWords(24 * HOUR)).toBe('24 h');
    expect(ageWords(7 * 24 * HOUR)).toBe('7 días');
    expect(ageWords(30 * HOUR)).toBe('30 h');
  });
});

describe('dates', () => {
  // 24/11/2026 00:30 in Lima is 05:30 UTC of the same day.
  const now = Date.UTC(2026, 10, 24, 5, 30);

  it('counts days in Lima, not in UTC', () => {
    expect(when(Date.UTC(2026, 10, 24, 5, 10), now)).toBe('hoy 00:10');
    expect(when(Date.UTC(2026, 10, 24, 4, 59), now)).toBe('ayer 23:59');
    expect(when(Date.UTC(2026, 10, 20, 14, 12), now)).toBe('20/11/2026 09:12');
  });

  it('is shorter in a narrow column', () => {
    expect(shortWhen(Date.UTC(2026, 10, 24, 5, 10), now)).toBe('00:10');
    expect(shortWhen(Date.UTC(2026, 10, 23, 14, 0), now)).toBe('ayer');
    expect(shortWhen(Date.UTC(2026, 10, 20, 14, 12), now)).toBe('20/11/2026');
  });

  it('names the year of a month only where it is another', () => {
    expect(monthLabel(Date.UTC(2026, 8, 4, 12), now)).toBe('set.');
    expect(monthLabel(Date.UTC(2025, 8, 4, 12), now)).toBe('set. 2025');
  });
});
