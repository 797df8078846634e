/** States of the tray for tests: thirty partners, of whom nothing is to be said, with what a test changes. */
import type { TrayState } from '../../main/app/tray-model.ts';
import type { PartnerSummary, RefreshEnd, RunSnapshot } from '../../shared/contract.ts';

/** 24/11/2026 10:00 in Lima. */
export const NOW = Date.UTC(2026, 10, 24, 15);
export const CORRIDA = '01990000-0000-7000-8000-000000000001';

export function trayState(
  summary: Partial<PartnerSummary> = {},
  rest: Partial<Omit<TrayState, 'summary'>> = {},
): TrayState {
  return {
    summary: {
      socios: 30,
      porRevisar: 0,
      vencidos: 0,
      sinConfirmar: 0,
      cambiosSinLeer: 0,
      enPlazo: 0,
      grupos: [],
      sinGrupo: 30,
      enCurso: null,
      enOtroProceso: false,
      interrumpido: null,
      ultimo: null,
      agenda: { proximo: null, enPausaHasta: null, aplazado: null },
      ...summary,
    },
    runs: [],
    price: null,
    now: NOW,
    ...rest,
  };
}

export function refreshEnd(changes: Partial<RefreshEnd> = {}): RefreshEnd {
  return {
    corrida: CORRIDA,
    fin: NOW - 2 * 3_600_000,
    estado: 'terminada',
    socios: 30,
    respondidos: 30,
    sinRespuesta: 0,
    cambios: 0,
    peores: 0,
    freno: null,
    ...changes,
  };
}

/** Only what the tray reads of a run. */
export function runInCourse(changes: Partial<RunSnapshot> = {}): RunSnapshot {
  return {
    corrida: CORRIDA,
    tipo: 'libro',
    nombre: 'compras.xlsx',
    estado: 'en curso',
    listos: 300,
    distintos: 1000,
    ...changes,
  } as RunSnapshot;
}
