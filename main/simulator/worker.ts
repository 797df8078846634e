/** The simulator in a thread of its own, for the demo mode: posts `{ url }` once it listens, and nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import { createSimulator, type SimulatorSettings } from './simulator.ts';

const simulator = await createSimulator({ ...(workerData as SimulatorSettings), record: false });
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
parentPort?.postMessage({ url: simulator.url });
