/** What is learnt over real HTTP, and that the token stays where it belongs. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMigoClient } from '../../../main/migo/client.ts';
import { FAKE_START, type FakeClock } from '../../support/fake-clock.ts';
import { NEAR, TEST_TOKEN, asked, openLimiter } from '../../support/migo.ts';
import { migoFixture } from '../../support/migo-fixture.ts';
import { companyRucs } from '../../support/rucs.ts';

const RUCS = companyRucs(100);
const [FIRST, SECOND] = RUCS as [string, string];

const { clock: clockOf, simulate, connect } = migoFixture();
let clock: FakeClock;

beforeEach(() => {
  clock = clockOf();
});

describe('a collection', () => {
  it.each(['bare', 'wrapped'] as const)('of 100 is one request, answered %s', async (collection) => {
    const simulator = await simulate({ existAll: true, collection });
    const client = connect(simulator.url);
    const question = asked();
    expect(await client.askCollection(RUCS, question.context)).toEqual({ kind: 'answered' });
    expect([...question.answers.keys()].sort()).toEqual([...RUCS].sort());
    expect(question.reports).toHaveLength(1);
    expect(question.reports[0]).toMatchObject({
      omitted: [],
      exchange: {
        endpoint: 'ruc/collection',
        asked: RUCS,
        attempt: 1,
        sentAt: FAKE_START,
        httpStatus: 200,
        outcome: 'ok',
      },
    });
    expect(question.reports[0]?.exchange.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(question.reports[0]?.exchange.serverDate).toEqual(expect.any(Number));
    expect(simulator.stats.requests.map((request) => request.rucs.length)).toEqual([100]);
  });

  it('reports what it leaves out, or what it says does not exist', async () => {
    const overrides = { [FIRST]: null };
    const omitting = await simulate({ existAll: true, overrides });
    const left = asked();
    expect((await connect(omitting.url).askCollection([FIRST, SECOND], left.context)).kind).toBe('answered');
    expect(left.reports[0]?.omitted).toEqual([FIRST]);
    expect([...left.answers.keys()]).toEqual([SECOND]);

    const reporting = await simulate({ existAll: true, overrides, unknown: 'report' });
    const said = asked();
    expect((await connect(reporting.url).askCollection([FIRST, SECOND], said.context)).kind).toBe('answered');
    expect(said.reports[0]?.omitted).toEqual([]);
    expect(said.answers.get(FIRST)).toEqual({ kind: 'unknown', ruc: FIRST });
  });

  it('of one is asked as a single RUC; of none is no request; each RUC is sent once', async () => {
    const simulator = await simulate({ existAll: true });
    const client = connect(simulator.url);
    expect(await client.askCollection([], asked().context)).toEqual({ kind: 'answered' });
    await client.askCollection([FIRST, FIRST], asked().context);
    expect(simulator.stats.requests.map(({ endpoint, rucs }) => [endpoint, rucs])).toEqual([
      ['ruc', [FIRST]],
    ]);
  });

  it('holds at most 100, and only numbers that can be a RUC', async () => {
    const simulator = await simulate();
    const client = connect(simulator.url);
    await expect(client.askCollection(companyRucs(101), asked().context)).rejects.toThrow(RangeError);
    await expect(client.askCollection([FIRST, '20999999999'], asked().context)).rejects.toThrow(
      expect.objectContaining({ code: 'ruc-invalido' }),
    );
    expect(simulator.stats.requests).toEqual([]);
  });
});

describe('a single RUC', () => {
  it('is known or does not exist', async () => {
    const simulator = await simulate({ existAll: true, overrides: { [SECOND]: null } });
    const client = connect(simulator.url);
    const question = asked();
    await client.askRuc(FIRST, question.context);
    await client.askRuc(SECOND, question.context);
    expect(question.answers.get(FIRST)?.kind).toBe('known');
    expect(question.answers.get(SECOND)?.kind).toBe('unknown');
    expect(question.reports[1]?.exchange).toMatchObject({ httpStatus: 404, outcome: 'no-existe' });
  });

  it('is refused in its own words, without another attempt', async () => {
    const simulator = await simulate();
    simulator.answerNext({
      status: 422,
      body: { success: false, message: 'El campo ruc no es v&aacute;lido.' },
    });
    const question = asked();
    expect(await connect(simulator.url).askRuc(FIRST, question.context)).toEqual({ kind: 'answered' });
    expect(question.answers.get(FIRST)).toEqual({
      kind: 'refused',
      ruc: FIRST,
      message: 'El campo ruc no es válido.',
    });
    expect(simulator.stats.requests).toHaveLength(1);
  });
});

describe('what stops everything', () => {
  it.each([
    ['token', { status: 401, body: { message: 'Unauthenticated.' } }],
    ['plan', { status: 429, body: { message: 'Su plan no tiene saldo' } }],
    ['direccion', { status: 404, body: { success: false, message: 'Recurso no encontrado' } }],
    ['direccion', { status: 302, body: '', headers: { location: '/api/v1/account' } }],
  ] as const)('%s, after a single request and without a redirect followed', async (reason, answer) => {
    const simulator = await simulate();
    simulator.answerNext(answer);
    const question = asked();
    const outcome = await connect(simulator.url).askCollection(RUCS, question.context);
    expect(outcome).toMatchObject({ kind: 'stop', reason });
    expect(question.outcomes()).toEqual([reason]);
    expect(question.answers.size).toBe(0);
    expect(simulator.stats.requests).toHaveLength(1);
  });

  it('a wrong path in the address', async () => {
    const simulator = await simulate();
    const question = asked();
    const outcome = await connect(`${simulator.url}/otra`).askRuc(FIRST, question.context);
    expect(outcome).toEqual({ kind: 'stop', reason: 'direccion', message: 'Recurso no encontrado' });
    expect(question.answers.size).toBe(0);
  });

  it('a plan that ends inside a collection keeps what it brought', async () => {
    const simulator = await simulate({ existAll: true });
    const client = connect(simulator.url);
    simulator.answerNext({
      status: 200,
      body: [
        { success: true, ruc: FIRST, nombre_o_razon_social: 'UNO', estado_del_contribuyente: 'ACTIVO' },
        { success: false, ruc: SECOND, message: 'Su plan no tiene saldo' },
      ],
    });
    const question = asked();
    expect(await client.askCollection([FIRST, SECOND], question.context)).toMatchObject({
      kind: 'stop',
      reason: 'plan',
    });
    expect([...question.answers.keys()]).toEqual([FIRST]);
  });

  it('no token, before anything is sent', async () => {
    const simulator = await simulate();
    for (const token of [null, '', '  ']) {
      const client = connect(simulator.url, { token: () => Promise.resolve(token) });
      await expect(client.askRuc(FIRST, asked().context)).rejects.toThrow(
        expect.objectContaining({ code: 'token-falta' }),
      );
    }
    expect(simulator.stats.requests).toEqual([]);
  });

  it('an address that would send the token in clear', () => {
    const options = { token: () => TEST_TOKEN, limiter: openLimiter(clock), clock, random: () => 0 };
    expect(() => createMigoClient({ ...options, url: 'http://api.migo.pe' })).toThrow(
      expect.objectContaining({ code: 'direccion-invalida' }),
    );
  });
});

describe('the account', () => {
  it('is answered key by key', async () => {
    const simulator = await simulate({ quota: 700 });
    const question = asked();
    expect(await connect(simulator.url).account(question.context)).toMatchObject({
      consultas_disponibles: 700,
    });
    expect(question.reports[0]?.exchange).toMatchObject({ endpoint: 'account', asked: [], outcome: 'ok' });
  });

  it.each([
    [{ status: 401, body: '' }, 'token-rechazado'],
    [{ status: 402, body: '' }, 'plan-agotado'],
    [{ status: 404, body: '' }, 'direccion-equivocada'],
    [{ status: 422, body: {} }, 'migo-respuesta'],
  ])('rejects %j as %s', async (answer, code) => {
    const simulator = await simulate();
    simulator.answerNext(answer);
    await expect(connect(simulator.url).account(asked().context)).rejects.toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each([
    ['500', 'migo-no-responde'],
    ['html', 'migo-respuesta'],
  ] as const)('rejects after five times %s as %s', async (mode, code) => {
    const simulator = await simulate();
    simulator.failAll(mode);
    const question = asked();
    const answer = clock.runUntil(connect(simulator.url).account(question.context), NEAR);
    await expect(answer).rejects.toThrow(expect.objectContaining({ code }));
    expect(question.reports.map((report) => report.exchange.attempt)).toEqual([1, 2, 3, 4, 5]);
  });

  it('slows down and goes on', async () => {
    const simulator = await simulate();
    simulator.failNext(2, '429');
    const question = asked();
    await clock.runUntil(connect(simulator.url).account(question.context), NEAR);
    expect(question.outcomes()).toEqual(['lento', 'lento', 'ok']);
  });
});

describe('the token', () => {
  it('is in the body of each request, and in nothing that comes out', async () => {
    const seen: string[] = [];
    const simulator = await simulate({ tokens: [TEST_TOKEN], existAll: true });
    const client = connect(simulator.url);
    client.onHealth((health) => seen.push(inspect(health)));
    const echo = (status: number) => ({
      status,
      body: {
        success: false,
        message: `El token ${TEST_TOKEN} no sirve aquí`,
        request: { token: TEST_TOKEN },
      },
    });
    simulator.answerNext(echo(422));
    simulator.answerNext(echo(200));
    simulator.answerNext(echo(500));
    simulator.answerNext(echo(418));
    simulator.answerNext(echo(404));
    simulator.answerNext(echo(401));
    const outcomes: unknown[] = [];
    for (let i = 0; i < 4; i += 1) {
      const question = asked();
      outcomes.push(await clock.runUntil(client.askRuc(FIRST, question.context), NEAR), question.reports);
    }
    simulator.answerNext({ status: 200, body: { success: true, email: 'a@b.pe', token: TEST_TOKEN } });
    const question = asked();
    outcomes.push(await client.account(question.context), question.reports);
    simulator.failAll('token');
    outcomes.push(await client.account(asked().context).catch((error: unknown) => error));
    await simulator.close();
    const failing = asked();
    outcomes.push(
      await clock.runUntil(
        client.askCollection([FIRST, SECOND], { ...failing.context, giveUpAfterProbes: 1 }),
        NEAR,
      ),
    );
    outcomes.push(failing.reports);
    expect(failing.outcomes()).toContain('red');
    const bodies = [...question.reports, ...outcomes.filter(Array.isArray).flat()].map(
      (report: { exchange: { body: Buffer | null } }) => report.exchange.body?.toString(),
    );
    expect(bodies.join('')).toContain('[token]');
    const everything = inspect([outcomes, bodies, seen], {
      depth: 20,
      maxStringLength: null,
      showHidden: true,
    });
    expect(everything).not.toContain(TEST_TOKEN);
  });

  it('is asked for anew before each attempt', async () => {
    const simulator = await simulate({ tokens: ['tokenNuevo99'], existAll: true });
    let token = 'tokenViejo00';
    const client = connect(simulator.url, { token: () => token });
    expect(await client.askRuc(FIRST, asked().context)).toMatchObject({ kind: 'stop', reason: 'token' });
    token = 'tokenNuevo99';
    expect(await client.askRuc(FIRST, asked().context)).toEqual({ kind: 'answered' });
  });
});
