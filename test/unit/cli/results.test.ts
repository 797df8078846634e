import { expect, test } from 'vitest';
import { resultItem, resumenOf, summaryLines } from '../../../main/cli/results.ts';
import { RETENTION_AGENT } from '../../support/local-knowledge.ts';

const ITEM = {
  veredicto: 'APTO' as const,
  estado: 'ACTIVO',
  condicion: 'HABIDO',
  razonSocial: 'EJEMPLO S.A.C.',
  fuente: 'MIGO' as const,
  origen: 'MIGO' as const,
  datoAl: Date.UTC(2026, 10, 20, 10, 12, 3),
  consultadoEn: Date.UTC(2026, 10, 24, 15, 15, 3),
  observacion: '',
  marcas: null,
};

test('a result carries Lima instants with their offset', () => {
  expect(resultItem('20100070970', ITEM)).toEqual({
    ruc: '20100070970',
    veredicto: 'APTO',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    razonSocial: 'EJEMPLO S.A.C.',
    fuente: 'MIGO',
    origen: 'MIGO',
    datoAl: '2026-11-20T05:12:03-05:00',
    consultadoEn: '2026-11-24T10:15:03-05:00',
    observacion: '',
  });
});

test('a register is named where the RUC is on one, and only there', () => {
  expect(resultItem('20100070970', { ...ITEM, marcas: RETENTION_AGENT })).toMatchObject({
    padrones: 'Retención',
  });
  expect(resultItem('20100070970', ITEM)).not.toHaveProperty('padrones');
});

test('what was not reached reads SIN RESPUESTA', () => {
  const waiting = { ...ITEM, veredicto: null, fuente: null, origen: null, datoAl: null, consultadoEn: null };
  expect(resultItem('20100070970', waiting)).toMatchObject({
    veredicto: 'SIN RESPUESTA',
    fuente: 'NINGUNA',
    datoAl: null,
  });
});

test('the resumen has all six verdicts, and counts what was not reached', () => {
  const conteo = {
    APTO: 2,
    'NO APTO': 0,
    OBSERVADO: 1,
    'NO EXISTE': 0,
    'RUC INVÁLIDO': 0,
    'SIN RESPUESTA': 1,
  };
  const resumen = resumenOf(conteo, 4);
  expect(resumen).toEqual({ ...conteo, 'SIN RESPUESTA': 5 });
  expect(summaryLines(resumen).split('\n').filter(Boolean).length).toBe(3);
});
