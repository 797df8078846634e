import { describe, expect, it } from 'vitest';
import { AnswerStore } from '../../../main/database/answer-store.ts';
import { Locks } from '../../../main/database/locks.ts';
import type { HabidoDatabase } from '../../../main/database/open.ts';
import { RunQuota } from '../../../main/database/quota.ts';
import { SqliteReservations } from '../../../main/database/reservations.ts';
import { RunStore } from '../../../main/database/run-store.ts';
import { childFixture } from '../../support/child.ts';
import { answerAt, dataFixture, knownAnswer, runOf } from '../../support/data.ts';
import { FAKE_START } from '../../support/fake-clock.ts';
import { companyRucs } from '../../support/rucs.ts';

const data = dataFixture();
const child = childFixture();
const RUCS = companyRucs(4);
const [A = '', B = '', C = '', D = ''] = RUCS;
const T = FAKE_START;

function setUp(database: HabidoDatabase = data.open()) {
  const answers = new AnswerStore(database);
  const dead = new Set<string>();
  const reservations = new SqliteReservations(database, answers, {
    isAlive: (owner) => !dead.has(owner),
  });
  const answer = (ruc: string, at: number): void => {
    database.transaction(() => answers.append(answerAt(knownAnswer(ruc), at)));
  };
  return { database, dead, reservations, answer };
}

describe('reservations', () => {
  it('give each RUC to one owner, in the order asked for', async () => {
    const { reservations } = setUp();
    expect(await reservations.reserve('uno', [B, A], T)).toEqual({ fresh: [], mine: [B, A], others: [] });
    expect(await reservations.reserve('dos', RUCS, T)).toEqual({ fresh: [], mine: [C, D], others: [A, B] });
    expect(await reservations.reserve('uno', [A, C], T)).toEqual({ fresh: [], mine: [A], others: [C] });
  });

  it('look for a fresh answer after claiming, and keep no claim on what is answered', async () => {
    const { reservations, answer } = setUp();
    answer(A, T - 10);
    answer(B, T - 20);
    const found = await reservations.reserve('uno', [A, B], T - 10);
    expect(found.fresh.map((one) => one.ruc)).toEqual([A]);
    expect(found.mine).toEqual([B]);
    const other = await reservations.reserve('dos', [A, B], T);
    expect(other).toEqual({ fresh: [], mine: [A], others: [B] });
  });

  it('hand over a fresh answer even where another is asking again', async () => {
    const { reservations, answer } = setUp();
    answer(A, T - 10);
    expect((await reservations.reserve('uno', [A], T)).mine).toEqual([A]);
    expect((await reservations.reserve('dos', [A], T - 10)).fresh.map((one) => one.ruc)).toEqual([A]);
    expect((await reservations.reserve('tres', [A], T)).others).toEqual([A]);
  });

  it('come free when released, some or all', async () => {
    const { reservations } = setUp();
    await reservations.reserve('uno', RUCS, T);
    await reservations.release('dos');
    await reservations.release('uno', [A]);
    expect(await reservations.reserve('dos', RUCS, T)).toMatchObject({ mine: [A], others: [B, C, D] });
    await reservations.release('uno');
    expect(await reservations.reserve('dos', RUCS, T)).toMatchObject({ mine: RUCS, others: [] });
  });

  it('are taken over from the dead at once, from the living never', async () => {
    const { reservations, dead } = setUp();
    await reservations.reserve('uno', [A, B], T);
    await reservations.reserve('dos', [C], T);
    dead.add('dos');
    expect(await reservations.reserve('tres', [A, C], T)).toMatchObject({ mine: [C], others: [A] });
    dead.add('uno');
    expect(await reservations.reserve('tres', [A, B], T)).toMatchObject({ mine: [A, B], others: [] });
  });

  it('work over more RUCs than one statement takes', async () => {
    const { reservations } = setUp();
    const many = companyRucs(1201);
    expect((await reservations.reserve('uno', many, T)).mine).toEqual(many);
    expect((await reservations.reserve('dos', many, T)).others).toEqual(many);
  });

  it('of another process hold while it lives, and not a moment longer', async () => {
    const folder = data.folder();
    const database = data.open(folder);
    const locks = new Locks(folder);
    const reservations = new SqliteReservations(database, new AnswerStore(database), {
      isAlive: (owner) => locks.isHeld(owner),
    });
    const other = child('desk');
    await other.next();
    other.tell({ do: 'reserve', folder, owner: 'ajena', rucs: [A, B] });
    expect(await other.next()).toMatchObject({ mine: [A, B] });
    expect(await reservations.reserve('propia', [B, C], 0)).toMatchObject({ mine: [C], others: [B] });
    await other.kill();
    expect(await reservations.reserve('propia', [B], 0)).toMatchObject({ mine: [B], others: [] });
  });
});

describe('the ceiling of a run', () => {
  it('is set aside before asking, given back where nothing was sent, and what was sent holds over restarts', async () => {
    const folder = data.folder();
    const database = data.open(folder);
    const run = runOf({ tope: 150 });
    new RunStore(database).create(run);
    const quota = new RunQuota(database);
    expect([
      await quota.claim(run.id, 100),
      await quota.claim(run.id, 100),
      await quota.claim(run.id, 1),
    ]).toEqual([100, 50, 0]);
    await quota.spend(run.id, 100);
    expect(await quota.claim(run.id, 1)).toBe(0);
    await quota.refund(run.id, 30);
    expect(await quota.claim(run.id, 100)).toBe(30);
    // Of the 150 set aside a killed process sent 100: the next one has the other 50.
    expect(await new RunQuota(data.open(folder)).claim(run.id, 100)).toBe(50);
  });

  it('counts without one too, so that a later one knows what was spent', async () => {
    const database = data.open();
    const run = runOf({ tope: null });
    const runs = new RunStore(database);
    runs.create(run);
    const quota = new RunQuota(database);
    expect(await quota.claim(run.id, 100)).toBe(100);
    await quota.spend(run.id, 100);
    runs.update(run.id, { tope: 120 });
    expect(await quota.claim(run.id, 100)).toBe(20);
    runs.update(run.id, { tope: 50 });
    expect(await quota.claim(run.id, 1)).toBe(0);
    await expect(quota.claim('no', 1)).rejects.toThrow('No existe esa corrida');
  });
});
