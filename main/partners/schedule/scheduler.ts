/**
 * Refreshes partners by their schedules: one loop that looks at the time, begins what is due, and sleeps until
 * something may be. What it is stopped by it asks after every await.
 */
import type { ScheduleState } from '../../../shared/contract.ts';
import { asHabidoError } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import type { Clock, Random } from '../../../shared/ports.ts';
import type { HolidayCalendar } from '../../calendar/working-days.ts';
import type { ScheduleTurns } from '../../database/schedule-turns.ts';
import type { StartedRefresh } from '../types.ts';
import { outcomeOf, outcomeOfRefusal, type Outcome } from './outcome.ts';
import { recordSchedules, roundsOf, type PlannedSchedule, type Round } from './rounds.ts';
import { NOTHING, stateOf } from './state.ts';
import { CLOCK_SLACK_MS, FLOOR_MS, LONGEST_SLEEP_MS, midnightAfter, START_DELAY_MS } from './timing.ts';
import { WaitingList } from './waiting-list.ts';
import type { PutOff } from './words.ts';

const NO_HOLIDAYS: HolidayCalendar = { isHoliday: () => false };

/** What one scheduled refresh is asked to do. */
export interface ScheduledRefresh {
  grupo: string;
  /** The most queries that it may spend, those before an interruption included; null: no ceiling. */
  tope: number | null;
  /** The refresh that was begun for this occurrence before, to be taken up where it can be; null: none. */
  retomar: string | null;
}

export interface SchedulerDeps {
  /** The schedules that are on and have partners, asked at each look. */
  schedules(): PlannedSchedule[];
  /** Starts a refresh. Rejects as {@link Refreshes.start} does. */
  refresh(ask: ScheduledRefresh): Promise<StartedRefresh>;
  /** Whether the API's host can be reached, told without a query. */
  isOnline(signal: AbortSignal): boolean | Promise<boolean>;
  hasToken(): boolean;
  turns: Pick<ScheduleTurns, 'inForce' | 'set' | 'retire' | 'isDone' | 'begun' | 'begin' | 'end'>;
  /** Asked only where a schedule needs working days. */
  holidays(): Promise<HolidayCalendar>;
  pausedUntil(): number | null;
  setPausedUntil(until: number | null): void;
  /** Calls back when partners or their schedules changed; answers the way to stop. */
  watch(changed: () => void): () => void;
  clock: Clock;
  random: Random;
  log: Pick<Log, 'error'>;
}

/** The refresh of an occurrence; `corrida` null: it could not begin. */
interface Begun {
  grupo: string;
  ocurrencia: number;
  corrida: string | null;
}

/** From `start` to `stop`. */
interface Life {
  stop: AbortController;
  unwatch: () => void;
  nap: AbortController | null;
  /** Something changed while it was not sleeping: it doesn't sleep next. */
  stirred: boolean;
}

export class RefreshScheduler {
  readonly #deps: SchedulerDeps;
  readonly #listeners = new Set<() => void>();
  readonly #waiting: WaitingList;
  #life: Life | null = null;
  #rounds: readonly Round[] = [];
  /** Group of the refresh that it runs, or null. */
  #running: string | null = null;
  #tokenMissing = false;
  #state: ScheduleState = NOTHING;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
    this.#waiting = new WaitingList(deps.random);
  }

  /** Begins to look, a moment later. */
  start(): void {
    if (this.#life !== null) return;
    const unwatch = this.#deps.watch(() => {
      this.changed();
    });
    const life: Life = { stop: new AbortController(), unwatch, nap: null, stirred: false };
    this.#life = life;
    void this.#live(life);
  }

  /**
   * Begins nothing more from now on. A refresh in course is its workspace's to end; it counts as begun, and the next
   * start takes it up.
   */
  stop(): void {
    this.#life?.stop.abort();
    this.#life?.nap?.abort();
    this.#life?.unwatch();
    this.#life = null;
    this.#rounds = [];
    this.#waiting.clear();
    this.#state = NOTHING;
  }

  /** What comes next, and what keeps it; while it is stopped, nothing. */
  state(): ScheduleState {
    return this.#state;
  }

  /** Called on every change of the state; answers the way to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * The computer woke up, the network is back, or settings changed: looks at once, and tries again at once what was
   * put off.
   */
  wake(): void {
    this.#waiting.hope(this.#deps.clock.now());
    this.changed();
  }

  /** Partners or schedules changed: looks at once. */
  changed(): void {
    if (this.#life === null) return;
    this.#life.stirred = true;
    this.#life.nap?.abort();
  }

  /** Scheduled refreshes wait until midnight in Lima (one in course goes on), or no longer. */
  pauseToday(paused: boolean): void {
    const { clock, setPausedUntil } = this.#deps;
    setPausedUntil(paused ? midnightAfter(clock.now()) : null);
    this.#tell();
    this.changed();
  }

  async #live(life: Life): Promise<void> {
    await this.#sleep(life, START_DELAY_MS);
    while (!life.stop.signal.aborted) {
      let wait: number;
      try {
        wait = await this.#turn(life);
      } catch (error) {
        if (life.stop.signal.aborted) return;
        this.#deps.log.error('the schedule of partners could not be looked at', error);
        wait = LONGEST_SLEEP_MS;
      }
      await this.#sleep(life, wait);
    }
  }

  async #sleep(life: Life, ms: number): Promise<void> {
    if (life.stop.signal.aborted) return;
    const stirred = life.stirred;
    life.stirred = false;
    if (stirred) return;
    life.nap = new AbortController();
    try {
      await this.#deps.clock.sleep(ms, life.nap.signal);
    } catch (error) {
      if (!life.nap.signal.aborted) throw error;
    }
    life.nap = null;
    life.stirred = false;
  }

  /** Looks once, and begins at most one refresh. Answers how long there is nothing to do. */
  async #turn(life: Life): Promise<number> {
    const { clock, hasToken } = this.#deps;
    if (!(await this.#look(life))) return 0;
    this.#tokenMissing = this.#rounds.some(({ due }) => due !== null) && !hasToken();
    this.#tell();
    const now = clock.now();
    const round = this.#rounds
      .filter(({ grupo, due }) => due !== null && (this.#waiting.readyAt(grupo) ?? now) <= now)
      .toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || (a.grupo < b.grupo ? -1 : 1))[0];
    const held = this.#running !== null || this.#tokenMissing || this.#pause(now) !== null;
    if (round === undefined || held) return this.#idleFor(now);
    await this.#attempt(life, round);
    return FLOOR_MS;
  }

  /** False where it was stopped meanwhile. */
  async #look(life: Life): Promise<boolean> {
    const { clock, schedules, turns, holidays } = this.#deps;
    const plans = schedules();
    const inForce = recordSchedules(plans, turns, clock.now());
    const needsHolidays = plans.some(({ agenda }) => agenda.dias.tipo === 'ultimo-habil');
    const calendar = needsHolidays ? await holidays() : NO_HOLIDAYS;
    if (life.stop.signal.aborted) return false;
    const now = clock.now();
    this.#rounds = roundsOf(plans, inForce, turns, { now, holidays: calendar });
    this.#waiting.update(this.#rounds, now);
    return true;
  }

  #idleFor(now: number): number {
    const moments = this.#rounds.flatMap(({ grupo, next }) => [next, this.#waiting.readyAt(grupo)]);
    const ahead = [...moments, this.#pause(now)].filter(
      (at) => typeof at === 'number' && at > now,
    ) as number[];
    return Math.max(FLOOR_MS, Math.min(LONGEST_SLEEP_MS, ...ahead.map((at) => at - now)));
  }

  async #attempt(life: Life, round: Round): Promise<void> {
    const { isOnline, refresh, turns, clock, log } = this.#deps;
    const { grupo, agenda } = round;
    const ocurrencia = round.due as number;
    const online = await isOnline(life.stop.signal);
    if (life.stop.signal.aborted || this.#pause(clock.now()) !== null) return;
    if (!online) {
      this.#putOff(grupo, 'sin-red');
      return;
    }
    let started: StartedRefresh;
    try {
      const retomar = turns.begun(grupo, ocurrencia);
      started = await refresh({ grupo, tope: agenda.tope, retomar });
    } catch (error) {
      if (life.stop.signal.aborted) return;
      const outcome = outcomeOfRefusal(asHabidoError(error).code);
      if ('putOff' in outcome && outcome.putOff === 'error')
        log.error('a scheduled refresh could not begin', error);
      this.#settle({ grupo, ocurrencia, corrida: null }, outcome);
      return;
    }
    void this.#follow(life, { grupo, ocurrencia, corrida: started.corrida }, started.done);
  }

  /** Waits for the end of a refresh while the loop goes on looking. */
  async #follow(life: Life, begun: Begun, done: StartedRefresh['done']): Promise<void> {
    const { log } = this.#deps;
    const { grupo, ocurrencia, corrida } = begun;
    this.#running = grupo;
    try {
      // Also where it was stopped just now: the next start takes up what was begun.
      this.#deps.turns.begin(grupo, ocurrencia, corrida as string);
      this.#tell();
      const outcome = outcomeOf(await done);
      if (!life.stop.signal.aborted) this.#settle(begun, outcome);
    } catch (error) {
      if (life.stop.signal.aborted) return;
      log.error('a scheduled refresh broke', error);
      this.#putOff(grupo, 'error');
    } finally {
      this.#running = null;
      if (this.#life === life) this.changed();
    }
  }

  #settle({ grupo, ocurrencia, corrida }: Begun, outcome: Outcome): void {
    if ('putOff' in outcome) {
      this.#putOff(grupo, outcome.putOff);
      return;
    }
    this.#deps.turns.end(grupo, ocurrencia, outcome.done, corrida);
    this.#rounds = this.#rounds.map((round) => (round.grupo === grupo ? { ...round, due: null } : round));
    this.#waiting.update(this.#rounds, this.#deps.clock.now());
    this.#tell();
  }

  #putOff(grupo: string, reason: PutOff): void {
    this.#waiting.putOff(grupo, reason, this.#deps.clock.now());
    this.#tell();
  }

  /** Until when it is paused; null: it is not. A pause lasts a day at most: a longer one was set by a wrong clock. */
  #pause(now: number): number | null {
    const until = this.#deps.pausedUntil();
    if (until === null || until <= now) return null;
    return until > midnightAfter(now) + CLOCK_SLACK_MS ? null : until;
  }

  #tell(): void {
    const state = stateOf({
      rounds: this.#rounds,
      waiting: this.#waiting,
      running: this.#running,
      tokenMissing: this.#tokenMissing,
      pausedUntil: this.#pause(this.#deps.clock.now()),
    });
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
