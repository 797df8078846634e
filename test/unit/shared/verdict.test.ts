import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { VEREDICTOS, WORST_FIRST, fuenteWords, judgeTaxpayer } from '../../../shared/verdict.ts';

const NOW = Date.UTC(2026, 10, 24, 15);
const DAY = 86_400_000;

function taxpayer(change: Partial<Taxpayer>): Taxpayer {
  return {
    ruc: '20131312955',
    razonSocial: 'COMERCIAL ANDINA S.A.C.',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    ubigeo: '150101',
    direccion: 'AV. LOS PINOS 123 URB. SANTA ROSA',
    distrito: 'LIMA',
    provincia: 'LIMA',
    departamento: 'LIMA',
    datoAl: NOW - DAY,
    ...change,
  };
}

describe('the verdict', () => {
  test.each([
    ['ACTIVO', 'HABIDO', 'APTO', /^$/],
    [' activo ', 'Habido', 'APTO', /^$/],
    ['ACTIVO', 'NO HABIDO', 'NO APTO', /NO HABIDO.*riesgo.*31\/12\/2026/],
    ['BAJA DE OFICIO', 'HABIDO', 'NO APTO', /BAJA DE OFICIO.*riesgo/],
    ['SUSPENSION TEMPORAL', 'NO HABIDO', 'NO APTO', /SUSPENSION TEMPORAL.*NO HABIDO/],
    ['BAJA MULT.INSCR. Y O', 'HABIDO', 'NO APTO', /riesgo/],
    ['ACTIVO', 'NO HALLADO SE MUDO D', 'OBSERVADO', /puede pasar a NO HABIDO/],
    ['ACTIVO', 'NO HALLADO', 'OBSERVADO', /puede pasar a NO HABIDO/],
    ['ACTIVO', 'PENDIENTE', 'OBSERVADO', /aún no verifica/],
    ['ACTIVO', 'POR VERIFICAR', 'OBSERVADO', /aún no verifica/],
    ['ACTIVO', '-', 'OBSERVADO', /no informa la condición/],
    ['ACTIVO', '', 'OBSERVADO', /no informa la condición/],
    ['ACTIVO', 'NO APLICABLE', 'OBSERVADO', /no aplica/],
    ['ACTIVO', 'HABIDO*', 'OBSERVADO', /HABIDO\*/],
    ['', 'HABIDO', 'SIN RESPUESTA', /no trae el estado/],
    ['-', 'NO HABIDO', 'SIN RESPUESTA', /no trae el estado/],
  ])('%s, %s → %s', (estado, condicion, veredicto, words) => {
    const judged = judgeTaxpayer(taxpayer({ estado, condicion }), NOW);
    expect(judged.veredicto).toBe(veredicto);
    expect(judged.observacion).toMatch(words);
    expect(judged.observacion).not.toMatch(/perdid/);
  });

  test('only ACTIVO and HABIDO, to the letter, are good', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (estado, condicion) => {
        const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toUpperCase();
        const good = plain(estado) === 'ACTIVO' && plain(condicion) === 'HABIDO';
        expect(judgeTaxpayer(taxpayer({ estado, condicion }), NOW).veredicto === 'APTO').toBe(good);
      }),
    );
  });

  test.each([
    [{ razonSocial: 'A' }, /nombre/],
    [{ direccion: '----' }, /domicilio/],
    [{ datoAl: NOW - 366 * DAY }, /más de un año/],
    [{ ruc: '17123456789' }, /tipo 17/],
    [{ ruc: '16123456789' }, /tipo 16/],
  ])('a warning leaves the verdict as it is: %j', (change, words) => {
    const judged = judgeTaxpayer(taxpayer(change), NOW);
    expect(judged.veredicto).toBe('APTO');
    expect(judged.observacion).toMatch(words);
  });

  test('no warning without its reason', () => {
    expect(judgeTaxpayer(taxpayer({ datoAl: NOW - 364 * DAY }), NOW).observacion).toBe('');
    expect(judgeTaxpayer(taxpayer({ datoAl: null }), NOW).observacion).toBe('');
    expect(judgeTaxpayer(taxpayer({ ruc: '10438047994', direccion: '-' }), NOW).observacion).toBe('');
  });

  test('a BAJA that is NO HABIDO has no date by which to be lifted', () => {
    const judged = (estado: string) =>
      judgeTaxpayer(taxpayer({ estado, condicion: 'NO HABIDO' }), NOW).observacion;
    expect(judged('BAJA DE OFICIO')).toMatch(/NO HABIDO/);
    expect(judged('BAJA DE OFICIO')).not.toMatch(/levantarse/);
    expect(judged('SUSPENSION TEMPORAL')).toContain('Puede levantarse hasta el 31/12/2026.');
  });

  test('the year of the rescue is the year in Lima', () => {
    const newYear = Date.UTC(2027, 0, 1, 3);
    expect(judgeTaxpayer(taxpayer({ condicion: 'NO HABIDO' }), newYear).observacion).toContain('31/12/2026');
  });
});

test('the worst first holds every verdict, in the order that the rule gives', () => {
  expect([...WORST_FIRST].sort()).toEqual([...VEREDICTOS].sort());
  expect(WORST_FIRST).toEqual(['NO APTO', 'NO EXISTE', 'RUC INVÁLIDO', 'SIN RESPUESTA', 'OBSERVADO', 'APTO']);
});

test('the source in words', () => {
  expect(fuenteWords('MIGO')).toBe('Migo');
  expect(fuenteWords('CACHE')).toBe('Migo (guardado)');
  expect(fuenteWords('CACHE', 'SUNAT')).toBe('Consulta múltiple SUNAT');
  expect(fuenteWords('PADRON')).toBe('Padrón SUNAT');
  expect(fuenteWords('SUNAT')).toBe('Consulta múltiple SUNAT');
  expect(fuenteWords('LOCAL')).toBe('Sin consultar');
  expect(fuenteWords('NINGUNA')).toBe('Sin consultar');
});
