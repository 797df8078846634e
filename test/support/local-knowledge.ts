/** What a disk may know, without a disk: an edition of the padrón with a few rows, and marks of the registers. */
import type { LocalKnowledge, PadronEntry, PadronImport, RegisterMarks } from '../../shared/padron.ts';

/** 23/11/2026 in Lima, at noon. */
export const EDITION_DAY = Date.UTC(2026, 10, 23, 17, 0);

export const EDITION: PadronImport = {
  n: 4,
  sha256: 'e'.repeat(64),
  fecha: EDITION_DAY,
  archivo: 'padron_reducido_ruc.zip',
  importadaEn: EDITION_DAY,
  bytes: 1_000,
  filas: 3,
  defectos: { danadas: 0, repetidas: 0, nombreConSeparador: 0, desordenadas: 0 },
  cambios: null,
  porTipo: null,
};

/** A row of the edition of `fecha`. */
export function padronEntry(
  ruc: string,
  estado = 'ACTIVO',
  condicion = 'HABIDO',
  fecha = EDITION_DAY,
): PadronEntry {
  return {
    importN: EDITION.n,
    taxpayer: {
      ruc,
      razonSocial: `PADRON ${ruc.slice(-4)} S.A.C.`,
      estado,
      condicion,
      ubigeo: '150131',
      direccion: 'AV. SOL NRO. 100',
      distrito: 'SAN ISIDRO',
      provincia: 'LIMA',
      departamento: 'LIMA',
      datoAl: fecha,
    },
  };
}

/** On the SSCO list published on 31/10/2026, with until 15/12/2026. */
export const ON_SSCO: RegisterMarks = {
  ssco: {
    publicada: Date.UTC(2026, 9, 31, 5),
    plazo: Date.UTC(2026, 11, 15, 5),
    resolucion: '0123-2026',
    vigente: true,
  },
  listas: [],
};

/** An agent of retención since 01/05/2014. */
export const RETENTION_AGENT: RegisterMarks = {
  ssco: null,
  listas: [{ lista: 'retencion', desde: Date.UTC(2014, 4, 1, 5), resolucion: '033-2014' }],
};

/** Local knowledge of these rows and marks; `edition` null: no padrón was imported. */
export function localKnowledge(
  known: {
    rows?: readonly PadronEntry[];
    marks?: Readonly<Record<string, RegisterMarks>>;
    edition?: PadronImport | null;
  } = {},
): LocalKnowledge {
  const rows = new Map((known.rows ?? []).map((entry) => [entry.taxpayer.ruc, entry]));
  const marks = new Map(Object.entries(known.marks ?? {}));
  const among = <T>(all: ReadonlyMap<string, T>, rucs: readonly string[]): Map<string, T> =>
    new Map(rucs.flatMap((ruc) => (all.has(ruc) ? [[ruc, all.get(ruc) as T] as const] : [])));
  return {
    edition: () => (known.edition === undefined ? EDITION : known.edition),
    padron: (rucs) => among(rows, rucs),
    marks: (rucs) => among(marks, rucs),
  };
}
