/** Imports as they are recorded: reader and writer of `padron_imports`. */
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { PadronDefects, PadronImport } from '../../../shared/padron.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { cleanText } from '../../database/text.ts';
import type { ChangeCounts } from '../changes/types.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

/** What is recorded of an import. */
export interface ImportRecord extends Omit<PadronImport, 'cambios' | 'porTipo'> {
  /** Null for the first. */
  cambios: ChangeCounts | null;
  /** SHA-256 of the edition that it was compared with. */
  previa: string | null;
}

interface Row {
  n: number;
  at: number;
  sha256: string;
  fecha: number;
  archivo: string;
  bytes: number;
  filas: number;
  defectos: string;
  cambios: string | null;
}

const COLUMNS = 'n, at, sha256, fecha, archivo, bytes, filas, defectos, cambios';

export class ImportStore {
  readonly #database: HabidoDatabase;
  readonly #one: Statement<[number], Row>;
  readonly #all: Statement<[], Row>;
  readonly #last: Statement<[], { n: number }>;
  readonly #insert: Statement<[Record<string, unknown>]>;

  constructor(database: HabidoDatabase) {
    const { db } = database;
    this.#database = database;
    this.#one = db.prepare(`SELECT ${COLUMNS} FROM padron_imports WHERE n = ?`);
    this.#all = db.prepare(`SELECT ${COLUMNS} FROM padron_imports ORDER BY n DESC`);
    this.#last = db.prepare('SELECT ifnull(max(n), 0) AS n FROM padron_imports');
    this.#insert = db.prepare(
      `INSERT INTO padron_imports (n, id, origin, v, at, sha256, fecha, archivo, bytes, filas, defectos, cambios, previa)
       VALUES (@n, @id, @origin, @v, @at, @sha256, @fecha, @archivo, @bytes, @filas, @defectos, @cambios, @previa)`,
    );
  }

  get(n: number): PadronImport | null {
    const row = this.#one.get(n);
    return row === undefined ? null : hydrate(row);
  }

  /** All imports, the newest first. */
  all(): PadronImport[] {
    return this.#all.all().map(hydrate);
  }

  /** The last import's number; 0 where there is none. */
  lastN(): number {
    return this.#last.get()?.n ?? 0;
  }

  /** Adds an import, inside the caller's transaction. */
  add(record: ImportRecord): void {
    const { importadaEn, defectos, cambios, ...plain } = record;
    this.#insert.run({
      ...plain,
      id: uuid(),
      origin: this.#database.deskId,
      v: ROW_VERSION,
      at: importadaEn,
      archivo: cleanText(record.archivo),
      defectos: JSON.stringify(defectos),
      cambios: cambios === null ? null : JSON.stringify(cambios),
    });
  }
}

function hydrate({ at, defectos, cambios, ...row }: Row): PadronImport {
  const changes = cambios === null ? null : (JSON.parse(cambios) as ChangeCounts);
  return {
    ...row,
    importadaEn: at,
    defectos: JSON.parse(defectos) as PadronDefects,
    cambios:
      changes === null
        ? null
        : { nuevos: changes.nuevos, retirados: changes.retirados, modificados: changes.modificados },
    porTipo: changes?.porTipo ?? null,
  };
}
