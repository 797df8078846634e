import type { CallInput, PartnerChange, PartnerSummary, RefreshEnd } from '../../../../shared/contract.ts';

/** 24/11/2026, 10:00 in Lima. */
export const NOW = Date.UTC(2026, 10, 24, 15);
export const CORRIDA = '0193a5b2-0000-7000-8000-000000000001';

/** A change as main would tell it: the n-th newest. */
export function change(over: Partial<PartnerChange> = {}, n = 0): PartnerChange {
  return {
    id: `obs-${String(n)}:condicion`,
    ruc: String(20_100_000_000 + n),
    razonSocial: `SOCIO ${String(n)} S.A.C.`,
    alias: '',
    grupos: [],
    campo: 'condicion',
    de: 'NO HALLADO',
    a: 'NO HABIDO',
    veredictoDe: 'OBSERVADO',
    veredictoA: 'NO APTO',
    rumbo: 'peor',
    notadoEn: NOW - n * 3_600_000,
    fuente: 'MIGO',
    datoAl: null,
    corrida: CORRIDA,
    leido: false,
    plazo: '',
    ...over,
  };
}

/** A place of changes that answers `changes.rows` and `changes.mark` as main does, over rows in memory. */
export function changesOf(rows: PartnerChange[]) {
  const kept = [...rows];
  return {
    kept,
    'changes.rows': ({ desde, cuantas, ...query }: CallInput<'changes.rows'>) => {
      const found = kept.filter(
        (row) => !(query.sinLeer && row.leido) && (query.corrida === null || query.corrida === row.corrida),
      );
      const of = (rumbo: PartnerChange['rumbo']) => found.filter((row) => row.rumbo === rumbo);
      const shown = query.rumbo === 'todos' ? found : of(query.rumbo);
      return {
        total: shown.length,
        sinLeer: shown.filter((row) => !row.leido).length,
        conteo: { peor: of('peor').length, mejor: of('mejor').length, otro: of('otro').length },
        filas: shown.slice(desde, desde + cuantas),
      };
    },
    'changes.mark': ({ ids, leido }: CallInput<'changes.mark'>) => {
      let marcados = 0;
      for (const [i, row] of kept.entries()) {
        if ((ids !== undefined && !ids.includes(row.id)) || row.leido === leido) continue;
        kept[i] = { ...row, leido };
        marcados += 1;
      }
      return { marcados };
    },
  };
}

/** How a refresh ended. */
export function refreshEnd(over: Partial<RefreshEnd> = {}): RefreshEnd {
  return {
    corrida: CORRIDA,
    fin: NOW,
    estado: 'terminada',
    socios: 10,
    respondidos: 10,
    sinRespuesta: 0,
    cambios: 2,
    peores: 1,
    freno: null,
    ...over,
  };
}

/** The figures of the whole. */
export function summary(over: Partial<PartnerSummary> = {}): PartnerSummary {
  return {
    socios: 10,
    porRevisar: 1,
    vencidos: 0,
    sinConfirmar: 0,
    cambiosSinLeer: 2,
    enPlazo: 0,
    grupos: [],
    sinGrupo: 10,
    enCurso: null,
    enOtroProceso: false,
    interrumpido: null,
    ultimo: null,
    agenda: { proximo: null, enPausaHasta: null, aplazado: null },
    ...over,
  };
}
