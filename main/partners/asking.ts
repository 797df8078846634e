/** "Consultar ahora": asks Migo for one partner, whatever is kept of it. */
import type { AnswerStore } from '../database/answer-store.ts';
import { isSilent, stopError, type LookupEnd, type LookupOptions } from '../validation/lookups.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { PartnerBook } from './book.ts';

/** Failed probes of an open breaker after which a person is told instead of kept waiting. */
const GIVE_UP_AFTER_PROBES = 1;

export interface AskingDeps {
  book: PartnerBook;
  answers: Pick<AnswerStore, 'byN'>;
  lookUp: (texts: readonly string[], options: Omit<LookupOptions, 'askedBy'>) => Promise<LookupEnd>;
}

/** Null: it was answered; else why not, in a sentence. Rejects with `socio-no-existe` and what stops all asking. */
export async function askPartner(deps: AskingDeps, ruc: string, signal: AbortSignal): Promise<string | null> {
  const { book, answers, lookUp } = deps;
  if (book.rows.get(ruc)?.activo !== true) throw new HabidoError('socio-no-existe');
  const { results, stop } = await lookUp([ruc], {
    priority: 'interactive',
    signal,
    // Nothing kept is as new as this: it is asked for.
    since: book.clock.now(),
    offline: false,
    giveUpAfterProbes: GIVE_UP_AFTER_PROBES,
  });
  if (stop !== null) throw stopError(stop, 1);
  const [result] = results;
  if (result === undefined || !isSilent(answers, result.verdict)) return null;
  return result.verdict.observacion;
}
