/** What goes to the threads that import and check, and what comes back. Plain data. */
import type { ErrorCode } from '../../../shared/errors.ts';
import type { PadronDefects, PadronProgress } from '../../../shared/padron.ts';
import type { ChangeCounts } from '../changes/types.ts';

/** The edition that is in use while another one is imported. */
export interface InUse {
  path: string;
  sha256: string;
  fecha: number;
  /** Of the file that it was imported from. */
  bytes: number;
}

export interface ImportJob {
  role: 'import';
  /** The file to import. */
  path: string;
  /** The data folder. */
  folder: string;
  /** Number of the import to come. */
  n: number;
  fecha: number | null;
  /** No edition is of later than this (UTC ms): it would make all that follow old ones. */
  latest: number;
  aceptar: boolean;
  /** Null where there is none, or it can't be read. */
  inUse: InUse | null;
  /** Bytes free where the edition goes. */
  free: number;
  cancel: SharedArrayBuffer;
}

export interface CheckJob {
  role: 'check';
  /** An edition's file. */
  path: string;
}

/** An edition that lies finished in its place, not in use yet. */
export interface ImportedEdition {
  archivo: string;
  sha256: string;
  fecha: number;
  bytes: number;
  filas: number;
  defectos: PadronDefects;
  cambios: ChangeCounts | null;
}

/** `same`: the file is that of the edition in use. */
export type ImportFinding = { type: 'imported'; edition: ImportedEdition } | { type: 'same' };

export interface Failure {
  type: 'failed';
  code: ErrorCode;
  data: Record<string, string | number>;
  cause: string;
}

export type FromImport = ({ type: 'progress' } & PadronProgress) | ImportFinding | Failure;

export type FromCheck = { type: 'checked'; sound: boolean };
