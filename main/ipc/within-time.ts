/** A question to Migo that nobody should wait for without end. */
import { HabidoError } from '../../shared/errors.ts';

/** Ends the work after `ms` milliseconds, and says then that Migo does not answer. */
export async function withinTime<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms);
  try {
    return await work(signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason)
      throw new HabidoError('migo-no-responde', {}, { cause: error });
    throw error;
  }
}
