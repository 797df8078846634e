/**
 * Kills at random moments: a refresh is killed and taken up again until it ends; nothing that was answered is lost,
 * asked for again (what was in flight aside), or noticed twice. Short and seeded in `npm test`, long in `npm run soak`.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { seeded } from '../../support/big-libro.ts';
import { childFixture, type Child } from '../../support/child.ts';
import type { RefreshNews, RefreshOrder } from '../../support/children/refresh-desk.ts';
import { movableClock } from '../../support/movable-clock.ts';
import { addPartners, ALL, DAY_MS, keptPartners, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const ROUNDS = process.env['HABIDO_SOAK'] === '1' ? 40 : 2;
const KILLS = 3;
const RUCS = companyRucs(1_500);
const IN_FLIGHT = 4 * 100;
const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };

const child = childFixture();
let place: ReturnType<typeof temporaryFolder>;
let simulator: Simulator;

beforeEach(async () => {
  place = temporaryFolder();
  const overrides = Object.fromEntries(RUCS.map((ruc) => [ruc, GOOD]));
  simulator = await createSimulator({ latencyMs: 25, existAll: true, overrides });
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

async function withWorkspace<T>(work: (workspace: Workspace) => T | Promise<T>, ago = 0): Promise<T> {
  const clock = movableClock(systemClock);
  clock.move(-ago);
  const workspace = testWorkspace(place.folder, { url: simulator.url, clock });
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}

test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))(
  'round %i',
  async (seed) => {
    const random = seeded(seed);
    await withWorkspace(async (workspace) => {
      await addPartners(workspace, RUCS);
      await refresh(workspace);
    }, 8 * DAY_MS);
    const changed = RUCS.filter((_, i) => i % 100 === seed % 100);
    for (const ruc of changed) simulator.change(ruc, { ...GOOD, condicion_de_domicilio: 'NO HABIDO' });
    simulator.stats.requests.length = 0;
    let order: RefreshOrder = {
      do: 'refresh',
      scope: ALL,
      options: { tambienFrescos: false, tope: null, askedBy: 'comando' },
    };
    for (let kills = 0; kills < KILLS; kills += 1) {
      // The first one now and then dies while its partners are being written down.
      await tellAndKill(
        order,
        kills === 0 ? Math.floor(random() * 4) : Math.floor(random() * 6),
        random() * 30,
      );
      const corrida = await withWorkspace((workspace) => workspace.partners.summary().interrumpido);
      if (corrida !== null) order = { do: 'resume', corrida };
    }
    const last = child('refresh-desk', place.folder, simulator.url);
    await last.next<RefreshNews>();
    last.tell(order);
    expect(await last.next<RefreshNews>()).toHaveProperty('begun');
    expect(await last.next<RefreshNews>()).toMatchObject({ ended: { estado: 'terminada' } });
    await withWorkspace(async (workspace) => {
      // Who was not written down yet when it was killed is still due.
      if (workspace.partners.summary().vencidos > 0) await refresh(workspace);
      expect(workspace.partners.summary().vencidos).toBe(0);
      checkStored(workspace, changed);
    });
    const times = [...simulator.stats.timesAnswered('ruc/collection').values()];
    expect(times.length).toBe(RUCS.length);
    expect(times.filter((many) => many > 1).length).toBeLessThanOrEqual(KILLS * IN_FLIGHT);
  },
  60_000,
);

/** Starts a process with this order and kills it a moment after so many requests have arrived. */
async function tellAndKill(order: RefreshOrder, requests: number, delayMs: number): Promise<void> {
  const desk: Child = child('refresh-desk', place.folder, simulator.url);
  await desk.next<RefreshNews>();
  const goal = simulator.stats.requests.length + requests;
  desk.tell(order);
  await expect
    .poll(() => simulator.stats.requests.length, { interval: 2, timeout: 10_000 })
    .toBeGreaterThanOrEqual(goal);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await desk.kill();
}

/** Each change stands once, every row rests on an answer, and the log holds. */
function checkStored(workspace: Workspace, changed: readonly string[]): void {
  const { db } = workspace.database;
  expect(verifyChain(db)).toMatchObject({ ok: true });
  const rucs = db.prepare<[], string>('SELECT ruc FROM partner_changes ORDER BY ruc').pluck().all();
  expect(rucs).toEqual(changed.toSorted());
  const kept = keptPartners(workspace);
  for (const ruc of rucs) expect(kept.get(ruc)?.condicion).toBe('NO HABIDO');
  const one = (sql: string): number => Number(db.prepare(sql).pluck().get());
  expect(one("SELECT count(*) FROM run_items WHERE state <> 'listo'")).toBe(0);
  expect(one('SELECT count(*) FROM reservations')).toBe(0);
  expect(one("SELECT count(*) FROM partner_observations WHERE kind = 'failure'")).toBe(0);
}
