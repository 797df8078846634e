import { describe, expect, it, test } from 'vitest';
import { CHANGE_FIELDS } from '../../../../shared/partner-views.ts';
import { FIRST_QUERY } from '../../../../renderer/screens/cambios/state/model.ts';
import {
  changeWords,
  courseWord,
  dayName,
  emptiness,
  isNarrowed,
  markedWords,
  refreshWords,
  totalWords,
  unreadWords,
} from '../../../../renderer/screens/cambios/words.ts';
import { change, CORRIDA, NOW, refreshEnd, summary } from './changes.ts';

const DAY = 86_400_000;

test('a day is told by its nearest name, in Lima', () => {
  expect(dayName(NOW, NOW)).toBe('Hoy');
  expect(dayName(NOW - DAY, NOW)).toBe('Ayer');
  expect(dayName(NOW - 4 * DAY, NOW)).toBe('Viernes');
  // 23:30 in Lima of the day before is another day in UTC already.
  expect(dayName(Date.UTC(2026, 10, 24, 4, 30), NOW)).toBe('Ayer');
  expect(dayName(Date.UTC(2026, 10, 21, 4, 30), NOW)).toBe('Viernes');
});

describe('what changed', () => {
  it('says from what to what', () => {
    expect(changeWords(change())).toBe('Condición: de NO HALLADO a NO HABIDO');
    expect(changeWords(change({ campo: 'estado', de: 'ACTIVO', a: 'BAJA DE OFICIO' }))).toBe(
      'Estado: de ACTIVO a BAJA DE OFICIO',
    );
    expect(changeWords(change({ de: '', a: '-' }))).toBe('Condición: de sin dato a sin dato');
    expect(changeWords(change({ campo: 'direccion', de: 'AV. UNO 1', a: 'AV. DOS 2' }))).toBe(
      'Domicilio fiscal: de AV. UNO 1 a AV. DOS 2',
    );
  });

  it('names the name before alone, unless it has changed again since', () => {
    const renamed = { campo: 'razonSocial', de: 'ANTES S.R.L.', a: 'AHORA S.A.' } as const;
    expect(changeWords(change({ ...renamed, razonSocial: 'AHORA S.A.' }))).toBe(
      'Razón social: antes ANTES S.R.L.',
    );
    expect(changeWords(change({ ...renamed, razonSocial: 'OTRA S.A.' }))).toBe(
      'Razón social: de ANTES S.R.L. a AHORA S.A.',
    );
  });

  it('says what to do where the number is no longer found, and what the list is', () => {
    expect(changeWords(change({ campo: 'existe', de: 'EXISTE', a: 'NO EXISTE' }))).toBe(
      'Migo dejó de encontrarlo: confirme el número',
    );
    expect(changeWords(change({ campo: 'existe', de: 'NO EXISTE', a: 'EXISTE' }))).toMatch(/volvió/);
    expect(changeWords(change({ campo: 'ssco', de: 'NO FIGURA', a: 'FIGURA' }))).toMatch(/^Entró.*SSCO/);
    expect(changeWords(change({ campo: 'ssco', de: 'FIGURA', a: 'NO FIGURA' }))).toMatch(/^Salió/);
  });

  it('has words for every field', () => {
    for (const campo of CHANGE_FIELDS) expect(changeWords(change({ campo }))).not.toBe('');
    expect([courseWord('peor'), courseWord('mejor'), courseWord('otro')]).toEqual(['Empeoró', 'Mejoró', '']);
  });
});

test('counts in sentences', () => {
  expect(totalWords(38, FIRST_QUERY)).toBe('38 cambios en 30 días');
  expect(totalWords(1, { ...FIRST_QUERY, dias: null })).toBe('1 cambio');
  expect(unreadWords(4)).toBe('4 sin leer');
  expect(unreadWords(0)).toBeNull();
  expect(markedWords({ marcados: 1, leido: false })).toBe('1 cambio marcado como no leído');
  expect(markedWords({ marcados: 1200, leido: true })).toBe('1,200 cambios marcados como leídos');
});

test('the chip of one refresh says when it was', () => {
  expect(refreshWords(NOW - 10_800_000, NOW)).toBe('Del refresco de hoy 07:00');
  expect(refreshWords(NOW - 4 * DAY, NOW)).toBe('Del refresco del 20/11/2026 10:00');
  expect(refreshWords(null, NOW)).toBe('De un refresco');
});

describe('in the place of changes', () => {
  it('a filter that finds nothing can be taken away', () => {
    for (const narrow of [
      { rumbo: 'peor' as const },
      { grupo: '' },
      { sinLeer: true },
      { corrida: CORRIDA },
      { texto: 'x' },
    ]) {
      expect(isNarrowed({ ...FIRST_QUERY, ...narrow })).toBe(true);
      expect(emptiness({ ...FIRST_QUERY, ...narrow }, summary(), NOW).accion).toBe('filtros');
    }
    expect(emptiness({ ...FIRST_QUERY, sinLeer: true }, summary(), NOW).frase).toMatch(/sin leer/);
  });

  it('nothing noticed: since when, and when it was last looked', () => {
    const checked = summary({ ultimo: refreshEnd({ fin: NOW - 10_560_000 }) });
    expect(emptiness(FIRST_QUERY, checked, NOW)).toEqual({
      frase: 'Sin cambios en 30 días. La última revisión fue hoy a las 07:04.',
      accion: null,
    });
    const longAgo = summary({ ultimo: refreshEnd({ fin: NOW - 4 * DAY }) });
    expect(emptiness(FIRST_QUERY, longAgo, NOW).frase).toMatch(/fue el 20\/11\/2026 a las 10:00\.$/);
    expect(emptiness({ ...FIRST_QUERY, dias: null }, summary(), NOW).frase).toMatch(
      /^Sin cambios hasta hoy\./,
    );
  });

  it('without partners, the way to them', () => {
    expect(emptiness(FIRST_QUERY, summary({ socios: 0 }), NOW).accion).toBe('socios');
  });
});
