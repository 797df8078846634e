/** The facts of partners: what people said of them, and what was learnt. They are only added to. */
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { Fuente } from '../../shared/verdict.ts';
import { ANSWER_COLUMNS, hydrateAnswer, type AnswerRow } from './answer-rows.ts';
import type { AskedBy, StoredAnswer } from './answer-types.ts';
import type { HabidoDatabase } from './open.ts';
import type { ObservationOwner, PartnerEditField, PartnerFact, PartnerObservation } from './partner-types.ts';
import { cleanText } from './text.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

const INSERT_EDIT = `
INSERT INTO partner_edits (id, origin, v, at, ruc, campo, clave, valor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_OBSERVATION = `
INSERT INTO partner_observations (id, origin, v, at, ruc, kind, answer_id, razon_social, estado, condicion, en_lista,
  dato_al, motivo, run_id, asked_by)
VALUES (@id, @origin, @v, @at, @ruc, @kind, @answerId, @razonSocial, @estado, @condicion, @enLista, @datoAl, @motivo,
  @runId, @askedBy)`;

const OBSERVATIONS = `
SELECT o.id AS o_id, o.at AS o_at, o.kind AS o_kind, o.razon_social AS o_razon_social, o.estado AS o_estado,
  o.condicion AS o_condicion, o.en_lista, o.dato_al AS o_dato_al, o.motivo, o.run_id, o.asked_by, ${ANSWER_COLUMNS}
FROM partner_observations AS o LEFT JOIN ruc_answers AS a ON a.id = o.answer_id WHERE o.ruc = ?`;

/** Answers that say something of the RUC and that no observation rests on. */
const UNSEEN = `
SELECT ${ANSWER_COLUMNS}, c.run_id, c.asked_by FROM json_each(?) AS j CROSS JOIN ruc_answers AS a ON a.ruc = j.value
LEFT JOIN calls AS c ON c.id = a.call_id
WHERE (a.kind = 'unknown' OR (a.kind = 'known' AND trim(a.estado) NOT IN ('', '-')))
  AND NOT EXISTS (SELECT 1 FROM partner_observations AS o WHERE o.answer_id = a.id)
ORDER BY a.at, a.id`;

interface EditRow {
  id: string;
  at: number;
  campo: PartnerEditField['campo'];
  clave: string;
  valor: string;
}

interface ObservationColumns {
  o_id: string;
  o_at: number;
  o_kind: PartnerObservation['kind'];
  o_razon_social: string | null;
  o_estado: string | null;
  o_condicion: string | null;
  en_lista: 0 | 1 | null;
  o_dato_al: number | null;
  motivo: string;
  run_id: string | null;
  asked_by: AskedBy;
}

type ObservationRow = ObservationColumns & (AnswerRow | { [K in keyof AnswerRow]: null });

/** An answer that no observation rests on, and who asked for it. */
export interface UnseenAnswer {
  answer: StoredAnswer;
  owner: ObservationOwner;
}

/** Reader and writer of the facts. Writing is done inside the caller's transaction. */
export class PartnerFacts {
  readonly #origin: string;
  readonly #insertEdit: Statement;
  readonly #insertObservation: Statement;
  readonly #edits: Statement<[string], EditRow>;
  readonly #observations: Statement<[string], ObservationRow>;
  readonly #unseen: Statement<[string], AnswerRow & { run_id: string | null; asked_by: AskedBy | null }>;
  readonly #observed: Statement<[string]>;
  readonly #rucs: Statement<[string, number], string>;

  constructor({ db, deskId }: HabidoDatabase) {
    this.#origin = deskId;
    this.#insertEdit = db.prepare(INSERT_EDIT);
    this.#insertObservation = db.prepare(INSERT_OBSERVATION);
    this.#edits = db.prepare('SELECT id, at, campo, clave, valor FROM partner_edits WHERE ruc = ?');
    this.#observations = db.prepare(OBSERVATIONS);
    this.#unseen = db.prepare(UNSEEN);
    this.#observed = db.prepare('SELECT 1 FROM partner_observations WHERE answer_id = ?');
    this.#rucs = db
      .prepare<[string, number], string>(
        'SELECT DISTINCT ruc FROM partner_edits WHERE ruc > ? ORDER BY ruc LIMIT ?',
      )
      .pluck();
  }

  edit(ruc: string, at: number, edit: PartnerEditField): PartnerFact {
    const id = uuid();
    const cleaned = cleanEdit(edit);
    const clave = cleaned.campo === 'grupo' ? cleaned.clave : '';
    const valor = JSON.stringify(cleaned.valor);
    this.#insertEdit.run(id, this.#origin, ROW_VERSION, at, ruc, cleaned.campo, clave, valor);
    return { kind: 'edit', id, at, ruc, edit: cleaned };
  }

  observe(
    ruc: string,
    at: number,
    observation: PartnerObservation,
    { runId, askedBy }: ObservationOwner,
  ): PartnerFact {
    const id = uuid();
    const row = {
      id,
      origin: this.#origin,
      v: ROW_VERSION,
      at,
      ruc,
      runId,
      askedBy,
      answerId: null,
      razonSocial: null,
      estado: null,
      condicion: null,
      enLista: null,
      datoAl: null,
      motivo: '',
    };
    const { kind } = observation;
    const what = kind === 'failure' ? { kind, motivo: cleanText(observation.motivo) } : observation;
    this.#insertObservation.run({ ...row, ...boundObservation(what) });
    return { id, at, ruc, runId, askedBy, ...what };
  }

  /** Whether an observation rests on the answer with this id. */
  isObserved(answerId: string): boolean {
    return this.#observed.get(answerId) !== undefined;
  }

  /** All facts of one RUC, in order. */
  of(ruc: string): PartnerFact[] {
    const edits = this.#edits.all(ruc).map((row) => hydrateEdit(ruc, row));
    const observations = this.#observations.all(ruc).flatMap((row) => hydrateObservation(ruc, row) ?? []);
    return inOrder([...edits, ...observations]);
  }

  /** Answers about these RUCs that no observation rests on, the oldest first. The caller chunks by 500. */
  unseen(rucs: readonly string[]): UnseenAnswer[] {
    return this.#unseen.all(JSON.stringify(rucs)).map((row) => ({
      answer: hydrateAnswer(row),
      owner: { runId: row.run_id, askedBy: row.asked_by ?? 'ventana' },
    }));
  }

  /** RUCs that somebody ever said something of, after `after` in order. */
  rucs(after: string, limit: number): string[] {
    return this.#rucs.all(after, limit);
  }
}

/** The order in which facts count: by time, then by id, never by arrival. */
export function inOrder(facts: readonly PartnerFact[]): PartnerFact[] {
  return facts.toSorted((a, b) => (isAfter(a, b) ? 1 : -1));
}

/** Whether `a` comes after `b`. */
export function isAfter(a: { at: number; id: string }, b: { at: number; id: string }): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

function cleanEdit(edit: PartnerEditField): PartnerEditField {
  return edit.campo === 'alias' || edit.campo === 'nota' ? { ...edit, valor: cleanText(edit.valor) } : edit;
}

function boundObservation(observation: PartnerObservation): Record<string, string | number | null> {
  switch (observation.kind) {
    case 'answer':
      return { kind: 'answer', answerId: observation.answerId };
    case 'failure':
      return { ...observation };
    case 'padron':
      return { ...observation };
    case 'ssco':
      return { kind: 'ssco', enLista: observation.enLista ? 1 : 0 };
  }
}

function hydrateEdit(ruc: string, { id, at, campo, clave, valor }: EditRow): PartnerFact {
  const value: unknown = JSON.parse(valor);
  const edit = campo === 'grupo' ? { campo, clave, valor: value } : { campo, valor: value };
  return { kind: 'edit', id, at, ruc, edit: edit as PartnerEditField };
}

/** Null: the answer that it rests on is not here. */
function hydrateObservation(ruc: string, row: ObservationRow): PartnerFact | null {
  const base = { id: row.o_id, at: row.o_at, ruc, runId: row.run_id, askedBy: row.asked_by };
  switch (row.o_kind) {
    case 'answer': {
      if (row.n === null) return null;
      const { id, kind, taxpayer, fuente } = hydrateAnswer(row);
      return {
        ...base,
        kind: 'answer',
        answerId: id,
        answer: { kind, taxpayer, fuente: fuente satisfies Fuente },
      };
    }
    case 'failure':
      return { ...base, kind: 'failure', motivo: row.motivo };
    case 'padron':
      return {
        ...base,
        kind: 'padron',
        razonSocial: row.o_razon_social ?? '',
        estado: row.o_estado ?? '',
        condicion: row.o_condicion ?? '',
        datoAl: row.o_dato_al ?? row.o_at,
      };
    case 'ssco':
      return { ...base, kind: 'ssco', enLista: row.en_lista === 1 };
  }
}
