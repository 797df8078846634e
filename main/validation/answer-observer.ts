/** Who wants to know what was learnt, at the moment that it is stored. */
import type { AskedBy, StoredAnswer } from '../database/answer-store.ts';

/** Called inside the transaction that stores what it is told: so an observer never knows more or less than that. */
export interface AnswerObserver {
  /** Answers just stored, or found stored already and reused: it may be told of the same one again. */
  answered(answers: readonly StoredAnswer[], owner: { runId: string | null; askedBy: AskedBy }): void;
  /** RUCs that were really sent and not answered; `motivo` is a sentence. */
  failed(rucs: readonly string[], motivo: string, owner: { runId: string | null; askedBy: AskedBy }): void;
}
