import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeDeadline,
  countDownWords,
  daysLeft,
  deadlineOf,
  type ChangeInTime,
} from '../../../shared/deadline.ts';
import { toLimaDay } from '../../../shared/time.ts';

/** 24/11/2026, 10:00 in Lima. */
const NOW = Date.UTC(2026, 10, 24, 15);
/** 31/12/2026, 23:59 and a thousandth before the new year of Lima. */
const LAST = Date.UTC(2027, 0, 1, 5) - 1;
const DAY = 86_400_000;

describe('until when it can be lifted', () => {
  test.each(['ACTIVO', ' activo ', 'SUSPENSION TEMPORAL', 'ANULACION - ERROR SU', ''])(
    'NO HABIDO and %j: 31 December of this year',
    (estado) => {
      const deadline = deadlineOf({ estado, condicion: ' no  habido', now: NOW });
      expect(deadline?.hasta).toBe(LAST);
      expect(deadline?.frase).toContain('Puede levantarse hasta el 31/12/2026.');
    },
  );

  test.each([
    'BAJA DE OFICIO',
    'BAJA PROVISIONAL',
    'BAJA PROV. POR OFICI',
    'BAJA DEFINITIVA',
    'baja mult.inscr. y o',
  ])('a BAJA has no date: %s', (estado) => {
    expect(deadlineOf({ estado, condicion: 'NO HABIDO', now: NOW })).toBeNull();
  });

  test.each(['HABIDO', 'NO HALLADO', 'NO HALLADO SE MUDO D', 'PENDIENTE', '-', ''])(
    'it concerns NO HABIDO alone, not %j',
    (condicion) => {
      expect(deadlineOf({ estado: 'ACTIVO', condicion, now: NOW })).toBeNull();
    },
  );

  test('said as risk, with earlier years beyond it, and with its source', () => {
    const frase = deadlineOf({ estado: 'ACTIVO', condicion: 'NO HABIDO', now: NOW })?.frase ?? '';
    expect(frase).toMatch(/riesgo de que SUNAT desconozca.*comprobantes de 2026; los de años anteriores/);
    expect(frase).toMatch(/Ley del Impuesto a la Renta, art\. 44 inc\. j\)/);
    expect(frase).not.toMatch(/perdid/i);
  });

  test('the year is the year in Lima', () => {
    const noHabido = { estado: 'ACTIVO', condicion: 'NO HABIDO' };
    expect(toLimaDay(deadlineOf({ ...noHabido, now: LAST })?.hasta ?? 0)).toBe('31/12/2026');
    expect(toLimaDay(deadlineOf({ ...noHabido, now: LAST + 1 })?.hasta ?? 0)).toBe('31/12/2027');
  });
});

describe('what a change means', () => {
  const change = (over: Partial<ChangeInTime>): string =>
    changeDeadline({
      campo: 'condicion',
      de: 'NO HALLADO',
      a: 'NO HABIDO',
      estado: 'ACTIVO',
      condicion: 'NO HABIDO',
      notadoEn: NOW - DAY,
      now: NOW,
      ...over,
    });

  test('to NO HABIDO: the date of this year', () => {
    expect(change({})).toBe('Puede levantarse hasta el 31/12/2026.');
  });

  test('noticed in a year before: that year is beyond it, this one not', () => {
    expect(change({ notadoEn: Date.UTC(2025, 10, 3) })).toBe(
      'Para sus comprobantes de 2025 la fecha pasó el 31/12/2025; para los de 2026, puede levantarse hasta el 31/12/2026.',
    );
  });

  test('nothing once it moved on, or was struck off', () => {
    expect(change({ condicion: 'HABIDO' })).toBe('');
    expect(change({ estado: 'BAJA DE OFICIO' })).toBe('');
  });

  test('out of NO HABIDO, in time', () => {
    const lifted = { de: 'NO HABIDO', a: 'HABIDO', condicion: 'HABIDO' };
    expect(change(lifted)).toBe('Levantó antes del 31/12/2026: baja el riesgo.');
    expect(change({ ...lifted, condicion: 'NO HABIDO' })).toBe('');
    expect(change({ ...lifted, estado: 'BAJA DEFINITIVA' })).toBe('');
    expect(change({ ...lifted, a: 'NO HALLADO', condicion: 'NO HALLADO' })).toBe('');
  });

  test('a NO HABIDO that becomes a BAJA no longer has a date', () => {
    const struck = { campo: 'estado', de: 'ACTIVO', a: 'BAJA DE OFICIO', estado: 'BAJA DE OFICIO' };
    expect(change(struck)).toMatch(/^Una BAJA no tiene fecha/);
    expect(change({ ...struck, condicion: 'HABIDO' })).toBe('');
    expect(change({ ...struck, estado: 'ACTIVO' })).toBe('');
    expect(change({ campo: 'estado', de: 'BAJA DE OFICIO', a: 'ACTIVO' })).toMatch(/31\/12\/2026/);
  });

  test.each(['razonSocial', 'direccion', 'ssco', 'existe'])('other data say nothing of it: %s', (campo) => {
    expect(change({ campo, de: 'NO HABIDO', a: 'HABIDO' })).toBe('');
  });
});

describe('how many days are left', () => {
  test('whole days of Lima: today counts as none', () => {
    expect(daysLeft(LAST, LAST)).toBe(0);
    expect(daysLeft(LAST, Date.UTC(2026, 11, 31, 5))).toBe(0);
    expect(daysLeft(LAST, Date.UTC(2026, 11, 31, 5) - 1)).toBe(1);
    expect(daysLeft(LAST, Date.UTC(2026, 11, 1, 5))).toBe(30);
    expect(daysLeft(LAST, LAST + 1)).toBe(-1);
  });

  test('a day later is one day less, whatever the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: NOW - 3000 * DAY, max: NOW + 3000 * DAY }), (now) => {
        expect(daysLeft(LAST, now) - daysLeft(LAST, now + DAY)).toBe(1);
      }),
    );
  });

  test('the count-down begins with December in Lima', () => {
    const december = Date.UTC(2026, 11, 1, 5);
    expect(countDownWords(3, december - 1)).toBeNull();
    expect(countDownWords(3, december)).toBe(
      'Quedan 30 días: 3 socios NO HABIDO pueden levantar su condición hasta el 31/12/2026.',
    );
    expect(countDownWords(1, LAST - DAY)).toBe(
      'Queda 1 día: 1 socio NO HABIDO puede levantar su condición hasta el 31/12/2026.',
    );
    expect(countDownWords(2, LAST)).toMatch(/^Hoy es el último día: 2 socios/);
    expect(countDownWords(2, LAST + 1)).toBeNull();
    expect(countDownWords(0, LAST)).toBeNull();
  });
});
