/** Stores one HTTP attempt and what it taught, and writes its entry of the audit log. */
import type { AuditLog } from '../audit/audit-log.ts';
import { personal, rucValue } from '../audit/personal.ts';
import type { AnswerObserver, AnswerOwner } from '../database/answer-observer.ts';
import type { AnswerStore, NewRucAnswer, StoredAnswer } from '../database/answer-store.ts';
import type { AttemptReport, RucAnswer } from '../migo/types.ts';
import { isPersonalRuc } from '../../shared/ruc.ts';
import type { Veredicto } from '../../shared/verdict.ts';

export interface AnswerRecorderDeps {
  answers: AnswerStore;
  audit: AuditLog;
  appVersion: string;
  /** How long an answer about a RUC counts as fresh, ms. */
  ttlMs: () => number;
  /** Told of answers and failures; absent: nobody wants to know. */
  observer?: AnswerObserver;
}

/** Stores the call, its body and its answers, and tells the observer; inside the caller's transaction. */
export function storeAttempt(
  deps: AnswerRecorderDeps,
  report: AttemptReport,
  owner: AnswerOwner,
): StoredAnswer[] {
  const stored = deps.answers.append({
    call: { ...report.exchange, runId: owner.runId, askedBy: owner.askedBy, appVersion: deps.appVersion },
    answers: report.answers.map(toNewAnswer),
    body: report.exchange.body,
    ttlMs: deps.ttlMs(),
  });
  if (stored.length > 0) deps.observer?.answered(stored, owner);
  return stored;
}

/**
 * The audit entry of an attempt that taught something (of others: none); inside the same transaction.
 * `verdictOf` answers the verdict that rests on an answer.
 */
export function logAttempt(
  deps: AnswerRecorderDeps,
  report: AttemptReport,
  owner: AnswerOwner,
  stored: readonly StoredAnswer[],
  verdictOf: (answer: StoredAnswer) => Veredicto | null,
): void {
  if (stored.length === 0 && report.omitted.length === 0) return;
  const { exchange } = report;
  const sha = stored[0]?.answerSha ?? null;
  const holdsPersons = exchange.asked.some(isPersonalRuc);
  deps.audit.append(
    'consulta',
    {
      corrida: owner.runId,
      peticion: exchange.id,
      endpoint: exchange.endpoint,
      http: exchange.httpStatus,
      ms: Math.round(exchange.elapsedMs),
      respuesta: sha !== null && holdsPersons ? personal(sha) : sha,
      rucs: stored.map((answer) => ({ ruc: rucValue(answer.ruc), veredicto: verdictOf(answer) })),
      omitidos: report.omitted.map((ruc) => rucValue(ruc)),
    },
    { askedBy: owner.askedBy },
  );
}

function toNewAnswer(answer: RucAnswer): NewRucAnswer {
  return {
    ruc: answer.ruc,
    kind: answer.kind,
    taxpayer: answer.kind === 'known' ? answer.taxpayer : null,
    message: answer.kind === 'refused' ? answer.message : '',
  };
}
