/** What a failure of building or searching names is to a person. Pure. */
import Database from 'better-sqlite3';
import { asHabidoError, HabidoError } from '../../../shared/errors.ts';
import { BrokenNames } from './names-file.ts';

const FULL = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG'];

/** The index's own failure is ours; SQLite's is the edition's, unless it is the disk that is full. */
export function codedOf(error: unknown): HabidoError {
  if (error instanceof BrokenNames)
    return new HabidoError('interno', { detalle: 'nombres' }, { cause: error });
  if (FULL.includes((error as { code?: string }).code ?? ''))
    return new HabidoError('disco-lleno', {}, { cause: error });
  if (error instanceof Database.SqliteError) return new HabidoError('padron-danado', {}, { cause: error });
  return asHabidoError(error);
}
