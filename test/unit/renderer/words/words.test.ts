import { describe, expect, it } from 'vitest';
import { VEREDICTOS } from '../../../../shared/verdict.ts';
import { ERRORS, type ErrorCode } from '../../../../shared/errors.ts';
import { asksForYes, failureSentence, leadsToSettings } from '../../../../renderer/words/failures.ts';
import { TALLY_ORDER, TO_REVIEW, toReview, verdictKey } from '../../../../renderer/words/verdicts.ts';
import { connectionWords } from '../../../../renderer/shell/connection.ts';
import { readPrice } from '../../../../renderer/screens/ajustes/price.ts';
import { tokenWords } from '../../../../renderer/screens/ajustes/tokenWords.ts';
import { settings } from '../settings.ts';
import { givesReport, reportOnly, reportSaved } from '../../../../renderer/words/formats.ts';
import { nameInBook, nameTag } from '../../../../renderer/words/names.ts';
import { DIFFERENT_NAME } from '../../../../shared/name-match.ts';

describe('failures in the window', () => {
  it('never speak of the command line’s options', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const words = failureSentence({ code, message: ERRORS[code].sentence });
      expect(words, code).not.toMatch(/--|«habido /);
    }
  });

  it('lead where they are put right', () => {
    expect(leadsToSettings('token-rechazado')).toBe(true);
    expect(leadsToSettings('archivo-cifrado')).toBe(false);
    expect(asksForYes('libro-firmado')).toBe(true);
    expect(asksForYes('token-falta')).toBe(false);
  });
});

describe('verdicts', () => {
  it('have a key each, and stand in both orders once', () => {
    expect(new Set(VEREDICTOS.map(verdictKey)).size).toBe(6);
    expect([...TALLY_ORDER].sort()).toEqual([...VEREDICTOS].sort());
    expect(TALLY_ORDER[0]).toBe('APTO');
    expect(TO_REVIEW).not.toContain('APTO');
  });

  it('need review unless they are APTO', () => {
    const counts = {
      APTO: 100,
      OBSERVADO: 1,
      'NO APTO': 2,
      'NO EXISTE': 3,
      'RUC INVÁLIDO': 4,
      'SIN RESPUESTA': 5,
    };
    expect(toReview(counts)).toBe(15);
  });
});

describe('the foot of the navigation', () => {
  const base = {
    version: '',
    plataforma: 'linux',
    demo: false,
    token: { tiene: true, ultimos4: null, desde: 'llavero' as const },
    llavero: true,
    ajustes: settings(),
    fijados: [],
    salud: { tipo: 'bien' as const, hasta: null, porMinuto: null, motivo: null },
  };

  it('tells how the connection stands', () => {
    expect(connectionWords(base)).toEqual({ texto: 'Migo · 60/min', animo: 'bien' });
    expect(connectionWords({ ...base, salud: { ...base.salud, tipo: 'lento', porMinuto: 30 } }).texto).toBe(
      'Migo lento · 30/min',
    );
    expect(connectionWords({ ...base, salud: { ...base.salud, tipo: 'espera' } }).animo).toBe('caido');
    expect(connectionWords({ ...base, demo: true }).texto).toBe('Demostración · 60/min');
    const none = { tiene: false, ultimos4: null, desde: null };
    expect(connectionWords({ ...base, token: none }).texto).toBe('Sin token de Migo');
  });
});

describe('the words of Ajustes', () => {
  it('say where the token is kept before it is put in', () => {
    const none = { tiene: false, ultimos4: null, desde: null };
    const words = (change: object): string =>
      tokenWords({ demo: false, token: none, llavero: true, plataforma: 'win32', ...change });
    expect(words({})).toContain('Se guardará en el Administrador de credenciales de Windows');
    expect(words({ plataforma: 'linux' })).toContain('el llavero del sistema');
    expect(words({ llavero: false })).toContain('solo mientras Habido esté abierto');
    expect(words({ token: { tiene: true, ultimos4: 'x', desde: 'entorno' } })).toContain('HABIDO_MIGO_TOKEN');
    expect(words({ token: { tiene: true, ultimos4: 'x', desde: 'memoria' } })).toContain('solo mientras');
    expect(words({ demo: true })).toContain('inventado');
  });

  it('read a price as people write it', () => {
    expect(readPrice('0.01')).toBe('0.01');
    expect(readPrice('S/ 0,015')).toBe('0.015');
    expect(readPrice('')).toBeNull();
    expect(readPrice('uno')).toBeUndefined();
    expect(readPrice('0.00001')).toBeUndefined();
  });
});

describe('a name that is not the registered one', () => {
  it('goes before an observation that may be cut, and nowhere else', () => {
    expect(nameTag({ nombre: '', observacion: '' })).toBe('');
    expect(nameTag({ nombre: 'coincide', observacion: '' })).toBe('');
    expect(nameTag({ nombre: 'parecido 0.86', observacion: '' })).toBe('Nombre parecido 0.86');
    expect(nameTag({ nombre: 'distinto', observacion: `BAJA DE OFICIO. ${DIFFERENT_NAME}` })).toBe(
      'Nombre distinto',
    );
    // The sentence of main says it by itself.
    expect(nameTag({ nombre: 'distinto', observacion: DIFFERENT_NAME })).toBe('');
  });

  it('stands beside the workbook’s in the detail', () => {
    expect(nameInBook({ nombre: 'parecido 0.86', nombreEnLibro: 'M. Núñez Q.' })).toBe(
      'M. Núñez Q. · parecido 0.86',
    );
    expect(nameInBook({ nombre: '', nombreEnLibro: 'M. Núñez Q.' })).toBe('M. Núñez Q.');
    expect(nameInBook({ nombre: '', nombreEnLibro: '' })).toBe('');
  });
});

describe('workbooks that come back as a report', () => {
  it('are no surprise under some names, and are said to be something else under others', () => {
    expect(reportOnly({ nombre: 'A.XLS' })).toMatch(/^Este formato se lee.*informe nuevo/);
    expect(reportOnly({ nombre: 'compras.xlsx' })).toMatch(
      /^El archivo no es lo que dice su nombre.*informe nuevo/,
    );
  });

  it('are told beside the button that saves, by name where there are several', () => {
    expect(reportSaved(null)).toBe('');
    expect(reportSaved({ libros: 1, informes: [] })).toBe('');
    expect(reportSaved({ libros: 1, informes: ['a.xls'] })).toMatch(/^La copia será un informe nuevo/);
    expect(reportSaved({ libros: 3, informes: ['a.xls'] })).toBe(
      'Se devuelven como informe nuevo en .xlsx: a.xls.',
    );
    expect(givesReport({ libros: 3, informes: ['a.xls'] })).toBe(false);
    expect(givesReport({ libros: 1, informes: ['a.xls'] })).toBe(true);
  });
});
