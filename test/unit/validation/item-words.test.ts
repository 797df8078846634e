import { expect, test } from 'vitest';
import type { RunItemRow } from '../../../main/database/run-store.ts';
import { itemWords } from '../../../main/validation/item-words.ts';

const ROW: RunItemRow = {
  n: 0,
  ruc: '20131312955',
  valido: true,
  fault: null,
  suggestion: null,
  repairs: [],
  fila: 2,
  filas: 1,
  libro: 0,
  nombre: '',
  aviso: '',
  state: 'listo',
  veredicto: 'APTO',
  observacion: '',
  fuente: 'MIGO',
  origen: 'MIGO',
  razonSocial: 'FERRETERIA EL YUNQUE S.A.C.',
  estado: 'ACTIVO',
  condicion: 'HABIDO',
  datoAl: null,
  consultadoEn: null,
  answerN: 1,
  padronImport: null,
  marcas: null,
};

test('a plain good row says nothing', () => {
  expect(itemWords(ROW)).toEqual({ observacion: '', nombre: '' });
});

test('repairs, warnings and a name of somebody else are all said, in that order', () => {
  const row: RunItemRow = {
    ...ROW,
    observacion: 'Primero.',
    repairs: ['decimal'],
    aviso: 'Aviso.',
    nombre: 'TEXTILES ALPACA',
  };
  const { observacion, nombre } = itemWords(row);
  expect(nombre).toBe('distinto');
  expect(observacion).toMatch(/^Primero\. .+ Aviso\. El nombre del libro no coincide/);
});

test('a name that is alike gives its score, and no observation', () => {
  expect(itemWords({ ...ROW, nombre: 'FERRETERIA YUNQUE' })).toEqual({ observacion: '', nombre: 'coincide' });
  expect(itemWords({ ...ROW, nombre: 'FERRETERIA YUNQ' }).nombre).toMatch(/^parecido 0\.\d\d$/);
});
