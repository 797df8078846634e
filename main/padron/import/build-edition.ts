/** Builds an edition's database out of a source, and checks it. Runs in a worker thread. */
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { HabidoError } from '../../../shared/errors.ts';
import type { PadronDefects, PadronPhase } from '../../../shared/padron.ts';
import { syncFile } from '../../files/sync.ts';
import { EDITION_FORMAT, EDITION_TABLES } from '../edition/schema.ts';
import { blocksOf } from './blocks.ts';
import { StagedRows } from './late-rows.ts';
import type { RowValues } from './row-writer.ts';
import { Scanner } from './scanner.ts';
import type { PadronSource } from './source.ts';
import { PAGE_BYTES, TableBuilder } from './table-builder.ts';
import { verifyEdition } from './verify-edition.ts';
import { Situations } from './words.ts';

/** What a job asks of and tells whoever watches it. */
export interface JobWatch {
  /** Throws `cancelado` where it was cancelled. */
  check(): void;
  /** `avance` is null where it can't be told. */
  progress(fase: PadronPhase, avance: number | null, filas: number): void;
}

/** What was built. */
export interface BuiltEdition {
  sha256: string;
  filas: number;
  defectos: PadronDefects;
}

/** Of the text: what its database takes, names and the rows of a large change included. */
const NEEDED_OF_TEXT = 0.68;
/** Left to others on a disk that is nearly full. */
const RESERVE_BYTES = 64 * 1024 ** 2;
const SORT_CACHE_KIB = 32_768;

/** Throws `padron-sin-espacio` where `free` bytes can't hold the edition. */
export function expectSpace(source: Pick<PadronSource, 'textBytes'>, free: number): void {
  const missing = source.textBytes * NEEDED_OF_TEXT + RESERVE_BYTES - free;
  if (missing > 0) throw noSpace(missing);
}

function noSpace(missing: number, cause?: unknown): HabidoError {
  return new HabidoError('padron-sin-espacio', { faltan: Math.ceil(missing / 1e6) }, { cause });
}

/** How an edition is to be built. */
export interface BuildOptions {
  fecha: number;
  /** Bytes that may be written at most. */
  free: number;
  /** Pairs of estado and condición of the edition that it will be compared with. */
  like: readonly { estado: string; condicion: string }[];
}

/**
 * Writes the edition to `path`, to the disk's very platter, and checks it against what was read. Leaves nothing where it throws: `padron-archivo-danado`, `padron-sin-espacio`, `cancelado`.
 */
export async function buildEdition(
  source: PadronSource,
  path: string,
  options: BuildOptions,
  watch: JobWatch,
): Promise<BuiltEdition> {
  const late = new StagedRows(`${path}.aparte`);
  try {
    const { situations, scanner, samples, appended } = await appendRows(source, path, late, options, watch);
    const { rows, defects } = scanner;
    if (rows === 0 || defects.danadas > rows) throw new HabidoError('padron-archivo-danado');
    const sha256 = source.sha256();
    watch.progress('ordenar', null, rows);
    const db = openForWriting(path);
    let filas = appended;
    try {
      filas += late.mergeInto(db);
      const insert = db.prepare('INSERT INTO situaciones (n, estado, condicion) VALUES (?, ?, ?)');
      situations.rows.forEach(({ estado, condicion }, n) => insert.run(n, estado, condicion));
      db.prepare('INSERT INTO meta (formato, sha256, fecha, filas) VALUES (?, ?, ?, ?)').run(
        EDITION_FORMAT,
        sha256,
        options.fecha,
        filas,
      );
    } finally {
      db.close();
    }
    watch.check();
    watch.progress('revisar', null, filas);
    syncFile(path);
    watch.check();
    verifyEdition(path, filas, samples, situations, () => {
      watch.check();
    });
    return { sha256, filas, defectos: { ...defects, repetidas: rows - filas } };
  } catch (error) {
    rmSync(path, { force: true });
    throw isFull(error) ? noSpace(source.textBytes * NEEDED_OF_TEXT * (1 - source.progress()), error) : error;
  } finally {
    late.remove();
  }
}

interface Appended {
  scanner: Scanner;
  situations: Situations;
  samples: Map<number, RowValues>;
  appended: number;
}

async function appendRows(
  source: PadronSource,
  path: string,
  late: StagedRows,
  { free, like }: BuildOptions,
  watch: JobWatch,
): Promise<Appended> {
  const table = new TableBuilder(path, createEmpty(path));
  try {
    const [situations, samples] = [new Situations(), new Map<number, RowValues>()];
    situations.beginLike(like, (word) =>
      Buffer.from(word, source.layout.encoding === 'utf8' ? 'utf8' : 'latin1'),
    );
    // What the blocks have put in SUNAT's order ends with a separator.
    const layout = source.layout.order === null ? source.layout : { ...source.layout, closed: true };
    const scanner = new Scanner({ layout, situations, table, late, samples });
    for await (const block of blocksOf(source.text(), source.layout)) {
      watch.check();
      scanner.read(block);
      if (table.bytes > free - RESERVE_BYTES) throw noSpace(source.textBytes * (1 - source.progress()));
      watch.progress('leer', source.progress(), scanner.rows);
    }
    table.finish();
    return { scanner, situations, samples, appended: table.rows };
  } finally {
    table.close();
  }
}

/** A database with the edition's tables, all empty; answers the root page of `c`. */
function createEmpty(path: string): number {
  rmSync(path, { force: true });
  const db = openForWriting(path);
  try {
    db.pragma(`page_size = ${String(PAGE_BYTES)}`);
    db.exec(EDITION_TABLES);
    const root = db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'c'`).pluck().get();
    return root as number;
  } finally {
    db.close();
  }
}

/** Nothing in it is kept safe while it grows: whatever is cut off is thrown away. */
function openForWriting(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('locking_mode = exclusive');
  db.pragma(`cache_size = -${String(SORT_CACHE_KIB)}`);
  return db;
}

function isFull(error: unknown): boolean {
  if (error instanceof HabidoError) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL'].includes(code);
}
