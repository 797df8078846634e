/** The schedule of whichever workspace the desk has open; the demonstration has none. */
import type { ScheduleState } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/ports.ts';
import type { Desk } from '../desk.ts';
import type { ScheduleControl } from '../ipc/partner-events.ts';
import { openSchedule } from '../partners/schedule/open-schedule.ts';
import type { RefreshScheduler } from '../partners/schedule/scheduler.ts';

const NOTHING: ScheduleState = { proximo: null, enPausaHasta: null, aplazado: null };

export class Scheduling implements ScheduleControl {
  readonly #listeners = new Set<() => void>();
  #scheduler: RefreshScheduler | null = null;

  /** Begins at once. */
  constructor(desk: Desk, options: { random: Random; log: Log }) {
    desk.onOpen((workspace) => {
      const scheduler = desk.demo ? null : openSchedule(workspace, options);
      this.#scheduler = scheduler;
      const stopListening = scheduler?.onChange(this.#tell);
      this.#tell();
      return () => {
        stopListening?.();
        scheduler?.stop();
        this.#scheduler = null;
      };
    });
  }

  state(): ScheduleState {
    return this.#scheduler?.state() ?? NOTHING;
  }

  pauseToday(paused: boolean): void {
    if (this.#scheduler === null) throw new HabidoError('interno', { detalle: 'agenda' });
    this.#scheduler.pauseToday(paused);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The computer woke up, or the network is back. */
  wake(): void {
    this.#scheduler?.wake();
  }

  /** Settings changed. */
  changed(): void {
    this.#scheduler?.changed();
  }

  /** Begins nothing more from now on. */
  stop(): void {
    this.#scheduler?.stop();
    this.#scheduler = null;
  }

  readonly #tell = (): void => {
    for (const listener of this.#listeners) listener();
  };
}
