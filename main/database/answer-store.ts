/** Calls to the API, their raw answers, and what they say of each RUC: facts that are only added to. */
import type { Fuente } from '../../shared/verdict.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import type { HabidoDatabase } from './open.ts';

/** Who asked: the window, the command line, or a schedule. */
export type AskedBy = 'ventana' | 'comando' | 'agenda';

/** One HTTP attempt, with who asked and for what. Never holds the token. */
export interface CallRecord {
  /** UUIDv7. */
  id: string;
  endpoint: string;
  asked: readonly string[];
  attempt: number;
  /** UTC ms, just before sending. */
  sentAt: number;
  elapsedMs: number;
  httpStatus: number | null;
  /** The HTTP `Date` of the answer, UTC ms. */
  serverDate: number | null;
  outcome: string;
  runId: string | null;
  askedBy: AskedBy;
  appVersion: string;
}

/** What an answer says of one RUC. Its `consultadoEn` is the call's `sentAt + elapsedMs`. */
export interface NewRucAnswer {
  ruc: string;
  kind: 'known' | 'unknown' | 'refused';
  /** Null unless `known`. */
  taxpayer: Taxpayer | null;
  /** The API's own words, or empty. */
  message: string;
}

export interface StoredAnswer {
  n: number;
  ruc: string;
  kind: 'known' | 'unknown' | 'refused';
  taxpayer: Taxpayer | null;
  message: string;
  fuente: Fuente;
  /** UTC ms: when the answer came. */
  consultadoEn: number;
  answerSha: string | null;
  callId: string | null;
}

/** One state of a taxpayer over a time, as the answers show it. UTC ms; `hasta` null: still so. */
export interface StateSpan {
  estado: string;
  condicion: string;
  desde: number;
  hasta: number | null;
}

/** Reader and writer of calls, answers and their projection. */
export class AnswerStore {
  constructor(_database: HabidoDatabase) {
    throw new Error('being written');
  }
  /** The newest answer that knows the RUC or says that it does not exist. */
  declare latest: (ruc: string) => StoredAnswer | null;
  /** How many of up to 500 RUCs have an answer obtained at or after `since` (UTC ms). */
  declare freshCount: (rucs: readonly string[], since: number) => number;
  declare freshMany: (rucs: readonly string[], since: number) => StoredAnswer[];
  /** Newest first, one per change. */
  declare history: (ruc: string) => StateSpan[];
  /** Call, body, answers and projection, in the caller's transaction. */
  declare append: (entry: { call: CallRecord; answers: readonly NewRucAnswer[]; body: Buffer | null }) => StoredAnswer[];
}
