/** The time line of changes: pages of it, marks of what was read, what a run noticed. */
import { v7 as uuid } from 'uuid';
import type { ChangeCourse, ChangeField, ChangeQuery } from '../../shared/contract.ts';
import type { Fuente, Veredicto } from '../../shared/verdict.ts';
import type { HabidoDatabase } from './open.ts';
import { all, groupCondition, textConditions, type Condition } from './partner-select.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;
const DAY_MS = 86_400_000;

/** A change with what the time line says of its partner. */
export interface ListedChange {
  id: string;
  ruc: string;
  at: number;
  campo: ChangeField;
  de: string;
  a: string;
  veredicto_de: Veredicto | null;
  veredicto_a: Veredicto | null;
  rumbo: ChangeCourse;
  fuente: Fuente;
  dato_al: number | null;
  run_id: string | null;
  leido: 0 | 1;
  razon_social: string;
  alias: string;
  grupos: string;
  /** Of the partner now. */
  estado: string;
  condicion: string;
}

/** How many of each course. */
export type CourseCounts = Record<ChangeCourse, number>;

const FROM = 'FROM partner_changes AS c';
const NEWEST_FIRST = 'ORDER BY c.at DESC, c.id DESC';

/** Those that `found` selects by id: only of these are whole rows read. */
const listed = (found: string): string =>
  `SELECT c.*, p.razon_social, p.alias, p.grupos, p.estado, p.condicion
   FROM (${found}) AS f CROSS JOIN partner_changes AS c ON c.id = f.id CROSS JOIN partners AS p ON p.ruc = c.ruc
   ${NEWEST_FIRST}`;

/** Reader of changes, and writer of their marks. */
export class PartnerChanges {
  readonly #database: HabidoDatabase;

  constructor(database: HabidoDatabase) {
    this.#database = database;
  }

  /** Newest first; `now` UTC ms. */
  page(query: ChangeQuery, desde: number, cuantas: number, now: number): ListedChange[] {
    const { sql, params } = conditionOf(query, now);
    return this.#database.db
      .prepare<unknown[], ListedChange>(
        listed(`SELECT c.id ${FROM} WHERE ${sql} ${NEWEST_FIRST} LIMIT ? OFFSET ?`),
      )
      .all(...params, cuantas, desde);
  }

  /**
   * Those that follow this one, newest first; null: from the first on. Whoever reads all so misses none and gets none
   * twice, whatever is noticed or read meanwhile.
   */
  following(
    query: ChangeQuery,
    last: Pick<ListedChange, 'at' | 'id'> | null,
    cuantas: number,
    now: number,
  ): ListedChange[] {
    const { sql, params } = conditionOf(query, now);
    const place = last === null ? [] : [last.at, last.id];
    const after = last === null ? '' : 'AND (c.at, c.id) < (?, ?)';
    return this.#database.db
      .prepare<unknown[], ListedChange>(
        listed(`SELECT c.id ${FROM} WHERE ${sql} ${after} ${NEWEST_FIRST} LIMIT ?`),
      )
      .all(...params, ...place, cuantas);
  }

  /** How many the query finds with any course, by course; and how many of it, course included, are unread. */
  counts(query: ChangeQuery, now: number): { conteo: CourseCounts; sinLeer: number } {
    const { sql, params } = conditionOf({ ...query, rumbo: 'todos' }, now);
    const rows = this.#database.db
      .prepare<unknown[], { rumbo: ChangeCourse; many: number; unread: number }>(
        `SELECT c.rumbo, count(*) AS many, sum(c.leido = 0) AS unread ${FROM} WHERE ${sql} GROUP BY c.rumbo`,
      )
      .all(...params);
    const conteo: CourseCounts = { peor: 0, mejor: 0, otro: 0 };
    let sinLeer = 0;
    for (const { rumbo, many, unread } of rows) {
      conteo[rumbo] = many;
      if (query.rumbo === 'todos' || query.rumbo === rumbo) sinLeer += unread;
    }
    return { conteo, sinLeer };
  }

  /** Those of one RUC, newest first. */
  of(ruc: string, limit: number): ListedChange[] {
    return this.#database.db
      .prepare<unknown[], ListedChange>(listed(`SELECT c.id ${FROM} WHERE c.ruc = ? ${NEWEST_FIRST} LIMIT ?`))
      .all(ruc, limit);
  }

  /** How many a run noticed, and how many of them are for the worse. */
  noticed(runId: string): { cambios: number; peores: number } {
    const row = this.#database.db
      .prepare<[string], { cambios: number; peores: number }>(
        `SELECT count(*) AS cambios, coalesce(sum(rumbo = 'peor'), 0) AS peores FROM partner_changes WHERE run_id = ?`,
      )
      .get(runId);
    return row ?? { cambios: 0, peores: 0 };
  }

  /**
   * Marks those that the query finds (with `ids`: these alone) and that are marked otherwise, inside the caller's
   * transaction. Answers how many those were.
   */
  mark(query: ChangeQuery, ids: readonly string[] | null, leido: boolean, now: number): number {
    const { db, deskId } = this.#database;
    const mark = leido ? 1 : 0;
    const found = this.toMark(query, ids, leido, now);
    // After all marks before it, though a clock that was ahead made them.
    const addMark = db.prepare(
      `INSERT INTO change_marks (id, origin, v, at, cambio, leido) SELECT @id, @origin, @v,
         max(@now, coalesce((SELECT max(m.at) + 1 FROM change_marks AS m WHERE m.cambio = @cambio), 0)), @cambio, @mark`,
    );
    const setRead = db.prepare('UPDATE partner_changes SET leido = ? WHERE id = ?');
    for (const id of found) {
      addMark.run({ id: uuid(), origin: deskId, v: ROW_VERSION, now, cambio: id, mark });
      setRead.run(mark, id);
    }
    return found.length;
  }

  /** Ids of those that {@link mark} would mark. */
  toMark(query: ChangeQuery, ids: readonly string[] | null, leido: boolean, now: number): string[] {
    const { sql, params } =
      ids === null
        ? conditionOf(query, now)
        : { sql: 'c.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(ids)] };
    return this.#database.db
      .prepare<unknown[], string>(`SELECT c.id ${FROM} WHERE c.leido <> ? AND ${sql}`)
      .pluck()
      .all(leido ? 1 : 0, ...params);
  }
}

function conditionOf(query: ChangeQuery, now: number): Condition {
  const { rumbo, grupo, dias, sinLeer, corrida, texto } = query;
  const when = (given: boolean, sql: string, ...params: Condition['params']): Condition[] =>
    given ? [{ sql, params }] : [];
  return all([
    { sql: 'TRUE', params: [] },
    ...when(rumbo !== 'todos', 'c.rumbo = ?', rumbo),
    ...when(dias !== null, 'c.at >= ?', now - (dias ?? 0) * DAY_MS),
    ...when(sinLeer, 'c.leido = 0'),
    ...when(corrida !== null, 'c.run_id = ?', corrida ?? ''),
    ...ofPartners([...groupCondition(grupo), ...textConditions(texto)]),
  ]);
}

/** Changes of the partners that fit, who are found by their own indexes. */
function ofPartners(conditions: readonly Condition[]): Condition[] {
  if (conditions.length === 0) return [];
  const { sql, params } = all(conditions);
  return [{ sql: `c.ruc IN (SELECT p.ruc FROM partners AS p WHERE ${sql})`, params }];
}
