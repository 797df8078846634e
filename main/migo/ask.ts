/** Questions to the API: a collection with its halves, and the account. */
import { v7 as uuid } from 'uuid';
import { HabidoError } from '../../shared/errors.ts';
import { sendAttempt } from './attempt.ts';
import { askPart, courseOf, reportAttempt, type AskDeps } from './part.ts';
import { MAX_ATTEMPTS, MAX_SLOW_DOWNS, backoffMs } from './retry.ts';
import type { FailureReason, RequestContext, RucOutcome } from './types.ts';

/** Asks for the RUCs together; what keeps failing is asked in halves, down to single RUCs. */
export async function askRucs(
  deps: AskDeps,
  rucs: readonly string[],
  context: RequestContext,
): Promise<RucOutcome> {
  context.signal.throwIfAborted();
  const waiting: (readonly string[])[] = rucs.length === 0 ? [] : [rucs];
  const failed: string[] = [];
  let reason: FailureReason = 'servidor';
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const end = await askPart(deps, part, context);
    switch (end.kind) {
      case 'answered':
        break;
      case 'stop':
        return end;
      case 'split': {
        const middle = Math.ceil(end.rucs.length / 2);
        waiting.unshift(end.rucs.slice(0, middle), end.rucs.slice(middle));
        failed.push(...end.failed);
        if (end.failed.length > 0) reason = end.reason;
        break;
      }
      case 'failed':
        failed.push(...end.rucs);
        reason = end.reason;
        break;
      case 'gave-up':
        return { kind: 'failed', reason: 'gave-up', rucs: [...failed, ...end.rucs, ...waiting.flat()] };
    }
  }
  return failed.length === 0 ? { kind: 'answered' } : { kind: 'failed', reason, rucs: failed };
}

/**
 * Asks the account endpoint. Someone waits for this answer to see whether the connection works, so an open
 * breaker does not hold it back; what it learns counts for the breaker.
 */
export async function askAccount(deps: AskDeps, context: RequestContext): Promise<Record<string, unknown>> {
  const request = uuid();
  let slowDowns = 0;
  for (let failures = 0; ;) {
    context.signal.throwIfAborted();
    const attempt = await sendAttempt(deps, {
      endpoint: 'account',
      asked: [],
      attempt: failures + slowDowns + 1,
      slowDowns,
      priority: context.priority,
      signal: context.signal,
      held: () => false,
    });
    if (attempt === null) continue;
    reportAttempt(deps, context, attempt, { request, wasProbe: false });
    const course = courseOf(attempt.outcome);
    if (course === 'good' && attempt.account !== null) return attempt.account;
    if (course === 'slow') {
      slowDowns += 1;
      if (slowDowns >= MAX_SLOW_DOWNS) throw new HabidoError('migo-no-responde');
      await deps.clock.sleep(attempt.retryAfterMs ?? 0, context.signal);
    } else if (course === 'failure') {
      failures += 1;
      if (failures >= MAX_ATTEMPTS) {
        throw new HabidoError(attempt.outcome === 'ilegible' ? 'migo-respuesta' : 'migo-no-responde');
      }
      await deps.clock.sleep(attempt.retryAfterMs ?? backoffMs(failures, deps.random), context.signal);
    } else {
      throw accountError(attempt.outcome);
    }
  }
}

function accountError(outcome: string): HabidoError {
  if (outcome === 'token') return new HabidoError('token-rechazado');
  if (outcome === 'plan') return new HabidoError('plan-agotado');
  if (outcome === 'direccion') return new HabidoError('direccion-equivocada');
  return new HabidoError('migo-respuesta');
}
