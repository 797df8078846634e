/** Asks for the account, on the record like every other request. */
import type { AskedBy } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { MigoClient } from '../migo/types.ts';
import type { Priority } from '../../shared/ports.ts';
import { storeAttempt, type AnswerRecorderDeps } from './answer-recorder.ts';

export interface AccountDeps extends AnswerRecorderDeps {
  database: HabidoDatabase;
  client: MigoClient;
}

/** What Migo answers of the account, key by key. Rejects with HabidoError. */
export function askAccount(
  deps: AccountDeps,
  options: { askedBy: AskedBy; priority: Priority; signal: AbortSignal; giveUpAfterProbes?: number },
): Promise<Record<string, unknown>> {
  const { askedBy, ...context } = options;
  return deps.client.account({
    ...context,
    onAttempt: (report) => {
      deps.database.transaction(() => {
        storeAttempt(deps, report, { runId: null, askedBy });
        deps.audit.append(
          'cuenta-consultada',
          {
            peticion: report.exchange.id,
            http: report.exchange.httpStatus,
            resultado: report.exchange.outcome,
          },
          { askedBy },
        );
      });
    },
  });
}

/** An answer's value as a person reads it: text as it is, anything else as JSON; null reads `—`. */
export function accountWords(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
