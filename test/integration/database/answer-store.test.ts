import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AnswerStore, type NewRucAnswer } from '../../../main/database/answer-store.ts';
import type { HabidoDatabase } from '../../../main/database/open.ts';
import { answerAt, callOf, dataFixture, knownAnswer } from '../../support/data.ts';
import { FAKE_START } from '../../support/fake-clock.ts';
import { companyRucs } from '../../support/rucs.ts';

const data = dataFixture();
const [RUC = '', OTHER = '', THIRD = ''] = companyRucs(3);
const T = FAKE_START;

function setUp(): {
  database: HabidoDatabase;
  answers: AnswerStore;
  add: (answer: NewRucAnswer, at: number) => void;
} {
  const database = data.open();
  const answers = new AnswerStore(database);
  const add = (answer: NewRucAnswer, at: number): void => {
    database.transaction(() => answers.append(answerAt(answer, at)));
  };
  return { database, answers, add };
}

const unknown = (ruc: string): NewRucAnswer => ({
  ruc,
  kind: 'unknown',
  taxpayer: null,
  message: 'RUC no encontrado',
});
const refused = (ruc: string): NewRucAnswer => ({
  ruc,
  kind: 'refused',
  taxpayer: null,
  message: 'no se pudo',
});

describe('AnswerStore', () => {
  it('keeps call, raw answer and what it says, in one piece', () => {
    const { database, answers } = setUp();
    const body = Buffer.from(JSON.stringify([{ ruc: RUC }, { ruc: OTHER }]).repeat(50));
    const call = callOf({ asked: [RUC, OTHER], sentAt: T, elapsedMs: 210.6, serverDate: T - 1000 });
    const stored = database.transaction(() =>
      answers.append({ call, answers: [knownAnswer(RUC), unknown(OTHER)], body }),
    );
    const sha = createHash('sha256').update(body).digest('hex');
    expect(stored.map((answer) => [answer.ruc, answer.kind, answer.answerSha, answer.callId])).toEqual([
      [RUC, 'known', sha, call.id],
      [OTHER, 'unknown', sha, call.id],
    ]);
    expect(stored[0]?.consultadoEn).toBe(T + 211);
    expect(stored[0]?.vence).toBe(T + 211 + 86_400_000);
    expect(stored[0]?.taxpayer).toEqual(knownAnswer(RUC).taxpayer);
    expect(answers.latest(RUC)).toEqual(stored[0]);
    expect(answers.byN(stored[1]?.n ?? 0)).toEqual(stored[1]);
    expect(answers.body(sha)?.equals(body)).toBe(true);
    const row = database.db.prepare('SELECT * FROM calls').get() as Record<string, unknown>;
    expect(row).toMatchObject({
      id: call.id,
      origin: database.deskId,
      v: 1,
      asked: JSON.stringify([RUC, OTHER]),
      server_date: T - 1000,
      asked_by: 'comando',
      answer_sha: sha,
    });
    const bytes = database.db.prepare('SELECT length(body) FROM answer_bodies').pluck().get();
    expect(bytes).toBeLessThan(body.length / 4);
  });

  it('is rolled back with what it belongs to, and refuses to write alone', () => {
    const { database, answers } = setUp();
    expect(() => answers.append(answerAt(knownAnswer(RUC), T))).toThrow('inside the transaction');
    expect(() =>
      database.transaction(() => {
        answers.append(answerAt(knownAnswer(RUC), T));
        throw new Error('killed');
      }),
    ).toThrow('killed');
    expect(answers.latest(RUC)).toBeNull();
    expect(database.db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(0);
  });

  it('stores the same raw answer once', () => {
    const { database, answers } = setUp();
    const body = Buffer.from('[]');
    database.transaction(() => {
      answers.append({ call: callOf(), answers: [], body });
      answers.append({ call: callOf(), answers: [], body });
    });
    expect(database.db.prepare('SELECT count(*) FROM answer_bodies').pluck().get()).toBe(1);
  });

  it('says what is fresh: known and not found count, refusals do not', () => {
    const { answers, add } = setUp();
    add(knownAnswer(RUC), T);
    add(unknown(OTHER), T - 5);
    add(refused(THIRD), T);
    const all = [RUC, OTHER, THIRD, '20999999999'];
    expect(answers.freshMany(all, T - 5)).toHaveLength(2);
    expect(answers.freshMany(all, T).map((answer) => answer.ruc)).toEqual([RUC]);
    expect(answers.freshMany(all, T + 1)).toEqual([]);
    expect(answers.latest(THIRD)).toBeNull();
  });

  it('keeps the newest by time when an older one arrives later, and the history of both', () => {
    const { answers, add } = setUp();
    add(knownAnswer(RUC, 'BAJA DE OFICIO', 'NO HABIDO'), T);
    add(knownAnswer(RUC), T - 1000);
    expect(answers.latest(RUC)?.taxpayer?.estado).toBe('BAJA DE OFICIO');
    expect(answers.history(RUC)).toEqual([
      { estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO', desde: T, hasta: null },
      { estado: 'ACTIVO', condicion: 'HABIDO', desde: T - 1000, hasta: T },
    ]);
  });

  it('makes the same projection again from the facts alone', () => {
    const { database, answers, add } = setUp();
    add(knownAnswer(RUC), T);
    add(unknown(RUC), T + 10);
    add(knownAnswer(RUC), T + 5);
    add(knownAnswer(OTHER), T);
    add(refused(OTHER), T + 9);
    const rows = (): unknown => database.db.prepare('SELECT * FROM latest_answers ORDER BY ruc').all();
    const before = rows();
    database.db.exec(
      "UPDATE latest_answers SET n = 1, at = 0; DELETE FROM latest_answers WHERE ruc LIKE '%1'",
    );
    answers.rebuild();
    expect(rows()).toEqual(before);
  });

  it('counts queries by endpoint: RUCs of a collection singly, retries not', () => {
    const { database, answers } = setUp();
    database.transaction(() => {
      answers.append({ call: callOf({ asked: [RUC, OTHER], sentAt: T }), answers: [], body: null });
      answers.append({
        call: callOf({ asked: [RUC, OTHER], sentAt: T, attempt: 2 }),
        answers: [],
        body: null,
      });
      answers.append({ call: callOf({ endpoint: 'ruc', asked: [RUC], sentAt: T }), answers: [], body: null });
      answers.append({
        call: callOf({ endpoint: 'account', asked: [], sentAt: T }),
        answers: [],
        body: null,
      });
      answers.append({
        call: callOf({ endpoint: 'ruc', asked: [RUC], sentAt: T - 1 }),
        answers: [],
        body: null,
      });
    });
    expect(answers.queriesSince(T)).toEqual({ account: 1, ruc: 1, 'ruc/collection': 2 });
  });

  it('takes U+0000 and lone surrogates out of every text', () => {
    const { answers, add } = setUp();
    const answer = knownAnswer(RUC);
    if (answer.taxpayer !== null) answer.taxpayer.razonSocial = 'A\u0000B\ud800C';
    add(answer, T);
    expect(answers.latest(RUC)?.taxpayer?.razonSocial).toBe('ABC');
  });

  it('refuses to change or remove a fact', () => {
    const { database, add } = setUp();
    add(knownAnswer(RUC), T);
    const run = (sql: string) => () => database.db.exec(sql);
    expect(run("UPDATE ruc_answers SET estado = 'ACTIVO'")).toThrow('only added');
    expect(run('DELETE FROM ruc_answers')).toThrow('only added');
    expect(run("UPDATE calls SET outcome = 'x'")).toThrow('only added');
    expect(run('DELETE FROM calls')).toThrow('only added');
    expect(run('INSERT OR REPLACE INTO calls SELECT * FROM calls')).toThrow('only added');
  });
});
