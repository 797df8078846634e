/** The SQL of what the table of partners is asked for: filter, text, group, order. */
import type { PartnerQuery, PartnerSort } from '../../shared/contract.ts';
import { VEREDICTOS } from '../../shared/verdict.ts';
import { WITHOUT_VERDICT } from './partner-rows.ts';
import { foldText } from './text.ts';

const DAY_MS = 86_400_000;
/** Words of a search that are looked at. */
const MAX_WORDS = 8;

/** What "due" and "unconfirmed" mean now. */
export interface PartnerLimits {
  /** UTC ms. */
  now: number;
  /** Days that an answer counts as fresh where no group says otherwise. */
  frescuraDias: number;
  /** Days after which a partner is called unconfirmed. */
  sinConfirmarDias: number;
}

/** A condition with its values, in the order of its places. */
export interface Condition {
  sql: string;
  params: (string | number)[];
}

/** Due: never answered, or no longer fresh. Of the table called `p`. */
export function dueCondition({ now, frescuraDias }: PartnerLimits): Condition {
  return {
    sql: '(p.ultima_respuesta IS NULL OR p.ultima_respuesta < ? - coalesce(p.frescura_dias, ?) * 86400000)',
    params: [now, frescuraDias],
  };
}

/** Its last real answer, or where there was none its beginning, lies too far back. */
export function unconfirmedCondition({ now, sinConfirmarDias }: PartnerLimits): Condition {
  return {
    sql: 'coalesce(p.ultima_respuesta, p.alta_en) < ?',
    params: [now - sinConfirmarDias * DAY_MS],
  };
}

/** Which partners a query finds; of the table called `p`. */
export function queryCondition(
  query: Pick<PartnerQuery, 'texto' | 'tipo' | 'filtro'> & { grupo?: string | null },
  limits: PartnerLimits,
): Condition {
  return all([
    { sql: 'p.activo = 1', params: [] },
    filterCondition(query.filtro, limits),
    ...(query.tipo === null ? [] : [{ sql: 'p.tipo = ?', params: [query.tipo] }]),
    ...groupCondition(query.grupo ?? null),
    ...textConditions(query.texto),
  ]);
}

/** Partners of a group (`''`: of none). */
export function groupCondition(grupo: string | null): Condition[] {
  if (grupo === null) return [];
  if (grupo === '') return [{ sql: "p.grupos = '[]'", params: [] }];
  return [
    {
      sql: 'p.ruc IN (SELECT m.ruc FROM partner_group_members AS m WHERE m.grupo = ?)',
      params: [grupo],
    },
  ];
}

/** Each word is looked for in name, alias, RUC and note. */
export function textConditions(texto: string): Condition[] {
  const words = foldText(texto).split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  return words.map((word) => ({ sql: 'instr(p.busca, ?) > 0', params: [word] }));
}

export function all(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map((condition) => condition.sql).join(' AND '),
    params: conditions.flatMap((condition) => condition.params),
  };
}

function filterCondition(filtro: PartnerQuery['filtro'], limits: PartnerLimits): Condition {
  switch (filtro) {
    case 'todos':
      return { sql: 'TRUE', params: [] };
    case 'revisar':
      return { sql: 'p.orden < ?', params: [VEREDICTOS.indexOf('APTO')] };
    case 'vencidos':
      return dueCondition(limits);
    case 'sin-confirmar':
      return unconfirmedCondition(limits);
    case 'nunca':
      return { sql: 'p.ultima_respuesta IS NULL', params: [] };
    case 'NO APTO':
    case 'OBSERVADO':
    case 'NO EXISTE':
    case 'RUC INVÁLIDO':
    case 'SIN RESPUESTA':
    case 'APTO':
      return { sql: 'p.orden = ?', params: [VEREDICTOS.indexOf(filtro)] };
  }
}

/** What has nothing to sort by stands last in either direction; ties by RUC. */
export function orderOf(campo: PartnerSort, descendente: boolean): string {
  const direction = descendente ? 'DESC' : 'ASC';
  switch (campo) {
    case 'ruc':
      return `p.ruc ${direction}`;
    case 'razonSocial':
      // Begins with the name; without one, with the line's end. An index holds it, which the name is in no other.
      return `p.busca < ' ', p.busca ${direction}, p.ruc`;
    case 'alias':
      return `p.alias = '', p.alias COLLATE NOCASE ${direction}, p.ruc`;
    case 'tipo':
      return `p.tipo ${direction}, p.ruc`;
    case 'veredicto':
      return `p.orden = ${String(WITHOUT_VERDICT)}, p.orden ${direction}, p.ruc`;
    case 'estado':
    case 'condicion':
      return `p.${campo} = '', p.${campo} ${direction}, p.ruc`;
    case 'desde':
      return `p.desde IS NULL, p.desde ${direction}, p.ruc`;
    case 'ultimaRespuesta':
      return `p.ultima_respuesta IS NULL, p.ultima_respuesta ${direction}, p.ruc`;
    case 'ultimoIntento':
      return `p.ultimo_intento IS NULL, p.ultimo_intento ${direction}, p.ruc`;
  }
}
