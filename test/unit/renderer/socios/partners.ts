import type { PartnerDetail, PartnerRow, PartnerSummary, RefreshEnd } from '../../../../shared/contract.ts';

/** The RUC of the n-th partner: only its length matters here. */
export function rucOf(n: number): string {
  return `20${String(n).padStart(9, '0')}`;
}

export function partner(change: Partial<PartnerRow> = {}): PartnerRow {
  return {
    ruc: rucOf(0),
    razonSocial: 'TEXTILES ALPACA S.A.',
    alias: '',
    tipo: 'proveedor',
    grupos: [],
    nota: '',
    veredicto: 'APTO',
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    desde: 0,
    ultimaRespuesta: 0,
    vencido: false,
    sinConfirmarDesde: null,
    ultimoIntento: { en: 0, respondido: true, motivo: '' },
    ...change,
  };
}

export function partnerDetail(change: Partial<PartnerDetail> = {}): PartnerDetail {
  return {
    ...partner(),
    activo: true,
    observacion: '',
    direccion: '',
    ubigeo: '',
    distrito: '',
    provincia: '',
    departamento: '',
    datoAl: null,
    fuente: 'MIGO',
    plazo: '',
    tramos: [],
    corridas: [],
    cambios: [],
    padrones: [],
    ...change,
  };
}

export function summary(change: Partial<PartnerSummary> = {}): PartnerSummary {
  return {
    socios: 0,
    porRevisar: 0,
    vencidos: 0,
    sinConfirmar: 0,
    cambiosSinLeer: 0,
    enPlazo: 0,
    grupos: [],
    sinGrupo: 0,
    enCurso: null,
    enOtroProceso: false,
    interrumpido: null,
    ultimo: null,
    agenda: { proximo: null, enPausaHasta: null, aplazado: null },
    ...change,
  };
}

export function group(clave: string, socios: number): PartnerSummary['grupos'][number] {
  return {
    clave,
    nombre: clave.toUpperCase(),
    empresa: null,
    frescuraDias: null,
    agenda: null,
    socios,
    vencidos: 0,
  };
}

export function refreshEnd(change: Partial<RefreshEnd> = {}): RefreshEnd {
  return {
    corrida: '0199f0aa-1111-7222-8333-444455556666',
    fin: 0,
    estado: 'terminada',
    socios: 10,
    respondidos: 10,
    sinRespuesta: 0,
    cambios: 0,
    peores: 0,
    freno: null,
    ...change,
  };
}
