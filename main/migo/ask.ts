/** Questions to the API: a collection with its halves, and the account. */
import { v7 as uuid } from 'uuid';
import { HabidoError } from '../../shared/errors.ts';
import { sendAttempt } from './attempt.ts';
import { Part, courseOf, reportAttempt, type AskDeps } from './part.ts';
import { MAX_ATTEMPTS, MAX_SLOW_DOWNS, backoffMs } from './retry.ts';
import type { FailureReason, RequestContext, RucOutcome } from './types.ts';

/**
 * Asks for the RUCs together; what keeps failing is asked in halves, down to single RUCs. After a failed attempt
 * the other parts go first: where one of them is answered, a bad member is to blame and not the API, so that the
 * breaker stays closed.
 */
export async function askRucs(
  deps: AskDeps,
  rucs: readonly string[],
  context: RequestContext,
): Promise<RucOutcome> {
  context.signal.throwIfAborted();
  const parts = rucs.length === 0 ? [] : [new Part(deps, rucs, context)];
  const failed: string[] = [];
  let reason: FailureReason = 'servidor';
  while (parts.length > 0) {
    const part = await nextPart(deps, parts, context);
    const end = await part.step();
    switch (end?.kind) {
      case undefined:
        parts.push(part);
        break;
      case 'answered':
        break;
      case 'stop':
        return end;
      case 'split': {
        const middle = Math.ceil(end.rucs.length / 2);
        const halves = [end.rucs.slice(0, middle), end.rucs.slice(middle)];
        parts.unshift(...halves.map((half) => new Part(deps, half, context)));
        failed.push(...end.failed);
        if (end.failed.length > 0) reason = end.reason;
        break;
      }
      case 'failed':
        failed.push(...end.rucs);
        reason = end.reason;
        break;
      case 'gave-up': {
        const others = parts.flatMap((other) => other.unanswered());
        return { kind: 'failed', reason: 'gave-up', rucs: [...failed, ...end.rucs, ...others] };
      }
    }
  }
  return failed.length === 0 ? { kind: 'answered' } : { kind: 'failed', reason, rucs: failed };
}

/** Takes out the first part whose time has come, waiting for the nearest one where there is none. */
async function nextPart(deps: AskDeps, parts: Part[], context: RequestContext): Promise<Part> {
  const nearest = Math.min(...parts.map((part) => part.notBefore));
  const wait = nearest - deps.clock.now();
  if (wait > 0) await deps.clock.sleep(wait, context.signal);
  const index = parts.findIndex((part) => part.notBefore <= Math.max(nearest, deps.clock.now()));
  return parts.splice(index, 1)[0] as Part;
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
