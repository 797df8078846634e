import { describe, expect, it } from 'vitest';
import {
  copiedWords,
  costLine,
  figuresLine,
  footnote,
  resultSentence,
  savedWords,
  spentLine,
  stateSentence,
} from '../../../../renderer/screens/validar/corrida/sentence.ts';
import { counts, snapshot } from './snapshot.ts';

const plain = (text: string | null): string | null => text?.replaceAll('\u00a0', ' ') ?? null;
const NOW = Date.UTC(2026, 10, 24, 15, 15);

describe('the sentence of state', () => {
  it('says which lot is under way while all is well', () => {
    expect(stateSentence(snapshot(), NOW)).toMatchObject({
      animo: 'bien',
      texto: 'Migo responde con normalidad. Lote 8 de 13 en curso.',
    });
  });

  it('says that the first request goes alone', () => {
    expect(stateSentence(snapshot({ peticiones: 0 }), NOW).texto).toContain('primera petición');
  });

  it('tells the round of single questions from the lots', () => {
    const run = snapshot({ peticiones: 14, porRepreguntar: 7 });
    expect(stateSentence(run, NOW).texto).toBe(
      'Migo responde con normalidad. Se repreguntan uno por uno 7 RUC.',
    );
  });

  it('says that a paused run asks nothing', () => {
    expect(stateSentence(snapshot({ estado: 'en pausa' }), NOW)).toMatchObject({ animo: 'pausa' });
  });

  it('says the pace it slowed to', () => {
    const salud = { tipo: 'lento' as const, hasta: null, porMinuto: 30, motivo: null };
    expect(stateSentence(snapshot({ salud }), NOW).texto).toBe(
      'Migo pidió ir más lento. Bajamos a 30 peticiones por minuto y subiremos solos.',
    );
  });

  it('counts the wait down by the second, but keeps the count out of what is read aloud', () => {
    const salud = { tipo: 'espera' as const, hasta: NOW + 29_400, porMinuto: null, motivo: 'red' };
    const sentence = stateSentence(snapshot({ salud }), NOW);
    expect(sentence.texto).toBe('Migo no responde. La corrida espera; se vuelve a probar en 30 s.');
    expect(stateSentence(snapshot({ tipo: 'socios', salud }), NOW).texto).toBe(
      'Migo no responde. El refresco espera; se vuelve a probar en 30 s.',
    );
    expect(sentence.voz).not.toMatch(/\d/);
    expect(stateSentence(snapshot({ salud }), NOW + 40_000).texto).toContain('en 1 s.');
  });

  it('says that it probes with a single RUC', () => {
    const salud = { tipo: 'prueba' as const, hasta: null, porMinuto: null, motivo: null };
    expect(stateSentence(snapshot({ salud }), NOW).texto).toContain('un solo RUC');
  });

  it('gives the words of what stopped it', () => {
    const freno = { code: 'plan-agotado' as const, message: 'Se agotaron las consultas de su plan.' };
    expect(stateSentence(snapshot({ estado: 'terminada', freno }), NOW)).toMatchObject({
      animo: 'freno',
      texto: 'Se agotaron las consultas de su plan.',
    });
  });

  it('counts only what was answered as kept', () => {
    const run = snapshot({
      estado: 'cancelada',
      listos: 900,
      conteo: counts({ APTO: 896, 'SIN RESPUESTA': 4 }),
      puedeRetomar: true,
    });
    expect(stateSentence(run, NOW).texto).toBe(
      'Corrida cancelada. Se conservan 896 veredictos y puede retomarla.',
    );
  });

  it('never speaks of Migo in a run that asks nobody', () => {
    expect(stateSentence(snapshot({ politica: 'local' }), NOW).texto).toContain('No se consulta a Migo');
  });
});

describe('the figures', () => {
  it('promises a time only while answers come', () => {
    expect(figuresLine(snapshot())).toBe(
      '700 de 1,212 consultas · 58 peticiones por minuto · quedan unos 15 s',
    );
    const salud = { tipo: 'espera' as const, hasta: NOW, porMinuto: null, motivo: null };
    expect(figuresLine(snapshot({ salud }))).not.toContain('quedan');
  });

  it('says how much has a verdict once it stands, and its ceiling', () => {
    expect(figuresLine(snapshot({ estado: 'en pausa', tope: 1500 }))).toBe(
      '700 de 1,212 consultas · 896 de 1,408 RUC con veredicto · tope de 1,500',
    );
  });

  it('says what will be asked again', () => {
    expect(footnote(snapshot({ porRepreguntar: 7 }))).toContain('7 RUC no vinieron');
    expect(footnote(snapshot({ porRepreguntar: 1 }))).toContain('1 RUC no vino');
    expect(footnote(snapshot())).not.toContain('no vi');
  });

  it('says what was spent of what was planned, and nothing without a price', () => {
    expect(plain(spentLine(snapshot()))).toBe('Gastado hasta ahora: S/ 7.00 de S/ 12.12');
    expect(spentLine(snapshot({ costo: null }))).toBeNull();
  });
});

describe('the result', () => {
  it('says how many need a person', () => {
    expect(resultSentence(snapshot({ conteo: counts({ APTO: 1291, 'NO APTO': 52, OBSERVADO: 65 }) }))).toBe(
      '117 de 1,408 RUC necesitan revisión.',
    );
    expect(resultSentence(snapshot({ conteo: counts({ APTO: 1407, 'NO APTO': 1 }) }))).toBe(
      '1 de 1,408 RUC necesita revisión.',
    );
    expect(resultSentence(snapshot({ conteo: counts({ APTO: 1408 }) }))).toBe('Los 1,408 RUC son aptos.');
    expect(resultSentence(snapshot({ distintos: 0, conteo: counts() }))).toBe(
      'El libro no tiene RUC por validar.',
    );
  });

  it('says what it cost and what was reused', () => {
    const run = snapshot({
      consultasUsadas: 1230,
      costo: '12.30',
      peticiones: 33,
      cacheMasAntiguo: Date.UTC(2026, 10, 24, 14, 2),
    });
    expect(plain(costLine(run, NOW))).toBe(
      '1,230 consultas, S/ 12.30 · 33 peticiones en 48 s · 187 reusadas, la más antigua de hoy 09:02',
    );
    const offline = snapshot({ costo: '0.00', consultasUsadas: 0, peticiones: 0, desdeCache: 0 });
    expect(costLine({ ...offline, desdePadron: 9 }, NOW)).toBe('Sin consultar a Migo · 9 del padrón');
    expect(plain(costLine(snapshot({ costo: null, desdeCache: 0, desdePadron: 1185 }), NOW))).toBe(
      '700 consultas · 7 peticiones en 48 s · 1,185 del padrón',
    );
    expect(costLine(snapshot({ costo: null, desdeCache: 0 }), NOW)).toBe(
      '700 consultas · 7 peticiones en 48 s',
    );
  });
});

describe('what went out', () => {
  const saved = { copia: 'copia-1', nombre: 'a (verificado).xlsx', copias: 1, filas: 9, avisos: [] };

  it('is named for what it is', () => {
    expect(savedWords({ ...saved, clase: 'copia' }, false)).toEqual({
      que: 'Copia guardada',
      nombre: 'a (verificado).xlsx',
    });
    expect(savedWords({ ...saved, clase: 'informe' }, false).que).toBe('Informe guardado');
    // A text named .xls has no copy: what comes back is a report.
    expect(savedWords({ ...saved, clase: 'copia' }, true).que).toBe('Informe guardado');
    expect(savedWords({ ...saved, clase: 'copia', copias: 3 }, false)).toEqual({
      que: '3 copias guardadas',
      nombre: 'a (verificado).xlsx y 2 más',
    });
  });

  it('is counted where it went to the clipboard', () => {
    expect(copiedWords(1)).toBe('1 fila copiada: péguela en Excel.');
    expect(copiedWords(1408)).toBe('1,408 filas copiadas: péguelas en Excel.');
    expect(copiedWords(0)).toContain('No hay filas');
  });
});
