/** Runs and their items: creation, progress, verdicts, and the pages that the window shows. */
import type { Statement } from 'better-sqlite3';
import { HabidoError } from '../../shared/errors.ts';
import { VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';
import type { HabidoDatabase } from './open.ts';
import { RunItemWriter, WITHOUT_VERDICT } from './run-items.ts';
import { RunPages, type PageQuery, type RunPage } from './run-pages.ts';
import {
  CHANGEABLE,
  hydrateItem,
  hydrateRun,
  ITEM_COLUMNS,
  RUN_COLUMNS,
  type ItemRow,
  type RunRow,
} from './run-rows.ts';
import { RunSources } from './run-sources.ts';
import type {
  ItemState,
  ItemVerdict,
  NewItem,
  RunChanges,
  RunCounts,
  RunItemRow,
  RunKind,
  RunRecord,
  UsedEdition,
} from './run-types.ts';
import { cleanText } from './text.ts';

export type * from './run-types.ts';
export type { PageQuery, RunPage } from './run-pages.ts';

/** Format of the rows of `runs` written here. */
const ROW_VERSION = 1;
/** Items read at a time where all are wanted. */
const CHUNK = 1_000;

interface RucItem {
  n: number;
  ruc: string;
  filas: number;
  nombre: string;
  aviso: string;
}

/** Reader and writer of runs. Every method that names a run throws `corrida-no-existe` where there is none. */
export class RunStore {
  readonly #database: HabidoDatabase;
  readonly #items: RunItemWriter;
  readonly #pages: RunPages;
  readonly #sources: RunSources;
  readonly #numberOf: Statement<[string], { n: number }>;
  readonly #get: Statement<[string], RunRow>;
  readonly #list: Statement<[RunKind, number], RunRow>;
  readonly #nextPending: Statement<[number, string, number, number], { n: number; ruc: string }>;
  readonly #byRuc: Statement<[string, number], RucItem>;
  readonly #byState: Statement<[number], { state: ItemState; many: number }>;
  readonly #byVerdict: Statement<[number], { orden: number; many: number }>;
  readonly #answered: Statement<[number], { many: number }>;
  readonly #item: Statement<[number, number], ItemRow>;
  readonly #after: Statement<[number, number, number], ItemRow>;
  readonly #editions: Statement<[number], UsedEdition>;

  constructor(database: HabidoDatabase) {
    const { db } = database;
    this.#database = database;
    this.#items = new RunItemWriter(database);
    this.#pages = new RunPages(database);
    this.#sources = new RunSources(database);
    this.#numberOf = db.prepare('SELECT n FROM runs WHERE id = ?');
    this.#get = db.prepare('SELECT * FROM runs WHERE id = ?');
    this.#list = db.prepare('SELECT * FROM runs WHERE tipo = ? ORDER BY inicio DESC, n DESC LIMIT ?');
    this.#nextPending = db.prepare(
      'SELECT n, ruc FROM run_items WHERE run = ? AND state = ? AND n > ? ORDER BY n LIMIT ?',
    );
    this.#byRuc = db.prepare(
      `SELECT i.n, i.ruc, i.filas, i.nombre, i.aviso
       FROM json_each(?) AS j CROSS JOIN run_items AS i ON i.run = ? AND i.ruc = j.value`,
    );
    this.#byState = db.prepare('SELECT state, count(*) AS many FROM run_items WHERE run = ? GROUP BY state');
    this.#byVerdict = db.prepare(
      'SELECT orden, count(*) AS many FROM run_items WHERE run = ? GROUP BY orden',
    );
    this.#answered = db.prepare(
      `SELECT count(*) AS many FROM run_items AS i JOIN ruc_answers AS a ON a.n = i.answer_n
       WHERE i.run = ? AND i.state = 'listo' AND (a.kind = 'unknown' OR trim(a.estado) NOT IN ('', '-'))`,
    );
    this.#item = db.prepare(`SELECT ${ITEM_COLUMNS} FROM run_items WHERE run = ? AND n = ?`);
    this.#after = db.prepare(
      `SELECT ${ITEM_COLUMNS} FROM run_items WHERE run = ? AND n > ? ORDER BY n LIMIT ?`,
    );
    this.#editions = db.prepare(
      `SELECT p.fecha, p.sha256 FROM padron_imports AS p WHERE p.n IN (
         SELECT i.padron_import FROM run_items AS i WHERE i.run = ? AND i.padron_import IS NOT NULL)
       ORDER BY p.n`,
    );
  }

  create(run: RunRecord): void {
    const columns = Object.values(RUN_COLUMNS);
    const values = (Object.keys(RUN_COLUMNS) as (keyof typeof RUN_COLUMNS)[]).map((field) =>
      bound(run[field]),
    );
    this.#database.transaction(() => {
      const { lastInsertRowid } = this.#database.db
        .prepare(
          `INSERT INTO runs (origin, v, ${columns.join(', ')}) VALUES (?, ?${', ?'.repeat(columns.length)})`,
        )
        .run(this.#database.deskId, ROW_VERSION, ...values);
      this.#sources.add(Number(lastInsertRowid), run.fuentes);
    });
  }

  /** Writes down the annotated copy of the run's source `k`. */
  setCopy(runId: string, k: number, copy: { nombre: string; hash: string }): void {
    this.#sources.setCopy(this.#number(runId), k, copy);
  }

  /** Adds items numbered from `fromN`, waiting. The caller chunks. */
  addItems(runId: string, fromN: number, items: readonly NewItem[]): void {
    const run = this.#number(runId);
    this.#database.transaction(() => {
      this.#items.add(run, fromN, items);
    });
  }

  get(runId: string): RunRecord | null {
    const row = this.#get.get(runId);
    return row === undefined ? null : hydrateRun(row, this.#sources.of(row.n));
  }

  /** Runs over workbooks unless said, newest first. */
  list(limit: number, tipo: RunKind = 'libro'): RunRecord[] {
    return this.#list.all(tipo, limit).map((row) => hydrateRun(row, this.#sources.of(row.n)));
  }

  update(runId: string, changes: RunChanges): void {
    const fields = CHANGEABLE.filter((field) => changes[field] !== undefined);
    if (fields.length === 0) return;
    const sets = fields.map((field) => `${RUN_COLUMNS[field]} = ?`).join(', ');
    const values = fields.map((field) => bound(changes[field] as Scalar));
    this.#database.db.prepare(`UPDATE runs SET ${sets} WHERE n = ?`).run(...values, this.#number(runId));
  }

  /** Items in a state after `afterN`, in order of `n`. */
  nextPending(
    runId: string,
    state: 'pendiente' | 'omitido' | 'sin-respuesta',
    afterN: number,
    limit: number,
  ): { n: number; ruc: string }[] {
    return this.#nextPending.all(this.#number(runId), state, afterN, limit);
  }

  /** The items of these RUCs (the caller chunks by 500); those that the run does not hold are left out. */
  itemsByRuc(runId: string, rucs: readonly string[]): RucItem[] {
    return this.#byRuc.all(JSON.stringify(rucs), this.#number(runId));
  }

  /** Writes verdicts, in the caller's transaction or one of its own. */
  settle(runId: string, verdicts: readonly ItemVerdict[]): void {
    const run = this.#number(runId);
    this.#database.transaction(() => {
      for (const verdict of verdicts) this.#items.settle(run, verdict);
    });
  }

  /** Changes the state alone; a verdict given before stays. */
  setState(runId: string, ns: readonly number[], state: ItemState): void {
    const run = this.#number(runId);
    this.#database.transaction(() => {
      for (const n of ns) this.#items.setState(run, n, state);
    });
  }

  /**
   * Lets up to `limit` unanswered items wait again, for a run that is taken up; answers how many it opened.
   * Numbers that the API refused stay as they are: asking again would only be paid again.
   */
  reopen(runId: string, limit: number): number {
    return this.#items.reopen(this.#number(runId), limit);
  }

  counts(runId: string): RunCounts {
    const conteo = Object.fromEntries(VEREDICTOS.map((veredicto) => [veredicto, 0])) as Record<
      Veredicto,
      number
    >;
    const states: Record<ItemState, number> = { pendiente: 0, omitido: 0, listo: 0, 'sin-respuesta': 0 };
    const run = this.#number(runId);
    for (const { state, many } of this.#byState.all(run)) states[state] = many;
    for (const { orden, many } of this.#byVerdict.all(run)) {
      if (orden !== WITHOUT_VERDICT) conteo[VEREDICTOS[orden] as Veredicto] = many;
    }
    return {
      conteo,
      pendientes: states.pendiente,
      omitidos: states.omitido,
      listos: Object.values(conteo).reduce((sum, many) => sum + many, 0),
      sinRespuesta: states['sin-respuesta'],
      total: Object.values(states).reduce((sum, many) => sum + many, 0),
    };
  }

  /** Items with an answer that says something of them: refused numbers have none, whatever their verdict. */
  answered(runId: string): number {
    return this.#answered.get(this.#number(runId))?.many ?? 0;
  }

  /** One page of the results. */
  page(runId: string, query: PageQuery): RunPage {
    return this.#pages.page(this.#number(runId), query);
  }

  item(runId: string, n: number): RunItemRow | null {
    const row = this.#item.get(this.#number(runId), n);
    return row === undefined ? null : hydrateItem(row);
  }

  /** Items after `afterN` in order of `n`, with or without a verdict: for the copy and the results. */
  allVerdicts(runId: string, afterN: number, limit: number): RunItemRow[] {
    return this.#after.all(this.#number(runId), afterN, limit).map(hydrateItem);
  }

  /** The same from the first to the last, some at a time. */
  *verdictPages(runId: string): Generator<RunItemRow[]> {
    for (let after = -1; ;) {
      const rows = this.allVerdicts(runId, after, CHUNK);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.n;
      yield rows;
    }
  }

  /** The editions of the padrón that its verdicts rest on, the one used first in front. */
  editions(runId: string): UsedEdition[] {
    return this.#editions.all(this.#number(runId));
  }

  #number(runId: string): number {
    const row = this.#numberOf.get(runId);
    if (row === undefined) throw new HabidoError('corrida-no-existe');
    return row.n;
  }
}

type Scalar = Exclude<RunRecord[keyof RunRecord], RunRecord['fuentes']>;

function bound(value: Scalar): string | number | null {
  return typeof value === 'string' ? cleanText(value) : value;
}
