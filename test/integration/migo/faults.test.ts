/** Failures over real HTTP, with time moved by hand. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_SLOW_DOWNS } from '../../../main/migo/retry.ts';
import type { Health } from '../../../main/migo/types.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { NEAR, asked, openLimiter, slidingLimiter } from '../../support/migo.ts';
import { migoFixture } from '../../support/migo-fixture.ts';
import { companyRucs } from '../../support/rucs.ts';

const RUCS = companyRucs(100);
const [FIRST, SECOND] = RUCS as [string, string];

const { clock: clockOf, simulate, connect, ask } = migoFixture();
let clock: FakeClock;

beforeEach(() => {
  clock = clockOf();
});

describe('a failed attempt', () => {
  it.each([
    ['500', 'servidor', 500],
    ['reset', 'red', null],
    ['truncado', 'red', 200],
    ['json-malo', 'ilegible', 200],
    ['html', 'ilegible', 200],
  ] as const)('by %s is %s, and is made again', async (mode, outcome, status) => {
    const simulator = await simulate();
    simulator.failNext(2, mode);
    const question = asked();
    expect(await ask(connect(simulator.url), RUCS, question)).toEqual({ kind: 'answered' });
    expect(question.outcomes()).toEqual([outcome, outcome, 'ok']);
    expect(question.reports.map(({ exchange }) => exchange.attempt)).toEqual([1, 2, 3]);
    expect(question.reports[0]?.exchange.httpStatus).toBe(status);
    expect(question.reports[0]?.exchange.body === null).toBe(mode === 'reset' || mode === 'truncado');
    expect(question.answers.size).toBe(100);
    expect([...simulator.stats.timesAnswered().values()].every((times) => times === 1)).toBe(true);
  });

  it('by time-out waits 30 s for one RUC and 60 s for a collection, and no longer', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url, { timeouts: {} });
    for (const [rucs, ms] of [
      [[FIRST], 30_000],
      [[FIRST, SECOND], 60_000],
    ] as const) {
      simulator.failNext(1, 'timeout');
      const question = asked();
      const answer = client.askCollection(rucs, question.context);
      await expect.poll(() => simulator.stats.inFlight).toBe(1);
      await clock.advance(ms - 1);
      expect(question.reports).toEqual([]);
      await clock.advance(1);
      expect(question.outcomes()).toEqual(['tiempo']);
      expect(question.reports[0]?.exchange.elapsedMs).toBe(ms);
      // The real deadlines are near here, so only the wait before the second attempt may be skipped.
      await clock.runUntil(answer, { horizonMs: 20_000 });
      expect(question.outcomes()).toEqual(['tiempo', 'ok']);
    }
  });

  it('waits a random part of a doubling ceiling, or what Retry-After names', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url, { random: () => 0.5 });
    const down = { status: 503, body: '' };
    for (const answer of [down, down, down, { ...down, headers: { 'retry-after': '90' } }])
      simulator.answerNext(answer);
    const question = asked();
    await clock.runUntil(client.askRuc(FIRST, question.context), NEAR);
    const sent = question.reports.map(({ exchange }) => exchange.sentAt);
    expect(sent.slice(1).map((at, i) => at - (sent[i] as number))).toEqual([250, 500, 1000, 90_000]);
    expect(question.outcomes()).toEqual(['servidor', 'servidor', 'servidor', 'servidor', 'ok']);
  });

  it('is the last one of a single RUC after five', async () => {
    const simulator = await simulate();
    simulator.failAll('500');
    const question = asked();
    const outcome = await clock.runUntil(connect(simulator.url).askRuc(FIRST, question.context), NEAR);
    expect(outcome).toEqual({ kind: 'failed', reason: 'servidor', rucs: [FIRST] });
    expect(simulator.stats.requests).toHaveLength(5);
  });

  it('survives an answer larger than any the API could have', async () => {
    const simulator = await simulate();
    simulator.answerNext({ status: 200, body: 'x'.repeat(21 * 1024 * 1024) });
    const question = asked();
    await ask(connect(simulator.url), [FIRST], question);
    expect(question.outcomes()).toEqual(['ilegible', 'ok']);
    expect(question.reports[0]?.exchange.body).toBeNull();
  });

  it('is a failure of the network where nobody listens', async () => {
    const simulator = await simulate();
    await simulator.close();
    const question = asked();
    const outcome = await ask(connect(simulator.url), [FIRST], question);
    expect(outcome).toEqual({ kind: 'failed', reason: 'red', rucs: [FIRST] });
    expect(question.reports[0]?.exchange).toMatchObject({ httpStatus: null, body: null, serverDate: null });
  });
});

describe('a collection that keeps failing', () => {
  it.each([0, 1, 37, 50, 99])('loses only its bad member, wherever it stands (%i)', async (place) => {
    const bad = RUCS[place] as string;
    const simulator = await simulate({ poison: [{ ruc: bad, single: true }] });
    const question = asked();
    const client = connect(simulator.url);
    const told: Health[] = [];
    client.onHealth((health) => told.push(health));
    const start = clock.now();
    const outcome = await ask(client, RUCS, question);
    expect(outcome).toEqual({ kind: 'failed', reason: 'servidor', rucs: [bad] });
    // The halves that are answered show that the API is there: nobody waits for a probe.
    expect(told).toEqual([]);
    expect(clock.now() - start).toBeLessThan(30_000);
    expect([...question.answers.keys()].sort()).toEqual(RUCS.filter((ruc) => ruc !== bad).sort());
    const times = simulator.stats.timesAnswered();
    expect([...times.values()].every((count) => count === 1)).toBe(true);
    expect(simulator.stats.requests.length).toBeLessThan(50);
  });

  it('is asked three times whole, then in halves; a member that fails only there is answered singly', async () => {
    const simulator = await simulate({ poison: [{ ruc: RUCS[70] as string }] });
    const question = asked();
    expect(await ask(connect(simulator.url), RUCS, question)).toEqual({ kind: 'answered' });
    expect(question.answers.size).toBe(100);
    const sizes = question.reports.map(({ exchange }) => exchange.asked.length);
    expect(sizes.slice(0, 4)).toEqual([100, 100, 100, 50]);
    const halves = question.reports.filter(({ exchange }) => exchange.asked.length === 50);
    expect(halves[0]?.exchange).toMatchObject({ attempt: 1, outcome: 'ok', asked: RUCS.slice(0, 50) });
  });

  it('is split at once where the API refuses it', async () => {
    const simulator = await simulate();
    simulator.answerNext({ status: 422, body: { success: false, message: 'Un elemento no es válido' } });
    const question = asked();
    expect(await ask(connect(simulator.url), RUCS, question)).toEqual({ kind: 'answered' });
    expect(question.reports.map(({ exchange }) => exchange.asked.length)).toEqual([100, 50, 50]);
    expect(question.answers.size).toBe(100);
  });

  it('ends under every mix of failures with every RUC answered once, or named', async () => {
    for (const seed of [1, 2, 3]) {
      const simulator = await simulate({ failures: { mode: 'mixto', rate: 0.3, seed } });
      const question = asked();
      const outcome = await ask(connect(simulator.url), RUCS, question);
      const failed = outcome.kind === 'failed' ? outcome.rucs : [];
      expect([...question.answers.keys(), ...failed].sort()).toEqual([...RUCS].sort());
      expect([...simulator.stats.timesAnswered().values()].every((count) => count === 1)).toBe(true);
    }
  });
});

describe('slowing down', () => {
  it('waits what is named, tells the limiter and the listeners, and uses up no attempt', async () => {
    const simulator = await simulate();
    const limiter = openLimiter(clock);
    const client = connect(simulator.url, { limiter });
    const told: Health[] = [];
    client.onHealth((health) => told.push(health));
    const slow = { status: 429, body: { message: 'Too Many Attempts.' }, headers: { 'retry-after': '40' } };
    for (let i = 0; i < 7; i += 1) simulator.answerNext(slow);
    const start = clock.now();
    const question = asked();
    expect(await ask(client, RUCS, question)).toEqual({ kind: 'answered' });
    expect(question.outcomes()).toEqual([...Array.from({ length: 7 }, () => 'lento'), 'ok']);
    expect(limiter.slowDowns).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => start + n * 40_000));
    expect(told[0]).toEqual({ kind: 'lento', until: start + 40_000, perMinute: 30 });
    await clock.advance(0);
    expect(client.health()).toEqual({ kind: 'bien' });
    expect(told.at(-1)).toEqual({ kind: 'bien' });
  });

  it('ends after a bounded number of times', async () => {
    const simulator = await simulate({ retryAfter: false });
    simulator.failAll('429');
    const question = asked();
    const outcome = await ask(connect(simulator.url), [FIRST], question);
    expect(outcome).toEqual({ kind: 'failed', reason: 'lento', rucs: [FIRST] });
    expect(question.reports).toHaveLength(MAX_SLOW_DOWNS);
  });
});

describe('the limit', () => {
  it('is kept in any sliding minute, as the server sees it, failures included', async () => {
    const simulator = await simulate({ failures: { mode: '500', rate: 0.2 } });
    const client = connect(simulator.url, { limiter: slidingLimiter(clock, 10) });
    const questions = companyRucs(40).map((ruc) => ({ ruc, question: asked() }));
    await clock.runUntil(
      Promise.all(questions.map(({ ruc, question }) => client.askRuc(ruc, question.context))),
      NEAR,
    );
    expect(simulator.stats.requests.length).toBeGreaterThan(40);
    expect(simulator.stats.busiest()).toBe(10);
  });

  it('is asked again where a turn ran out before it was used', async () => {
    const simulator = await simulate();
    const limiter = openLimiter(clock);
    const acquire = limiter.acquire.bind(limiter);
    let turns = 0;
    const client = connect(simulator.url, {
      limiter: {
        ...limiter,
        acquire: async (priority, signal) => {
          const permit = await acquire(priority, signal);
          turns += 1;
          return turns === 1 ? { validUntil: clock.now() - 1 } : permit;
        },
      },
    });
    await client.askRuc(FIRST, asked().context);
    expect(turns).toBe(2);
    expect(simulator.stats.requests).toHaveLength(1);
  });
});
