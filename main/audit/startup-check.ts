/** The checks that read everything, after the window shows: in a worker, so that nothing waits for them. */
import { Worker } from 'node:worker_threads';

export interface StartupFinding {
  /** SQLite finds the database whole. */
  whole: boolean;
  /** Every entry of the audit log follows from the one before it. */
  chained: boolean;
}

/** Checks the database in `folder`. Rejects where the check itself could not be made. */
export function checkAtStartup(entry: URL, folder: string): Promise<StartupFinding> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { folder } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('the check ended without a finding'));
    });
  });
}
