/** What the window and the tray are told of the schedule. */
import type { ScheduleState } from '../../../shared/contract.ts';
import type { Round } from './rounds.ts';
import type { WaitingList } from './waiting-list.ts';
import { PUT_OFF_WORDS } from './words.ts';

/** Where nothing is planned, paused or put off. */
export const NOTHING: ScheduleState = { proximo: null, enPausaHasta: null, aplazado: null };

/** What the state is made of. */
export interface Situation {
  rounds: readonly Round[];
  waiting: WaitingList;
  /** Group of the refresh in course, or null. */
  running: string | null;
  /** Something is due and there is no token. */
  tokenMissing: boolean;
  /** UTC ms; null: it is not paused. */
  pausedUntil: number | null;
}

/** The state in the contract's terms. */
export function stateOf({ rounds, waiting, running, tokenMissing, pausedUntil }: Situation): ScheduleState {
  const upcoming = rounds.flatMap(({ grupo, nombre, next }) => {
    const isHeld = grupo === running || tokenMissing;
    const at = (isHeld ? null : waiting.readyAt(grupo)) ?? next;
    return at === null ? [] : [{ en: Math.max(at, pausedUntil ?? 0), grupo, nombre }];
  });
  const reasons = waiting.reasons(running);
  const reason = tokenMissing && reasons.length > 0 ? 'sin-token' : reasons.find((found) => found !== null);
  return {
    proximo: upcoming.toSorted((a, b) => a.en - b.en)[0] ?? null,
    enPausaHasta: pausedUntil,
    aplazado: reason === undefined || reason === null ? null : PUT_OFF_WORDS[reason],
  };
}
