/** The table of answers about RUCs: its row and the reading of it. */
import type { Fuente } from '../../shared/verdict.ts';
import type { AnswerFact } from './answer-projection.ts';
import type { AnswerKind, StoredAnswer } from './answer-types.ts';

/** A row of `ruc_answers`; the taxpayer's columns are null unless `known`. */
export interface AnswerRow {
  n: number;
  id: string;
  at: number;
  ruc: string;
  kind: AnswerKind;
  razon_social: string | null;
  estado: string | null;
  condicion: string | null;
  ubigeo: string | null;
  direccion: string | null;
  distrito: string | null;
  provincia: string | null;
  departamento: string | null;
  dato_al: number | null;
  fuente: Fuente;
  message: string;
  expires_at: number;
  call_id: string | null;
  answer_sha: string | null;
}

/** The columns of {@link AnswerRow}, of the table called `a`. */
export const ANSWER_COLUMNS = `a.n, a.id, a.at, a.ruc, a.kind, a.razon_social, a.estado, a.condicion, a.ubigeo,
  a.direccion, a.distrito, a.provincia, a.departamento, a.dato_al, a.fuente, a.message, a.expires_at, a.call_id, a.answer_sha`;

export function hydrateAnswer(row: AnswerRow): StoredAnswer {
  return {
    n: row.n,
    id: row.id,
    ruc: row.ruc,
    kind: row.kind,
    taxpayer:
      row.kind !== 'known'
        ? null
        : {
            ruc: row.ruc,
            razonSocial: row.razon_social ?? '',
            estado: row.estado ?? '',
            condicion: row.condicion ?? '',
            ubigeo: row.ubigeo ?? '',
            direccion: row.direccion ?? '',
            distrito: row.distrito ?? '',
            provincia: row.provincia ?? '',
            departamento: row.departamento ?? '',
            datoAl: row.dato_al,
          },
    message: row.message,
    fuente: row.fuente,
    consultadoEn: row.at,
    vence: row.expires_at,
    answerSha: row.answer_sha,
    callId: row.call_id,
  };
}

export function hydrateFact(row: AnswerRow): AnswerFact {
  const { n, id, at, ruc, kind } = row;
  return { n, id, at, ruc, kind, estado: row.estado ?? '', condicion: row.condicion ?? '' };
}
