/** What a refresh is to those who start, watch, stop and take up one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import type { Workspace } from '../../../main/workspace.ts';
import type { RefreshEnd, RunSnapshot } from '../../../shared/contract.ts';
import { itemOf, runOf } from '../../support/data.ts';
import { movableClock, type MovableClock } from '../../support/movable-clock.ts';
import { systemClock } from '../../../main/clock.ts';
import { addPartners, ALL, DAY_MS, keptPartners, refresh } from '../../support/refresh.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
import { itemsOf, startRun } from '../../support/run.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const OPTIONS = { tambienFrescos: false, tope: null, askedBy: 'ventana' } as const;

let place: ReturnType<typeof temporaryFolder>;
let clock: MovableClock;
let simulator: Simulator;
const open: Workspace[] = [];

async function setUp(options: SimulatorOptions = {}): Promise<Workspace> {
  simulator = await createSimulator({ existAll: true, ...options });
  return openOne();
}

function openOne(token?: null): Workspace {
  const workspace = testWorkspace(place.folder, {
    url: simulator.url,
    clock,
    ...(token === undefined ? {} : { token }),
  });
  open.push(workspace);
  return workspace;
}

const asked = (): string[] => simulator.stats.requests.flatMap((request) => request.rucs);

beforeEach(() => {
  place = temporaryFolder();
  clock = movableClock(systemClock);
});

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
  await simulator.close();
  place.remove();
});

describe('whom it asks about', () => {
  test('all, a group, those without one, a selection: due ones only', async () => {
    const workspace = await setUp();
    const [a, b, c] = [companyRucs(30), companyRucs(20, 100), companyRucs(10, 200)];
    await addPartners(workspace, a, ['Comercial Sol']);
    await addPartners(workspace, b, ['Minera Luna']);
    await addPartners(workspace, c);
    await refresh(workspace, { tipo: 'grupo', grupo: 'comercial sol' });
    expect(new Set(asked())).toEqual(new Set(a));
    await refresh(workspace, { tipo: 'grupo', grupo: '' });
    expect(new Set(asked().slice(30))).toEqual(new Set(c));
    // The selection holds a fresh one, and one that is nobody's partner: neither is asked about.
    const rucs = [...b.slice(0, 5), a[0] as string, companyRucs(1, 900)[0] as string];
    await refresh(workspace, { tipo: 'rucs', rucs });
    expect(new Set(asked().slice(40))).toEqual(new Set(b.slice(0, 5)));
    await refresh(workspace);
    expect(new Set(asked().slice(45))).toEqual(new Set(b.slice(5)));
    expect(asked().length).toBe(60);
  });

  test('a freshness of its own for a group, and nothing fresh is asked', async () => {
    const workspace = await setUp();
    const [quick, slow] = [companyRucs(10), companyRucs(10, 100)];
    await addPartners(workspace, quick, ['Diario']);
    await addPartners(workspace, slow);
    workspace.partners.saveGroup({
      clave: 'diario',
      nombre: 'Diario',
      empresa: null,
      frescuraDias: 1,
      agenda: null,
    });
    await refresh(workspace);
    clock.move(2 * DAY_MS);
    await refresh(workspace);
    expect(new Set(asked().slice(20))).toEqual(new Set(quick));
    clock.move(6 * DAY_MS);
    await refresh(workspace);
    expect(asked().length).toBe(50);
  });

  test('also fresh ones where that is wanted', async () => {
    const workspace = await setUp();
    await addPartners(workspace, companyRucs(5));
    await refresh(workspace);
    clock.move(1);
    await refresh(workspace, ALL, { tambienFrescos: true });
    expect(asked().length).toBe(10);
  });

  test('an answer that a run brought is not paid for again', async () => {
    const workspace = await setUp();
    const rucs = companyRucs(50);
    await addPartners(workspace, rucs);
    workspace.settings.save({ corridasActualizanSocios: false });
    await (
      await startRun(workspace, columnOf(rucs))
    ).done;
    expect([...keptPartners(workspace).values()].every((partner) => partner.ultimaRespuesta === null)).toBe(
      true,
    );
    const plan = await workspace.partners.refreshes.plan(ALL, false);
    expect(plan).toMatchObject({ vencidos: 50, peticiones: 0, consultas: 0 });
    const end = await refresh(workspace);
    expect(end).toMatchObject({ respondidos: 50, sinRespuesta: 0 });
    expect(asked().length).toBe(50);
    const kept = [...keptPartners(workspace).values()];
    expect(kept.every((partner) => partner.ultimaRespuesta !== null)).toBe(true);
  });

  test('refusals say why: no token, nobody due, no such group, no such refresh', async () => {
    const workspace = await setUp();
    const { refreshes } = workspace.partners;
    await expect(refreshes.start(ALL, OPTIONS)).rejects.toMatchObject({ code: 'socios-nada-vencido' });
    await addPartners(workspace, companyRucs(3));
    await expect(refreshes.start({ tipo: 'grupo', grupo: 'otro' }, OPTIONS)).rejects.toMatchObject({
      code: 'grupo-no-existe',
    });
    const run = await startRun(workspace, columnOf(companyRucs(1, 50)));
    await run.done;
    await expect(refreshes.resume(run.id, OPTIONS)).rejects.toMatchObject({ code: 'corrida-no-existe' });
    const poor = openOne(null);
    expect((await poor.partners.refreshes.plan(ALL, false)).impedimento).toContain('token');
    await expect(poor.partners.refreshes.start(ALL, OPTIONS)).rejects.toMatchObject({ code: 'token-falta' });
    // Every refusal gave the turn back.
    expect(await refresh(workspace)).toMatchObject({ estado: 'terminada' });
  });
});

describe('while it runs', () => {
  test('there is no second one, in this process or over the same folder, until it ends', async () => {
    const workspace = await setUp({ latencyMs: 30 });
    const other = openOne();
    await addPartners(workspace, companyRucs(300));
    const { refreshes } = workspace.partners;
    const started = await refreshes.start(ALL, OPTIONS);
    for (const desk of [workspace, other])
      await expect(desk.partners.refreshes.start(ALL, OPTIONS)).rejects.toMatchObject({
        code: 'socios-en-refresco',
      });
    expect(refreshes.current()).toMatchObject({ corrida: started.corrida, tipo: 'socios', distintos: 300 });
    expect(workspace.partners.summary()).toMatchObject({ enOtroProceso: false });
    expect(other.partners.summary()).toMatchObject({ enOtroProceso: true, enCurso: null });
    // A listener of the end may begin the next one.
    const next = new Promise<RefreshEnd>((resolve, reject) => {
      const stop = refreshes.onEnd(() => {
        stop();
        refresh(workspace, ALL, { tambienFrescos: true }).then(resolve, reject);
      });
    });
    await started.done;
    expect(refreshes.current()).toBeNull();
    expect(await next).toMatchObject({ estado: 'terminada' });
    await expect(refresh(other)).rejects.toMatchObject({ code: 'socios-nada-vencido' });
  });

  test('it tells of itself, at most ten times a second, and rests while it is paused', async () => {
    const workspace = await setUp({ latencyMs: 20 });
    await addPartners(workspace, companyRucs(1_500));
    const news: { at: number; snapshot: RunSnapshot }[] = [];
    const stop = workspace.partners.refreshes.onProgress((snapshot) => {
      news.push({ at: performance.now(), snapshot });
    });
    const { corrida, done } = await workspace.partners.refreshes.start(ALL, OPTIONS);
    const live = workspace.service.get(corrida);
    live?.pause();
    await expect
      .poll(() => workspace.partners.refreshes.current())
      .toMatchObject({
        estado: 'en pausa',
        enVuelo: 0,
      });
    const before = simulator.stats.requests.length;
    live?.continue();
    await done;
    stop();
    expect(before).toBeLessThan(15);
    expect(simulator.stats.requests.length).toBe(15);
    const gaps = news.slice(1, -1).map(({ at }, i) => at - (news[i] as { at: number }).at);
    // A timer may fire a little early; the last word is said at once.
    expect(Math.min(...gaps)).toBeGreaterThan(90);
    expect(news.at(-1)?.snapshot).toMatchObject({ corrida, estado: 'terminada', listos: 1_500 });
  });

  test('cancelling keeps what was answered; the next one asks about the rest alone', async () => {
    const workspace = await setUp({ latencyMs: 30 });
    await addPartners(workspace, companyRucs(900));
    const { refreshes } = workspace.partners;
    const { done } = await refreshes.start(ALL, OPTIONS);
    await expect.poll(() => refreshes.current()?.listos).toBeGreaterThan(200);
    await refreshes.cancel();
    const end = await done;
    expect(end).toMatchObject({ estado: 'cancelada', socios: 900, freno: null });
    expect(end.respondidos).toBeGreaterThan(200);
    expect(end.respondidos + end.sinRespuesta).toBe(900);
    // What a cancel cut off is no failure of Migo's.
    expect([...keptPartners(workspace).values()].every((partner) => partner.ultimoMotivo === '')).toBe(true);
    const before = asked().length;
    expect(await refresh(workspace)).toMatchObject({ socios: end.sinRespuesta, sinRespuesta: 0 });
    expect(asked().length - before).toBe(end.sinRespuesta);
  });

  test('closing the workspace ends it, and it can be taken up', async () => {
    const workspace = await setUp({ latencyMs: 30 });
    await addPartners(workspace, companyRucs(900));
    const { corrida, done } = await workspace.partners.refreshes.start(ALL, OPTIONS);
    await expect.poll(() => workspace.partners.refreshes.current()?.listos).toBeGreaterThan(200);
    await workspace.close();
    const end = await done;
    expect(end.estado).toBe('cancelada');
    const later = openOne();
    expect(later.partners.refreshes.last()).toEqual(end);
    const resumed = await later.partners.refreshes.resume(corrida, OPTIONS);
    expect(await resumed.done).toMatchObject({ corrida, estado: 'terminada', respondidos: 900 });
  });
});

describe('what a kill left', () => {
  test('a refresh whose partners were not all written down shrinks; the next one takes the rest', async () => {
    const workspace = await setUp();
    const rucs = companyRucs(250);
    await addPartners(workspace, rucs);
    const killed = runOf({
      tipo: 'socios',
      nombre: 'Todos los socios',
      fuentes: [],
      since: clock.now() - 7 * DAY_MS,
      filas: 250,
      distintos: 250,
      inicio: clock.now(),
    });
    workspace.runs.create(killed);
    const { refreshes } = workspace.partners;
    // Nobody was written down: there is nothing to take up.
    expect(workspace.partners.summary()).toMatchObject({
      interrumpido: null,
      ultimo: { corrida: killed.id },
    });
    await expect(refreshes.resume(killed.id, OPTIONS)).rejects.toMatchObject({
      code: 'corrida-sin-pendientes',
    });
    workspace.runs.addItems(
      killed.id,
      0,
      rucs.slice(0, 110).map((ruc) => itemOf(ruc)),
    );
    const later = openOne();
    expect(later.partners.summary()).toMatchObject({
      interrumpido: killed.id,
      ultimo: { corrida: killed.id, estado: 'interrumpida', fin: killed.inicio, respondidos: 0 },
    });
    const { done } = await refreshes.resume(killed.id, OPTIONS);
    expect(await done).toMatchObject({ estado: 'terminada', socios: 110, respondidos: 110, sinRespuesta: 0 });
    expect(workspace.service.snapshot(killed.id)).toMatchObject({ consultasPlan: 110, peticionesPlan: 2 });
    expect(await refresh(workspace)).toMatchObject({ socios: 140, respondidos: 140 });
    expect(new Set(asked())).toEqual(new Set(rucs));
    expect(asked().length).toBe(250);
    await expect(refreshes.resume(killed.id, OPTIONS)).rejects.toMatchObject({
      code: 'corrida-sin-pendientes',
    });
  });

  test('what was answered since is not asked for again when it is taken up', async () => {
    const workspace = await setUp({ quota: 100 });
    const rucs = companyRucs(150);
    await addPartners(workspace, rucs);
    const end = await refresh(workspace);
    expect(end).toMatchObject({ estado: 'interrumpida', respondidos: 100 });
    await simulator.close();
    simulator = await createSimulator({ existAll: true, port: simulator.port });
    await (
      await startRun(workspace, columnOf(rucs.slice(100, 120)))
    ).done;
    clock.move(2 * DAY_MS);
    const { done } = await workspace.partners.refreshes.resume(end.corrida, OPTIONS);
    expect(await done).toMatchObject({ estado: 'terminada', respondidos: 150 });
    expect(asked().length).toBe(50);
    expect(workspace.service.snapshot(end.corrida).desdeCache).toBe(20);
  });
});

describe('what is kept of it', () => {
  test('is a run apart from those over workbooks, with its entries in the log', async () => {
    const workspace = await setUp();
    const persons = personRucs(10);
    await addPartners(workspace, [...companyRucs(10), ...persons], ['Juana Pérez']);
    const end = await refresh(workspace, { tipo: 'grupo', grupo: 'juana perez' });
    expect(workspace.service.list()).toEqual([]);
    expect(workspace.service.snapshot(end.corrida)).toMatchObject({
      tipo: 'socios',
      politica: 'vivo',
      distintos: 20,
      listos: 20,
      peticiones: 1,
      consultasUsadas: 20,
    });
    expect(itemsOf(workspace, end.corrida).size).toBe(20);
    expect(verifyChain(workspace.database.db)).toMatchObject({ ok: true });
    const log = workspace.database.db
      .prepare<[], string>('SELECT payload FROM audit_log')
      .pluck()
      .all()
      .join('\n');
    expect(log).toContain('"tipo":"socios"');
    for (const ruc of persons) expect(log).not.toContain(ruc);
    expect(log).not.toContain('Juana');
  });

  test('refused numbers and silence are no answers, and say why', async () => {
    const workspace = await setUp();
    const [refused, fine] = companyRucs(2) as [string, string];
    await addPartners(workspace, [refused]);
    simulator.answerNext({ status: 422, body: { success: false, message: 'El campo ruc no es válido.' } });
    expect(await refresh(workspace)).toMatchObject({ estado: 'terminada', respondidos: 0, sinRespuesta: 1 });
    const kept = keptPartners(workspace).get(refused);
    expect(kept).toMatchObject({ veredicto: null, ultimaRespuesta: null });
    expect(kept?.ultimoMotivo).not.toBe('');
    await addPartners(workspace, [fine]);
    expect(await refresh(workspace)).toMatchObject({ respondidos: 2, sinRespuesta: 0 });
  });

  test('a rejected token counts for those that were sent alone', async () => {
    const workspace = await setUp({ tokens: ['otro'] });
    await addPartners(workspace, companyRucs(300));
    const end = await refresh(workspace);
    expect(end).toMatchObject({ estado: 'interrumpida', freno: { code: 'token-rechazado' }, respondidos: 0 });
    const kept = [...keptPartners(workspace).values()];
    expect(kept.filter((partner) => partner.ultimoIntento !== null).length).toBe(100);
    expect(kept.filter((partner) => partner.ultimoMotivo === 'Migo rechazó el token.').length).toBe(100);
    expect(workspace.partners.summary()).toMatchObject({ interrumpido: end.corrida, ultimo: end });
  });
});
