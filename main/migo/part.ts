/**
 * One request for some RUCs until it is answered, fails for good, or has to be split. While the breaker is
 * open it may be chosen as the probe: then it asks for one of its RUCs, and goes on without it.
 */
import { v7 as uuid } from 'uuid';
import { sendAttempt, type Attempt, type AttemptDeps, type AttemptRequest } from './attempt.ts';
import type { Breaker } from './breaker.ts';
import { ATTEMPTS_BEFORE_SPLIT, MAX_ATTEMPTS, MAX_SLOW_DOWNS, backoffMs } from './retry.ts';
import type { CallOutcome, FailureReason, RequestContext, StopReason } from './types.ts';

export interface AskDeps extends AttemptDeps {
  breaker: Breaker;
}

/** How one part of a question ended. `rucs` of `failed` and `failed` have no answer; `rucs` of `split` wait for it. */
export type PartEnd =
  | { kind: 'answered' }
  | { kind: 'split'; rucs: string[]; reason: FailureReason; failed: string[] }
  | { kind: 'stop'; reason: StopReason; message: string }
  | { kind: 'failed'; reason: FailureReason; rucs: string[] }
  | { kind: 'gave-up'; rucs: string[] };

/** What an outcome asks of whoever sent the request. */
export function courseOf(
  outcome: CallOutcome,
): 'good' | 'refused' | 'stop' | 'slow' | 'failure' | 'cancelled' {
  switch (outcome) {
    case 'ok':
    case 'no-existe':
      return 'good';
    case 'rechazado':
      return 'refused';
    case 'token':
    case 'plan':
    case 'direccion':
      return 'stop';
    case 'lento':
      return 'slow';
    case 'servidor':
    case 'red':
    case 'tiempo':
    case 'ilegible':
      return 'failure';
    case 'cancelado':
      return 'cancelled';
  }
}

/** Tells the breaker and the caller of an attempt, in this order: a report that throws leaves no probe behind. */
export function reportAttempt(
  deps: AskDeps,
  context: RequestContext,
  attempt: Attempt,
  from: { request: string; wasProbe: boolean },
): void {
  const course = courseOf(attempt.outcome);
  if (course === 'failure')
    deps.breaker.failed(from.request, attempt.outcome as FailureReason, from.wasProbe);
  else if (course !== 'cancelled') deps.breaker.alive();
  else if (from.wasProbe) deps.breaker.probeLost();
  context.onAttempt(attempt.report);
  if (course === 'cancelled') context.signal.throwIfAborted();
}

/** One request and its attempts; {@link Part.step} is called until it ends. */
export class Part {
  readonly #deps: AskDeps;
  readonly #context: RequestContext;
  readonly #id = uuid();
  /** What has no answer yet. */
  #left: string[];
  /** RUCs given up as probes. */
  readonly #failed: string[] = [];
  readonly #failedProbes = new Map<string, number>();
  #failures = 0;
  #attempts = 0;
  #slowDowns = 0;
  #probes = 0;
  #notBefore = 0;
  #reason: FailureReason = 'servidor';

  constructor(deps: AskDeps, rucs: readonly string[], context: RequestContext) {
    this.#deps = deps;
    this.#left = [...rucs];
    this.#context = context;
  }

  /** No sooner than this (UTC ms) is the next step wanted; until then others of the same question may go first. */
  get notBefore(): number {
    return this.#notBefore;
  }

  /** What has no answer. */
  unanswered(): string[] {
    return [...this.#left, ...this.#failed];
  }

  /** One turn: wait for the breaker, send, read. Null: there is more to do. */
  async step(): Promise<PartEnd | null> {
    if (this.#left.length === 0) return this.#finished();
    const gate = await this.#deps.breaker.enter(this.#context.signal, this.#context.giveUpAfterProbes);
    if (gate === 'gave-up') return { kind: 'gave-up', rucs: this.unanswered() };
    return gate === 'probe' ? this.#probe() : this.#send();
  }

  #finished(): PartEnd {
    if (this.#failed.length === 0) return { kind: 'answered' };
    return { kind: 'failed', reason: this.#reason, rucs: this.#failed };
  }

  async #probe(): Promise<PartEnd | null> {
    const asked = this.#left[this.#probes % this.#left.length] as string;
    this.#probes += 1;
    const failedBefore = this.#failedProbes.get(asked) ?? 0;
    let attempt: Attempt | null;
    try {
      attempt = await sendAttempt(
        this.#deps,
        this.#request([asked], failedBefore + 1, () => false),
      );
    } catch (error) {
      this.#deps.breaker.probeLost();
      throw error;
    }
    if (attempt === null) return null;
    reportAttempt(this.#deps, this.#context, attempt, { request: this.#id, wasProbe: true });
    const course = courseOf(attempt.outcome);
    if (course === 'stop') return stop(attempt);
    if (course === 'slow') return this.#slow(attempt);
    if (course !== 'failure') {
      this.#left = this.#left.filter((ruc) => ruc !== asked);
      return null;
    }
    this.#reason = attempt.outcome as FailureReason;
    // Without a connection it can't be this RUC's fault: it waits as long as it takes.
    if (!attempt.reached) return null;
    this.#failedProbes.set(asked, failedBefore + 1);
    const before = this.#left.length === 1 ? this.#failures : 0;
    if (failedBefore + 1 + before >= MAX_ATTEMPTS) {
      this.#left = this.#left.filter((ruc) => ruc !== asked);
      this.#failed.push(asked);
    }
    return null;
  }

  async #send(): Promise<PartEnd | null> {
    const held = (): boolean => this.#deps.breaker.state().kind === 'open';
    const attempt = await sendAttempt(this.#deps, this.#request(this.#left, this.#attempts + 1, held));
    if (attempt === null) return null;
    this.#attempts += 1;
    reportAttempt(this.#deps, this.#context, attempt, { request: this.#id, wasProbe: false });
    switch (courseOf(attempt.outcome)) {
      case 'good':
        this.#left = [];
        return this.#finished();
      case 'refused':
        return this.#refused();
      case 'stop':
        return stop(attempt);
      case 'slow':
        return this.#slow(attempt);
      case 'failure':
      case 'cancelled':
        return this.#failure(attempt);
    }
  }

  /** A refusal is the answer for one RUC; for more it may be about any of them. */
  #refused(): PartEnd {
    if (this.#left.length > 1) return this.#split();
    this.#left = [];
    return this.#finished();
  }

  async #failure(attempt: Attempt): Promise<PartEnd | null> {
    this.#failures += 1;
    this.#reason = attempt.outcome as FailureReason;
    if (this.#left.length > 1 && this.#failures >= ATTEMPTS_BEFORE_SPLIT) return this.#split();
    if (this.#failures >= MAX_ATTEMPTS) return this.#givenUp(this.#reason);
    if (attempt.retryAfterMs !== null) await this.#wait(attempt.retryAfterMs);
    else this.#notBefore = this.#deps.clock.now() + backoffMs(this.#failures, this.#deps.random);
    return null;
  }

  async #slow(attempt: Attempt): Promise<PartEnd | null> {
    this.#slowDowns += 1;
    if (this.#slowDowns >= MAX_SLOW_DOWNS) return this.#givenUp('lento');
    await this.#wait(attempt.retryAfterMs ?? 0);
    return null;
  }

  #split(): PartEnd {
    return { kind: 'split', rucs: this.#left, reason: this.#reason, failed: this.#failed };
  }

  #givenUp(reason: FailureReason): PartEnd {
    return { kind: 'failed', reason, rucs: this.unanswered() };
  }

  #wait(ms: number): Promise<void> {
    return this.#deps.clock.sleep(ms, this.#context.signal);
  }

  #request(asked: readonly string[], attempt: number, held: () => boolean): AttemptRequest {
    const { priority, signal, onSend } = this.#context;
    const endpoint = asked.length === 1 ? 'ruc' : 'ruc/collection';
    return { endpoint, asked, attempt, slowDowns: this.#slowDowns, priority, signal, held, onSend };
  }
}

function stop(attempt: Attempt): PartEnd {
  return { kind: 'stop', reason: attempt.outcome as StopReason, message: attempt.message };
}
