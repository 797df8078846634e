import { describe, expect, it } from 'vitest';
import { OTHER_CONDICIONES, OTHER_ESTADOS, taxpayerOf } from '../../../main/simulator/taxpayers.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';

const asOf = Date.UTC(2026, 10, 24, 15, 0, 0);
const RUCS = [...companyRucs(15_000), ...personRucs(15_000)];
const TAXPAYERS = RUCS.flatMap((ruc) => taxpayerOf(ruc, { asOf }) ?? []);

describe('the register', () => {
  it('holds about 98 of 100 RUCs, and about 88 of 100 of these ACTIVO and HABIDO', () => {
    expect(TAXPAYERS.length / RUCS.length).toBeCloseTo(0.98, 2);
    const good = TAXPAYERS.filter(
      (taxpayer) =>
        taxpayer.estado_del_contribuyente === 'ACTIVO' && taxpayer.condicion_de_domicilio === 'HABIDO',
    );
    expect(good.length / TAXPAYERS.length).toBeCloseTo(0.88, 2);
  });

  it('knows every estado and every condición, none longer than 20 characters', () => {
    const estados = new Set(TAXPAYERS.map((taxpayer) => taxpayer.estado_del_contribuyente));
    const condiciones = new Set(TAXPAYERS.map((taxpayer) => taxpayer.condicion_de_domicilio));
    expect([...estados].sort()).toEqual(['ACTIVO', ...OTHER_ESTADOS.map(([estado]) => estado)].sort());
    expect([...condiciones].sort()).toEqual(
      ['HABIDO', ...OTHER_CONDICIONES.map(([condicion]) => condicion)].sort(),
    );
    for (const text of [...estados, ...condiciones]) expect(text.length).toBeLessThanOrEqual(20);
  });

  it('gives the same taxpayer for the same RUC, in the form of the API', () => {
    const [ruc] = companyRucs(1) as [string];
    const taxpayer = taxpayerOf(ruc, { asOf, existAll: true });
    expect(taxpayer).toEqual(taxpayerOf(ruc, { asOf, existAll: true }));
    expect(Object.keys(taxpayer ?? {})).toEqual([
      'success',
      'ruc',
      'nombre_o_razon_social',
      'estado_del_contribuyente',
      'condicion_de_domicilio',
      'ubigeo',
      'tipo_de_via',
      'nombre_de_via',
      'codigo_de_zona',
      'tipo_de_zona',
      'numero',
      'interior',
      'lote',
      'dpto',
      'manzana',
      'kilometro',
      'distrito',
      'provincia',
      'departamento',
      'direccion_simple',
      'direccion',
      'actualizado_en',
    ]);
    expect(taxpayer?.actualizado_en).toMatch(/^2026-11-\d{2} 0[0-5]:\d{2}:\d{2}$|^2025-/);
  });

  it('gives companies an address and most persons none', () => {
    for (const taxpayer of TAXPAYERS.filter(({ ruc }) => ruc.startsWith('20'))) {
      expect(taxpayer.direccion).toBe(
        `${String(taxpayer.direccion_simple)}, ${String(taxpayer.departamento)} - ${String(taxpayer.provincia)} - ${String(taxpayer.distrito)}`,
      );
      expect(taxpayer.ubigeo).toMatch(/^\d{6}$/);
    }
    const persons = TAXPAYERS.filter(({ ruc }) => ruc.startsWith('10'));
    const without = persons.filter(({ ubigeo }) => ubigeo === '-');
    expect(without.length / persons.length).toBeCloseTo(0.85, 1);
    expect(new Set(without.map(({ direccion }) => direccion))).toEqual(new Set(['-', null]));
  });

  it('obeys what is fixed for a RUC', () => {
    const missing = RUCS.find((ruc) => taxpayerOf(ruc, { asOf }) === null) as string;
    expect(taxpayerOf(missing, { asOf, existAll: true })?.ruc).toBe(missing);
    const overrides = new Map([[missing, { estado_del_contribuyente: 'BAJA DE OFICIO' }]]);
    expect(taxpayerOf(missing, { asOf, overrides })).toMatchObject({
      estado_del_contribuyente: 'BAJA DE OFICIO',
    });
    const [there] = companyRucs(1) as [string];
    expect(taxpayerOf(there, { asOf, existAll: true, overrides: new Map([[there, null]]) })).toBeNull();
  });
});
