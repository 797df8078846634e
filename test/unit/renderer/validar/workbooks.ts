import type { CallInput, Candidate, Plan, Reading } from '../../../../shared/contract.ts';

/** A candidate as main would send it. */
export function candidate(change: Partial<Candidate> = {}): Candidate {
  return {
    hoja: 'Compras',
    columna: 'H',
    filaEncabezado: 7,
    titulo: '',
    oculta: false,
    filas: 9,
    otros: 0,
    distintos: 9,
    validos: 9,
    constante: false,
    columnaNombre: '',
    columnaFecha: '',
    origenReconocido: '',
    confianza: 1,
    motivo: '',
    ...change,
  };
}

/** A reading of one sheet `Compras` whose column H holds RUCs. */
export function reading(change: Partial<Reading> = {}): Reading {
  return {
    nombre: 'compras.xlsx',
    enSitio: true,
    hojas: [
      {
        nombre: 'Compras',
        oculta: false,
        filas: 9,
        ultimaColumna: 'H',
        columnas: [{ letra: 'H', titulo: 'RUC' }],
      },
    ],
    candidatas: [candidate()],
    sinColumna: null,
    avisos: [],
    ...change,
  };
}

/** A plan as main would answer it. */
export function planOf(input: CallInput<'plan.make'>, change: Partial<Plan> = {}): Plan {
  const option = {
    consultasMinimo: 1,
    consultasMaximo: 9,
    peticiones: 1,
    enCache: 0,
    enPadron: 0,
    costo: null,
    tiempoMinMs: 0,
    tiempoMaxMs: 0,
  };
  return {
    plan: `plan-${input.columna}`,
    nombre: 'compras.xlsx',
    fuentes: [],
    hoja: input.hoja,
    columna: input.columna,
    filaEncabezado: input.filaEncabezado ?? 1,
    titulo: '',
    motivo: '',
    filas: 9,
    otros: 0,
    distintos: 9,
    formatoInvalido: 0,
    confirmarConstante: false,
    frescuraMs: input.frescuraMs,
    precio: null,
    padron: null,
    opciones: [
      { ...option, politica: 'vivo', impedimento: null },
      { ...option, politica: 'local', impedimento: null },
    ],
    preview: { columnas: [], filas: [] },
    alternativas: [],
    ...change,
  };
}
