/** The simulator in a worker thread, as the demonstration runs it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SimulatorSettings } from '../../main/simulator/simulator.ts';

export async function startSimulatorThread(
  settings: SimulatorSettings,
): Promise<{ url: string; close: () => Promise<void> }> {
  const worker = new Worker(new URL('../../main/simulator/worker.ts', import.meta.url), {
    workerData: settings,
  });
  const [message] = (await once(worker, 'message')) as [{ url: string }];
  return {
    url: message.url,
    close: async () => {
      await worker.terminate();
    },
  };
}
