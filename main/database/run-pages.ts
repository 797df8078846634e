/** The pages of results that the window shows: filter, text, order, offset. */
import type { SortField } from '../../shared/contract.ts';
import { VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';
import type { HabidoDatabase } from './open.ts';
import { WITHOUT_VERDICT } from './run-items.ts';
import { hydrateItem, ITEM_COLUMNS, type ItemRow } from './run-rows.ts';
import type { RunItemRow } from './run-types.ts';
import { foldText } from './text.ts';

export interface PageQuery {
  /** `revisar`: every verdict but APTO; `pendientes`: without a verdict yet. */
  filtro: Veredicto | 'todos' | 'revisar' | 'pendientes';
  /** Looked for in RUC and registered name, accents and case ignored; empty: all. */
  texto: string;
  /** `fila` and ties: order of first appearance. `veredicto`: order of display. */
  campo: SortField;
  descendente: boolean;
  desde: number;
  cuantas: number;
}

export interface RunPage {
  /** Items that fit the filter and the text. */
  total: number;
  filas: RunItemRow[];
}

/** An order that took longer than this to make is shown for {@link REUSE_MS} even if verdicts came meanwhile. */
const SLOW_MS = 10;
const REUSE_MS = 1000;

/** Orders kept: the one shown, and those that the user just came from. */
const KEPT = 4;

interface Order {
  key: string;
  /** What the database had seen when it was made. */
  stamp: string;
  madeAt: number;
  costMs: number;
  ns: Int32Array;
}

interface Selection {
  where: string;
  orderBy: string;
  params: (number | string)[];
  /** An index holds exactly these items in exactly this order. */
  indexed: boolean;
}

/** Reader of pages. Rows are always read fresh; only the order of a slow query is kept. */
export class RunPages {
  readonly #db: HabidoDatabase['db'];
  #orders: Order[] = [];

  constructor(database: HabidoDatabase) {
    this.#db = database.db;
  }

  /** `run` is the run's `n`. */
  page(run: number, query: PageQuery): RunPage {
    const selection = select(run, query);
    if (selection.indexed) return this.#fromIndex(run, query, selection);
    const { ns } = this.#order(run, query, selection);
    const wanted = ns.subarray(query.desde, query.desde + query.cuantas);
    return { total: ns.length, filas: this.#rows(run, Array.from(wanted)) };
  }

  #fromIndex(run: number, query: PageQuery, { where, orderBy, params }: Selection): RunPage {
    const total = this.#db
      .prepare<unknown[], { many: number }>(`SELECT count(*) AS many FROM run_items WHERE ${where}`)
      .get(...params) as { many: number };
    const ns = this.#db
      .prepare<unknown[], number>(
        `SELECT n FROM run_items WHERE ${where} ORDER BY ${orderBy} LIMIT ? OFFSET ?`,
      )
      .pluck()
      .all(...params, query.cuantas, query.desde);
    return { total: total.many, filas: this.#rows(run, ns) };
  }

  #rows(run: number, ns: readonly number[]): RunItemRow[] {
    const columns = ITEM_COLUMNS.split(',').map((column) => `i.${column.trim()}`);
    return this.#db
      .prepare<[string, number], ItemRow>(
        `SELECT ${columns.join(', ')} FROM json_each(?) AS j CROSS JOIN run_items AS i ON i.run = ? AND i.n = j.value
         ORDER BY j.key`,
      )
      .all(JSON.stringify(ns), run)
      .map(hydrateItem);
  }

  #order(run: number, query: PageQuery, { where, orderBy, params }: Selection): Order {
    const key = JSON.stringify([run, query.filtro, query.texto, query.campo, query.descendente]);
    const stamp = this.#stamp();
    const start = performance.now();
    const kept = this.#orders.find((order) => order.key === key);
    if (kept !== undefined && (kept.stamp === stamp || isShown(kept, start))) return kept;
    const ns = this.#db
      .prepare<unknown[], number>(`SELECT n FROM run_items WHERE ${where} ORDER BY ${orderBy}`)
      .pluck()
      .all(...params);
    const madeAt = performance.now();
    const order = { key, stamp, madeAt, costMs: madeAt - start, ns: Int32Array.from(ns) };
    this.#orders = [order, ...this.#orders.filter((other) => other.key !== key)].slice(0, KEPT);
    return order;
  }

  /** Changes with every write, by this connection or another. */
  #stamp(): string {
    const own = this.#db.prepare<[], number>('SELECT total_changes()').pluck().get() as number;
    return `${String(own)}/${String(this.#db.pragma('data_version', { simple: true }))}`;
  }
}

function isShown(order: Order, now: number): boolean {
  return order.costMs > SLOW_MS && now - order.madeAt < REUSE_MS;
}

function select(run: number, query: PageQuery): Selection {
  const filter = filterOf(query.filtro);
  const text = foldText(query.texto.trim());
  const direction = query.descendente ? 'DESC' : 'ASC';
  return {
    where: ['run = ?', filter.sql, ...(text === '' ? [] : ['instr(busca, ?) > 0'])].join(' AND '),
    orderBy: orderOf(query.campo, direction),
    params: [run, ...filter.params, ...(text === '' ? [] : [text])],
    indexed: text === '' && isIndexed(query),
  };
}

function filterOf(filtro: PageQuery['filtro']): { sql: string; params: number[] } {
  switch (filtro) {
    case 'todos':
      return { sql: 'TRUE', params: [] };
    case 'revisar':
      return { sql: 'orden < ?', params: [VEREDICTOS.indexOf('APTO')] };
    case 'pendientes':
      return { sql: 'orden = ?', params: [WITHOUT_VERDICT] };
    case 'NO APTO':
    case 'OBSERVADO':
    case 'NO EXISTE':
    case 'RUC INVÁLIDO':
    case 'SIN RESPUESTA':
    case 'APTO':
      return { sql: 'orden = ?', params: [VEREDICTOS.indexOf(filtro)] };
  }
}

/** Empty texts stand last in either direction. */
function orderOf(campo: SortField, direction: 'ASC' | 'DESC'): string {
  switch (campo) {
    case 'fila':
      return `n ${direction}`;
    case 'veredicto':
      return `orden ${direction}, n ${direction}`;
    case 'ruc':
      return `ruc ${direction}`;
    case 'razonSocial':
      return `razon_social = '', busca ${direction}`;
    case 'estado':
    case 'condicion':
      return `${campo} = '', ${campo} ${direction}, n ${direction}`;
    case 'fuente':
      return `fuente IS NULL, fuente ${direction}, n ${direction}`;
  }
}

/** By verdict, or one verdict by row: `run_items_orden` holds both. */
function isIndexed(query: PageQuery): boolean {
  if (query.campo === 'veredicto') return true;
  return query.campo === 'fila' && query.filtro !== 'todos' && query.filtro !== 'revisar';
}
