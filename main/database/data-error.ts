/** What SQLite and the file system say of the data folder, as errors that a person can act on. */
import Database from 'better-sqlite3';
import { HabidoError, type ErrorCode } from '../../shared/errors.ts';

/** By the beginning of SQLite's extended code, or the whole of Node's. */
const CODES: readonly (readonly [string, ErrorCode])[] = [
  ['SQLITE_NOTADB', 'datos-danados'],
  ['SQLITE_CORRUPT', 'datos-danados'],
  ['SQLITE_FORMAT', 'datos-danados'],
  ['SQLITE_BUSY', 'datos-bloqueados'],
  ['SQLITE_LOCKED', 'datos-bloqueados'],
  ['SQLITE_READONLY', 'datos-sin-permiso'],
  ['SQLITE_CANTOPEN', 'datos-sin-permiso'],
  ['SQLITE_PERM', 'datos-sin-permiso'],
  ['SQLITE_AUTH', 'datos-sin-permiso'],
  ['SQLITE_IOERR', 'datos-sin-permiso'],
  ['SQLITE_FULL', 'disco-lleno'],
  ['ENOTDIR', 'datos-carpeta-invalida'],
  ['EEXIST', 'datos-carpeta-invalida'],
  ['EACCES', 'datos-sin-permiso'],
  ['EPERM', 'datos-sin-permiso'],
  ['EROFS', 'datos-sin-permiso'],
  ['ENOSPC', 'disco-lleno'],
  ['EDQUOT', 'disco-lleno'],
];

/** A failure of storage as a HabidoError with its cause; anything else comes back as it is (a fault of ours). */
export function dataError(error: unknown): unknown {
  if (error instanceof HabidoError || !(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error;
  const sqlite = error instanceof Database.SqliteError;
  const found = CODES.find(([known]) => (sqlite ? code.startsWith(known) : code === known));
  return found === undefined ? error : new HabidoError(found[1], {}, { cause: error });
}
