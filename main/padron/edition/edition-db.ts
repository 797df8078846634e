/** One edition's database, open for looking up. */
import Database from 'better-sqlite3';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { composeAddress } from '../place/address.ts';
import { placeOf } from '../place/ubigeo.ts';
import { EDITION_FORMAT, type EditionMeta } from './schema.ts';

/** Of the operating system's cache everything is a copy; this is for the upper pages of the tree. */
const CACHE_KIB = 16_384;

/** A row as it is kept. */
export interface StoredRow {
  nombre: string;
  estado: string;
  condicion: string;
  ubigeo: number | null;
  /** The address cells, joined by `|`. */
  domicilio: string | null;
}

type Row = [nombre: string, situacion: number, ubigeo: number | null, domicilio: string | null];

/** Look-ups in microseconds; its file never changes. */
export class EditionDb {
  readonly meta: EditionMeta;
  readonly #db: Database.Database;
  readonly #get: Database.Statement<[number], Row>;
  readonly #situations: ReadonlyMap<number, readonly [estado: string, condicion: string]>;

  /** Throws where the file is no edition of today's format. */
  constructor(path: string) {
    this.#db = new Database(path, { readonly: true, fileMustExist: true });
    try {
      this.#db.pragma(`cache_size = -${String(CACHE_KIB)}`);
      // Nobody writes it: one lock for all look-ups in place of one each.
      this.#db.pragma('locking_mode = exclusive');
      this.meta = readMeta(this.#db);
      this.#situations = readSituations(this.#db);
      this.#get = this.#db.prepare<[number], Row>('SELECT nombre, s, u, d FROM c WHERE ruc = ?').raw();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** What it says of a RUC; null where it does not have it. Throws SqliteError where the file is broken. */
  find(ruc: string): Taxpayer | null {
    const row = this.row(Number(ruc));
    if (row === null) return null;
    const { nombre, estado, condicion, domicilio } = row;
    const ubigeo = row.ubigeo === null ? '' : String(row.ubigeo).padStart(6, '0');
    return {
      ruc,
      razonSocial: nombre,
      estado,
      condicion,
      ubigeo,
      direccion: domicilio === null ? '' : composeAddress(domicilio),
      ...placeOf(ubigeo),
      datoAl: this.meta.fecha,
    };
  }

  /** The row of a RUC as it is kept; null where there is none. */
  row(ruc: number): StoredRow | null {
    const row = this.#get.get(ruc);
    if (row === undefined) return null;
    const [nombre, situation, ubigeo, domicilio] = row;
    const [estado, condicion] = this.#situations.get(situation) ?? ['', ''];
    return { nombre, estado, condicion, ubigeo, domicilio };
  }

  /** Pairs of estado and condición, in the order of their numbers. */
  situations(): { estado: string; condicion: string }[] {
    return [...this.#situations]
      .sort(([a], [b]) => a - b)
      .map(([, [estado, condicion]]) => ({ estado, condicion }));
  }

  /** How many rows there are, counted. Reads the whole file. */
  count(): number {
    return this.#db.prepare<[], number>('SELECT count(*) FROM c').pluck().get() ?? 0;
  }

  close(): void {
    this.#db.close();
  }
}

/** What the edition says of itself. Throws where it is no edition of today's format. */
export function readMeta(db: Database.Database): EditionMeta {
  const meta = db.prepare<[], EditionMeta>('SELECT formato, sha256, fecha, filas FROM meta').get();
  if (meta?.formato !== EDITION_FORMAT) throw new Error('no edition of this format');
  return meta;
}

function readSituations(db: Database.Database): Map<number, readonly [string, string]> {
  const rows = db.prepare<[], [number, string, string]>('SELECT n, estado, condicion FROM situaciones').raw();
  return new Map(rows.all().map(([n, estado, condicion]) => [n, [estado, condicion]]));
}
