/** The ceiling of a run, spent before anything is sent. */
import type { Quota } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';

/**
 * Takes queries from the run's `tope` and writes them down at once, in a column of its own: confirmations of
 * omitted RUCs never come here, so `consultasUsadas` (which counts them) can be higher. `owner` is the run's id.
 */
export declare class RunQuota implements Quota {
  constructor(database: HabidoDatabase);
  spend(owner: string, wanted: number): Promise<number>;
  /** Gives back what was taken and never sent. */
  refund(owner: string, unused: number): Promise<void>;
}
