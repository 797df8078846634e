/** Passes on to the window what the partners of the open workspace tell. */
import type { PartnerSummary, RunSnapshot, ScheduleState } from '../../shared/contract.ts';
import type { Workspace } from '../workspace.ts';
import type { Send } from './handle.ts';

/** The scheduler as the window's calls see it. */
export interface ScheduleControl {
  state(): ScheduleState;
  /** Scheduled refreshes wait until the end of the day in Lima, or no longer. */
  pauseToday(paused: boolean): void;
  /** Called when its state changed; answers the way to stop. */
  onChange(listener: () => void): () => void;
}

export interface PartnerEventDeps {
  workspace(): Pick<Workspace, 'partners'>;
  schedule: ScheduleControl;
  send: Send;
}

/** The figures of the whole, with what the scheduler does next. */
export function summaryOf({
  workspace,
  schedule,
}: Pick<PartnerEventDeps, 'workspace' | 'schedule'>): PartnerSummary {
  return { ...workspace().partners.summary(), agenda: schedule.state() };
}

export interface PartnerEvents {
  /** Another workspace is open: listens to it, and to the one before no more. */
  opened(): void;
  /** What the summary says may have changed by something that its partners don't tell, such as a setting. */
  changed(): void;
}

/** `partners.changed`, `partners.progress` and `partners.refreshed` of whichever workspace is open. */
export function partnerEvents(deps: PartnerEventDeps): PartnerEvents {
  const { workspace, schedule, send } = deps;
  const changed = (): void => {
    send('partners.changed', summaryOf(deps));
  };
  let stop: (() => void)[] = [];
  schedule.onChange(changed);
  return {
    changed,
    opened: () => {
      for (const end of stop) end();
      const { partners } = workspace();
      stop = [
        partners.onChange(changed),
        partners.refreshes.onProgress((snapshot: RunSnapshot) => {
          send('partners.progress', snapshot);
        }),
        partners.refreshes.onEnd((end) => {
          send('partners.refreshed', end);
        }),
      ];
    },
  };
}
