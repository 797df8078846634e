/** The simulator as any HTTP client sees it. */
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import {
  FAILURE_MODES,
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../main/simulator/simulator.ts';
import { companyRucs } from '../../support/rucs.ts';

const [A, B] = companyRucs(2) as [string, string];
const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await createSimulator({ existAll: true, ...options });
  running.push(simulator);
  return simulator;
}

async function post(
  simulator: Simulator,
  path: string,
  body: unknown,
): Promise<{ status: number; json: unknown; headers: Headers }> {
  const response = await fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json(), headers: response.headers };
}

describe('a request', () => {
  it('is taken as JSON, form-urlencoded and multipart, and by query', async () => {
    const simulator = await start();
    const multipart = new FormData();
    multipart.set('token', 't');
    multipart.set('ruc', A);
    const list = new FormData();
    list.set('token', 't');
    list.append('ruc[]', A);
    list.append('ruc[]', B);
    const forms: [string, RequestInit][] = [
      ['/api/v1/ruc', { body: JSON.stringify({ token: 't', ruc: A }) }],
      ['/api/v1/ruc', { body: JSON.stringify({ token: 't', ruc: Number(A) }) }],
      ['/api/v1/ruc/', { body: new URLSearchParams({ token: 't', ruc: A }) }],
      ['/api/v1/ruc', { body: multipart }],
      [`/api/v1/ruc?token=t&ruc=${A}`, {}],
      ['/api/v1/ruc/collection', { body: JSON.stringify({ token: 't', ruc: [A, B] }) }],
      [
        '/api/v1/ruc/collection/',
        {
          body: new URLSearchParams([
            ['token', 't'],
            ['ruc[0]', A],
            ['ruc[1]', B],
          ]),
        },
      ],
      ['/api/v1/ruc/collection', { body: list }],
    ];
    for (const [path, init] of forms) {
      const response = await fetch(simulator.url + path, { method: 'POST', ...init });
      const json = (await response.json()) as { ruc: string } | { ruc: string }[];
      expect([response.status, Array.isArray(json) ? json.map((item) => item.ruc) : json.ruc], path).toEqual(
        path.includes('collection') ? [200, [A, B]] : [200, A],
      );
    }
    expect(simulator.stats.requests.map(({ endpoint }) => endpoint).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'ruc'),
      ...Array.from({ length: 3 }, () => 'ruc/collection'),
    ]);
  });

  it.each([
    ['/api/v1/ruc', { token: 't' }, 422],
    ['/api/v1/ruc', { token: 't', ruc: '20999999999' }, 422],
    ['/api/v1/ruc', { token: 't', ruc: [A] }, 422],
    ['/api/v1/ruc/collection', { token: 't', ruc: A }, 422],
    ['/api/v1/ruc/collection', { token: 't', ruc: [A, 'x'] }, 422],
    ['/api/v1/ruc/collection', { token: 't', ruc: companyRucs(101) }, 422],
    ['/api/v1/ruc', { ruc: A }, 401],
    ['/api/v1/account', {}, 401],
    ['/api/v1/otra', { token: 't' }, 404],
    ['/', { token: 't' }, 404],
  ])('to %s with %j is refused with %i', async (path, body, status) => {
    const simulator = await start();
    expect((await post(simulator, path, body)).status).toBe(status);
    expect(simulator.stats.queries).toBe(0);
  });

  it('by GET is refused, and so is a token that is not listed', async () => {
    const simulator = await start({ tokens: ['bueno'] });
    expect((await fetch(`${simulator.url}/api/v1/ruc`)).status).toBe(405);
    expect(await post(simulator, '/api/v1/ruc', { token: 'malo', ruc: A })).toMatchObject({
      status: 401,
      json: { message: 'Unauthenticated.' },
    });
    expect((await post(simulator, '/api/v1/ruc', { token: 'bueno', ruc: A })).status).toBe(200);
  });

  it('for a RUC in nobody’s name is 404, or left out, or reported', async () => {
    const overrides = { [A]: null };
    const simulator = await start({ overrides });
    expect(await post(simulator, '/api/v1/ruc', { token: 't', ruc: A })).toMatchObject({
      status: 404,
      json: { success: false, message: 'RUC no encontrado' },
    });
    const both = { token: 't', ruc: [A, B] };
    expect((await post(simulator, '/api/v1/ruc/collection', both)).json).toMatchObject([{ ruc: B }]);
    const other = await start({ overrides, unknown: 'report', collection: 'wrapped' });
    expect((await post(other, '/api/v1/ruc/collection', both)).json).toMatchObject({
      success: true,
      data: [
        { success: false, ruc: A },
        { success: true, ruc: B },
      ],
    });
  });
});

describe('a taxpayer', () => {
  it('changes during the simulator’s life, and reads again as by itself', async () => {
    const simulator = await start({ overrides: { [A]: { condicion_de_domicilio: 'PENDIENTE' } } });
    const condicion = async (): Promise<unknown> =>
      ((await post(simulator, '/api/v1/ruc', { token: 't', ruc: A })).json as Record<string, unknown>)[
        'condicion_de_domicilio'
      ];
    expect(await condicion()).toBe('PENDIENTE');
    simulator.change(A, { condicion_de_domicilio: 'NO HABIDO' });
    expect(await condicion()).toBe('NO HABIDO');
    simulator.change(A, null);
    expect((await post(simulator, '/api/v1/ruc', { token: 't', ruc: A })).status).toBe(404);
    simulator.change(A, undefined);
    const untouched = await start();
    expect(await post(simulator, '/api/v1/ruc', { token: 't', ruc: A })).toMatchObject({
      json: (await post(untouched, '/api/v1/ruc', { token: 't', ruc: A })).json,
    });
  });
});

describe('limits', () => {
  it('refuse what exceeds a sliding minute, naming the time, or not', async () => {
    let now = 1_000_000;
    const simulator = await start({ perMinute: 2, now: () => now });
    const ask = () => post(simulator, '/api/v1/ruc', { token: 't', ruc: A });
    expect((await ask()).status).toBe(200);
    now += 20_000;
    expect((await ask()).status).toBe(200);
    now += 10_000;
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    now += 30_000;
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
    const silent = await start({ perMinute: 1, retryAfter: false });
    await post(silent, '/api/v1/ruc', { token: 't', ruc: A });
    const quiet = await post(silent, '/api/v1/ruc', { token: 't', ruc: A });
    expect([quiet.status, quiet.headers.get('retry-after')]).toEqual([429, null]);
  });

  it('of the plan count RUCs, refuse what exceeds them, and show in the account', async () => {
    const simulator = await start({ quota: 3 });
    await post(simulator, '/api/v1/ruc/collection', { token: 't', ruc: [A, B] });
    expect((await post(simulator, '/api/v1/ruc/collection', { token: 't', ruc: [A, B] })).status).toBe(429);
    expect((await post(simulator, '/api/v1/account', { token: 't' })).json).toMatchObject({
      consultas_usadas: 2,
      consultas_disponibles: 1,
    });
  });
});

describe('failures on the wire', () => {
  it.each(FAILURE_MODES.filter((mode) => mode !== 'mixto'))('%s', async (mode) => {
    const simulator = await start();
    simulator.failNext(1, mode);
    const ask = async (): Promise<string> => {
      try {
        const response = await fetch(`${simulator.url}/api/v1/ruc`, {
          method: 'POST',
          body: JSON.stringify({ token: 't', ruc: A }),
          signal: AbortSignal.timeout(300),
        });
        const text = await response.text();
        return `${String(response.status)} ${text.slice(0, 15)}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const expected = {
      '500': '500 {"message":"Ser',
      reset: 'TypeError',
      timeout: 'TimeoutError',
      truncado: 'TypeError',
      'json-malo': '200 {"success":true',
      html: '200 <!DOCTYPE html>',
      '429': '429 {"message":"Too',
      plan: '429 {"success":fals',
      token: '401 {"message":"Una',
    };
    expect(await ask()).toBe(expected[mode]);
    expect(simulator.stats.requests[0]?.failure).toBe(mode);
    expect(await ask()).toBe('200 {"success":true');
    expect(simulator.stats.timesAnswered()).toEqual(new Map([[A, 1]]));
  });
});

describe('the record', () => {
  it('holds each arrival, and how many were in flight', async () => {
    const simulator = await start({ latencyMs: 60 });
    await Promise.all([A, B, A].map((ruc) => post(simulator, '/api/v1/ruc', { token: 't', ruc })));
    expect(simulator.stats.maxInFlight).toBe(3);
    expect(simulator.stats.requests.map(({ concurrent }) => concurrent).sort((a, b) => a - b)).toEqual([
      1, 2, 3,
    ]);
    expect(simulator.stats.timesAnswered('ruc')).toEqual(
      new Map([
        [A, 2],
        [B, 1],
      ]),
    );
    expect(simulator.stats.timesAnswered('account').size).toBe(0);
    await expect.poll(() => simulator.stats.inFlight).toBe(0);
  });

  it('waits the latency asked for, and no longer', async () => {
    const simulator = await start({ latencyMs: 100 });
    await post(simulator, '/api/v1/ruc', { token: 't', ruc: A });
    const from = performance.now();
    for (let i = 0; i < 3; i += 1) await post(simulator, '/api/v1/ruc', { token: 't', ruc: B });
    const each = (performance.now() - from) / 3;
    expect(each).toBeGreaterThanOrEqual(99);
    expect(each).toBeLessThan(200);
  });
});

describe('ending', () => {
  it('cuts off what is in flight, at once', async () => {
    const simulator = await createSimulator({ latencyMs: 60_000 });
    const answer = fetch(`${simulator.url}/api/v1/ruc`, { method: 'POST', body: '{}' });
    answer.catch(() => undefined); // Looked at below.
    await expect.poll(() => simulator.stats.requests.length).toBe(1);
    const before = performance.now();
    await simulator.close();
    expect(performance.now() - before).toBeLessThan(1000);
    await expect(answer).rejects.toThrow();
  });

  it('says where a port is taken', async () => {
    const simulator = await start();
    await expect(createSimulator({ port: simulator.port })).rejects.toThrow(
      expect.objectContaining({ code: 'EADDRINUSE' }),
    );
  });
});

describe('in a thread of its own', () => {
  it('posts its address, answers, and posts nothing else', async () => {
    const worker = new Worker(new URL('../../../main/simulator/worker.ts', import.meta.url), {
      workerData: { existAll: true },
    });
    const messages: { url: string }[] = [];
    worker.on('message', (message: { url: string }) => messages.push(message));
    await expect.poll(() => messages.length, { timeout: 10_000 }).toBe(1);
    const [{ url }] = messages as [{ url: string }];
    const response = await fetch(`${url}/api/v1/ruc`, {
      method: 'POST',
      body: JSON.stringify({ token: 't', ruc: A }),
    });
    expect(response.status).toBe(200);
    await worker.terminate();
    expect(messages).toEqual([{ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string }]);
    await expect(fetch(url)).rejects.toThrow();
  });
});
