import { describe, expect, it } from 'vitest';
import { limiterPool, SqliteLimiter } from '../../../main/database/limiter.ts';
import type { HabidoDatabase } from '../../../main/database/open.ts';
import type { Priority } from '../../../shared/ports.ts';
import { childFixture } from '../../support/child.ts';
import { dataFixture } from '../../support/data.ts';
import { createFakeClock, FAKE_START, type FakeClock } from '../../support/fake-clock.ts';

const data = dataFixture();
const child = childFixture();
const MINUTE = 60_000;
const never = new AbortController().signal;

interface Desk {
  clock: FakeClock;
  database: HabidoDatabase;
  limiter: SqliteLimiter;
  /** Asks for turns; answers the moment of each, from the start. */
  turns: (count: number, priority?: Priority, limiter?: SqliteLimiter) => Promise<number[]>;
}

function desk(perMinute: number | (() => number), clock = createFakeClock(), folder = data.folder()): Desk {
  const database = data.open(folder);
  const limit = typeof perMinute === 'number' ? () => perMinute : perMinute;
  const limiter = new SqliteLimiter(database, { pool: 'p', perMinute: limit, clock });
  const turn = async (from: SqliteLimiter, priority: Priority): Promise<number> => {
    await from.acquire(priority, never);
    return clock.now() - FAKE_START;
  };
  const turns: Desk['turns'] = (count, priority = 'batch', from = limiter) =>
    Promise.all(Array.from({ length: count }, () => turn(from, priority)));
  return { clock, database, limiter, turns };
}

/** The most turns in any window of a minute. */
function densest(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(...sorted.map((at) => sorted.filter((other) => other >= at && other < at + MINUTE).length));
}

describe('the sliding minute', () => {
  it('gives turns at once up to the limit, and each next one exactly a minute and a guard later', async () => {
    const { clock, turns } = desk(3);
    const given = await clock.runUntil(turns(8));
    expect(given).toEqual([0, 0, 0, 60_100, 60_100, 60_100, 120_200, 120_200]);
    expect(densest(given)).toBe(3);
  });

  it('slides: turns taken apart come free apart', async () => {
    const { clock, turns } = desk(3);
    expect(await turns(1)).toEqual([0]);
    await clock.advance(20_000);
    expect(await turns(1)).toEqual([20_000]);
    await clock.advance(20_000);
    expect(await clock.runUntil(turns(4))).toEqual([40_000, 60_100, 80_100, 100_100]);
  });

  it('needs no more than 1.02 of the ideal time for 100 requests at 60 a minute', async () => {
    const { clock, turns } = desk(60);
    const given = await clock.runUntil(turns(100));
    expect(Math.max(...given) / MINUTE).toBeLessThanOrEqual(1.02);
    expect(densest(given)).toBe(60);
  });

  it('lets a turn be used for less time than the guard, so that arrivals stay apart', async () => {
    const { clock, limiter } = desk(1);
    const first = await limiter.acquire('batch', never);
    const second = await clock.runUntil(limiter.acquire('batch', never));
    expect(first.validUntil).toBeGreaterThan(FAKE_START);
    expect(clock.now() - first.validUntil).toBeGreaterThan(MINUTE);
    expect(second.validUntil).toBeGreaterThan(clock.now());
  });

  it('holds after the process is started again', async () => {
    const folder = data.folder();
    const first = desk(2, createFakeClock(), folder);
    await first.turns(2);
    first.database.close();
    const second = desk(2, createFakeClock(FAKE_START + 1000), folder);
    expect(await second.clock.runUntil(second.turns(1))).toEqual([60_100]);
  });

  it('counts each pool apart; the key shows no token and differs by address, token and data folder', async () => {
    const { database, clock, turns } = desk(1);
    const key = limiterPool(database, 'https://api.migo.pe', 'secreto-0123456789');
    expect(key).toBe(limiterPool(database, 'https://api.migo.pe', 'secreto-0123456789'));
    expect(key).not.toContain('secreto');
    const others = [
      limiterPool(database, 'https://api.migo.pe', 'otro'),
      limiterPool(database, 'https://otra.pe', 'secreto-0123456789'),
      limiterPool(data.open(), 'https://api.migo.pe', 'secreto-0123456789'),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
    const apart = new SqliteLimiter(database, { pool: key, perMinute: () => 1, clock });
    expect(await turns(1)).toEqual([0]);
    expect(await turns(1, 'batch', apart)).toEqual([0]);
  });

  it('obeys a raised limit within five seconds and a lowered one at once', async () => {
    let limit = 1;
    const { clock, turns } = desk(() => limit);
    expect(await turns(1)).toEqual([0]);
    const waiting = turns(1);
    await clock.advance(1000);
    limit = 2;
    expect(await clock.runUntil(waiting)).toEqual([5000]);
    limit = 1;
    expect(await clock.runUntil(turns(1))).toEqual([65_100]);
  });

  it('does not block for longer than a minute when the clock is set back', async () => {
    const folder = data.folder();
    const first = desk(2, createFakeClock(FAKE_START + 3_600_000), folder);
    await first.turns(2);
    first.limiter.slowDown(FAKE_START + 3_600_000 + 30_000);
    const back = desk(2, createFakeClock(FAKE_START), folder);
    expect(await back.clock.runUntil(back.turns(1))).toEqual([60_100]);
  });
});

describe('waiting', () => {
  it('rejects with the reason when aborted, before or while waiting, and costs no turn', async () => {
    const { clock, limiter, turns } = desk(1);
    const reason = new Error('cancelled');
    await expect(limiter.acquire('batch', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await turns(1)).toEqual([0]);
    const stop = new AbortController();
    const waiting = limiter.acquire('batch', stop.signal);
    const after = turns(1);
    await clock.advance(1000);
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(await clock.runUntil(after)).toEqual([60_100]);
    expect(clock.waits()).toEqual([]);
  });

  it('tells those who wait when the database can not be used', async () => {
    const { clock, database, limiter, turns } = desk(1);
    await turns(1);
    const waiting = limiter.acquire('batch', never).catch((error: unknown) => error);
    database.close();
    expect(await clock.runUntil(waiting)).toBeInstanceOf(Error);
  });

  it('gives interactive look-ups their turn before batch requests that came earlier', async () => {
    const { clock, limiter, turns } = desk(1);
    await turns(1);
    const order: string[] = [];
    const ask = (name: string, priority: Priority): Promise<void> =>
      limiter.acquire(priority, never).then(() => void order.push(name));
    const all = [ask('lote 1', 'batch'), ask('lote 2', 'batch')];
    await clock.advance(1000);
    all.push(ask('uno', 'interactive'), ask('dos', 'interactive'));
    await clock.runUntil(Promise.all(all));
    expect(order).toEqual(['uno', 'dos', 'lote 1', 'lote 2']);
  });

  it('leaves turns for look-ups of another process, until that one stops waiting', async () => {
    const folder = data.folder();
    const clock = createFakeClock();
    const batch = desk(2, clock, folder);
    const other = desk(2, clock, folder);
    await batch.turns(2);
    const lookup = other.turns(1, 'interactive');
    const lot = batch.turns(2);
    await clock.runUntil(Promise.all([lookup, lot]));
    expect(await lookup).toEqual([60_100]);
    // Of the two turns that come free together, the batch takes one and waits a minute for the next.
    expect(await lot).toEqual([60_100, 120_200]);
  });

  it('does not wait for a look-up whose process is dead', async () => {
    const { clock, database, turns } = desk(1);
    await turns(1);
    database.db
      .prepare('INSERT INTO limiter_waiters (id, pool, waiting, beat_at) VALUES (?, ?, ?, ?)')
      .run('dead', 'p', 5, FAKE_START + 59_000);
    const [at = 0] = await clock.runUntil(turns(1));
    expect(at).toBeGreaterThan(60_100);
    expect(at).toBeLessThanOrEqual(59_000 + 3000 + 1000);
  });
});

describe('slowing down', () => {
  it('pauses everybody, halves the rate once for requests under way together, and lets it grow back', async () => {
    const folder = data.folder();
    const clock = createFakeClock();
    const one = desk(60, clock, folder);
    const two = desk(60, clock, folder);
    expect(one.limiter.rate()).toBe(60);
    one.limiter.slowDown(FAKE_START + 5000);
    two.limiter.slowDown(FAKE_START + 4000);
    expect([one.limiter.rate(), two.limiter.rate()]).toEqual([30, 30]);
    expect(await clock.runUntil(two.turns(1))).toEqual([5000]);
    await clock.advance(12_000);
    expect(two.limiter.rate()).toBe(36);
    await clock.advance(48_000);
    expect(one.limiter.rate()).toBe(60);
  });

  it('halves again when asked again later, never below one, and obeys no pause of hours', async () => {
    const { clock, limiter, turns } = desk(60);
    limiter.slowDown(FAKE_START + 1000);
    await clock.advance(11_000);
    limiter.slowDown(FAKE_START + 12_000);
    expect(limiter.rate()).toBe(15);
    for (let i = 0; i < 5; i += 1) {
      await clock.advance(11_000);
      limiter.slowDown(0);
    }
    expect(limiter.rate()).toBeGreaterThanOrEqual(1);
    const now = clock.now();
    limiter.slowDown(now + 10 * 3_600_000);
    const [at = 0] = await clock.runUntil(turns(1));
    expect(at).toBeLessThanOrEqual(now - FAKE_START + 120_000);
  });

  it('gives turns by the slowed rate after the pause', async () => {
    const { clock, limiter, turns } = desk(4);
    limiter.slowDown(FAKE_START + 1000);
    const given = await clock.runUntil(turns(3));
    expect(given.slice(0, 2)).toEqual([1000, 1000]);
    expect(given[2]).toBeGreaterThan(20_000);
  });
});

describe('two processes', () => {
  const FACTOR = 60;
  interface Said {
    given: number[];
  }
  const recorded = (database: HabidoDatabase): number[] =>
    database.db.prepare<[], number>('SELECT at FROM limiter ORDER BY n').pluck().all();

  it('together never exceed the limit, and lose no time', async () => {
    const folder = data.folder();
    const children = [child('desk'), child('desk')];
    for (const one of children) await one.next();
    const start = Date.now();
    const order = { do: 'turns', folder, count: 15, perMinute: 12, priority: 'batch', start, factor: FACTOR };
    for (const one of children) one.tell(order);
    const said = await Promise.all(children.map((one) => one.next<Said>()));
    expect(said.map((answer) => answer.given.length)).toEqual([15, 15]);
    // When each turn runs out: a fixed time after it was given.
    const rows = said.flatMap((answer) => answer.given);
    expect(densest(rows)).toBe(12);
    // 30 turns at 12 a minute: the last six two windows after the first. A second of theirs is 17 ms of ours.
    const took = Math.max(...rows) - Math.min(...rows);
    expect(took).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(took).toBeLessThan(2 * MINUTE * 1.15);
  });

  it('let a look-up of one go before the batch of the other', async () => {
    const folder = data.folder();
    const database = data.open(folder);
    const [batch, lookup] = [child('desk'), child('desk')];
    await batch.next();
    await lookup.next();
    const start = Date.now();
    const common = { do: 'turns', folder, perMinute: 10, start, factor: FACTOR };
    batch.tell({ ...common, count: 18, priority: 'batch' });
    await expect
      .poll(() => recorded(database).length, { interval: 10, timeout: 10_000 })
      .toBeGreaterThanOrEqual(10);
    lookup.tell({ ...common, count: 3, priority: 'interactive' });
    const { given } = await lookup.next<Said>();
    const rows = recorded(database);
    expect(rows.filter((at) => at <= Math.max(...given)).length).toBeLessThanOrEqual(20);
    expect((await batch.next<Said>()).given).toHaveLength(18);
    expect(densest(recorded(database))).toBe(10);
  });
});
