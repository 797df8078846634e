/**
 * SUNAT's padrón reducido on this disk, the small registers beside it, and what is asked of them: the types
 * and ports that validation, window and command line share. Instants are UTC ms; days are Lima days.
 */
import type { Taxpayer } from './taxpayer.ts';

/** Lines that an import left out or mended, by kind. */
export interface PadronDefects {
  /** Too few cells, no RUC, or no known estado to anchor on: left out. */
  danadas: number;
  /** The same RUC again: the last one stands. */
  repetidas: number;
  /** Names that hold the separator: read whole. */
  nombreConSeparador: number;
  /** Lines that came out of order: read all the same. */
  desordenadas: number;
}

/** What changed against the edition that was in use before; null for the first. */
export interface PadronChangeCounts {
  nuevos: number;
  retirados: number;
  modificados: number;
}

/** One import, as recorded for ever. */
export interface PadronImport {
  /** Place in the order of imports. */
  n: number;
  /** SHA-256 of the file, lower-case hex: the edition's identity. */
  sha256: string;
  /** The edition's date. */
  fecha: number;
  /** Name of the file, without its folder. */
  archivo: string;
  importadaEn: number;
  bytes: number;
  /** Rows in the edition. */
  filas: number;
  defectos: PadronDefects;
  cambios: PadronChangeCounts | null;
  /** Modified rows by what changed: a row may count in several. Null for the first. */
  porTipo: { estado: number; condicion: number; nombre: number } | null;
}

/** What the padrón says of one RUC; its `datoAl` is the edition's date. */
export interface PadronEntry {
  taxpayer: Taxpayer;
  /** `n` of the import it rests on. */
  importN: number;
}

/** One state of a RUC over the editions kept. It is known at editions only: changes lie between two of them. */
export interface PadronSpan {
  /** Not in the padrón at that time. */
  ausente: boolean;
  estado: string;
  condicion: string;
  razonSocial: string;
  /** Date of the first edition that shows it. */
  desde: number;
  /** Date of the last edition that shows it; null: the edition in use. */
  hasta: number | null;
}

/** A RUC found by its name. */
export interface NameHit {
  ruc: string;
  razonSocial: string;
  estado: string;
  condicion: string;
  ubigeo: string;
  distrito: string;
  provincia: string;
  departamento: string;
}

export type PadronPhase = 'descargar' | 'leer' | 'ordenar' | 'revisar' | 'comparar' | 'nombres';

export interface PadronProgress {
  fase: PadronPhase;
  /** 0 to 1 of the whole phase; null where the size is not known. */
  avance: number | null;
  filas: number;
  /** Bytes downloaded, in `descargar`. */
  bytes: number;
  restanMs: number | null;
}

/** The registers of SUNAT that are small enough to hold whole. */
export const REGISTERS = [
  'ssco',
  'retencion',
  'percepcion-interna',
  'percepcion-combustible',
  'buenos-contribuyentes',
] as const;
export type Register = (typeof REGISTERS)[number];

/** A RUC on the list of taxpayers without operative capacity (D.Leg. 1532). */
export interface SscoMark {
  /** Day of publication, UTC ms of its midnight in Lima; null where the list does not say. */
  publicada: number | null;
  /** Last day of the 30 working days for the buyer, likewise. */
  plazo: number | null;
  resolucion: string;
  /** False: it stood on an earlier list and no longer on the last one. */
  vigente: boolean;
}

/** What the small registers say of a RUC; absent from all: no entry at all. */
export interface RegisterMarks {
  ssco: SscoMark | null;
  /** The others where it stands, with since when (Lima midnight, UTC ms) where the list says. */
  listas: { lista: Exclude<Register, 'ssco'>; desde: number | null; resolucion: string }[];
}

/** A register and the list of it that is in use; null where none was imported. */
export interface RegisterState {
  lista: Register;
  enUso: {
    /** Place in the order of imports. */
    n: number;
    importadaEn: number;
    /** The list's date. */
    fecha: number;
    sha256: string;
    archivo: string;
    /** RUCs on it. */
    filas: number;
    /** Lines without a RUC where one was expected. */
    omitidas: number;
  } | null;
}

/** What is known on this disk, as validation asks for it. Synchronous: microseconds a RUC. */
export interface LocalKnowledge {
  /** The edition in use; null where there is none, or it can't be read. */
  edition(): PadronImport | null;
  /** What the edition in use says of these RUCs; those that are not in it are left out. */
  padron(rucs: readonly string[]): Map<string, PadronEntry>;
  /** Marks of these RUCs; those on no register are left out. */
  marks(rucs: readonly string[]): Map<string, RegisterMarks>;
}
