/** A client against a simulator, with time and chance in the test's hands. */
import { createMigoClient, type MigoClientOptions } from '../../main/migo/client.ts';
import type { AttemptReport, MigoClient, RequestContext, RucAnswer } from '../../main/migo/types.ts';
import type { Clock, Limiter, Permit } from '../../shared/ports.ts';

/** The token of every test: long enough to be looked for anywhere. */
export const TEST_TOKEN = 'tokenSecretoDePrueba0123456789';

/** Deadlines so far away that a fake clock never reaches them by itself; see `horizonMs`. */
export const FAR = { answer: 1_000_000_000, collection: 1_000_000_000 };

/** Waits that a fake clock may skip while {@link FAR} deadlines stay asleep. */
export const NEAR = { horizonMs: 200_000 };

export interface TestLimiter extends Limiter {
  slowDowns: number[];
  acquired: number;
}

/** A limiter that lets everybody through, and notes what it was told. */
export function openLimiter(clock: Clock): TestLimiter {
  const limiter: TestLimiter = {
    slowDowns: [],
    acquired: 0,
    acquire: (_priority, signal): Promise<Permit> => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      limiter.acquired += 1;
      return Promise.resolve({ validUntil: clock.now() + 60 });
    },
    slowDown: (until) => {
      limiter.slowDowns.push(until);
    },
    rate: () => 30,
  };
  return limiter;
}

/** At most `perMinute` turns in any sliding minute of the clock, first come first served. */
export function slidingLimiter(clock: Clock, perMinute: number): Limiter {
  const turns: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const turn = async (signal: AbortSignal): Promise<Permit> => {
    for (;;) {
      signal.throwIfAborted();
      const now = clock.now();
      while (turns[0] !== undefined && now - turns[0] >= 60_000) turns.shift();
      const oldest = turns[0];
      if (oldest === undefined || turns.length < perMinute) {
        turns.push(now);
        return { validUntil: now + 60 };
      }
      await clock.sleep(oldest + 60_000 - now, signal);
    }
  };
  return {
    acquire: (_priority, signal) => {
      const mine = last.then(
        () => turn(signal),
        () => turn(signal),
      );
      last = mine;
      return mine;
    },
    slowDown: () => undefined,
    rate: () => perMinute,
  };
}

export interface Asked {
  context: RequestContext;
  reports: AttemptReport[];
  /** The last answer about each RUC. */
  answers: Map<string, RucAnswer>;
  abort: AbortController;
  /** Outcomes in order. */
  outcomes(): string[];
}

/** A context that keeps every report. */
export function asked(extra: Partial<RequestContext> = {}): Asked {
  const abort = new AbortController();
  const reports: AttemptReport[] = [];
  const answers = new Map<string, RucAnswer>();
  return {
    abort,
    reports,
    answers,
    outcomes: () => reports.map((report) => report.exchange.outcome),
    context: {
      priority: 'batch',
      signal: abort.signal,
      onAttempt: (report) => {
        reports.push(report);
        for (const answer of report.answers) answers.set(answer.ruc, answer);
      },
      ...extra,
    },
  };
}

/** A client with an open limiter and the highest jitter, unless told otherwise. */
export function testClient(url: string, clock: Clock, options: Partial<MigoClientOptions> = {}): MigoClient {
  return createMigoClient({
    url,
    token: () => TEST_TOKEN,
    limiter: openLimiter(clock),
    clock,
    random: () => 0.999,
    timeouts: FAR,
    ...options,
  });
}
