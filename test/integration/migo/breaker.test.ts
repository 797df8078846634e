/** The breaker over real HTTP, with time moved by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { MigoClient } from '../../../main/migo/types.ts';
import type { Simulator } from '../../../main/simulator/simulator.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { NEAR, asked, openLimiter } from '../../support/migo.ts';
import { migoFixture } from '../../support/migo-fixture.ts';
import { companyRucs } from '../../support/rucs.ts';

const RUCS = companyRucs(100);
const [FIRST, SECOND] = RUCS as [string, string];

const { clock: clockOf, simulate, connect, ask } = migoFixture();
let clock: FakeClock;

beforeEach(() => {
  clock = clockOf();
});

describe('the breaker', () => {
  /** Opens it: a RUC that fails five times, and the first attempt of another one, which then leaves. */
  async function opened(simulator: Simulator, client: MigoClient): Promise<void> {
    const before = simulator.stats.requests.length;
    simulator.failNext(6, '500');
    const [, , third, fourth] = RUCS as [string, string, string, string];
    await ask(client, [third], asked());
    expect(client.health().kind).toBe('bien');
    const leaving = asked();
    const left = client.askRuc(fourth, leaving.context);
    await expect.poll(() => client.health().kind).toBe('espera');
    leaving.abort.abort();
    await expect(left).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(simulator.stats.requests).toHaveLength(before + 6);
  }

  it('opens, probes with one RUC, closes, and the collection goes on without it', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url);
    await opened(simulator, client);
    const told: string[] = [];
    client.onHealth((health) => told.push(health.kind));
    simulator.failNext(1, '500');
    const question = asked();
    expect(await ask(client, RUCS, question)).toEqual({ kind: 'answered' });
    expect(
      question.reports.map(({ exchange }) => [exchange.endpoint, exchange.asked.length, exchange.outcome]),
    ).toEqual([
      ['ruc', 1, 'servidor'],
      ['ruc', 1, 'ok'],
      ['ruc/collection', 99, 'ok'],
    ]);
    expect(question.answers.size).toBe(100);
    expect([...simulator.stats.timesAnswered().values()].every((count) => count === 1)).toBe(true);
    expect(told).toEqual(['prueba', 'espera', 'prueba', 'bien']);
  });

  it('lets a request give up after the third failed probe: at 15 s, 45 s and 105 s', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url);
    await opened(simulator, client);
    const health = client.health();
    expect(health).toMatchObject({ kind: 'espera', failedProbes: 0, reason: 'servidor' });
    const openedAt = health.kind === 'espera' ? health.until - 15_000 : 0;
    simulator.failAll('500');
    const question = asked({ giveUpAfterProbes: 3 });
    const outcome = await ask(client, RUCS, question);
    expect(outcome.kind === 'failed' && outcome.reason).toBe('gave-up');
    expect(outcome.kind === 'failed' && [...outcome.rucs].sort()).toEqual([...RUCS].sort());
    expect(question.reports.map(({ exchange }) => exchange.sentAt - openedAt)).toEqual([
      15_000, 45_000, 105_000,
    ]);
    expect(new Set(question.reports.flatMap(({ exchange }) => exchange.asked)).size).toBe(3);
    const next = asked({ giveUpAfterProbes: 3 });
    expect(await client.askRuc(FIRST, next.context)).toEqual({
      kind: 'failed',
      reason: 'gave-up',
      rucs: [FIRST],
    });
    expect(next.reports).toEqual([]);
  });

  it('lets who comes long after others gave up find out whether it is back', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url);
    await opened(simulator, client);
    simulator.failAll('500');
    expect(await ask(client, RUCS, asked({ giveUpAfterProbes: 3 }))).toMatchObject({ reason: 'gave-up' });
    await clock.advance(60_000);
    const later = asked({ giveUpAfterProbes: 3 });
    expect(await ask(client, RUCS, later)).toMatchObject({ kind: 'failed', reason: 'gave-up' });
    expect(later.reports.length).toBe(1);
    simulator.failAll(null);
    await clock.advance(60_000);
    const last = asked({ giveUpAfterProbes: 3 });
    expect(await ask(client, RUCS, last)).toEqual({ kind: 'answered' });
    expect(last.answers.size).toBe(RUCS.length);
  });

  it('waits as long as it takes where it may not give up', async () => {
    const simulator = await simulate();
    const { port } = simulator;
    const client = connect(simulator.url);
    await opened(simulator, client);
    await simulator.close();
    const question = asked();
    const answer = client.askCollection([FIRST, SECOND], question.context);
    for (let minute = 0; minute < 60; minute += 1) {
      await clock.advance(60_000);
      await expect.poll(() => client.health().kind).toBe('espera');
    }
    expect(question.reports.length).toBeGreaterThan(50);
    await simulate({ port });
    expect(await clock.runUntil(answer, NEAR)).toEqual({ kind: 'answered' });
    expect(question.answers.size).toBe(2);
  });

  it('gives up a RUC that fails every probe, and answers the others', async () => {
    const simulator = await simulate({ poison: [{ ruc: FIRST, single: true }] });
    const client = connect(simulator.url);
    await opened(simulator, client);
    const question = asked();
    const outcome = await ask(client, [FIRST], question);
    expect(outcome).toEqual({ kind: 'failed', reason: 'servidor', rucs: [FIRST] });
    expect(question.reports).toHaveLength(5);
    expect(await ask(client, [SECOND], asked())).toEqual({ kind: 'answered' });
    expect(client.health()).toEqual({ kind: 'bien' });
  });

  it('names a RUC that it gave up as a probe, also where the rest is split afterwards', async () => {
    const [poisoned] = RUCS.slice(1) as [string];
    const simulator = await simulate({ poison: [{ ruc: poisoned }] });
    const client = connect(simulator.url);
    await opened(simulator, client);
    simulator.failAll('500');
    const question = asked({
      onAttempt: (report) => {
        question.reports.push(report);
        // Four RUCs in turn: the seventeenth probe is the fifth of the first one.
        if (question.reports.length === 17) simulator.failAll(null);
      },
    });
    const outcome = await ask(client, RUCS.slice(0, 4), question);
    expect(outcome).toEqual({ kind: 'failed', reason: 'servidor', rucs: [FIRST] });
    expect(question.reports.slice(17).map(({ exchange }) => exchange.asked.length)).toEqual([
      1, 2, 2, 2, 1, 1,
    ]);
  });

  it('holds back a request whose turn comes while it is open', async () => {
    const simulator = await simulate();
    const gate = Promise.withResolvers<undefined>();
    const limiter = openLimiter(clock);
    const acquire = limiter.acquire.bind(limiter);
    const client = connect(simulator.url, {
      limiter: {
        ...limiter,
        acquire: async (priority, signal) => {
          if (priority === 'interactive') await gate.promise;
          return acquire(priority, signal);
        },
      },
    });
    const late = asked({ priority: 'interactive' });
    const answer = client.askRuc(FIRST, late.context);
    await opened(simulator, client);
    const openedAt = clock.now();
    gate.resolve(undefined);
    expect(await clock.runUntil(answer, NEAR)).toEqual({ kind: 'answered' });
    expect(late.reports.map(({ exchange }) => exchange.sentAt - openedAt)).toEqual([15_000]);
  });

  it('passes the probe on when it is cancelled while it waits for its turn', async () => {
    const simulator = await simulate();
    const limiter = openLimiter(clock);
    const acquire = limiter.acquire.bind(limiter);
    const client = connect(simulator.url, {
      limiter: {
        ...limiter,
        acquire: (priority, signal) =>
          priority === 'batch'
            ? acquire(priority, signal)
            : clock.sleep(600_000, signal).then(() => ({ validUntil: 0 })),
      },
    });
    await opened(simulator, client);
    const stuck = asked({ priority: 'interactive' });
    const cancelled = client.askRuc(FIRST, stuck.context);
    await clock.advance(15_000);
    expect(client.health().kind).toBe('prueba');
    const next = client.askRuc(SECOND, asked().context);
    stuck.abort.abort();
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await next).toEqual({ kind: 'answered' });
  });

  it('passes the probe on when its request is cancelled, and when its report throws', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url);
    await opened(simulator, client);
    const first = asked();
    const cancelled = client.askRuc(FIRST, first.context);
    simulator.failNext(1, 'timeout');
    await clock.advance(15_000);
    await expect.poll(() => simulator.stats.inFlight).toBe(1);
    const broken = asked({
      onAttempt: () => {
        throw new Error('disk full');
      },
    });
    const second = client.askRuc(SECOND, broken.context);
    first.abort.abort();
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(first.outcomes()).toEqual(['cancelado']);
    await expect(second).rejects.toThrow('disk full');
    expect(client.health()).toEqual({ kind: 'bien' });
  });
});
