/** The scheduler over a whole workspace: real database, real refreshes, the simulator. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { openSchedule } from '../../../../main/partners/schedule/open-schedule.ts';
import type { RefreshScheduler } from '../../../../main/partners/schedule/scheduler.ts';
import { midnightAfter } from '../../../../main/partners/schedule/timing.ts';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../../main/simulator/simulator.ts';
import type { Workspace } from '../../../../main/workspace.ts';
import { movableClock, type MovableClock } from '../../../support/movable-clock.ts';
import { recordingLog, type RecordingLog } from '../../../support/recording-log.ts';
import { addPartners, DAY_MS } from '../../../support/refresh.ts';
import { companyRucs } from '../../../support/rucs.ts';
import { temporaryFolder, testWorkspace } from '../../../support/workspace.ts';

const HOUR_MS = 3_600_000;
const DAILY = { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 1000 } as const;

let place: ReturnType<typeof temporaryFolder>;
let clock: MovableClock;
let simulator: Simulator;
let log: RecordingLog;
const schedulers: RefreshScheduler[] = [];
const workspaces: Workspace[] = [];

beforeEach(() => {
  place = temporaryFolder();
  clock = movableClock(systemClock);
  log = recordingLog();
  // Six in the morning in Lima: an hour before the schedule.
  clock.move(midnightAfter(clock.now()) + 6 * HOUR_MS - clock.now());
});

afterEach(async () => {
  for (const scheduler of schedulers.splice(0)) scheduler.stop();
  for (const workspace of workspaces.splice(0)) await workspace.close();
  await simulator.close();
  place.remove();
  expect(log.lines).toEqual([]);
});

async function simulate(options: SimulatorOptions = {}): Promise<void> {
  simulator = await createSimulator({ existAll: true, ...options });
}

function openWorkspace(token?: null): Workspace {
  const workspace = testWorkspace(place.folder, {
    url: simulator.url,
    clock,
    ...(token === undefined ? {} : { token }),
  });
  workspaces.push(workspace);
  return workspace;
}

function schedule(workspace: Workspace, random = 0): RefreshScheduler {
  const scheduler = openSchedule(workspace, { random: () => random, log });
  // Without the moment that it leaves to the window.
  scheduler.changed();
  schedulers.push(scheduler);
  return scheduler;
}

/** The schedule's record, without when things were set. */
function turnsOf(workspace: Workspace): unknown[] {
  return workspace.database.db
    .prepare(
      `SELECT agenda, resultado, run_id AS corrida FROM schedule_turns
       WHERE resultado NOT IN ('fijada', 'retirada') ORDER BY n`,
    )
    .all();
}

/** The schedule was seen: from now on its occurrences count. */
async function planned(scheduler: RefreshScheduler): Promise<void> {
  await vi.waitFor(() => {
    expect(scheduler.state().proximo).not.toBeNull();
  });
}

async function recorded(workspace: Workspace, turns: unknown[]): Promise<void> {
  await vi.waitFor(() => {
    expect(turnsOf(workspace)).toEqual(turns);
  });
}

const asked = (): string[] => simulator.stats.requests.flatMap(({ rucs }) => rucs);

describe('openSchedule', () => {
  it('catches up once with all partners, as the schedule, and finds nobody due the next day', async () => {
    await simulate();
    const workspace = openWorkspace();
    await addPartners(workspace, companyRucs(150));
    const scheduler = schedule(workspace);
    await planned(scheduler);
    expect(scheduler.state().proximo).toMatchObject({ grupo: '', nombre: 'Todos los socios' });
    clock.move(2 * HOUR_MS);
    scheduler.wake();
    const corrida = expect.any(String) as string;
    await recorded(workspace, [
      { agenda: '', resultado: 'iniciada', corrida },
      { agenda: '', resultado: 'terminada', corrida },
    ]);
    expect(new Set(asked()).size).toBe(150);
    expect(simulator.stats.requests).toHaveLength(2);
    expect(workspace.partners.summary().ultimo).toMatchObject({ estado: 'terminada', respondidos: 150 });
    expect(workspace.database.db.prepare('SELECT DISTINCT asked_by FROM calls').all()).toEqual([
      { asked_by: 'agenda' },
    ]);
    clock.move(DAY_MS);
    scheduler.wake();
    await vi.waitFor(() => {
      expect(turnsOf(workspace).at(-1)).toEqual({ agenda: '', resultado: 'sin-vencidos', corrida: null });
    });
    expect(simulator.stats.requests).toHaveLength(2);
  });

  it('refreshes a group by its own schedule, and no more than its ceiling', async () => {
    await simulate();
    const workspace = openWorkspace();
    const own = companyRucs(20);
    await addPartners(workspace, own, ['Acme']);
    await addPartners(workspace, companyRucs(20, 100));
    workspace.settings.save({ sociosAgenda: { ...DAILY, activa: false } });
    const agenda = { ...DAILY, tope: 5 };
    workspace.partners.saveGroup({
      clave: 'acme',
      nombre: 'Acme',
      empresa: null,
      frescuraDias: null,
      agenda,
    });
    const scheduler = schedule(workspace);
    await planned(scheduler);
    expect(scheduler.state().proximo).toMatchObject({ grupo: 'acme', nombre: 'Acme' });
    clock.move(2 * HOUR_MS);
    scheduler.wake();
    const corrida = expect.any(String) as string;
    await recorded(workspace, [
      { agenda: 'acme', resultado: 'iniciada', corrida },
      { agenda: 'acme', resultado: 'frenada', corrida },
    ]);
    expect(asked()).toHaveLength(5);
    expect(own).toEqual(expect.arrayContaining(asked()));
  });

  it('plans nothing before the first partner, and sees it without being told', async () => {
    await simulate();
    const workspace = openWorkspace();
    const scheduler = schedule(workspace);
    clock.move(2 * HOUR_MS);
    const seen = new Promise<void>((resolve) => {
      scheduler.onChange(resolve);
    });
    await addPartners(workspace, companyRucs(1));
    await seen;
    // The seven of this morning was before it.
    expect(scheduler.state().proximo?.en).toBe(midnightAfter(clock.now()) + 7 * HOUR_MS);
    expect(turnsOf(workspace)).toEqual([]);
  });

  it('waits while another program refreshes, and runs afterwards', async () => {
    await simulate({ latencyMs: 300 });
    const [workspace, other] = [openWorkspace(), openWorkspace()];
    await addPartners(workspace, companyRucs(3));
    const scheduler = schedule(workspace);
    await planned(scheduler);
    const ask = { tambienFrescos: false, tope: null, askedBy: 'comando' } as const;
    const started = await other.partners.refreshes.start({ tipo: 'todos' }, ask);
    clock.move(2 * HOUR_MS);
    scheduler.wake();
    await vi.waitFor(() => {
      expect(scheduler.state().aplazado).toMatch(/^Ya se está refrescando/);
    });
    await started.done;
    scheduler.wake();
    await recorded(workspace, [{ agenda: '', resultado: 'sin-vencidos', corrida: null }]);
    expect(scheduler.state().aplazado).toBeNull();
    expect(asked()).toHaveLength(3);
  });

  it('spends nothing without a token, nor without a way to the host', async () => {
    await simulate();
    const workspace = openWorkspace(null);
    await addPartners(workspace, companyRucs(3));
    const scheduler = schedule(workspace);
    await planned(scheduler);
    clock.move(2 * HOUR_MS);
    scheduler.wake();
    await vi.waitFor(() => {
      expect(scheduler.state().aplazado).toMatch(/^Falta el token/);
    });
    workspace.token.save('otro-token-0123456789');
    await simulator.close();
    scheduler.wake();
    await vi.waitFor(() => {
      expect(scheduler.state().aplazado).toMatch(/^Sin conexión/);
    });
    expect(turnsOf(workspace)).toEqual([]);
    simulator = await createSimulator({ existAll: true, port: simulator.port });
    scheduler.wake();
    const corrida = expect.any(String) as string;
    await recorded(workspace, [
      { agenda: '', resultado: 'iniciada', corrida },
      { agenda: '', resultado: 'terminada', corrida },
    ]);
    expect(asked()).toHaveLength(3);
  });

  it('takes up after a start what was under way when the application ended', async () => {
    await simulate({ latencyMs: 200 });
    const first = openWorkspace();
    await addPartners(first, companyRucs(250));
    const before = schedule(first);
    await planned(before);
    clock.move(2 * HOUR_MS);
    const answered = new Promise<void>((resolve) => {
      first.partners.refreshes.onProgress(({ listos }) => {
        if (listos > 0) resolve();
      });
    });
    before.wake();
    await answered;
    before.stop();
    await first.close();
    workspaces.length = 0;
    const begun = asked().length;
    const workspace = openWorkspace();
    schedule(workspace);
    await vi.waitFor(
      () => {
        expect(turnsOf(workspace).at(-1)).toMatchObject({ resultado: 'terminada' });
      },
      { timeout: 10_000 },
    );
    const runs = new Set(turnsOf(workspace).map((turn) => (turn as { corrida: string }).corrida));
    expect(runs.size).toBe(1);
    expect(begun).toBeLessThan(250);
    expect(workspace.partners.summary().ultimo).toMatchObject({ estado: 'terminada', sinRespuesta: 0 });
  });

  it('keeps a pause over a start, and takes it back', async () => {
    await simulate();
    const workspace = openWorkspace();
    await addPartners(workspace, companyRucs(1));
    const scheduler = schedule(workspace);
    await planned(scheduler);
    scheduler.pauseToday(true);
    const midnight = midnightAfter(clock.now());
    expect(workspace.settings.get().agendaEnPausaHasta).toBe(midnight);
    scheduler.stop();
    const again = schedule(workspace);
    await planned(again);
    // The seven of this morning is made up for when the pause is over.
    expect(again.state()).toMatchObject({ enPausaHasta: midnight, proximo: { en: midnight } });
    again.pauseToday(false);
    expect(workspace.settings.get().agendaEnPausaHasta).toBeNull();
    expect(again.state().enPausaHasta).toBeNull();
  });
});
