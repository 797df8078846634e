/** The threads' entry: each imports one file, or checks one edition, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PadronPhase } from '../../../shared/padron.ts';
import { asHabidoError, HabidoError } from '../../../shared/errors.ts';
import type { JobWatch } from './build-edition.ts';
import { runImport } from './import-job.ts';
import type { CheckJob, FromCheck, FromImport, ImportJob } from './protocol.ts';
import { isSound } from './verify-edition.ts';

/** Progress is told at most this often (ms). */
const PROGRESS_EVERY = 100;
/** The time left is told once so much of a phase is done: before, it would jump. */
const TOLD_FROM = 0.02;

function watchOf(cancel: SharedArrayBuffer, tell: (message: FromImport) => void): JobWatch {
  const flag = new Int32Array(cancel);
  let last = Number.NEGATIVE_INFINITY;
  let phase: PadronPhase | null = null;
  let begun = 0;
  return {
    check: () => {
      if (Atomics.load(flag, 0) !== 0) throw new HabidoError('cancelado');
    },
    progress: (fase, avance, filas) => {
      const now = performance.now();
      if (fase !== phase) {
        phase = fase;
        begun = now;
      } else if (now - last < PROGRESS_EVERY) return;
      last = now;
      const restanMs = avance === null || avance < TOLD_FROM ? null : ((now - begun) * (1 - avance)) / avance;
      tell({ type: 'progress', fase, avance, filas, bytes: 0, restanMs });
    },
  };
}

async function importFile(job: ImportJob, tell: (message: FromImport) => void): Promise<void> {
  try {
    tell(await runImport(job, watchOf(job.cancel, tell)));
  } catch (error) {
    const { code, data, cause, stack } = asHabidoError(error);
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : (stack ?? '');
    tell({ type: 'failed', code, data, cause: detail });
  }
}

function check({ path }: CheckJob): boolean {
  try {
    return isSound(path);
  } catch {
    // Not even a database, or one whose disk can't be read.
    return false;
  }
}

if (parentPort === null) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const job = workerData as ImportJob | CheckJob;
if (job.role === 'check') port.postMessage({ type: 'checked', sound: check(job) } satisfies FromCheck);
else
  void importFile(job, (message) => {
    port.postMessage(message);
  });
