import { expect, test } from 'vitest';
import type { StoredAnswer } from '../../../main/database/answer-store.ts';
import {
  verdictOfAnswer,
  verdictOfInvalid,
  verdictOfSilence,
  verdictOffline,
} from '../../../main/validation/item-verdicts.ts';

const NOW = Date.UTC(2026, 10, 24, 15, 0);
const DAY = 86_400_000;

function answer(changes: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    n: 7,
    ruc: '20131312955',
    kind: 'known',
    taxpayer: {
      ruc: '20131312955',
      razonSocial: 'EJEMPLO S.A.C.',
      estado: 'ACTIVO',
      condicion: 'HABIDO',
      ubigeo: '150131',
      direccion: 'AV. SOL NRO. 100, LIMA - LIMA - SAN ISIDRO',
      distrito: 'SAN ISIDRO',
      provincia: 'LIMA',
      departamento: 'LIMA',
      datoAl: NOW - 3 * DAY,
    },
    message: '',
    fuente: 'MIGO',
    consultadoEn: NOW - 2 * DAY,
    vence: NOW - DAY,
    answerSha: null,
    callId: null,
    ...changes,
  };
}

test('an answer gives its verdict, its source and the answer it rests on', () => {
  expect(verdictOfAnswer(3, answer(), 'CACHE', NOW)).toEqual({
    n: 3,
    state: 'listo',
    veredicto: 'APTO',
    observacion: '',
    fuente: 'CACHE',
    origen: 'MIGO',
    razonSocial: 'EJEMPLO S.A.C.',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    datoAl: NOW - 3 * DAY,
    consultadoEn: NOW - 2 * DAY,
    answerN: 7,
  });
});

test('only an answer of not found makes it NO EXISTE', () => {
  const verdict = verdictOfAnswer(0, answer({ kind: 'unknown', taxpayer: null }), 'MIGO', NOW);
  expect(verdict.veredicto).toBe('NO EXISTE');
  expect(verdict.observacion).toContain('no prueba fraude');
});

test('a number that the API refuses has no answer, and its words are kept', () => {
  const verdict = verdictOfAnswer(
    0,
    answer({ kind: 'refused', taxpayer: null, message: 'formato' }),
    'MIGO',
    NOW,
  );
  expect(verdict.veredicto).toBe('SIN RESPUESTA');
  expect(verdict.state).toBe('listo');
  expect(verdict.observacion).toContain('formato');
});

test('an invalid RUC is decided here, and says what is wrong', () => {
  const item = {
    texto: '2.01E+10',
    valido: false,
    suggestion: null,
    repairs: [],
    filas: 1,
    primeraFila: 2,
    nombre: '',
    aviso: '',
  };
  const verdict = verdictOfInvalid(1, { ...item, fault: 'digitos-perdidos' });
  expect(verdict).toMatchObject({ veredicto: 'RUC INVÁLIDO', fuente: 'LOCAL', state: 'listo' });
  expect(verdict.observacion).toContain('no recuperable');
});

test('silence adds what is known locally, dated, and is no answer', () => {
  const verdict = verdictOfSilence(0, 'sin-respuesta', 'red', answer());
  expect(verdict).toMatchObject({
    veredicto: 'SIN RESPUESTA',
    fuente: 'NINGUNA',
    estado: '',
    consultadoEn: null,
  });
  expect(verdict.observacion).toContain('22/11/2026');
  expect(verdict.observacion).toContain('ACTIVO, HABIDO');
});

test('offline, a stored answer older than asked for says so and keeps its date', () => {
  const old = verdictOffline(0, answer(), NOW - DAY, NOW);
  expect(old.observacion).toContain('más antigua que lo pedido');
  expect(old.consultadoEn).toBe(NOW - 2 * DAY);
  expect(verdictOffline(0, answer(), NOW - 5 * DAY, NOW).observacion).toBe('');
});

test('offline, what is not stored is SIN RESPUESTA, never NO EXISTE', () => {
  expect(verdictOffline(0, null, 0, NOW)).toMatchObject({
    veredicto: 'SIN RESPUESTA',
    state: 'sin-respuesta',
  });
});
