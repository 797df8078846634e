/** Reader of the small registers: what stands on this disk, and the marks of any number of RUCs. */
import type { Statement } from 'better-sqlite3';
import {
  REGISTERS,
  type Register,
  type RegisterMarks,
  type RegisterState,
  type SscoMark,
} from '../../../shared/padron.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { isLater, type ListData, type RegisterImportRow, type SscoData } from './rows.ts';

/** RUCs looked at in one statement. */
const CHUNK = 1000;

/** What is in use of each register, and all that SSCO's lists ever said. */
interface Current {
  imports: Map<Register, RegisterImportRow>;
  /** By number of the import, SSCO's aside. */
  lists: Map<number, Exclude<Register, 'ssco'>>;
  ssco: Map<string, SscoMark>;
}

/**
 * Marks in microseconds a RUC. The list of SSCO, a few hundred rows, is held in memory; it is read again when
 * any process has imported a register.
 */
export class RegisterStore {
  readonly #db: HabidoDatabase['db'];
  readonly #lastN: Statement<[], { n: number }>;
  readonly #imports: Statement<[], RegisterImportRow>;
  readonly #sscoRows: Statement<[], { ruc: string; import: number; datos: string }>;
  readonly #rowsOf: Statement<[string, string], { ruc: string; import: number; datos: string }>;
  #current: Current = { imports: new Map(), lists: new Map(), ssco: new Map() };
  #seen = 0;

  constructor({ db }: Pick<HabidoDatabase, 'db'>) {
    this.#db = db;
    this.#lastN = db.prepare('SELECT ifnull(max(n), 0) AS n FROM register_imports');
    this.#imports = db.prepare(
      `SELECT i.n, i.at, i.lista, i.fecha, i.sha256, i.archivo, i.filas, i.omitidas,
         CASE i.lista WHEN 'ssco' THEN
           (SELECT max(json_extract(r.datos, '$.publicada')) FROM register_rows AS r WHERE r.import = i.n)
         END AS publicada
       FROM register_imports AS i ORDER BY i.n`,
    );
    this.#sscoRows = db.prepare(
      `SELECT r.ruc, r.import, r.datos FROM register_imports AS i
       CROSS JOIN register_rows AS r ON r.import = i.n WHERE i.lista = 'ssco'`,
    );
    this.#rowsOf = db.prepare(
      `SELECT r.ruc, r.import, r.datos FROM json_each(?) AS j CROSS JOIN register_rows AS r ON r.ruc = j.value
       WHERE r.import IN (SELECT k.value FROM json_each(?) AS k)`,
    );
  }

  /** Marks of these RUCs; those on no register are left out. */
  marks(rucs: readonly string[]): Map<string, RegisterMarks> {
    // One view of the database: an import elsewhere takes the rows of the list before it away.
    return this.#db.transaction(() => this.#marks(rucs))();
  }

  #marks(rucs: readonly string[]): Map<string, RegisterMarks> {
    const { ssco, lists } = this.#fresh();
    const found = new Map<string, RegisterMarks>();
    const marksOf = (ruc: string): RegisterMarks => {
      let marks = found.get(ruc);
      if (marks === undefined) found.set(ruc, (marks = { ssco: null, listas: [] }));
      return marks;
    };
    if (ssco.size > 0) {
      for (const ruc of rucs) {
        const mark = ssco.get(ruc);
        if (mark !== undefined) marksOf(ruc).ssco = mark;
      }
    }
    if (lists.size === 0) return found;
    const inUse = JSON.stringify([...lists.keys()]);
    const asked = [...new Set(rucs)];
    for (let from = 0; from < asked.length; from += CHUNK) {
      const chunk = JSON.stringify(asked.slice(from, from + CHUNK));
      for (const row of this.#rowsOf.iterate(chunk, inUse)) {
        const { desde, resolucion } = JSON.parse(row.datos) as ListData;
        const lista = lists.get(row.import) as Exclude<Register, 'ssco'>;
        marksOf(row.ruc).listas.push({ lista, desde, resolucion });
      }
    }
    for (const { listas } of found.values())
      listas.sort((a, b) => REGISTERS.indexOf(a.lista) - REGISTERS.indexOf(b.lista));
    return found;
  }

  /** The list in use of each register, null where none was imported; in the order of {@link REGISTERS}. */
  states(): RegisterState[] {
    const { imports } = this.#fresh();
    return REGISTERS.map((lista) => {
      const row = imports.get(lista);
      if (row === undefined) return { lista, enUso: null };
      const { n, at, fecha, sha256, archivo, filas, omitidas } = row;
      return { lista, enUso: { n, importadaEn: at, fecha, sha256, archivo, filas, omitidas } };
    });
  }

  /** The import in use of a register. */
  inUse(lista: Register): RegisterImportRow | null {
    return this.#fresh().imports.get(lista) ?? null;
  }

  /** Reads all of it again at the next question: terms were worked out anew. */
  forget(): void {
    this.#seen = 0;
  }

  #fresh(): Current {
    const n = this.#lastN.get()?.n ?? 0;
    if (n !== this.#seen) {
      this.#current = this.#read();
      this.#seen = n;
    }
    return this.#current;
  }

  #read(): Current {
    const rows = this.#imports.all();
    const imports = inUseOf(rows);
    const lists = new Map<number, Exclude<Register, 'ssco'>>();
    for (const [lista, { n }] of imports) if (lista !== 'ssco') lists.set(n, lista);
    return { imports, lists, ssco: this.#readSsco(rows, imports.get('ssco')?.n ?? 0) };
  }

  /** Each RUC by the latest list that names it. */
  #readSsco(rows: readonly RegisterImportRow[], inUse: number): Map<string, SscoMark> {
    const byN = new Map(rows.map((row) => [row.n, row]));
    const latest = new Map<string, { from: RegisterImportRow; datos: string }>();
    for (const { ruc, import: n, datos } of this.#sscoRows.iterate()) {
      const from = byN.get(n) as RegisterImportRow;
      const known = latest.get(ruc);
      if (known === undefined || isLater(from, known.from)) latest.set(ruc, { from, datos });
    }
    const marks = new Map<string, SscoMark>();
    for (const [ruc, { from, datos }] of latest) {
      const { publicada, plazo, resolucion } = JSON.parse(datos) as SscoData;
      marks.set(ruc, { publicada, plazo, resolucion, vigente: from.n === inUse });
    }
    return marks;
  }
}

/** Of SSCO the later list, whatever came last; of the others the last import, whose rows alone are kept. */
function inUseOf(rows: readonly RegisterImportRow[]): Map<Register, RegisterImportRow> {
  const inUse = new Map<Register, RegisterImportRow>();
  for (const row of rows) {
    const lista = REGISTERS.find((name) => name === row.lista);
    if (lista === undefined) continue;
    const before = inUse.get(lista);
    if (before === undefined || lista !== 'ssco' || isLater(row, before)) inUse.set(lista, row);
  }
  return inUse;
}
