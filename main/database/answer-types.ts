/** The rows of calls and answers, as the stores give and take them. Instants are UTC ms. */
import type { Taxpayer } from '../../shared/taxpayer.ts';
import type { Fuente } from '../../shared/verdict.ts';

/** Who asked: the window, the command line, or a schedule. */
export type AskedBy = 'ventana' | 'comando' | 'agenda';

/** One HTTP attempt, with who asked and for what. Never holds the token. */
export interface CallRecord {
  /** UUIDv7. */
  id: string;
  endpoint: string;
  asked: readonly string[];
  /** 1 for the first attempt of a request. */
  attempt: number;
  /** Just before sending. */
  sentAt: number;
  elapsedMs: number;
  httpStatus: number | null;
  /** The HTTP `Date` of the answer: evidence about the local clock. */
  serverDate: number | null;
  outcome: string;
  runId: string | null;
  askedBy: AskedBy;
  appVersion: string;
}

/**
 * `known`: its data. `unknown`: the API says of this very RUC that it is not found. `refused`: neither, in
 * the API's own words; kept as a fact, but no knowledge about the taxpayer.
 */
export type AnswerKind = 'known' | 'unknown' | 'refused';

/** What an answer says of one RUC. Its `consultadoEn` is the call's `sentAt + elapsedMs`. */
export interface NewRucAnswer {
  ruc: string;
  kind: AnswerKind;
  /** Null unless `known`. */
  taxpayer: Taxpayer | null;
  /** The API's own words, or empty. */
  message: string;
}

export interface StoredAnswer {
  n: number;
  /** UUIDv7: the same on every desk, which `n` is not. */
  id: string;
  ruc: string;
  kind: AnswerKind;
  taxpayer: Taxpayer | null;
  message: string;
  fuente: Fuente;
  /** When the answer came. */
  consultadoEn: number;
  /** Until when it counted as fresh by the setting of that time. */
  vence: number;
  /** SHA-256 of the raw answer, lower-case hex. */
  answerSha: string | null;
  callId: string | null;
}

/** One state of a taxpayer over a time, as the answers show it; `hasta` null: still so. */
export interface StateSpan {
  estado: string;
  condicion: string;
  desde: number;
  hasta: number | null;
}
