/** Cancelling at every wait, closing, and what is left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MigoClient } from '../../../main/migo/types.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { asked, slidingLimiter, testClient } from '../../support/migo.ts';
import { companyRucs } from '../../support/rucs.ts';

const RUCS = companyRucs(4);
const [FIRST, SECOND] = RUCS as [string, string];
const ABORTED = expect.objectContaining({ name: 'AbortError' });

let clock: FakeClock;
let simulator: Simulator;
let client: MigoClient;

beforeEach(async () => {
  clock = createFakeClock();
  simulator = await createSimulator({ existAll: true, now: () => clock.now() });
  client = testClient(simulator.url, clock);
});

afterEach(async () => {
  await client.close();
  await simulator.close();
});

describe('cancelling', () => {
  it('before anything asks nothing', async () => {
    const question = asked();
    question.abort.abort();
    await expect(client.askCollection(RUCS, question.context)).rejects.toThrow(ABORTED);
    await expect(client.account(question.context)).rejects.toThrow(ABORTED);
    expect(simulator.stats.requests).toEqual([]);
  });

  it('while waiting for a turn sends nothing', async () => {
    const limited = testClient(simulator.url, clock, { limiter: slidingLimiter(clock, 1) });
    await limited.askRuc(FIRST, asked().context);
    const question = asked();
    const answer = limited.askRuc(SECOND, question.context);
    await clock.whenAsleep();
    question.abort.abort();
    await expect(answer).rejects.toThrow(ABORTED);
    expect(question.reports).toEqual([]);
    expect(simulator.stats.requests).toHaveLength(1);
    await limited.close();
  });

  it('in flight reports the attempt as cancelled, and cuts the connection', async () => {
    simulator.failNext(1, 'timeout');
    const question = asked();
    const answer = client.askCollection(RUCS, question.context);
    await expect.poll(() => simulator.stats.inFlight).toBe(1);
    question.abort.abort();
    await expect(answer).rejects.toThrow(ABORTED);
    expect(question.reports).toMatchObject([
      {
        answers: [],
        omitted: [],
        exchange: { asked: RUCS, outcome: 'cancelado', httpStatus: null, body: null },
      },
    ]);
    await expect.poll(() => simulator.stats.inFlight).toBe(0);
    expect(clock.waits()).toEqual([]);
  });

  it('between two attempts makes no second one', async () => {
    simulator.failNext(1, '500');
    const question = asked();
    const answer = client.askRuc(FIRST, question.context);
    await expect.poll(() => question.outcomes()).toEqual(['servidor']);
    question.abort.abort();
    await expect(answer).rejects.toThrow(ABORTED);
    expect(simulator.stats.requests).toHaveLength(1);
    expect(clock.waits()).toEqual([]);
  });

  it('while told to slow down', async () => {
    simulator.failNext(1, '429');
    const question = asked();
    const answer = client.askRuc(FIRST, question.context);
    await expect.poll(() => question.outcomes()).toEqual(['lento']);
    question.abort.abort();
    await expect(answer).rejects.toThrow(ABORTED);
  });

  it('while the breaker is open', async () => {
    simulator.failAll('500');
    const questions = [asked(), asked()];
    const answers = questions.map((question, i) => client.askRuc(RUCS[i] as string, question.context));
    const settled = Promise.allSettled(answers);
    while (client.health().kind !== 'espera') {
      await clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const sent = simulator.stats.requests.length;
    questions.forEach((question) => {
      question.abort.abort();
    });
    for (const end of await settled)
      expect(end).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    expect(simulator.stats.requests).toHaveLength(sent);
  });

  it('with a reason of one’s own rejects with it', async () => {
    simulator.failNext(1, 'timeout');
    const question = asked();
    const answer = client.askRuc(FIRST, question.context);
    await expect.poll(() => simulator.stats.inFlight).toBe(1);
    question.abort.abort(new Error('closing the window'));
    await expect(answer).rejects.toThrow('closing the window');
  });

  it('one request leaves another alone', async () => {
    simulator.failNext(1, 'timeout');
    const one = asked();
    const other = asked();
    const first = client.askRuc(FIRST, one.context);
    await expect.poll(() => simulator.stats.inFlight).toBe(1);
    const second = client.askRuc(SECOND, other.context);
    one.abort.abort();
    await expect(first).rejects.toThrow(ABORTED);
    expect(await second).toEqual({ kind: 'answered' });
  });
});

describe('a report that throws', () => {
  it('ends the request with its error, and nothing more is asked', async () => {
    simulator.failNext(1, '500');
    const question = asked({
      onAttempt: () => {
        throw new Error('disk full');
      },
    });
    await expect(client.askRuc(FIRST, question.context)).rejects.toThrow('disk full');
    expect(simulator.stats.requests).toHaveLength(1);
  });
});

describe('closing', () => {
  it('ends what is in flight, reported first, and refuses what comes after', async () => {
    simulator.failNext(1, 'timeout');
    const question = asked();
    const answer = client.askRuc(FIRST, question.context);
    answer.catch(() => undefined); // Looked at below.
    await expect.poll(() => simulator.stats.inFlight).toBe(1);
    await client.close();
    expect(question.outcomes()).toEqual(['cancelado']);
    await expect(answer).rejects.toThrow(ABORTED);
    await expect(client.askRuc(FIRST, asked().context)).rejects.toThrow(ABORTED);
    expect(clock.waits()).toEqual([]);
  });

  it('lets a process end at once that had the breaker open and connections kept alive', async () => {
    simulator.failAll('500');
    const script = new URL('../../support/children/close-client.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, simulator.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const closedAt = performance.now();
    expect(said.toString()).toBe('closed\n');
    expect(await exit).toEqual([0, null]);
    // Less than any timer that could have been left: an idle connection lasts 4 s, the breaker's wait 15 s.
    expect(performance.now() - closedAt).toBeLessThan(3000);
  });
});
