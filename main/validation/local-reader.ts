/** What this disk knows of some RUCs: the newest answer about each, the padrón, the registers. */
import type { AnswerStore, StoredAnswer } from '../database/answer-store.ts';
import type { LocalKnowledge, PadronEntry, PadronImport, RegisterMarks } from '../../shared/padron.ts';
import type { Clock } from '../../shared/ports.ts';
import { judgeTaxpayer } from '../../shared/verdict.ts';

/** All that is known here of one RUC, and which edition was looked at for it. */
export interface LocalFacts {
  answer: StoredAnswer | null;
  padron: PadronEntry | null;
  marks: RegisterMarks | null;
  /** The edition in use, also where it does not hold the RUC; null: there is none. */
  edition: Pick<PadronImport, 'fecha'> | null;
}

export interface LocalReaderDeps {
  answers: Pick<AnswerStore, 'freshMany'>;
  local: LocalKnowledge;
  /** Age in ms from which an edition is called old. */
  padronAgeMs: () => number;
  clock: Clock;
}

/** Reads it for verdicts and plans. Synchronous: the caller chunks by 500. */
export class LocalReader {
  readonly #deps: LocalReaderDeps;

  constructor(deps: LocalReaderDeps) {
    this.#deps = deps;
  }

  /** Answers what is known of each of these RUCs; of others it knows nothing. */
  facts(rucs: readonly string[]): (ruc: string) => LocalFacts {
    const { answers, local } = this.#deps;
    const edition = local.edition();
    const answerOf = new Map(answers.freshMany(rucs, 0).map((answer) => [answer.ruc, answer]));
    const entryOf: ReadonlyMap<string, PadronEntry> = edition === null ? new Map() : local.padron(rucs);
    const marksOf = local.marks(rucs);
    return (ruc) => ({
      answer: answerOf.get(ruc) ?? null,
      padron: entryOf.get(ruc) ?? null,
      marks: marksOf.get(ruc) ?? null,
      edition,
    });
  }

  /** Marks of these RUCs; those on no register are left out. */
  marks(rucs: readonly string[]): Map<string, RegisterMarks> {
    return this.#deps.local.marks(rucs);
  }

  /** The edition in use. */
  edition(): PadronImport | null {
    return this.#deps.local.edition();
  }

  /** Whether an edition of this date (UTC ms) is called old. */
  isOld(fecha: number): boolean {
    return this.#deps.clock.now() - fecha > this.#deps.padronAgeMs();
  }
}

/**
 * Date of what an answer knows, UTC ms: the source's own date of its data where it gave one, else the instant
 * of the answer; never after that.
 */
export function knowledgeDate(answer: StoredAnswer): number {
  return Math.min(answer.taxpayer?.datoAl ?? answer.consultadoEn, answer.consultadoEn);
}

/**
 * What stands where nobody is asked. An answer obtained at or after `since` (UTC ms) is fresh and stands; else
 * the younger knowledge of answer and padrón, by {@link knowledgeDate} against the edition's date. A RUC that
 * the padrón does not hold keeps its answer: absence proves nothing.
 */
export function newestLocal(
  { answer, padron }: Pick<LocalFacts, 'answer' | 'padron'>,
  since: number,
): StoredAnswer | PadronEntry | null {
  if (answer === null || padron === null) return answer ?? padron;
  if (answer.consultadoEn >= since) return answer;
  return (padron.taxpayer.datoAl ?? 0) > knowledgeDate(answer) ? padron : answer;
}

/** Whether it comes from the padrón. */
export function isPadron(known: StoredAnswer | PadronEntry): known is PadronEntry {
  return 'importN' in known;
}

/** Whether the padrón alone makes the RUC APTO, so that policy `padron-primero` need not ask. */
export function isAptoByPadron({ padron, marks }: LocalFacts): boolean {
  if (padron === null || marks?.ssco?.vigente === true) return false;
  // The time changes words alone, never the verdict.
  return judgeTaxpayer(padron.taxpayer, 0).veredicto === 'APTO';
}
