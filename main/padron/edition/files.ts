/** Where editions lie in the data folder, and how their files are called. */
import { join } from 'node:path';
import { toLimaIso } from '../../../shared/time.ts';

/** After the name of every file that is not finished. */
export const PARTIAL = '.parcial';

const EDITION = /^edicion-(\d{4}-\d{2}-\d{2}-[0-9a-f]{8}(?:-\d+)?)\.db$/;
const NAMES = /^nombres-(\d{4}-\d{2}-\d{2}-[0-9a-f]{8}(?:-\d+)?)\.db$/;

/** The folder of all that this part keeps beside the database; `folder` is the data folder. */
export function padronFolder(folder: string): string {
  return join(folder, 'padron');
}

/**
 * The name of an edition's file: its day in Lima and the first digits of its SHA-256. `copy` is 1 unless the same
 * edition lies there already and is broken: a file that somebody may have open is never written over.
 */
export function editionFile(fecha: number, sha256: string, copy = 1): string {
  const day = toLimaIso(fecha).slice(0, 10);
  return `edicion-${day}-${sha256.slice(0, 8)}${copy === 1 ? '' : `-${String(copy)}`}.db`;
}

/** Whether a file of this name is an edition. */
export function isEditionFile(name: string): boolean {
  return EDITION.test(name);
}

/** Whether a file of this name holds an edition's names. */
export function isNamesFileName(name: string): boolean {
  return NAMES.test(name);
}

/** The name of the names' file that goes with an edition's. */
export function namesFileOf(edition: string): string {
  return edition.replace(/^edicion-/, 'nombres-');
}

/** Of a file of this name, the edition's file that it belongs to; null where it is none of ours. */
export function editionOf(name: string): string | null {
  const tail = EDITION.exec(name)?.[1] ?? NAMES.exec(name)?.[1];
  return tail === undefined ? null : `edicion-${tail}.db`;
}
