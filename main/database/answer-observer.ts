/** Who is told what was learnt, or that asking failed. */
import type { AskedBy, StoredAnswer } from './answer-types.ts';

/** Where an answer belongs; `runId` null: a direct look-up, or an answer file. */
export interface AnswerOwner {
  runId: string | null;
  askedBy: AskedBy;
}

/**
 * Called with what was learnt, inside the transaction that stores it: so a partner never knows more or less than the
 * answers. Implemented by the partners, used by runs, look-ups and answer files.
 */
export interface AnswerObserver {
  /** Answers just stored. */
  answered(answers: readonly StoredAnswer[], owner: AnswerOwner): void;
  /** RUCs that were asked for and not answered; `motivo` in Spanish words. */
  failed(rucs: readonly string[], motivo: string, owner: AnswerOwner): void;
}
