/** The client of the Migo API: the one part that sends requests to it. */
import { HabidoError } from '../../shared/errors.ts';
import type { Clock, Limiter, Random } from '../../shared/ports.ts';
import { isRuc } from '../../shared/ruc.ts';
import { apiAddress } from './address.ts';
import { askAccount, askRucs } from './ask.ts';
import { Breaker } from './breaker.ts';
import { createHealthMonitor, type HealthMonitor } from './health-monitor.ts';
import type { AskDeps } from './part.ts';
import { Slots } from './slots.ts';
import { TIMEOUTS, createTransport, type Timeouts } from './transport.ts';
import type { MigoClient, RequestContext } from './types.ts';

/** The most RUCs that one collection may hold. */
export const COLLECTION_MAX = 100;

export interface MigoClientOptions {
  /** Base address, e.g. `https://api.migo.pe`; https, or http on the loopback address. */
  url: string;
  /** Asked before each attempt; goes into the body of the request and nowhere else. */
  token: () => string | null | Promise<string | null>;
  limiter: Limiter;
  clock: Clock;
  random: Random;
  /** Batch requests in flight at once, at the most; absent: any number. */
  concurrency?: () => number;
  timeouts?: Partial<Timeouts>;
}

/** Throws `direccion-invalida`. Opens no connection before the first request. */
export function createMigoClient(options: MigoClientOptions): MigoClient {
  const { clock, limiter, random, token } = options;
  const closing = new AbortController();
  const transport = createTransport(apiAddress(options.url), clock, { ...TIMEOUTS, ...options.timeouts });
  const { breaker, health } = createWatch(clock, limiter, closing.signal);
  const onSlowDown = (until: number): void => {
    health.slowedDown(until);
  };
  const slots = new Slots(options.concurrency ?? (() => Number.POSITIVE_INFINITY));
  const deps: AskDeps = { transport, limiter, slots, clock, random, token, breaker, onSlowDown };
  const running = new Set<Promise<unknown>>();

  /** Runs a question so that closing ends it, and waits for its last report. */
  const ask = async <T>(context: RequestContext, work: (own: RequestContext) => Promise<T>): Promise<T> => {
    const signal = AbortSignal.any([context.signal, closing.signal]);
    const promise = work({ ...context, onAttempt: (report) => context.onAttempt(report), signal });
    running.add(promise);
    try {
      return await promise;
    } finally {
      running.delete(promise);
    }
  };

  return {
    askCollection: (rucs, context) => ask(context, (own) => askRucs(deps, checked(rucs), own)),
    askRuc: (ruc, context) => ask(context, (own) => askRucs(deps, checked([ruc]), own)),
    account: (context) => ask(context, (own) => askAccount(deps, own)),
    health: () => health.current(),
    onHealth: (listener) => health.listen(listener),
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      await transport.close();
    },
  };
}

/** The breaker and the monitor that watches it; each needs the other. */
function createWatch(
  clock: Clock,
  limiter: Limiter,
  closing: AbortSignal,
): { breaker: Breaker; health: HealthMonitor } {
  const breaker = new Breaker(clock, closing, () => {
    health.refresh();
  });
  const health = createHealthMonitor(clock, limiter, () => breaker.state(), closing);
  return { breaker, health };
}

/** Each RUC once. A number that fails its check digit is never sent. */
function checked(rucs: readonly string[]): string[] {
  const distinct = [...new Set(rucs)];
  if (distinct.length > COLLECTION_MAX) throw new RangeError(`more than ${String(COLLECTION_MAX)} RUCs`);
  for (const ruc of distinct) if (!isRuc(ruc)) throw new HabidoError('ruc-invalido', { ruc });
  return distinct;
}
