import { describe, expect, it, test } from 'vitest';
import type { Schedule } from '../../../../shared/contract.ts';
import { schedule as schema } from '../../../../shared/schedule.ts';
import {
  daysOf,
  monthDaysText,
  nextWords,
  readHour,
  readMonthDays,
  scheduleWords,
} from '../../../../renderer/words/schedule.ts';

/** 24/11/2026, 10:00 in Lima. */
const NOW = Date.UTC(2026, 10, 24, 15);
const HOUR = 3_600_000;
const DAILY: Schedule = { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 1000 };

test.each([
  ['7', '07:00'],
  ['7:30', '07:30'],
  [' 07.30 ', '07:30'],
  ['0730', '07:30'],
  ['23:59', '23:59'],
  ['7h05', '07:05'],
])('%j is the hour %s', (text, hora) => {
  expect(readHour(text)).toBe(hora);
  expect(schema.safeParse({ ...DAILY, hora }).success).toBe(true);
});

test.each(['', '24', '24:00', '7:60', '7:5', 'siete', '-1', '07:00:00'])('%j is no hour', (text) => {
  expect(readHour(text)).toBeNull();
});

test('days of a month: sorted, each once, and back as they are read', () => {
  expect(readMonthDays('15, 1 y 31; 15')).toEqual([1, 15, 31]);
  expect(monthDaysText([1, 15, 31])).toBe('1, 15 y 31');
  expect(readMonthDays(monthDaysText([1, 15, 31]))).toEqual([1, 15, 31]);
  expect(monthDaysText([5])).toBe('5');
});

test.each(['', 'y', '0', '32', '1-15', 'fin de mes', '1 de mayo'])('%j is no list of days', (text) => {
  expect(readMonthDays(text)).toBeNull();
});

describe('a schedule in words', () => {
  const of = (change: Partial<Schedule>) => scheduleWords({ ...DAILY, ...change });

  it('says days, hour and ceiling', () => {
    expect(of({})).toBe('Cada día a las 07:00, hasta 1,000 consultas');
    expect(of({ tope: null })).toBe('Cada día a las 07:00');
    expect(of({ tope: 1 })).toMatch(/hasta 1 consulta$/);
    expect(of({ dias: { tipo: 'semanal', dias: [4, 1] }, tope: null })).toBe(
      'Cada lunes y jueves a las 07:00',
    );
    expect(of({ dias: { tipo: 'mensual', dias: [1, 15] }, tope: null })).toBe(
      'Los días 1 y 15 de cada mes a las 07:00',
    );
    expect(of({ dias: { tipo: 'mensual', dias: [31] }, tope: null })).toMatch(/^El día 31 de cada mes/);
    expect(of({ dias: { tipo: 'ultimo-habil' }, tope: null })).toMatch(/^El último día hábil de cada mes/);
    expect(of({ activa: false })).toBe('Apagada');
  });

  it('keeps the days where the kind stays, and begins with one where it changes', () => {
    const weekly = { tipo: 'semanal', dias: [2, 5] } as const;
    expect(daysOf('semanal', { ...weekly, dias: [...weekly.dias] })).toEqual(weekly);
    for (const tipo of ['diaria', 'semanal', 'mensual', 'ultimo-habil'] as const) {
      const dias = daysOf(tipo, DAILY.dias);
      expect(dias.tipo).toBe(tipo);
      expect(schema.safeParse({ ...DAILY, dias }).success).toBe(true);
    }
  });
});

describe('the next one', () => {
  const state = (change: Partial<Parameters<typeof nextWords>[0]>) =>
    nextWords({ proximo: null, enPausaHasta: null, aplazado: null, ...change }, NOW);
  const at = (en: number, grupo = '', nombre = '') => ({ proximo: { en, grupo, nombre } });

  it('is told by the nearest word', () => {
    expect(state(at(NOW + HOUR))).toBe('Próximo: hoy 11:00.');
    expect(state(at(NOW + 21 * HOUR))).toBe('Próximo: mañana 07:00.');
    expect(state(at(NOW + 45 * HOUR))).toBe('Próximo: 26/11/2026 07:00.');
    expect(state(at(NOW + HOUR, 'clientes', 'Clientes'))).toBe('Próximo: hoy 11:00 (Clientes).');
    expect(state({})).toBe('No hay un próximo refresco programado.');
  });

  it('comes with what holds it up', () => {
    expect(state({ ...at(NOW + 21 * HOUR), enPausaHasta: NOW + HOUR, aplazado: 'Sin conexión.' })).toBe(
      'Próximo: mañana 07:00. En pausa por hoy. Sin conexión.',
    );
    expect(state({ enPausaHasta: NOW - HOUR })).not.toContain('pausa');
  });
});
