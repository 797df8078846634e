/** The rows that follow from the facts about partners: the partners, their spans, their changes. */
import type { Statement } from 'better-sqlite3';
import type { PartnerKind } from '../../shared/contract.ts';
import { VEREDICTOS, type Fuente, type Veredicto } from '../../shared/verdict.ts';
import type { HabidoDatabase } from './open.ts';
import type { ChangeRecord, PartnerRecord, SpanStart } from './partner-types.ts';
import { foldText } from './text.ts';

/** `orden` of a partner of which nothing is known: after all verdicts. */
export const WITHOUT_VERDICT = 9;

/** A row of `partners`. */
export interface PartnerRowColumns {
  ruc: string;
  activo: 0 | 1;
  alta_en: number | null;
  tipo: PartnerKind;
  alias: string;
  nota: string;
  grupos: string;
  veredicto: Veredicto | null;
  razon_social: string;
  estado: string;
  condicion: string;
  direccion: string;
  direccion_de: Fuente | null;
  ubigeo: string;
  distrito: string;
  provincia: string;
  departamento: string;
  existe: 0 | 1 | null;
  ssco: 0 | 1;
  fuente: Fuente | null;
  dato_al: number | null;
  desde: number | null;
  ultima_respuesta: number | null;
  ultimo_intento: number | null;
  ultimo_motivo: string;
  last_at: number;
  last_id: string;
}

const COLUMNS: readonly string[] = [
  'ruc',
  'activo',
  'alta_en',
  'tipo',
  'alias',
  'nota',
  'grupos',
  'veredicto',
  'razon_social',
  'estado',
  'condicion',
  'direccion',
  'direccion_de',
  'ubigeo',
  'distrito',
  'provincia',
  'departamento',
  'existe',
  'ssco',
  'fuente',
  'dato_al',
  'desde',
  'ultima_respuesta',
  'ultimo_intento',
  'ultimo_motivo',
  'last_at',
  'last_id',
] satisfies (keyof PartnerRowColumns)[];

/** Derived from the row itself and from its groups. */
const DERIVED = ['orden', 'busca', 'frescura_dias'];

const FRESHNESS = `iif(@activo = 0, NULL, (SELECT min(g.frescura_dias) FROM json_each(@grupos) AS j
  JOIN partner_groups AS g ON g.clave = j.value AND g.activo = 1))`;

const PUT = `
INSERT INTO partners (${[...COLUMNS, ...DERIVED].join(', ')})
VALUES (${COLUMNS.map((column) => `@${column}`).join(', ')}, @orden, @busca, ${FRESHNESS})
ON CONFLICT (ruc) DO UPDATE SET ${[...COLUMNS.slice(1), ...DERIVED]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;

/** The last mark of a change rules. */
const ADD_CHANGE = `
INSERT INTO partner_changes (id, ruc, at, campo, de, a, veredicto_de, veredicto_a, rumbo, fuente, dato_al, run_id, leido)
VALUES (@id, @ruc, @at, @campo, @de, @a, @veredictoDe, @veredictoA, @rumbo, @fuente, @datoAl, @runId,
  coalesce((SELECT m.leido FROM change_marks AS m WHERE m.cambio = @id ORDER BY m.at DESC, m.id DESC LIMIT 1), 0))`;

/** Reader and writer of `partners`, `partner_group_members`, `partner_spans` and the rows of `partner_changes`. */
export class PartnerRows {
  readonly #get: Statement<[string], PartnerRowColumns>;
  readonly #among: Statement<[string], string>;
  readonly #put: Statement;
  readonly #leaveGroups: Statement<[string]>;
  readonly #joinGroup: Statement<[string, string]>;
  readonly #addSpan: Statement;
  readonly #spans: Statement<[string], SpanStart>;
  readonly #addChange: Statement;
  readonly #changeIds: Statement<[string], string>;
  readonly #dropSpans: Statement<[string]>;
  readonly #dropChanges: Statement<[string]>;

  constructor({ db }: HabidoDatabase) {
    this.#get = db.prepare(`SELECT ${COLUMNS.join(', ')} FROM partners WHERE ruc = ?`);
    this.#among = db
      .prepare<[string], string>(
        `SELECT p.ruc FROM json_each(?) AS j CROSS JOIN partners AS p ON p.ruc = j.value WHERE p.activo = 1`,
      )
      .pluck();
    this.#put = db.prepare(PUT);
    this.#leaveGroups = db.prepare('DELETE FROM partner_group_members WHERE ruc = ?');
    this.#joinGroup = db.prepare('INSERT INTO partner_group_members (grupo, ruc) VALUES (?, ?)');
    this.#addSpan = db.prepare(
      `INSERT INTO partner_spans (ruc, k, desde, veredicto, estado, condicion, fuente)
       VALUES (@ruc, (SELECT count(*) FROM partner_spans WHERE ruc = @ruc), @desde, @veredicto, @estado, @condicion, @fuente)`,
    );
    this.#spans = db.prepare(
      'SELECT desde, veredicto, estado, condicion, fuente FROM partner_spans WHERE ruc = ? ORDER BY k',
    );
    this.#addChange = db.prepare(ADD_CHANGE);
    this.#changeIds = db.prepare<[string], string>('SELECT id FROM partner_changes WHERE ruc = ?').pluck();
    this.#dropSpans = db.prepare('DELETE FROM partner_spans WHERE ruc = ?');
    this.#dropChanges = db.prepare('DELETE FROM partner_changes WHERE ruc = ?');
  }

  /** Null: it is not and never was a partner. */
  get(ruc: string): PartnerRecord | null {
    const row = this.#get.get(ruc);
    return row === undefined ? null : hydratePartner(row);
  }

  /** Which of these RUCs are partners. The caller chunks by 500. */
  among(rucs: readonly string[]): string[] {
    return this.#among.all(JSON.stringify(rucs));
  }

  /** Writes the row; `before` is the one that stands there (null: none). */
  put(state: PartnerRecord, before: PartnerRecord | null): void {
    const grupos = JSON.stringify(state.grupos);
    this.#put.run(boundPartner(state, grupos));
    const was = before === null || !before.activo ? '[]' : JSON.stringify(before.grupos);
    if ((state.activo ? grupos : '[]') === was) return;
    this.#leaveGroups.run(state.ruc);
    if (state.activo) for (const clave of state.grupos) this.#joinGroup.run(clave, state.ruc);
  }

  addSpan(ruc: string, span: SpanStart): void {
    this.#addSpan.run({ ruc, ...span });
  }

  /** The beginnings of its states, the oldest first. */
  spans(ruc: string): SpanStart[] {
    return this.#spans.all(ruc);
  }

  addChange(change: ChangeRecord): void {
    this.#addChange.run(change);
  }

  /** Takes spans and changes away, to be written anew; answers the ids of the changes. */
  clear(ruc: string): Set<string> {
    const ids = new Set(this.#changeIds.all(ruc));
    this.#dropSpans.run(ruc);
    this.#dropChanges.run(ruc);
    return ids;
  }
}

export function hydratePartner(row: PartnerRowColumns): PartnerRecord {
  return {
    ruc: row.ruc,
    activo: row.activo === 1,
    altaEn: row.alta_en,
    tipo: row.tipo,
    alias: row.alias,
    nota: row.nota,
    grupos: JSON.parse(row.grupos) as string[],
    veredicto: row.veredicto,
    razonSocial: row.razon_social,
    estado: row.estado,
    condicion: row.condicion,
    direccion: row.direccion,
    direccionDe: row.direccion_de,
    ubigeo: row.ubigeo,
    distrito: row.distrito,
    provincia: row.provincia,
    departamento: row.departamento,
    existe: row.existe === null ? null : row.existe === 1,
    ssco: row.ssco === 1,
    fuente: row.fuente,
    datoAl: row.dato_al,
    desde: row.desde,
    ultimaRespuesta: row.ultima_respuesta,
    ultimoIntento: row.ultimo_intento,
    ultimoMotivo: row.ultimo_motivo,
    lastAt: row.last_at,
    lastId: row.last_id,
  };
}

function boundPartner(
  state: PartnerRecord,
  grupos: string,
): PartnerRowColumns & { orden: number; busca: string } {
  const { razonSocial, alias, ruc, nota, veredicto } = state;
  return {
    ruc,
    activo: state.activo ? 1 : 0,
    alta_en: state.altaEn,
    tipo: state.tipo,
    alias,
    nota,
    grupos,
    veredicto,
    razon_social: razonSocial,
    estado: state.estado,
    condicion: state.condicion,
    direccion: state.direccion,
    direccion_de: state.direccionDe,
    ubigeo: state.ubigeo,
    distrito: state.distrito,
    provincia: state.provincia,
    departamento: state.departamento,
    existe: state.existe === null ? null : state.existe ? 1 : 0,
    ssco: state.ssco ? 1 : 0,
    fuente: state.fuente,
    dato_al: state.datoAl,
    desde: state.desde,
    ultima_respuesta: state.ultimaRespuesta,
    ultimo_intento: state.ultimoIntento,
    ultimo_motivo: state.ultimoMotivo,
    last_at: state.lastAt,
    last_id: state.lastId,
    orden: veredicto === null ? WITHOUT_VERDICT : VEREDICTOS.indexOf(veredicto),
    busca: [razonSocial, alias, ruc, nota].map(foldText).join('\n'),
  };
}
