/** Two real processes over one folder: one refresh at a time, and nothing paid for twice. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { childFixture } from '../../support/child.ts';
import type { RefreshNews, RefreshOrder } from '../../support/children/refresh-desk.ts';
import { addPartners, ALL, keptPartners } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const child = childFixture();
const RUCS = companyRucs(900);
const REFRESH = {
  do: 'refresh',
  scope: ALL,
  options: { tambienFrescos: true, tope: null, askedBy: 'comando' },
} as const satisfies RefreshOrder;

let place: ReturnType<typeof temporaryFolder>;
let simulator: Simulator;

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({ existAll: true, latencyMs: 40 });
  const workspace = testWorkspace(place.folder, { url: simulator.url });
  await addPartners(workspace, RUCS);
  await workspace.close();
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

async function desks(): Promise<ReturnType<typeof child>[]> {
  const two = [1, 2].map(() => child('refresh-desk', place.folder, simulator.url));
  for (const desk of two) expect(await desk.next<RefreshNews>()).toEqual({ ready: true });
  return two;
}

function once(): void {
  const times = simulator.stats.timesAnswered();
  expect(times.size).toBe(RUCS.length);
  expect([...times.values()].every((many) => many === 1)).toBe(true);
}

test('of two refreshes one begins, and the other hears that there is one', async () => {
  const two = await desks();
  for (const desk of two) desk.tell(REFRESH);
  const news = await Promise.all(two.map((desk) => desk.next<RefreshNews>()));
  const winner = two[news.findIndex((said) => 'begun' in said)];
  expect(news.filter((said) => 'begun' in said).length).toBe(1);
  expect(news.find((said) => 'refused' in said)).toEqual({ refused: 'socios-en-refresco' });
  expect(await winner?.next<RefreshNews>()).toMatchObject({ ended: { estado: 'terminada' } });
  once();
});

test('a turn goes with its process, however it ends', async () => {
  const [one, other] = (await desks()) as [ReturnType<typeof child>, ReturnType<typeof child>];
  one.tell(REFRESH);
  const begun = await one.next<RefreshNews>();
  await one.kill();
  other.tell(REFRESH);
  expect(await other.next<RefreshNews>()).toHaveProperty('begun');
  expect(await other.next<RefreshNews>()).toMatchObject({ ended: { estado: 'terminada' } });
  expect(begun).toHaveProperty('begun');
});

test('a run over a workbook and a refresh at once ask about nobody twice', async () => {
  const [one, other] = (await desks()) as [ReturnType<typeof child>, ReturnType<typeof child>];
  one.tell(REFRESH);
  other.tell({ do: 'run', rucs: RUCS } satisfies RefreshOrder);
  const ends = await Promise.all(
    [one, other].map(async (desk) => {
      expect(await desk.next<RefreshNews>()).toHaveProperty('begun');
      return desk.next<RefreshNews>();
    }),
  );
  for (const end of ends) expect(end).toMatchObject({ ended: { estado: 'terminada' }, run: { listos: 900 } });
  once();
  const workspace = testWorkspace(place.folder, { url: simulator.url });
  try {
    const kept = [...keptPartners(workspace).values()];
    expect(kept.length).toBe(900);
    // Whichever of the two asked: the partners know of it.
    expect(kept.every((partner) => partner.ultimaRespuesta !== null)).toBe(true);
  } finally {
    await workspace.close();
  }
});
