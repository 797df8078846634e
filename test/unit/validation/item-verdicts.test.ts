import { describe, expect, test } from 'vitest';
import type { StoredAnswer } from '../../../main/database/answer-store.ts';
import {
  verdictOfAnswer,
  verdictOfInvalid,
  verdictOfPadron,
  verdictOfSilence,
  verdictOffline,
  withMarks,
} from '../../../main/validation/item-verdicts.ts';
import { isAptoByPadron, newestLocal, type LocalFacts } from '../../../main/validation/local-reader.ts';
import {
  EDITION,
  EDITION_DAY,
  ON_SSCO,
  padronEntry,
  RETENTION_AGENT,
} from '../../support/local-knowledge.ts';

const NOW = Date.UTC(2026, 10, 24, 15, 0);
const DAY = 86_400_000;
const RUC = '20131312955';
const TIME = { now: NOW, isOld: () => false };

function facts(changes: Partial<LocalFacts> = {}): LocalFacts {
  return { answer: null, padron: null, marks: null, edition: null, ...changes };
}

function answer(changes: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    n: 7,
    id: '0199f0aa-0000-7000-8000-000000000007',
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
    padronImport: null,
    marcas: null,
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

describe('the padrón', () => {
  test('gives its verdict by its edition, looked up now', () => {
    expect(verdictOfPadron(3, padronEntry(RUC), TIME)).toEqual({
      n: 3,
      state: 'listo',
      veredicto: 'APTO',
      observacion: '',
      fuente: 'PADRON',
      origen: 'PADRON',
      razonSocial: 'PADRON 2955 S.A.C.',
      estado: 'ACTIVO',
      condicion: 'HABIDO',
      datoAl: EDITION_DAY,
      consultadoEn: NOW,
      answerN: null,
      padronImport: EDITION.n,
      marcas: null,
    });
  });

  test.each([
    ['ACTIVO', 'NO HALLADO NRO.PUERT', 'OBSERVADO'],
    ['ACTIVO', 'NO HABIDO', 'NO APTO'],
    ['BAJA PROV. POR OFICI', 'HABIDO', 'NO APTO'],
    ['ACTIVO', '-', 'OBSERVADO'],
  ])('judges texts cut to 20 characters: %s, %s is %s', (estado, condicion, veredicto) => {
    expect(verdictOfPadron(0, padronEntry(RUC, estado, condicion), TIME).veredicto).toBe(veredicto);
  });

  test('says that its edition is old, and since when', () => {
    const entry = padronEntry(RUC, 'ACTIVO', 'HABIDO', NOW - 20 * DAY);
    const verdict = verdictOfPadron(0, entry, { now: NOW, isOld: (fecha) => NOW - fecha > 7 * DAY });
    expect(verdict.veredicto).toBe('APTO');
    expect(verdict.observacion).toBe(
      'El padrón usado es del 04/11/2026, de hace 20 días: pudo cambiar desde entonces.',
    );
  });

  test('without an estado there is no verdict, and it may be asked', () => {
    expect(verdictOfPadron(0, padronEntry(RUC, '-', '-'), TIME)).toMatchObject({
      veredicto: 'SIN RESPUESTA',
      state: 'sin-respuesta',
    });
  });
});

describe('what stands where nobody is asked', () => {
  const padron = padronEntry(RUC);

  test('a fresh answer, also where the edition is younger', () => {
    const asked = answer({ consultadoEn: NOW - DAY });
    expect(newestLocal({ answer: asked, padron }, NOW - 2 * DAY)).toBe(asked);
  });

  test('else the younger knowledge: the date of the data counts, not that of the question', () => {
    const old = answer({ consultadoEn: EDITION_DAY + 1 });
    expect(newestLocal({ answer: old, padron }, NOW)).toBe(padron);
    const young = { ...(old.taxpayer as NonNullable<StoredAnswer['taxpayer']>), datoAl: EDITION_DAY + 1 };
    const known = answer({ consultadoEn: EDITION_DAY + 2, taxpayer: young });
    expect(newestLocal({ answer: known, padron }, NOW)).toBe(known);
  });

  test('an answer without a date of its data counts by its instant; at the same date the answer stands', () => {
    const taxpayer = { ...(answer().taxpayer as NonNullable<StoredAnswer['taxpayer']>), datoAl: null };
    const same = answer({ consultadoEn: EDITION_DAY, taxpayer });
    expect(newestLocal({ answer: same, padron }, NOW)).toBe(same);
    expect(newestLocal({ answer: { ...same, consultadoEn: EDITION_DAY - 1 }, padron }, NOW)).toBe(padron);
  });

  test('a date of the data after the answer itself is not believed', () => {
    const taxpayer = { ...(answer().taxpayer as NonNullable<StoredAnswer['taxpayer']>), datoAl: NOW + DAY };
    const wrong = answer({ consultadoEn: EDITION_DAY - DAY, taxpayer });
    expect(newestLocal({ answer: wrong, padron }, NOW)).toBe(padron);
  });

  test('NO EXISTE stays while it is younger than the edition, and gives way to a younger one', () => {
    const unknown = { kind: 'unknown', taxpayer: null } as const;
    const young = answer({ ...unknown, consultadoEn: EDITION_DAY + 1 });
    expect(verdictOffline(0, facts({ answer: young, padron }), NOW, TIME).veredicto).toBe('NO EXISTE');
    const old = answer({ ...unknown, consultadoEn: EDITION_DAY - 1 });
    expect(verdictOffline(0, facts({ answer: old, padron }), NOW, TIME)).toMatchObject({
      veredicto: 'APTO',
      fuente: 'PADRON',
    });
  });

  test('who is not in a younger edition keeps the answer: absence proves nothing', () => {
    const old = answer({ consultadoEn: EDITION_DAY - 9 * DAY });
    const verdict = verdictOffline(0, facts({ answer: old, edition: EDITION }), NOW, TIME);
    expect(verdict).toMatchObject({ veredicto: 'APTO', fuente: 'CACHE' });
    expect(verdict.observacion).toContain('más antigua que lo pedido');
  });
});

describe('offline', () => {
  test('a stored answer older than asked for says so and keeps its date', () => {
    const old = verdictOffline(0, facts({ answer: answer() }), NOW - DAY, TIME);
    expect(old.observacion).toContain('más antigua que lo pedido');
    expect(old.consultadoEn).toBe(NOW - 2 * DAY);
    expect(verdictOffline(0, facts({ answer: answer() }), NOW - 5 * DAY, TIME).observacion).toBe('');
  });

  test('what is not stored is SIN RESPUESTA, never NO EXISTE', () => {
    expect(verdictOffline(0, facts(), 0, TIME)).toMatchObject({
      veredicto: 'SIN RESPUESTA',
      state: 'sin-respuesta',
      fuente: 'NINGUNA',
    });
  });

  test('who is not in the padrón may be newer than it', () => {
    const verdict = verdictOffline(0, facts({ edition: EDITION }), 0, TIME);
    expect(verdict).toMatchObject({ veredicto: 'SIN RESPUESTA', state: 'sin-respuesta', padronImport: null });
    expect(verdict.observacion).toContain('No figura en el padrón del 23/11/2026; puede ser más nuevo.');
  });
});

describe('silence', () => {
  const silent = (known: Partial<LocalFacts>): string => {
    const verdict = verdictOfSilence(0, 'sin-respuesta', 'red', facts(known));
    expect(verdict).toMatchObject({
      veredicto: 'SIN RESPUESTA',
      fuente: 'NINGUNA',
      estado: '',
      datoAl: null,
      consultadoEn: null,
    });
    return verdict.observacion;
  };

  test('adds what is known locally, dated, and is no answer', () => {
    expect(silent({ answer: answer() })).toContain(
      'según la respuesta guardada del 22/11/2026: ACTIVO, HABIDO.',
    );
    expect(silent({ padron: padronEntry(RUC), edition: EDITION })).toContain(
      'según el padrón del 23/11/2026: ACTIVO, HABIDO.',
    );
  });

  test('of answer and padrón it says the younger', () => {
    const old = answer({ consultadoEn: EDITION_DAY - DAY });
    expect(
      silent({ answer: old, padron: padronEntry(RUC, 'ACTIVO', 'NO HABIDO'), edition: EDITION }),
    ).toContain('según el padrón del 23/11/2026: ACTIVO, NO HABIDO.');
    const unknown = answer({ kind: 'unknown', taxpayer: null, consultadoEn: EDITION_DAY + 1 });
    expect(silent({ answer: unknown, padron: padronEntry(RUC), edition: EDITION })).toContain(
      'Migo no lo encontraba',
    );
  });

  test('says that the padrón does not hold it, or nothing where there is none', () => {
    expect(silent({ edition: EDITION })).toContain('No figura en el padrón del 23/11/2026');
    expect(silent({})).not.toContain('padrón');
  });
});

describe('the registers', () => {
  test('whoever is on the SSCO list is NO APTO whatever the answer, with both dates', () => {
    const verdict = withMarks(verdictOfAnswer(0, answer(), 'MIGO', NOW), ON_SSCO, NOW);
    expect(verdict).toMatchObject({
      veredicto: 'NO APTO',
      fuente: 'MIGO',
      estado: 'ACTIVO',
      marcas: ON_SSCO,
    });
    expect(verdict.observacion).toContain('(SSCO)');
    expect(verdict.observacion).toContain('31/10/2026');
    expect(verdict.observacion).toContain('15/12/2026');
    const unknown = verdictOfAnswer(0, answer({ kind: 'unknown', taxpayer: null }), 'MIGO', NOW);
    expect(withMarks(unknown, ON_SSCO, NOW).veredicto).toBe('NO APTO');
  });

  test('unanswered, it is NO APTO too, decided here, and can still be asked', () => {
    const silent = verdictOfSilence(0, 'omitido', 'tiempo', facts());
    expect(withMarks(silent, ON_SSCO, NOW)).toMatchObject({
      veredicto: 'NO APTO',
      state: 'omitido',
      fuente: 'LOCAL',
      origen: 'LOCAL',
    });
  });

  test('who left the list keeps the verdict, and the list is said', () => {
    const left = {
      ...ON_SSCO,
      ssco: { ...(ON_SSCO.ssco as NonNullable<typeof ON_SSCO.ssco>), vigente: false },
    };
    const verdict = withMarks(verdictOfAnswer(0, answer(), 'MIGO', NOW), left, NOW);
    expect(verdict.veredicto).toBe('APTO');
    expect(verdict.observacion).toContain('31/10/2026');
  });

  test('another register changes no verdict and is kept', () => {
    const verdict = verdictOfAnswer(0, answer(), 'MIGO', NOW);
    expect(withMarks(verdict, RETENTION_AGENT, NOW)).toEqual({ ...verdict, marcas: RETENTION_AGENT });
    expect(withMarks(verdict, null, NOW)).toBe(verdict);
  });

  test('the padrón never spares the question about one of them', () => {
    const padron = padronEntry(RUC);
    expect(isAptoByPadron(facts({ padron }))).toBe(true);
    expect(isAptoByPadron(facts({ padron, marks: RETENTION_AGENT }))).toBe(true);
    expect(isAptoByPadron(facts({ padron, marks: ON_SSCO }))).toBe(false);
    expect(isAptoByPadron(facts({ padron: padronEntry(RUC, 'ACTIVO', 'NO HALLADO') }))).toBe(false);
    expect(isAptoByPadron(facts())).toBe(false);
  });
});
