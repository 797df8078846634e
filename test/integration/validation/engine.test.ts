/** Whole runs over real SQLite and real loopback HTTP. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { createFastClock } from '../../support/fast-clock.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
import { itemsOf, startRun } from '../../support/run.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../../support/workspace.ts';

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;
const open: Workspace[] = [];

async function setUp(options: SimulatorOptions = {}, token?: string | null): Promise<Workspace> {
  simulator = await createSimulator(options);
  return openOne(token);
}

function openOne(token?: string | null): Workspace {
  const workspace = testWorkspace(place.folder, {
    url: simulator.url,
    ...(token === undefined ? {} : { token }),
  });
  open.push(workspace);
  return workspace;
}

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
  await simulator.close();
  place.remove();
});

describe('a run', () => {
  test('asks in hundreds, confirms what was left out singly, and gives every RUC its verdict', async () => {
    const workspace = await setUp();
    const rucs = [...companyRucs(200), ...personRucs(50)];
    const live = await startRun(workspace, columnOf([...rucs, '20131312956', 'ABC', '2.01313E+10']));
    const end = await live.done;
    expect(end).toMatchObject({ estado: 'terminada', freno: null, error: null });
    const collections = simulator.stats.requests.filter((request) => request.endpoint === 'ruc/collection');
    expect(collections.map((request) => request.rucs.length)).toEqual([100, 100, 50]);
    const singles = simulator.stats.requests.filter((request) => request.endpoint === 'ruc');
    expect(singles.length).toBe(end.conteo['NO EXISTE']);
    expect(singles.length).toBeGreaterThan(0);
    expect(collections[0]?.concurrent).toBe(1);
    const items = itemsOf(workspace, live.id);
    expect(items.size).toBe(253);
    expect([...items.values()].every((item) => item.veredicto !== null)).toBe(true);
    expect(end.conteo['RUC INVÁLIDO']).toBe(3);
    const run = workspace.service.snapshot(live.id);
    expect(run.consultasUsadas).toBe(250 + singles.length);
    expect(run.peticiones).toBe(3 + singles.length);
    expect(Object.values(run.conteo).reduce((sum, many) => sum + many, 0)).toBe(253);
  });

  test("leaves an audit log that verifies, without a person's RUC or the token in it", async () => {
    const workspace = await setUp();
    const persons = personRucs(20);
    await (
      await startRun(workspace, columnOf([...companyRucs(20), ...persons]))
    ).done;
    expect(verifyChain(workspace.database.db)).toMatchObject({ ok: true });
    const payloads = workspace.database.db
      .prepare<[], { payload: string }>('SELECT payload FROM audit_log')
      .all();
    const text = payloads.map((row) => row.payload).join('\n');
    expect(text).toContain(companyRucs(1)[0]);
    for (const ruc of persons) expect(text).not.toContain(ruc);
    expect(text).not.toContain('prueba-0123456789');
  });

  test('reuses fresh answers and pays for none twice', async () => {
    const workspace = await setUp();
    const rucs = companyRucs(120);
    await (
      await startRun(workspace, columnOf(rucs))
    ).done;
    const before = simulator.stats.requests.length;
    const again = await startRun(workspace, columnOf([...rucs, ...companyRucs(5, 500)]));
    const end = await again.done;
    expect(end.estado).toBe('terminada');
    expect(simulator.stats.requests.slice(before).flatMap((request) => request.rucs)).toEqual(
      expect.arrayContaining(companyRucs(5, 500)),
    );
    expect(
      simulator.stats.requests
        .slice(before)
        .flatMap((request) => request.rucs)
        .some((ruc) => rucs.includes(ruc)),
    ).toBe(false);
    const run = workspace.service.snapshot(again.id);
    expect(run.desdeCache).toBe(120);
    expect(run.cacheMasAntiguo).not.toBeNull();
    const cached = itemsOf(workspace, again.id).get(rucs[0] as string);
    expect(cached).toMatchObject({ fuente: 'CACHE', origen: 'MIGO' });
  });

  test('with freshness 0 asks again for everything', async () => {
    const workspace = await setUp({ existAll: true });
    const rucs = companyRucs(30);
    await (
      await startRun(workspace, columnOf(rucs))
    ).done;
    await (
      await startRun(workspace, columnOf(rucs), { freshnessMs: 0, now: Date.now() + 1 })
    ).done;
    expect([...simulator.stats.timesAnswered().values()].every((times) => times === 2)).toBe(true);
  });

  test('one bad RUC never costs the other ninety-nine their answer', async () => {
    const rucs = companyRucs(100);
    simulator = await createSimulator({
      existAll: true,
      poison: [{ ruc: rucs[41] as string, single: true }],
    });
    // The breaker opens on the way: its waits pass quickly here.
    const workspace = testWorkspace(place.folder, { url: simulator.url, clock: createFastClock(200) });
    open.push(workspace);
    const live = await startRun(workspace, columnOf(rucs));
    const end = await live.done;
    expect(end.conteo['SIN RESPUESTA']).toBe(1);
    expect(end.conteo['NO EXISTE']).toBe(0);
    expect(itemsOf(workspace, live.id).get(rucs[41] as string)?.veredicto).toBe('SIN RESPUESTA');
  });
});

describe('what stops a run', () => {
  test('a rejected token: at once, nothing else is asked, and it can be taken up', async () => {
    const workspace = await setUp({ tokens: ['otro-token'] });
    const live = await startRun(workspace, columnOf(companyRucs(300)));
    const end = await live.done;
    expect(end).toMatchObject({ estado: 'interrumpida', freno: 'token-rechazado' });
    expect(simulator.stats.requests.length).toBe(1);
    expect(end.conteo['SIN RESPUESTA']).toBe(300);
    expect(workspace.service.snapshot(live.id)).toMatchObject({ puedeRetomar: true, consultasUsadas: 100 });
  });

  test('a used-up plan: what was answered stays, and the rest is asked on resuming', async () => {
    const workspace = await setUp({ quota: 250, existAll: true });
    const reading = columnOf(companyRucs(400));
    const live = await startRun(workspace, reading);
    const end = await live.done;
    expect(end.freno).toBe('plan-agotado');
    expect(end.conteo['SIN RESPUESTA']).toBe(200);
    await simulator.close();
    await workspace.close();
    open.splice(0);
    simulator = await createSimulator({ existAll: true });
    const later = openOne();
    const resumed = await later.service.resume(
      live.id,
      { readings: [reading], tope: null },
      { askedBy: 'comando' },
    );
    const done = await resumed.done;
    expect(done).toMatchObject({ estado: 'terminada', freno: null });
    expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(200);
    expect(Object.values(done.conteo).reduce((sum, many) => sum + many, 0)).toBe(400);
    expect(done.conteo['SIN RESPUESTA']).toBe(0);
  });

  test('the ceiling: exactly so many RUCs are sent', async () => {
    const workspace = await setUp({ existAll: true });
    const reading = columnOf(companyRucs(400));
    const live = await startRun(workspace, reading, { tope: 130 });
    const end = await live.done;
    expect(end.freno).toBe('tope-alcanzado');
    expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(130);
    expect(workspace.service.snapshot(live.id)).toMatchObject({
      consultasUsadas: 130,
      listos: 400,
      puedeRetomar: true,
    });
    const resumed = await workspace.service.resume(
      live.id,
      { readings: [reading], tope: 400 },
      { askedBy: 'comando' },
    );
    expect(await resumed.done).toMatchObject({ estado: 'terminada', freno: null });
    expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(400);
  });

  test('confirmations of omitted RUCs are no part of the ceiling', async () => {
    const rucs = companyRucs(300);
    const workspace = await setUp();
    const live = await startRun(workspace, columnOf(rucs), { tope: 300 });
    const end = await live.done;
    expect(end).toMatchObject({ estado: 'terminada', freno: null });
    expect(end.conteo['NO EXISTE']).toBeGreaterThan(0);
    expect(workspace.service.snapshot(live.id).consultasUsadas).toBe(300 + end.conteo['NO EXISTE']);
  });

  test('a wrong address: said, nothing marked as non-existent', async () => {
    const workspace = await setUp();
    simulator.answerNext({ status: 404, body: { message: 'Recurso no encontrado' } });
    const live = await startRun(workspace, columnOf(companyRucs(150)));
    const end = await live.done;
    expect(end.freno).toBe('direccion-equivocada');
    expect(end.conteo['NO EXISTE']).toBe(0);
    expect(simulator.stats.requests.length).toBe(1);
  });

  test('a cancel: requests end, what was answered stays, the rest waits', async () => {
    const workspace = await setUp({ existAll: true, latencyMs: 40 });
    const reading = columnOf(companyRucs(2_000));
    const live = await startRun(workspace, reading);
    await new Promise<void>((resolve) => {
      workspace.service.onProgress((snapshot) => {
        if (snapshot.listos >= 300) resolve();
      });
    });
    live.cancel();
    const end = await live.done;
    expect(end.estado).toBe('cancelada');
    const run = workspace.service.snapshot(live.id);
    expect(run.listos).toBeGreaterThanOrEqual(300);
    expect(run.listos).toBeLessThan(2_000);
    expect(run).toMatchObject({ estado: 'cancelada', puedeRetomar: true });
    const resumed = await workspace.service.resume(
      live.id,
      { readings: [reading], tope: null },
      { askedBy: 'comando' },
    );
    expect((await resumed.done).conteo.APTO).toBeGreaterThan(1_500);
    // The server may have answered what the cancel cut off: only that much is asked again.
    const times = [...simulator.stats.timesAnswered().values()];
    expect(times.filter((many) => many > 1).length).toBeLessThanOrEqual(4 * 100);
    expect(times.length).toBe(2_000);
  });

  test('a pause: nothing new is asked until it goes on', async () => {
    const workspace = await setUp({ existAll: true, latencyMs: 20 });
    const live = await startRun(workspace, columnOf(companyRucs(1_500)));
    live.pause();
    await new Promise<void>((resolve) => {
      const stop = workspace.service.onProgress((snapshot) => {
        if (snapshot.estado === 'en pausa' && snapshot.enVuelo === 0) {
          stop();
          resolve();
        }
      });
      live.touch();
    });
    const asked = simulator.stats.requests.length;
    expect(workspace.service.snapshot(live.id).estado).toBe('en pausa');
    live.continue();
    expect((await live.done).estado).toBe('terminada');
    expect(asked).toBeLessThan(15);
    expect(simulator.stats.requests.length).toBe(15);
  });
});

describe('without asking', () => {
  test('policy local takes what is stored and asks nobody', async () => {
    const workspace = await setUp({ existAll: true });
    const rucs = companyRucs(10);
    await (
      await startRun(workspace, columnOf(rucs))
    ).done;
    const before = simulator.stats.requests.length;
    const live = await startRun(workspace, columnOf([...rucs, ...companyRucs(3, 900)]), {
      politica: 'local',
    });
    const end = await live.done;
    expect(simulator.stats.requests.length).toBe(before);
    expect(end).toMatchObject({ estado: 'terminada' });
    expect(end.conteo['SIN RESPUESTA']).toBe(3);
    expect(itemsOf(workspace, live.id).get(rucs[0] as string)?.fuente).toBe('CACHE');
  });

  test('a run over nothing ends at once', async () => {
    const workspace = await setUp();
    const end = await (await startRun(workspace, columnOf([]))).done;
    expect(end.estado).toBe('terminada');
    expect(simulator.stats.requests.length).toBe(0);
  });
});

describe('two at once', () => {
  test('over one folder never ask for the same RUC twice', async () => {
    const workspace = await setUp({ existAll: true, latencyMs: 15 });
    const other = openOne();
    const reading = columnOf(companyRucs(900));
    const [a, b] = await Promise.all([
      startRun(workspace, reading, { freshnessMs: 0 }),
      startRun(other, reading, { freshnessMs: 0 }),
    ]);
    const ends = await Promise.all([a.done, b.done]);
    expect(ends.map((end) => end.estado)).toEqual(['terminada', 'terminada']);
    const times = simulator.stats.timesAnswered();
    expect(times.size).toBe(900);
    expect([...times.values()].every((many) => many === 1)).toBe(true);
  });
});
