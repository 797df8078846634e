/** What every job in the worker gets: a way to stop, and a way to say how far it is. */
import { HabidoError } from '../../../shared/errors.ts';
import type { SideThread } from '../side/side-thread.ts';
import type { WorkbookProgress } from '../types.ts';

export interface Job {
  /** Throws `cancelado` once the job was cancelled; called between chunks of work. */
  check(): void;
  progress: WorkbookProgress;
  /** Starts a second thread; absent where there is no second core to run it. */
  startSide?: () => SideThread;
}

/** The error of a job that was told to stop. */
export function cancelled(): HabidoError {
  return new HabidoError('cancelado');
}
