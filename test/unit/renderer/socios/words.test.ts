import { describe, expect, it } from 'vitest';
import {
  addedWords,
  answeredTitle,
  answeredWords,
  attemptWords,
  confirmedWords,
  costWords,
  endWords,
  failedSince,
  groupNames,
  nextRefreshWords,
  numbersIn,
  reasonWords,
  refreshWords,
  sourceWords,
  totalWords,
} from '../../../../renderer/screens/socios/words.ts';
import { changesOf } from '../../../../renderer/screens/socios/state/changesOf.ts';
import { ago, whenNext } from '../../../../renderer/format/dates.ts';
import { group, partner, partnerDetail, refreshEnd, summary } from './partners.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 24/11/2026 10:15 in Lima. */
const NOW = Date.UTC(2026, 10, 24, 15, 15);

describe('how long ago and how soon', () => {
  it('counts within the day, then by days of Lima', () => {
    expect(ago(NOW - 20_000, NOW)).toBe('ahora');
    expect(ago(NOW - 5 * 60_000, NOW)).toBe('hace 5 min');
    expect(ago(NOW - 3 * HOUR, NOW)).toBe('hace 3 h');
    // 23:00 of the day before is less than a day ago, and yesterday.
    expect(ago(NOW - 11 * HOUR - 15 * 60_000, NOW)).toBe('ayer');
    expect(ago(NOW - 34 * DAY, NOW)).toBe('hace 34 d');
    expect(ago(NOW + HOUR, NOW)).toBe('ahora');
  });

  it('says today, tomorrow, or the day', () => {
    expect(whenNext(NOW + HOUR, NOW)).toBe('hoy 11:15');
    expect(whenNext(NOW + DAY, NOW)).toBe('mañana 10:15');
    expect(whenNext(NOW + 6 * DAY, NOW)).toBe('30/11/2026 10:15');
  });
});

describe('what is said of a partner', () => {
  it('tells a late answer, an unconfirmed one, and one that never came', () => {
    const late = partner({ ultimaRespuesta: NOW - 34 * DAY, vencido: true });
    expect(confirmedWords(late, NOW)).toBe('hace 34 d');
    expect(answeredTitle(late, NOW)).toBe('Última respuesta: 21/10/2026 10:15. La respuesta está vencida.');
    const lost = { ...late, sinConfirmarDesde: NOW - 34 * DAY };
    expect(confirmedWords(lost, NOW)).toBe('sin confirmar desde 21/10/2026');
    expect(answeredWords(lost, NOW)).toBe('hace 34 d');
    expect(answeredTitle(lost, NOW)).toContain('Sin confirmar desde el 21/10/2026.');
    const never = partner({ ultimaRespuesta: null, ultimoIntento: null, vencido: true });
    expect(answeredWords(never, NOW)).toBe('nunca');
    expect(answeredTitle(never, NOW)).toBe('Nunca ha respondido.');
    expect(attemptWords(never, NOW)).toBe('');
  });

  it('tells of an attempt that failed since the last answer, and of no other', () => {
    const attempt = { en: NOW - HOUR, respondido: false, motivo: 'se agotó el tiempo' };
    const failed = partner({ ultimaRespuesta: NOW - DAY, ultimoIntento: attempt });
    expect(failedSince(failed)).toBe(true);
    expect(attemptWords(failed, NOW)).toBe('hoy 09:15, sin respuesta: se agotó el tiempo');
    expect(answeredTitle(failed, NOW)).toContain('Último intento: hoy 09:15, sin respuesta');
    expect(failedSince({ ...failed, ultimaRespuesta: NOW })).toBe(false);
    expect(failedSince({ ...failed, ultimaRespuesta: null })).toBe(true);
    expect(failedSince(partner({ ultimoIntento: { en: NOW, respondido: true, motivo: '' } }))).toBe(false);
  });

  it('says each thing once where the deadline is told with its source', () => {
    const observacion = 'Condición NO HABIDO: riesgo mientras dure. Puede levantarse hasta el 31/12/2026.';
    expect(reasonWords(partnerDetail({ observacion }))).toEqual([observacion]);
    expect(
      reasonWords(partnerDetail({ observacion, plazo: 'Puede levantarse hasta el 31/12/2026. Fuente: X.' })),
    ).toEqual([
      'Condición NO HABIDO: riesgo mientras dure.',
      'Puede levantarse hasta el 31/12/2026. Fuente: X.',
    ]);
    expect(reasonWords(partnerDetail())).toEqual([]);
  });

  it('names the source and its age', () => {
    const asked = partnerDetail({ ultimaRespuesta: NOW - 3 * HOUR, datoAl: NOW - DAY });
    expect(sourceWords(asked, NOW)).toBe('Migo, hoy 07:15, dato del 23/11/2026');
    expect(sourceWords(partnerDetail({ ultimaRespuesta: null, fuente: null }), NOW)).toBe(
      'Todavía no responde',
    );
  });

  it('names groups as they are called now', () => {
    const resumen = summary({ grupos: [group('minera', 3)] });
    expect(groupNames(['minera', 'ida'], resumen)).toBe('MINERA, ida');
    expect(groupNames([''], resumen)).toBe('Sin grupo');
  });
});

describe('what is said of all', () => {
  it('counts partners and groups', () => {
    expect(totalWords(null)).toBeNull();
    expect(totalWords(summary())).toBeNull();
    expect(totalWords(summary({ socios: 1486 }))).toBe('1,486');
    expect(totalWords(summary({ socios: 486, grupos: [group('a', 1)] }))).toBe('486 en 1 grupo');
  });

  it('says what a refresh costs', () => {
    const plan = {
      socios: 486,
      vencidos: 96,
      peticiones: 1,
      consultas: 96,
      costo: '0.96',
      impedimento: null,
    };
    expect(refreshWords(plan, '0.01')).toBe('Refrescar 96 vencidos · S/\u00a00.96');
    expect(refreshWords({ ...plan, vencidos: 1, consultas: 1 }, null)).toBe(
      'Refrescar 1 vencido · 1 consulta',
    );
    expect(refreshWords({ ...plan, vencidos: 0, consultas: 0 }, '0.01')).toBe('Nada vencido');
    expect(refreshWords(null, '0.01')).toBe('Refrescar');
    expect(costWords(3, '0.015')).toBe('S/\u00a00.045');
  });

  it('says when the next one is, and what holds it up', () => {
    const agenda = { proximo: { en: NOW + DAY, grupo: '', nombre: '' }, enPausaHasta: null, aplazado: null };
    const all = summary({ socios: 2, agenda });
    expect(nextRefreshWords(all, NOW)).toBe('Próximo refresco automático: mañana 10:15');
    const own = { ...agenda, proximo: { en: NOW + DAY, grupo: 'a', nombre: 'Minera' } };
    expect(nextRefreshWords({ ...all, agenda: own }, NOW)).toBe(
      'Próximo refresco automático de Minera: mañana 10:15',
    );
    expect(nextRefreshWords({ ...all, agenda: { ...agenda, enPausaHasta: NOW + 1 } }, NOW)).toContain(
      'pausa',
    );
    expect(nextRefreshWords({ ...all, agenda: { ...agenda, enPausaHasta: NOW - 1 } }, NOW)).toContain(
      'mañana',
    );
    expect(nextRefreshWords({ ...all, agenda: { ...agenda, aplazado: 'Sin conexión.' } }, NOW)).toBe(
      'Sin conexión.',
    );
    expect(nextRefreshWords({ ...all, agenda: { ...agenda, proximo: null } }, NOW)).toBe(
      'Sin refresco automático',
    );
    expect(nextRefreshWords({ ...all, socios: 0 }, NOW)).toBe('');
  });

  it('says how one ended', () => {
    expect(endWords(refreshEnd())).toBe('Respondieron 10 socios. Sin cambios.');
    expect(endWords(refreshEnd({ respondidos: 8, sinRespuesta: 2, cambios: 3, peores: 1 }))).toBe(
      'Respondieron 8 de 10 socios; los demás siguen como estaban. 3 cambios, 1 empeoró.',
    );
    expect(endWords(refreshEnd({ estado: 'cancelada', respondidos: 9, sinRespuesta: 1 }))).toBe(
      'Refresco cancelado. Respondieron 9 de 10 socios; el otro sigue como estaba. Sin cambios.',
    );
    const freno = { code: 'token-rechazado', message: 'Migo rechazó el token.' } as const;
    expect(endWords(refreshEnd({ estado: 'interrumpida', freno }))).toMatch(/^Migo rechazó el token\./);
  });

  it('says what adding came to', () => {
    const none = { agregados: 0, yaEstaban: 0, volvieron: 0, invalidos: [], invalidosTotal: 0 };
    expect(addedWords(none)).toEqual(['No había ningún RUC.']);
    expect(addedWords({ ...none, agregados: 2, yaEstaban: 1, volvieron: 1, invalidosTotal: 3 })).toEqual([
      '2 socios agregados',
      '1 volvió con su historia',
      '1 ya estaba',
      '3 no pueden ser RUC',
    ]);
    expect(numbersIn(' 20100070970, 20131312955\nRUC: 2.01313E+10;')).toBe(3);
    expect(numbersIn('sin números')).toBe(0);
  });
});

describe('what a form changes', () => {
  const before = { alias: 'Papelera', tipo: 'proveedor', nota: '' } as const;
  const groups = [{ clave: 'a', nombre: 'A' }];

  it('is only what differs', () => {
    const same = { ...before, alias: ' Papelera ', nombres: ['A'] };
    expect(changesOf(before, groups, same)).toBeNull();
    expect(changesOf(before, groups, { ...same, tipo: 'ambos', nota: ' martes ' })).toEqual({
      tipo: 'ambos',
      nota: 'martes',
    });
    expect(changesOf(before, groups, { ...same, alias: '', nombres: ['B'] })).toEqual({
      alias: '',
      agregarGrupos: ['B'],
      quitarGrupos: ['a'],
    });
  });
});
