/** Which schedules hold, which of their occurrences is still to be dealt with, and when they come round next. */
import type { Schedule } from '../../../shared/schedule.ts';
import type { HolidayCalendar } from '../../calendar/working-days.ts';
import type { ScheduleTurns, SetSchedule } from '../../database/schedule-turns.ts';
import { lastOccurrence, nextOccurrence, timingKey } from './occurrences.ts';
import { CLOCK_SLACK_MS } from './timing.ts';

/** A schedule that is on and has partners to refresh. `grupo`: a group's key, `''` for all partners. */
export interface PlannedSchedule {
  grupo: string;
  nombre: string;
  agenda: Schedule;
}

/** A schedule at one moment. Instants in UTC ms. */
export interface Round extends PlannedSchedule {
  /** The occurrence that is to be dealt with now; null: none. Of several missed ones it is the last. */
  due: number | null;
  next: number | null;
}

/**
 * Records what was set, changed or taken away since the last look, so that only occurrences after that count: no
 * schedule has something to catch up from before it was made, or before there was a partner. Answers what holds.
 */
export function recordSchedules(
  plans: readonly PlannedSchedule[],
  turns: Pick<ScheduleTurns, 'inForce' | 'set' | 'retire'>,
  now: number,
): Map<string, SetSchedule> {
  const inForce = turns.inForce();
  for (const grupo of inForce.keys()) {
    if (plans.some((plan) => plan.grupo === grupo)) continue;
    turns.retire(grupo);
    inForce.delete(grupo);
  }
  for (const { grupo, agenda } of plans) {
    const detalle = timingKey(agenda);
    if (inForce.get(grupo)?.detalle === detalle) continue;
    turns.set(grupo, { detalle, desde: now });
    inForce.set(grupo, { detalle, desde: now });
  }
  return inForce;
}

/** Each schedule at this moment. */
export function roundsOf(
  plans: readonly PlannedSchedule[],
  inForce: ReadonlyMap<string, SetSchedule>,
  turns: Pick<ScheduleTurns, 'isDone'>,
  { now, holidays }: { now: number; holidays: HolidayCalendar },
): Round[] {
  const latest = now + CLOCK_SLACK_MS;
  return plans.map((plan) => {
    const { grupo, agenda } = plan;
    const desde = inForce.get(grupo)?.desde ?? now;
    const last = lastOccurrence(agenda, now, holidays);
    // Set by a clock that was far ahead: when it really was is not known, and one refresh too many does no harm.
    const counts = last !== null && (last > desde || desde > latest);
    // A later occurrence that was dealt with settles this one too: the clock was put back in between.
    const due = counts && !turns.isDone(grupo, last, latest) ? last : null;
    return { ...plan, due, next: nextOccurrence(agenda, now, holidays) };
  });
}
