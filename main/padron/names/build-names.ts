/** Fills an edition's file of names. */
import { renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { HabidoError } from '../../../shared/errors.ts';
import { syncFile } from '../../files/sync.ts';
import { PARTIAL } from '../edition/files.ts';
import { companiesOf } from './companies.ts';
import { indexedText } from './marks.ts';
import { createNamesFile } from './names-file.ts';
import { nameWords } from './words.ts';

export interface NamesBuild {
  /** The edition's database. */
  edition: string;
  /** Where the index goes; while it grows it lies beside it under a name of unfinished files. */
  target: string;
}

export interface BuildWatch {
  cancelled(): boolean;
  /** Names written so far, now and then. */
  progress(filas: number): void;
}

const EVERY = 5000;

/**
 * Builds the index in this thread, which is a worker's; answers how many names it holds. Throws `cancelado`; what
 * lay at the target is then as it was.
 */
export function buildNamesFile({ edition, target }: NamesBuild, watch: BuildWatch): number {
  const partial = target + PARTIAL;
  try {
    rmSync(partial, { force: true });
    const names = createNamesFile(partial);
    let filas: number;
    try {
      filas = fill(names, edition, watch);
    } finally {
      names.close();
    }
    syncFile(partial);
    renameSync(partial, target);
    return filas;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

function fill(names: Database.Database, edition: string, watch: BuildWatch): number {
  const insert = names.prepare('INSERT INTO nombres (rowid, texto) VALUES (?, ?)');
  let filas = 0;
  names.exec('BEGIN');
  for (const { ruc, nombre, activo } of companiesOf(edition)) {
    insert.run(ruc, indexedText(nameWords(nombre).own, activo));
    filas += 1;
    if (filas % EVERY === 0) {
      expectWanted(watch);
      watch.progress(filas);
    }
  }
  names.exec('COMMIT');
  expectWanted(watch);
  names.exec(`INSERT INTO nombres (nombres) VALUES ('optimize')`);
  expectWanted(watch);
  return filas;
}

function expectWanted(watch: BuildWatch): void {
  if (watch.cancelled()) throw new HabidoError('cancelado');
}
