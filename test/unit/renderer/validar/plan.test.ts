import { describe, expect, it } from 'vitest';
import type { Candidate, Plan, PlanOption, Reading } from '../../../../shared/contract.ts';
import {
  ceiling,
  costWord,
  leftWithoutAnswer,
  statement,
} from '../../../../renderer/screens/validar/plan/cuadre.ts';
import {
  padronNotice,
  policyFacts,
  policyWords,
} from '../../../../renderer/screens/validar/plan/policyWords.ts';
import { isAmountColumn } from '../../../../renderer/screens/validar/plan/previewColumns.ts';
import {
  choiceOfColumn,
  choiceOfSheet,
  columnOptions,
  defaultPolicy,
  firstChoice,
  freshnessOptions,
  headerOptions,
} from '../../../../renderer/screens/validar/state/choices.ts';

const HOUR = 3_600_000;

function option(change: Partial<PlanOption> = {}): PlanOption {
  return {
    politica: 'vivo',
    consultasMinimo: 13,
    consultasMaximo: 1212,
    peticiones: 13,
    enCache: 187,
    enPadron: 0,
    costo: '12.12',
    tiempoMinMs: 20_000,
    tiempoMaxMs: 120_000,
    impedimento: null,
    ...change,
  };
}

function plan(change: Partial<Plan> = {}): Plan {
  return {
    plan: 'plan-0199f0aa-1111-7222-8333-444455556666',
    nombre: 'compras.xlsx',
    fuentes: [],
    hoja: 'Compras',
    columna: 'H',
    filaEncabezado: 7,
    titulo: 'Nro Doc',
    motivo: '',
    filas: 4719,
    otros: 143,
    distintos: 1408,
    formatoInvalido: 9,
    confirmarConstante: false,
    frescuraMs: 24 * HOUR,
    precio: '0.01',
    padron: null,
    opciones: [
      option(),
      option({ politica: 'local', consultasMinimo: 0, consultasMaximo: 0, costo: '0.00' }),
    ],
    preview: { columnas: [], filas: [] },
    alternativas: [],
    ...change,
  };
}

const value = (text: string): number => Number(text.replaceAll(',', ''));

describe('the ways of checking', () => {
  const edition = { fecha: Date.UTC(2026, 10, 23, 17), antiguo: false };
  const local = option({
    politica: 'local',
    consultasMinimo: 0,
    consultasMaximo: 0,
    enPadron: 998,
    costo: '0.00',
  });

  it('name the edition that they use, and none where there is none', () => {
    for (const politica of ['padron-primero', 'local'] as const) {
      expect(policyWords(plan({ padron: edition }), politica).texto).toContain('padrón del 23/11/2026');
      expect(policyWords(plan(), politica).texto).not.toMatch(/\d/);
    }
    expect(policyWords(plan({ padron: edition }), 'vivo').texto).not.toContain('padrón');
  });

  it('say what they cost, and how many the way that asks nobody leaves without an answer', () => {
    expect(policyFacts(plan(), local)).toBe('Sin costo · 214 SIN RESPUESTA');
    expect(policyFacts(plan(), option({ costo: null }))).not.toContain('costo');
    expect(policyFacts(plan(), option()).replaceAll('\u00a0', ' ')).toContain('S/ 12.12 · ');
  });

  it('warn of an old edition by its date', () => {
    expect(padronNotice(plan({ padron: { ...edition, antiguo: true } }))).toContain('23/11/2026');
    expect(padronNotice(plan({ padron: edition }))).toBeNull();
    expect(padronNotice(plan())).toBeNull();
  });
});

describe('the statement of a plan', () => {
  it('balances: every sum follows from the lines above it, for every way of checking', () => {
    const local = option({
      politica: 'local',
      consultasMinimo: 0,
      consultasMaximo: 0,
      enPadron: 998,
      costo: '0.00',
    });
    for (const way of [option(), local]) {
      let running = 0;
      for (const line of statement(plan(), way)) {
        if (line.clase === 'dato') running = value(line.valor);
        if (line.clase === 'resta') running -= value(line.valor);
        if (line.clase === 'suma') expect(value(line.valor), line.texto).toBe(running);
      }
      expect(running).toBe(way.consultasMaximo);
    }
  });

  it('ends at what is asked where no price is set', () => {
    const lines = statement(plan({ precio: null }), option({ costo: null }));
    expect(lines.at(-1)?.texto).toBe('Por consultar');
  });

  it('calls a cost that may be less a maximum', () => {
    expect(costWord(option())).toBe('Costo máximo');
    expect(costWord(option({ consultasMinimo: 0, consultasMaximo: 0 }))).toBe('Costo');
  });

  it('names what a run without questions leaves open', () => {
    const local = option({ politica: 'local', consultasMaximo: 0, enCache: 187 });
    expect(leftWithoutAnswer(plan(), local)).toBe(1212);
    expect(leftWithoutAnswer(plan(), option())).toBe(0);
  });

  it('measures the ceiling by queries', () => {
    expect(ceiling(option(), 1500)).toEqual({ pasa: false, parte: 1212 / 1500 });
    expect(ceiling(option(), 1212)?.pasa).toBe(false);
    expect(ceiling(option(), 1211)).toEqual({ pasa: true, parte: 1 });
    expect(ceiling(option(), null)).toBeNull();
  });
});

describe('the preview', () => {
  it('aligns amounts right and codes left', () => {
    expect(isAmountColumn(['1,240.00', '850.00', '', '-96.61'])).toBe(true);
    expect(isAmountColumn(['20604182736', '20482139508'])).toBe(false);
    expect(isAmountColumn(['00048213'])).toBe(false);
    expect(isAmountColumn(['', ''])).toBe(false);
  });
});

describe('what can be chosen', () => {
  const candidate = (change: Partial<Candidate>): Candidate => ({
    hoja: 'Compras',
    columna: 'H',
    filaEncabezado: 7,
    titulo: '',
    oculta: false,
    filas: 1,
    otros: 0,
    distintos: 1,
    validos: 1,
    constante: false,
    columnaNombre: '',
    columnaFecha: '',
    origenReconocido: '',
    confianza: 1,
    motivo: '',
    ...change,
  });
  const reading: Reading = {
    nombre: 'compras.xlsx',
    enSitio: true,
    hojas: [
      {
        nombre: 'Compras',
        oculta: false,
        filas: 9,
        ultimaColumna: 'H',
        columnas: [
          { letra: 'A', titulo: 'RUC' },
          { letra: 'H', titulo: '' },
        ],
      },
      {
        nombre: 'Maestro',
        oculta: false,
        filas: 9,
        ultimaColumna: 'B',
        columnas: [{ letra: 'B', titulo: 'RUC' }],
      },
    ],
    candidatas: [candidate({}), candidate({ hoja: 'Maestro', columna: 'B', filaEncabezado: 1 })],
    sinColumna: null,
    avisos: [],
  };

  it('proposes the best candidate, and the best of another sheet', () => {
    expect(firstChoice(reading)).toEqual({ hoja: 'Compras', columna: 'H', filaEncabezado: 7, manual: false });
    expect(choiceOfSheet(reading, 'Maestro')).toMatchObject({ columna: 'B', filaEncabezado: 1 });
    expect(choiceOfSheet(reading, 'Otra')).toBeNull();
    expect(firstChoice({ ...reading, candidatas: [] })).toBeNull();
  });

  it('takes a column as found where it was found, else as it is', () => {
    expect(choiceOfColumn(reading, 'Compras', 'H').manual).toBe(false);
    expect(choiceOfColumn(reading, 'Compras', 'A')).toEqual({
      hoja: 'Compras',
      columna: 'A',
      filaEncabezado: null,
      manual: true,
    });
  });

  it('lists the columns with RUCs first', () => {
    expect(columnOptions(reading, 'Compras')).toEqual([
      { group: 'Con RUC', items: [{ value: 'H', label: 'H' }] },
      { group: 'Otras columnas', items: [{ value: 'A', label: 'A · RUC' }] },
    ]);
  });

  it('keeps the header row in use among the choices, however far down', () => {
    expect(headerOptions(7)).toHaveLength(21);
    expect(headerOptions(84).at(-1)).toEqual({ value: '84', label: 'fila 84' });
  });

  it('keeps the freshness in use among the choices, in order', () => {
    expect(freshnessOptions(12 * HOUR).map((o) => Number(o.value) / HOUR)).toEqual([0, 12, 24, 168, 720]);
  });

  it('proposes the first way that can be taken', () => {
    expect(defaultPolicy(plan())).toBe('vivo');
    const closed = option({ impedimento: 'Falta el token.' });
    expect(defaultPolicy(plan({ opciones: [closed, option({ politica: 'local' })] }))).toBe('local');
  });
});
