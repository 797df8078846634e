/** Checks a finished edition by other ways than it was made: SQLite's own check, a count, look-ups. */
import { HabidoError } from '../../../shared/errors.ts';
import Database from 'better-sqlite3';
import { EditionDb } from '../edition/edition-db.ts';
import type { RowValues } from './row-writer.ts';
import type { Situations } from './words.ts';

/** Throws where the database is not what was read: the import must not go on. */
export function verifyEdition(
  path: string,
  filas: number,
  samples: ReadonlyMap<number, RowValues>,
  situations: Situations,
  check: () => void,
): void {
  if (!isSound(path)) throw wrong('quick_check');
  check();
  const edition = new EditionDb(path);
  try {
    if (edition.count() !== filas) throw wrong('rows');
    check();
    for (const [ruc, nombre, situation, ubigeo, tail] of samples.values()) {
      const found = edition.row(ruc);
      const expected = situations.rows[situation];
      const same =
        found !== null &&
        found.nombre === nombre &&
        found.estado === expected?.estado &&
        found.condicion === expected.condicion &&
        found.ubigeo === ubigeo &&
        found.domicilio === tail;
      if (!same) throw wrong(`row of ${String(samples.size)} samples`);
    }
  } finally {
    edition.close();
  }
}

/** Whether SQLite finds the file sound. Reads all of it: seconds for a real padrón. */
export function isSound(path: string): boolean {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } finally {
    db.close();
  }
}

function wrong(detail: string): HabidoError {
  return new HabidoError('interno', { detalle: 'padron-revision' }, { cause: new Error(detail) });
}
