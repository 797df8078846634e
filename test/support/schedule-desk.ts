/** A scheduler over a real database of turns, with a clock, a network and refreshes that the test drives. */
import { v7 as uuid } from 'uuid';
import { afterEach, expect } from 'vitest';
import { holidaysOf } from '../../main/calendar/peru.ts';
import type { HabidoDatabase } from '../../main/database/open.ts';
import { ScheduleTurns } from '../../main/database/schedule-turns.ts';
import type { PlannedSchedule } from '../../main/partners/schedule/rounds.ts';
import {
  RefreshScheduler,
  type ScheduledRefresh,
  type SchedulerDeps,
} from '../../main/partners/schedule/scheduler.ts';
import type { RefreshEnd } from '../../shared/contract.ts';
import { HabidoError, type ErrorCode } from '../../shared/errors.ts';
import { fromLimaText, toLimaIso } from '../../shared/time.ts';
import type { Schedule } from '../../shared/schedule.ts';
import { dataFixture } from './data.ts';
import { createFakeClock } from './fake-clock.ts';
import { movableClock } from './movable-clock.ts';
import { recordingLog, type RecordingLog } from './recording-log.ts';

export const lima = (text: string): number => {
  const at = fromLimaText(text);
  if (at === null) throw new Error(text);
  return at;
};

const instant = (moment: string | number): number => (typeof moment === 'number' ? moment : lima(moment));

/** `2026-11-24 07:00:00` */
const limaText = (at: number): string => toLimaIso(at).slice(0, 19).replace('T', ' ');

/** A refresh that was begun. */
interface BegunRefresh extends ScheduledRefresh {
  /** When, in Lima. */
  en: string;
  corrida: string;
  end(changes?: Partial<RefreshEnd>): Promise<void>;
}

export interface ScheduleDesk {
  scheduler: RefreshScheduler;
  turns: ScheduleTurns;
  log: RecordingLog;
  runs: BegunRefresh[];
  /** What the world is like; the test changes it. */
  world: {
    schedules: PlannedSchedule[];
    online: boolean;
    token: boolean;
    pausedUntil: number | null;
    /** What a refresh is refused with. */
    refusal: ErrorCode | null;
    /** Whether a refresh ends at once, as done. */
    quick: boolean;
    holidays: { agregados: string[]; quitados: string[] };
    random: number;
    /** How often the network was looked for. */
    checks: number;
  };
  now(): string;
  /** Lets the computer run until this moment of Lima. */
  until(moment: string | number): Promise<void>;
  /** The clock shows this moment at once: the computer slept, or somebody set the clock. Timers know nothing of it. */
  jumpTo(moment: string | number): void;
  /** Lets whatever is ready run. */
  settle(): Promise<void>;
  /** The application ends and starts again: another scheduler over the same database. */
  restart(): void;
}

/** Starts one at a moment of Lima. */
function openDesk(database: HabidoDatabase, start: string, schedules: PlannedSchedule[]): ScheduleDesk {
  const fake = createFakeClock(lima(start));
  const clock = movableClock(fake);
  const now = (): number => clock.now();
  const log = recordingLog();
  const turns = new ScheduleTurns(database, clock);
  const runs: BegunRefresh[] = [];
  const world: ScheduleDesk['world'] = {
    schedules,
    online: true,
    token: true,
    pausedUntil: null,
    refusal: null,
    quick: true,
    holidays: { agregados: [], quitados: [] },
    random: 0,
    checks: 0,
  };
  const settle = (): Promise<void> => fake.advance(0);
  const deps: SchedulerDeps = {
    schedules: () => world.schedules,
    refresh: async (ask) => {
      if (world.refusal !== null) throw new HabidoError(world.refusal);
      const corrida = ask.retomar ?? uuid();
      const { promise, resolve } = Promise.withResolvers<RefreshEnd>();
      const end = (changes: Partial<RefreshEnd> = {}): Promise<void> => {
        resolve({ ...endOf(corrida, now()), ...changes });
        return settle();
      };
      runs.push({ ...ask, en: limaText(now()), corrida, end });
      if (world.quick) resolve(endOf(corrida, now()));
      return Promise.resolve({ corrida, done: promise });
    },
    isOnline: () => {
      world.checks += 1;
      return Promise.resolve(world.online);
    },
    hasToken: () => world.token,
    turns,
    holidays: holidaysOf(() => world.holidays),
    pausedUntil: () => world.pausedUntil,
    setPausedUntil: (until) => {
      world.pausedUntil = until;
    },
    watch: () => () => undefined,
    clock,
    random: () => world.random,
    log,
  };
  const desk: ScheduleDesk = {
    scheduler: new RefreshScheduler(deps),
    turns,
    log,
    runs,
    world,
    now: () => limaText(now()),
    until: (moment) => fake.advance(instant(moment) - now()),
    jumpTo: (moment) => {
      clock.move(instant(moment) - now());
    },
    settle,
    restart: () => {
      desk.scheduler.stop();
      desk.scheduler = new RefreshScheduler(deps);
      startNow(desk.scheduler);
    },
  };
  startNow(desk.scheduler);
  return desk;
}

/** Without the moment that it leaves to the window. */
function startNow(scheduler: RefreshScheduler): void {
  scheduler.start();
  scheduler.changed();
}

/** A schedule of every day at seven. */
export function daily(
  changes: Partial<Schedule> = {},
  grupo = '',
  nombre = 'Todos los socios',
): PlannedSchedule {
  return {
    grupo,
    nombre,
    agenda: { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 1000, ...changes },
  };
}

/**
 * Registers the clean-up; answers how to start one at a moment of Lima, with {@link daily} where no schedule is given.
 * A test whose desks log an error fails.
 */
export function deskFixture(): (start: string, ...schedules: PlannedSchedule[]) => ScheduleDesk {
  const data = dataFixture();
  const desks: ScheduleDesk[] = [];
  afterEach(() => {
    for (const desk of desks.splice(0)) {
      desk.scheduler.stop();
      expect(desk.log.lines).toEqual([]);
    }
  });
  return (start, ...schedules) => {
    const desk = openDesk(data.open(), start, schedules.length === 0 ? [daily()] : schedules);
    desks.push(desk);
    return desk;
  };
}

/** When refreshes were begun, in Lima. */
export const times = (desk: ScheduleDesk): string[] => desk.runs.map(({ en }) => en);

function endOf(corrida: string, fin: number): RefreshEnd {
  const figures = { socios: 1, respondidos: 1, sinRespuesta: 0, cambios: 0, peores: 0 };
  return { corrida, fin, estado: 'terminada', ...figures, freno: null };
}
