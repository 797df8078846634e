/** Writes calls, raw answers and answers about RUCs: facts that are only added to. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { v7 as uuid } from 'uuid';
import type { Fuente } from '../../shared/verdict.ts';
import type { CallRecord, NewRucAnswer, StoredAnswer } from './answer-types.ts';
import type { HabidoDatabase } from './open.ts';
import { hydrateAnswer, type AnswerRow } from './answer-rows.ts';
import { cleanText } from './text.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

const INSERT_CALL = `
INSERT INTO calls (id, origin, v, at, endpoint, asked, attempt, sent_at, elapsed_ms, http_status, server_date, outcome,
  run_id, asked_by, app_version, answer_sha)
VALUES (@id, @origin, @v, @at, @endpoint, @asked, @attempt, @sentAt, @elapsedMs, @httpStatus, @serverDate, @outcome,
  @runId, @askedBy, @appVersion, @answerSha)`;

const INSERT_BODY = `
INSERT INTO answer_bodies (id, origin, v, at, sha256, bytes, encoding, body)
VALUES (?, ?, ?, ?, ?, ?, 'deflate', ?) ON CONFLICT (sha256) DO NOTHING`;

const INSERT_ANSWER = `
INSERT INTO ruc_answers (id, origin, v, at, ruc, kind, razon_social, estado, condicion, ubigeo, direccion, distrito,
  provincia, departamento, dato_al, fuente, message, expires_at, call_id, answer_sha)
VALUES (@id, @origin, @v, @at, @ruc, @kind, @razon_social, @estado, @condicion, @ubigeo, @direccion, @distrito,
  @provincia, @departamento, @dato_al, @fuente, @message, @expires_at, @call_id, @answer_sha)`;

/** The same rule as `latestAnswers`: by time, then by id. */
const PROJECT = `
INSERT INTO latest_answers (ruc, n, at, id) VALUES (@ruc, @n, @at, @id)
ON CONFLICT (ruc) DO UPDATE SET n = excluded.n, at = excluded.at, id = excluded.id
WHERE (excluded.at, excluded.id) > (latest_answers.at, latest_answers.id)`;

export interface AnswerEntry {
  call: CallRecord;
  answers: readonly NewRucAnswer[];
  /** The answer's bytes as they came; null where none came whole. */
  body: Buffer | null;
  /** How long its answers count as fresh by the setting in force, ms; they are kept after it, as history. */
  ttlMs?: number;
}

/** A day: the freshness of an answer about a RUC unless said. */
const DEFAULT_TTL_MS = 86_400_000;

/** Makes the function that adds one attempt with all that it brought; it must run inside a transaction. */
export function answerWriter(database: HabidoDatabase): (entry: AnswerEntry) => StoredAnswer[] {
  const { db, deskId } = database;
  const insertCall = db.prepare(INSERT_CALL);
  const facts = answerFacts(database);
  return ({ call, answers, body, ttlMs = DEFAULT_TTL_MS }) => {
    if (!db.inTransaction) throw new Error('answers are written inside the transaction of what they change');
    const at = Math.round(call.sentAt + call.elapsedMs);
    const sha = body === null ? null : facts.body(body, at);
    insertCall.run(callRow(call, deskId, at, sha));
    const basis = { at, fuente: 'MIGO' as const, callId: call.id, sha, ttlMs };
    return answers.map((answer) => facts.answer(answer, basis));
  };
}

/** What an answer rests on. */
export interface AnswerBasis {
  /** When it was given, UTC ms. */
  at: number;
  fuente: Extract<Fuente, 'MIGO' | 'SUNAT'>;
  /** Null where nobody was called: an answer file. */
  callId: string | null;
  /** SHA-256 of the raw answer. */
  sha: string | null;
  ttlMs: number;
}

/** Writes raw answers and what they say of a RUC, with the projection, inside the caller's transaction. */
export function answerFacts(database: HabidoDatabase): {
  /** Stores the bytes once and answers their SHA-256. */
  body(bytes: Buffer, at: number): string;
  answer(answer: NewRucAnswer, basis: AnswerBasis): StoredAnswer;
} {
  const { db, deskId } = database;
  const insertBody = db.prepare(INSERT_BODY);
  const insertAnswer = db.prepare(INSERT_ANSWER);
  const project = db.prepare(PROJECT);
  return {
    body: (bytes, at) => {
      const sha = createHash('sha256').update(bytes).digest('hex');
      insertBody.run(uuid(), deskId, ROW_VERSION, at, sha, bytes.length, deflateSync(bytes));
      return sha;
    },
    answer: (answer, basis) => {
      const row = { ...answerRow(answer, basis), expires_at: basis.at + basis.ttlMs };
      const n = Number(insertAnswer.run({ ...row, origin: deskId, v: ROW_VERSION }).lastInsertRowid);
      if (row.kind !== 'refused') project.run({ ruc: row.ruc, n, at: basis.at, id: row.id });
      return hydrateAnswer({ ...row, n });
    },
  };
}

function callRow(call: CallRecord, origin: string, at: number, sha: string | null): Record<string, unknown> {
  return {
    id: call.id,
    origin,
    v: ROW_VERSION,
    at,
    endpoint: call.endpoint,
    asked: JSON.stringify(call.asked.map(cleanText)),
    attempt: call.attempt,
    sentAt: call.sentAt,
    elapsedMs: Math.round(call.elapsedMs),
    httpStatus: call.httpStatus,
    serverDate: call.serverDate,
    outcome: call.outcome,
    runId: call.runId,
    askedBy: call.askedBy,
    appVersion: call.appVersion,
    answerSha: sha,
  };
}

function answerRow(
  answer: NewRucAnswer,
  { at, fuente, callId, sha }: AnswerBasis,
): Omit<AnswerRow, 'n' | 'expires_at'> {
  const taxpayer = answer.kind === 'known' ? answer.taxpayer : null;
  const text = (value: string | undefined): string | null => (value === undefined ? null : cleanText(value));
  return {
    id: uuid(),
    at,
    ruc: cleanText(answer.ruc),
    kind: answer.kind,
    razon_social: text(taxpayer?.razonSocial),
    estado: text(taxpayer?.estado),
    condicion: text(taxpayer?.condicion),
    ubigeo: text(taxpayer?.ubigeo),
    direccion: text(taxpayer?.direccion),
    distrito: text(taxpayer?.distrito),
    provincia: text(taxpayer?.provincia),
    departamento: text(taxpayer?.departamento),
    dato_al: taxpayer?.datoAl ?? null,
    fuente,
    message: cleanText(answer.message),
    call_id: callId,
    answer_sha: sha,
  };
}
