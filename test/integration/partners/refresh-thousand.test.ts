/** A thousand partners refreshed over real SQLite and real loopback HTTP: requests, changes, faults, a lost network. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { taxpayerOf, type TaxpayerOverride } from '../../../main/simulator/taxpayers.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { createFastClock } from '../../support/fast-clock.ts';
import { movableClock, type MovableClock } from '../../support/movable-clock.ts';
import { addPartners, ALL, changesOf, DAY_MS, keptPartners, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const RUCS = companyRucs(1_000);
/** Collections that a thousand partners take at the least. */
const COLLECTIONS = 10;
/** Waits of minutes pass in a second. */
const FACTOR = 60;

let place: ReturnType<typeof temporaryFolder>;
let clock: MovableClock;
let simulator: Simulator;
let workspace: Workspace;

/** A thousand partners, good ones all of them, known since now. */
async function setUp(options: SimulatorOptions = {}): Promise<void> {
  simulator = await createSimulator({
    existAll: true,
    now: () => clock.now(),
    overrides: Object.fromEntries(RUCS.map((ruc) => [ruc, GOOD])),
    ...options,
  });
  workspace = testWorkspace(place.folder, { url: simulator.url, clock });
  await addPartners(workspace, RUCS);
}

const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };

beforeEach(() => {
  place = temporaryFolder();
  clock = movableClock(createFastClock(FACTOR));
});

afterEach(async () => {
  await workspace.close();
  await simulator.close();
  place.remove();
});

/** Changes 37 of them in ways that are known; answers what must be noticed. */
function changeThirtySeven(): string[] {
  const expected: string[] = [];
  const turn = (from: number, many: number, to: TaxpayerOverride, words: (ruc: string) => string[]): void => {
    for (const ruc of RUCS.filter((_, i) => i % 27 === from).slice(0, many)) {
      simulator.change(ruc, to);
      expected.push(...words(ruc).map((word) => `${ruc} ${word}`));
    }
  };
  turn(1, 12, { ...GOOD, condicion_de_domicilio: 'NO HABIDO' }, () => [
    'condicion: HABIDO → NO HABIDO (peor)',
  ]);
  turn(2, 9, { ...GOOD, estado_del_contribuyente: 'BAJA DE OFICIO' }, () => [
    'estado: ACTIVO → BAJA DE OFICIO (peor)',
  ]);
  turn(3, 6, { ...GOOD, condicion_de_domicilio: 'NO HALLADO' }, () => [
    'condicion: HABIDO → NO HALLADO (peor)',
  ]);
  turn(4, 5, { ...GOOD, nombre_o_razon_social: 'NOMBRE NUEVO S.A.C.' }, (ruc) => [
    `razonSocial: ${nameOf(ruc)} → NOMBRE NUEVO S.A.C. (otro)`,
  ]);
  turn(5, 5, null, () => ['existe: EXISTE → NO EXISTE (peor)']);
  expect(expected.length).toBe(37);
  return expected.sort();
}

function nameOf(ruc: string): string {
  return taxpayerOf(ruc, { asOf: 0, existAll: true })?.nombre_o_razon_social ?? '';
}

describe('a thousand partners', () => {
  test('take ten requests where all are answered, and nothing where all are fresh', async () => {
    await setUp();
    const end = await refresh(workspace);
    expect(end).toMatchObject({ estado: 'terminada', socios: 1_000, respondidos: 1_000, sinRespuesta: 0 });
    // What is learnt first is no change.
    expect(end).toMatchObject({ cambios: 0, peores: 0, freno: null });
    expect(simulator.stats.requests.length).toBe(COLLECTIONS);
    await expect(refresh(workspace)).rejects.toMatchObject({ code: 'socios-nada-vencido' });
    expect(simulator.stats.requests.length).toBe(COLLECTIONS);
    expect(await workspace.partners.refreshes.plan(ALL, false)).toMatchObject({
      socios: 1_000,
      vencidos: 0,
      peticiones: 0,
      consultas: 0,
    });
  });

  test('those that no longer exist take one request more each, and the changes are exact', async () => {
    await setUp();
    await refresh(workspace);
    clock.move(8 * DAY_MS);
    const expected = changeThirtySeven();
    const before = simulator.stats.requests.length;
    const end = await refresh(workspace);
    expect(simulator.stats.requests.length - before).toBe(COLLECTIONS + 5);
    expect(end).toMatchObject({ socios: 1_000, respondidos: 1_000, cambios: 37, peores: 32 });
    expect(changesOf(workspace, end.corrida)).toEqual(expected);
    // And back: better ones are told from worse ones.
    for (const ruc of RUCS) simulator.change(ruc, GOOD);
    clock.move(8 * DAY_MS);
    const back = await refresh(workspace);
    expect(back).toMatchObject({ cambios: 37, peores: 0 });
    const better = changesOf(workspace, back.corrida).filter((change) => change.endsWith('(mejor)'));
    expect(better.length).toBe(32);
  });

  test('under a limit, bursts of refusals, faults, poisoned and thinned collections lose none', async () => {
    await setUp();
    await refresh(workspace);
    await simulator.close();
    await workspace.close();
    clock.move(8 * DAY_MS);
    const poisoned = [RUCS[111], RUCS[222]] as [string, string];
    simulator = await createSimulator({
      existAll: true,
      now: () => clock.now(),
      overrides: Object.fromEntries(RUCS.map((ruc) => [ruc, GOOD])),
      perMinute: 12,
      failures: { mode: 'mixto', rate: 0.25, seed: 3 },
      poison: poisoned.map((ruc) => ({ ruc })),
    });
    workspace = testWorkspace(place.folder, { url: simulator.url, clock, perMinute: 60 });
    const expected = changeThirtySeven();
    simulator.failNext(4, '500');
    const end = await refresh(workspace, ALL, { giveUpAfterProbes: 50 });
    expect(end).toMatchObject({ estado: 'terminada', socios: 1_000, respondidos: 1_000, sinRespuesta: 0 });
    expect(changesOf(workspace, end.corrida)).toEqual(expected);
    const { requests } = simulator.stats;
    const seen = new Set(requests.map(({ failure, status }) => failure ?? status));
    expect([...seen]).toEqual(expect.arrayContaining(['500', '429', 429, 404, 200]));
    const times = simulator.stats.timesAnswered();
    expect(times.size).toBe(1_000);
    // Asked twice and answered: only those that their collection left out.
    expect([...times.values()].filter((many) => many > 1).length).toBe(5);
  }, 60_000);

  test('a plan used up in the middle: what was answered stays, and the rest is asked on resuming', async () => {
    await setUp({ quota: 450 });
    const end = await refresh(workspace);
    expect(end).toMatchObject({ estado: 'interrumpida', freno: { code: 'plan-agotado' }, respondidos: 400 });
    const kept = keptPartners(workspace);
    expect([...kept.values()].filter((partner) => partner.ultimaRespuesta !== null).length).toBe(400);
    expect(workspace.partners.refreshes.last()).toEqual(end);
    await simulator.close();
    await workspace.close();
    simulator = await createSimulator({ existAll: true, now: () => clock.now() });
    workspace = testWorkspace(place.folder, { url: simulator.url, clock });
    // Also for who starts anew: the end is read from what is stored.
    expect(workspace.partners.refreshes.last()).toEqual(end);
    const { done } = await workspace.partners.refreshes.resume(end.corrida, {
      tope: null,
      askedBy: 'comando',
    });
    expect(await done).toMatchObject({ estado: 'terminada', respondidos: 1_000, freno: null });
    expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(600);
  });

  test('without a network nothing changes, no age is reset, and a command gives up', async () => {
    await setUp();
    await refresh(workspace);
    const before = keptPartners(workspace);
    clock.move(8 * DAY_MS);
    const began = clock.now();
    simulator.failAll('reset');
    const asked = simulator.stats.requests.length;
    const end = await refresh(workspace);
    expect(end).toMatchObject({ estado: 'interrumpida', freno: { code: 'migo-no-responde' } });
    expect(end).toMatchObject({ socios: 1_000, respondidos: 0, sinRespuesta: 1_000, cambios: 0 });
    const sent = new Set(simulator.stats.requests.slice(asked).flatMap((request) => request.rucs));
    expect(sent.size).toBeLessThan(1_000);
    for (const [ruc, partner] of keptPartners(workspace)) {
      const old = before.get(ruc);
      expect(partner).toMatchObject({
        veredicto: 'APTO',
        estado: 'ACTIVO',
        condicion: 'HABIDO',
        ultimaRespuesta: old?.ultimaRespuesta,
      });
      if (sent.has(ruc)) {
        expect(partner.ultimoIntento).toBeGreaterThanOrEqual(began);
        expect(partner.ultimoMotivo).not.toBe('');
      } else expect(partner).toEqual(old);
    }
    // Once the wait before the next probe is over, the next one finds out for itself that it is back.
    simulator.failAll(null);
    await clock.sleep(61_000);
    expect(await refresh(workspace)).toMatchObject({ estado: 'terminada', respondidos: 1_000 });
    expect([...keptPartners(workspace).values()].every((partner) => partner.ultimoMotivo === '')).toBe(true);
  }, 60_000);

  test('a ceiling is respected exactly, and those longest without an answer come first', async () => {
    await setUp();
    const end = await refresh(workspace, ALL, { tope: 250 });
    expect(end).toMatchObject({
      estado: 'interrumpida',
      freno: { code: 'tope-alcanzado' },
      respondidos: 250,
    });
    expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(250);
    const first = new Set(simulator.stats.requests.flatMap((request) => request.rucs));
    clock.move(8 * DAY_MS);
    await refresh(workspace, ALL, { tope: 750 });
    const later = simulator.stats.requests.flatMap((request) => request.rucs).slice(250);
    expect(later.length).toBe(750);
    expect(later.some((ruc) => first.has(ruc))).toBe(false);
  });
});
