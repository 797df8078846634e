/** What the window shows of many partners: pages of the table, how many each group holds, who is due, the figures. */
import type { PartnerQuery, PartnerScope } from '../../shared/contract.ts';
import { VEREDICTOS } from '../../shared/verdict.ts';
import { KeptResults } from './kept-results.ts';
import type { HabidoDatabase } from './open.ts';
import { hydratePartner, type PartnerRowColumns } from './partner-rows.ts';
import {
  all,
  dueCondition,
  groupCondition,
  orderOf,
  queryCondition,
  unconfirmedCondition,
  type Condition,
  type PartnerLimits,
} from './partner-select.ts';
import type { PartnerRecord } from './partner-types.ts';

export type { PartnerLimits } from './partner-select.ts';

/** Orders kept: the one shown, and those that the user just came from. */
const KEPT = 4;

/** A row of the table, with what follows from the settings of now. */
export interface ListedPartner {
  record: PartnerRecord;
  vencido: boolean;
  sinConfirmarDesde: number | null;
}

/** Figures over all partners. */
export interface PartnerFigures {
  socios: number;
  porRevisar: number;
  vencidos: number;
  sinConfirmar: number;
  enPlazo: number;
  sinGrupo: number;
  cambiosSinLeer: number;
  /** Partners and due ones by the key of their group (`''`: without a group); groups without any are left out. */
  porGrupo: ReadonlyMap<string, { socios: number; vencidos: number }>;
}

type ListedRow = PartnerRowColumns & { vencido: 0 | 1; sin_confirmar: number | null };

/** Reader of many partners. Rows are read fresh; orders and figures are kept until something is written. */
export class PartnerPages {
  readonly #db: HabidoDatabase['db'];
  readonly #orders: KeptResults<readonly string[]>;
  readonly #figures: KeptResults<PartnerFigures>;

  constructor(database: HabidoDatabase) {
    this.#db = database.db;
    this.#orders = new KeptResults(database, KEPT);
    this.#figures = new KeptResults(database, 1);
  }

  page(
    query: PartnerQuery,
    desde: number,
    cuantas: number,
    limits: PartnerLimits,
  ): { total: number; filas: ListedPartner[] } {
    const rucs = this.#orders.get(keyOf(query, limits), () => {
      const { sql, params } = queryCondition(query, limits);
      const order = orderOf(query.orden.campo, query.orden.descendente);
      return this.#rucs(`SELECT p.ruc FROM partners AS p WHERE ${sql} ORDER BY ${order}`, params);
    });
    return { total: rucs.length, filas: this.listed(rucs.slice(desde, desde + cuantas), limits) };
  }

  /** These partners, in this order; those that never were one are left out. */
  listed(rucs: readonly string[], limits: PartnerLimits): ListedPartner[] {
    const due = dueCondition(limits);
    const unconfirmed = unconfirmedCondition(limits);
    return this.#db
      .prepare<unknown[], ListedRow>(
        `SELECT p.*, ${due.sql} AS vencido,
           iif(${unconfirmed.sql}, coalesce(p.ultima_respuesta, p.alta_en), NULL) AS sin_confirmar
         FROM json_each(?) AS j CROSS JOIN partners AS p ON p.ruc = j.value ORDER BY j.key`,
      )
      .all(...due.params, ...unconfirmed.params, JSON.stringify(rucs))
      .map((row) => ({
        record: hydratePartner(row),
        vencido: row.activo === 1 && row.vencido === 1,
        sinConfirmarDesde: row.activo === 1 ? row.sin_confirmar : null,
      }));
  }

  /** How many of the query each group holds, by its key; `''`: without a group. */
  sections(query: Omit<PartnerQuery, 'grupo' | 'orden'>, limits: PartnerLimits): Map<string, number> {
    const { sql, params } = queryCondition(query, limits);
    const rows = this.#db
      .prepare<unknown[], { grupos: string; socios: number }>(
        `SELECT p.grupos, count(*) AS socios FROM partners AS p WHERE ${sql} GROUP BY p.grupos`,
      )
      .all(...params);
    const found = new Map<string, number>();
    for (const { grupos, socios } of rows) {
      for (const grupo of sectionsOf(grupos)) found.set(grupo, (found.get(grupo) ?? 0) + socios);
    }
    return found;
  }

  /** RUCs of the partners in a scope, the one longest without an answer first; `soloVencidos`: those that are due. */
  scope(scope: PartnerScope, options: { soloVencidos: boolean; limits: PartnerLimits }): string[] {
    const { sql, params } = all([
      ...scopeConditions(scope),
      ...(options.soloVencidos ? [dueCondition(options.limits)] : []),
    ]);
    return this.#rucs(
      `SELECT p.ruc FROM partners AS p WHERE p.activo = 1 AND ${sql} ORDER BY p.ultima_respuesta, p.ruc`,
      params,
    );
  }

  /** The fewest days that an answer counts as fresh for any of these; `usual`: where no group says it. */
  leastFreshness(rucs: readonly string[], usual: number): number {
    const days = this.#db
      .prepare<[number, string], number | null>(
        `SELECT min(coalesce(p.frescura_dias, ?)) FROM json_each(?) AS j CROSS JOIN partners AS p ON p.ruc = j.value`,
      )
      .pluck()
      .get(usual, JSON.stringify(rucs));
    return days ?? usual;
  }

  /** Active partners after `after` in order of RUC; the plus keeps from an index that would have to be sorted. */
  after(after: string, limit: number): PartnerRecord[] {
    return this.#db
      .prepare<unknown[], PartnerRowColumns>(
        'SELECT * FROM partners WHERE +activo = 1 AND ruc > ? ORDER BY ruc LIMIT ?',
      )
      .all(after, limit)
      .map(hydratePartner);
  }

  /** The figures of the whole. */
  figures(limits: PartnerLimits): PartnerFigures {
    return this.#figures.get(limitsKey(limits), () => this.#count(limits));
  }

  /** RUCs of the members of a group. */
  members(grupo: string): string[] {
    return this.#rucs('SELECT ruc FROM partner_group_members WHERE grupo = ?', [grupo]);
  }

  /** One pass over an index: partners by which groups they are in. */
  #count(limits: PartnerLimits): PartnerFigures {
    const due = dueCondition(limits);
    const unconfirmed = unconfirmedCondition(limits);
    const rows = this.#db
      .prepare<unknown[], FiguresRow>(
        `SELECT p.grupos, count(*) AS socios, sum(p.orden < ${String(GOOD)}) AS porRevisar,
           sum(p.orden = 0 AND ${LIFTABLE}) AS enPlazo, sum(${due.sql}) AS vencidos, sum(${unconfirmed.sql}) AS sinConfirmar
         FROM partners AS p WHERE p.activo = 1 GROUP BY p.grupos`,
      )
      .all(...due.params, ...unconfirmed.params);
    const unread = this.#db
      .prepare<[], number>('SELECT count(*) FROM partner_changes WHERE leido = 0')
      .pluck()
      .get();
    return addUp(rows, unread ?? 0);
  }

  #rucs(sql: string, params: Condition['params']): string[] {
    return this.#db
      .prepare<unknown[], string>(sql)
      .pluck()
      .all(...params);
  }
}

/** `orden` of APTO: what comes before it is to be looked at. */
const GOOD = VEREDICTOS.indexOf('APTO');

/** NO HABIDO and no BAJA: what `deadlineOf` gives a date. */
const LIFTABLE = "upper(trim(p.condicion)) = 'NO HABIDO' AND upper(trim(p.estado)) NOT LIKE 'BAJA%'";

interface FiguresRow {
  /** JSON of the keys. */
  grupos: string;
  socios: number;
  porRevisar: number;
  enPlazo: number;
  vencidos: number;
  sinConfirmar: number;
}

function addUp(rows: readonly FiguresRow[], cambiosSinLeer: number): PartnerFigures {
  const porGrupo = new Map<string, { socios: number; vencidos: number }>();
  const total = { socios: 0, porRevisar: 0, vencidos: 0, sinConfirmar: 0, enPlazo: 0 };
  for (const row of rows) {
    for (const grupo of sectionsOf(row.grupos)) {
      const { socios, vencidos } = porGrupo.get(grupo) ?? { socios: 0, vencidos: 0 };
      porGrupo.set(grupo, { socios: socios + row.socios, vencidos: vencidos + row.vencidos });
    }
    for (const figure of Object.keys(total) as (keyof typeof total)[]) total[figure] += row[figure];
  }
  return { ...total, cambiosSinLeer, sinGrupo: porGrupo.get('')?.socios ?? 0, porGrupo };
}

/** The sections that a partner stands in; `''`: it has no group. */
function sectionsOf(grupos: string): string[] {
  const claves = JSON.parse(grupos) as string[];
  return claves.length === 0 ? [''] : claves;
}

function scopeConditions(scope: PartnerScope): Condition[] {
  switch (scope.tipo) {
    case 'todos':
      return [{ sql: 'TRUE', params: [] }];
    case 'grupo':
      return groupCondition(scope.grupo);
    case 'rucs':
      return [{ sql: 'p.ruc IN (SELECT value FROM json_each(?))', params: [JSON.stringify(scope.rucs)] }];
  }
}

/** What the answer of a query rests on besides the rows; the time counts by the minute. */
function keyOf(query: PartnerQuery, limits: PartnerLimits): string {
  const { texto, grupo, tipo, filtro, orden } = query;
  const timed = filtro === 'vencidos' || filtro === 'sin-confirmar' ? limitsKey(limits) : '';
  return JSON.stringify([texto, grupo, tipo, filtro, orden.campo, orden.descendente, timed]);
}

const MINUTE_MS = 60_000;

function limitsKey({ now, frescuraDias, sinConfirmarDias }: PartnerLimits): string {
  return [Math.floor(now / MINUTE_MS), frescuraDias, sinConfirmarDias].join('/');
}
