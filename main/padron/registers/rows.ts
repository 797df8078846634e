/** What stands in `register_imports` and `register_rows`, and how it is read back. */
import type { Register } from '../../../shared/padron.ts';

/** Format of the rows written here. */
export const ROW_VERSION = 1;

/** What is kept of a line of the list of taxpayers without operative capacity; days as Lima midnight, UTC ms. */
export interface SscoData {
  razonSocial: string;
  resolucion: string;
  emitida: number | null;
  firme: number | null;
  publicada: number | null;
  /** Worked out from `publicada` with the holidays known when the list was read. */
  plazo: number | null;
}

/** What is kept of a line of the other registers. */
export interface ListData {
  razonSocial: string;
  desde: number | null;
  resolucion: string;
}

/** One line to keep, by its RUC. */
export interface RegisterRow {
  ruc: string;
  datos: SscoData | ListData;
}

/** What is recorded of an import, beside its rows. */
export interface RegisterRecord {
  lista: Register;
  /** UTC ms. */
  fecha: number;
  /** Of the file, lower-case hex. */
  sha256: string;
  /** Name of the file, without its folder. */
  archivo: string;
  /** Lines that hold no RUC where one was expected. */
  omitidas: number;
  importadaEn: number;
}

/** A recorded import as it stands in the database. */
export interface RegisterImportRow {
  n: number;
  at: number;
  lista: string;
  fecha: number;
  sha256: string;
  archivo: string;
  filas: number;
  omitidas: number;
  /** Latest day of publication in the list; null but for SSCO. */
  publicada: number | null;
}

/** Which of two lists is the later one: by what they publish, then by their date, then by when they came. */
export function isLater(a: RegisterImportRow, b: RegisterImportRow): boolean {
  const [pa, pb] = [a.publicada ?? 0, b.publicada ?? 0];
  if (pa !== pb) return pa > pb;
  return a.fecha === b.fecha ? a.n > b.n : a.fecha > b.fecha;
}
