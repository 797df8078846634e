/** Starts the threads that import and check, and hears them out. */
import { Worker } from 'node:worker_threads';
import { HabidoError } from '../../../shared/errors.ts';
import type { PadronProgress } from '../../../shared/padron.ts';
import type { CheckJob, FromCheck, FromImport, ImportFinding, ImportJob } from './protocol.ts';

/** A whole import allocates little: the heap need not grow. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

/** Settles when the thread is gone, so that its files are closed. Rejects with what it failed with, `cancelado`. */
export function importInThread(
  entry: URL,
  job: Omit<ImportJob, 'role' | 'cancel'>,
  signal: AbortSignal,
  onProgress: (progress: PadronProgress) => void,
): Promise<ImportFinding> {
  const cancel = new SharedArrayBuffer(4);
  const onAbort = (): void => {
    Atomics.store(new Int32Array(cancel), 0, 1);
  };
  if (signal.aborted) return Promise.reject(new HabidoError('cancelado'));
  signal.addEventListener('abort', onAbort, { once: true });
  const data: ImportJob = { ...job, role: 'import', cancel };
  const worker = new Worker(entry, {
    name: 'habido-padron',
    workerData: data,
    resourceLimits: LIMITS,
  });
  return new Promise((resolve, reject) => {
    let end: Exclude<FromImport, { type: 'progress' }> | null = null;
    let failure: unknown = new Error('the thread ended');
    worker.on('message', (message: FromImport) => {
      if (message.type !== 'progress') end = message;
      else if (!signal.aborted) {
        const { type: _, ...progress } = message;
        onProgress(progress);
      }
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', onAbort);
      if (end === null) reject(new HabidoError('interno', { detalle: 'padron' }, { cause: failure }));
      else if (end.type === 'failed')
        reject(new HabidoError(end.code, end.data, { cause: new Error(end.cause) }));
      else resolve(end);
    });
  });
}

/** Whether SQLite finds the edition at `path` sound; null where `signal` came before. Seconds. */
export function checkInThread(entry: URL, path: string, signal: AbortSignal): Promise<boolean | null> {
  const data: CheckJob = { role: 'check', path };
  const worker = new Worker(entry, { name: 'habido-padron-revision', workerData: data });
  const onAbort = (): void => void worker.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  return new Promise((resolve, reject) => {
    let sound: boolean | null = null;
    worker.on('message', (message: FromCheck) => {
      sound = message.sound;
    });
    worker.on('error', (error) => {
      reject(new HabidoError('interno', { detalle: 'padron-revision' }, { cause: error }));
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(sound);
    });
  });
}
