/** The workbook part seen from outside: jobs queued into one worker thread, started when first needed. */
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { HabidoError } from '../../shared/errors.ts';
import { PLAIN_OUTPUT } from '../../shared/workbook.ts';
import { removeQuietly, temporaryPath } from '../files/target.ts';
import type { FromWorker, JobRequest, Line, ToWorker } from './protocol.ts';
import { removeScratch, scratchPath } from './scratch.ts';
import type {
  AnnotateResult,
  ColumnItem,
  ColumnReading,
  WorkbookProgress,
  WorkbookReading,
  Workbooks,
} from './types.ts';

/** A cancelled job stops within a chunk of work; one that does not is stuck, and its worker is ended. */
const CANCEL_GRACE_MS = 5000;

export interface WorkbooksOptions {
  /** The worker's entry: `new URL('./worker.ts', import.meta.url)` under Node, the built file in the app. */
  workerUrl: URL;
}

interface JobOptions {
  signal?: AbortSignal;
  onProgress?: WorkbookProgress;
}

interface PendingJob {
  id: number;
  request: JobRequest;
  cancel: SharedArrayBuffer;
  lines: Iterator<readonly Line[]> | null;
  /** Items of the column that came ahead of their reading. */
  items: ColumnItem[];
  onProgress: WorkbookProgress;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Creates the port. Nothing is started before the first job. */
export function createWorkbooks(options: WorkbooksOptions): Workbooks {
  const runner = new WorkbookRunner(options.workerUrl);
  return {
    read: (path, job) =>
      runner.run({ kind: 'read', path, scratch: scratchPath() }, job) as Promise<WorkbookReading>,
    readColumn: (path, { manual, ...choice }, job) =>
      runner.run(
        { kind: 'readColumn', path, choice: { ...choice, manual }, scratch: scratchPath() },
        job,
      ) as Promise<ColumnReading>,
    annotate: (
      { source, expectedHash, choice, target, verdicts, manual, etiqueta, salida, resumen },
      job,
    ) => {
      const temporary = temporaryPath(target, randomBytes(6).toString('hex'));
      const request: JobRequest = {
        kind: 'annotate',
        source,
        expectedHash,
        choice: { ...choice, manual },
        target,
        temporary,
        scratch: scratchPath(),
        etiqueta: etiqueta ?? '',
        salida: salida ?? PLAIN_OUTPUT,
        resumen: resumen ?? null,
      };
      return runner.run(request, job, verdicts[Symbol.iterator]()) as Promise<AnnotateResult>;
    },
    report: ({ target, resumen, verdicts }, job) => {
      const temporary = temporaryPath(target, randomBytes(6).toString('hex'));
      const request: JobRequest = { kind: 'report', target, temporary, resumen, scratch: scratchPath() };
      return runner.run(request, job, verdicts[Symbol.iterator]()) as Promise<{ filas: number }>;
    },
    table: ({ target, hoja, columnas, filas }, job) => {
      const temporary = temporaryPath(target, randomBytes(6).toString('hex'));
      const request: JobRequest = {
        kind: 'table',
        target,
        temporary,
        hoja,
        columnas,
        scratch: scratchPath(),
      };
      return runner.run(request, job, filas[Symbol.iterator]()) as Promise<{ filas: number }>;
    },
    close: () => runner.close(),
  };
}

class WorkbookRunner {
  readonly #url: URL;
  readonly #queue: PendingJob[] = [];
  #worker: Worker | null = null;
  #current: PendingJob | null = null;
  #nextId = 1;
  #closed = false;

  constructor(url: URL) {
    this.#url = url;
  }

  run(
    request: JobRequest,
    options: JobOptions = {},
    lines: Iterator<readonly Line[]> | null = null,
  ): Promise<unknown> {
    const { signal, onProgress = () => undefined } = options;
    if (this.#closed) return Promise.reject(new HabidoError('interno', { detalle: 'libros-cerrado' }));
    if (signal?.aborted === true) return Promise.reject(new HabidoError('cancelado'));
    return new Promise((resolve, reject) => {
      const cancel = new SharedArrayBuffer(4);
      let grace: NodeJS.Timeout | undefined;
      const onAbort = (): void => {
        Atomics.store(new Int32Array(cancel), 0, 1);
        if (this.#current === job) grace = setTimeout(() => void this.#endStuckWorker(job), CANCEL_GRACE_MS);
        else this.#dropQueued(job);
      };
      const settle = (): void => {
        clearTimeout(grace);
        signal?.removeEventListener('abort', onAbort);
      };
      const job: PendingJob = {
        id: this.#nextId,
        request,
        cancel,
        lines,
        items: [],
        onProgress,
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      this.#nextId += 1;
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(job);
      this.#startNext();
    });
  }

  /** Cancels what runs, refuses what waits, and ends the worker. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(new HabidoError('cancelado'));
    const { promise: idle, resolve } = Promise.withResolvers<undefined>();
    const current = this.#current;
    if (current === null) resolve(undefined);
    else {
      Atomics.store(new Int32Array(current.cancel), 0, 1);
      const { reject, resolve: done } = current;
      current.reject = (error) => {
        reject(error);
        resolve(undefined);
      };
      current.resolve = (value) => {
        done(value);
        resolve(undefined);
      };
      const timer = setTimeout(() => void this.#endStuckWorker(current), CANCEL_GRACE_MS);
      await idle;
      clearTimeout(timer);
    }
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #dropQueued(job: PendingJob): void {
    const at = this.#queue.indexOf(job);
    if (at === -1) return;
    this.#queue.splice(at, 1);
    job.reject(new HabidoError('cancelado'));
  }

  #startNext(): void {
    if (this.#current !== null) return;
    const job = this.#queue.shift();
    if (job === undefined) {
      // An idle worker keeps no command alive.
      this.#worker?.unref();
      return;
    }
    this.#current = job;
    const worker = this.#worker ?? this.#startWorker();
    worker.ref();
    this.#send(worker, { type: 'start', id: job.id, request: job.request, cancel: job.cancel });
  }

  #startWorker(): Worker {
    const worker = new Worker(this.#url, { name: 'habido-libros' });
    this.#worker = worker;
    worker.on('message', (message: FromWorker) => {
      this.#receive(worker, message);
    });
    worker.on('error', (error) => {
      this.#lose(worker, error);
    });
    worker.on('exit', () => {
      this.#lose(worker, new Error('the worker ended'));
    });
    return worker;
  }

  #send(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }

  #receive(worker: Worker, message: FromWorker): void {
    const job = this.#current;
    if (job === null || job.id !== message.id) return;
    switch (message.type) {
      case 'progress':
        job.onProgress({ fase: message.fase, avance: message.avance });
        return;
      case 'pull':
        this.#sendLines(worker, job);
        return;
      case 'items':
        for (const item of message.items) job.items.push(item);
        // What waits in main gets its turn between two lots.
        setImmediate(() => {
          this.#send(worker, { type: 'more', id: job.id });
        });
        return;
      case 'done':
        this.#finish();
        job.resolve(withItems(message.value, job.items));
        return;
      case 'failed':
        this.#finish();
        job.reject(new HabidoError(message.code, message.data, { cause: new Error(message.cause) }));
    }
  }

  #sendLines(worker: Worker, job: PendingJob): void {
    try {
      const next = job.lines?.next();
      const chunk = next === undefined || next.done === true ? null : next.value;
      this.#send(worker, { type: 'lines', id: job.id, chunk });
    } catch (error) {
      // The caller's list failed: stop the job, and tell the caller why.
      Atomics.store(new Int32Array(job.cancel), 0, 1);
      const { reject } = job;
      job.reject = () => {
        reject(error);
      };
      this.#send(worker, { type: 'lines', id: job.id, chunk: [] });
    }
  }

  #finish(): void {
    this.#current = null;
    this.#startNext();
  }

  /** The worker is gone: its job fails, the next one gets a new worker. */
  #lose(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const job = this.#current;
    if (job === null) return;
    void this.#cleanUp(job).finally(() => {
      if (this.#current === job) this.#finish();
      job.reject(lossError(job, error));
    });
  }

  async #cleanUp(job: PendingJob): Promise<void> {
    if ('temporary' in job.request) await removeQuietly(job.request.temporary);
    await removeScratch(job.request.scratch);
  }

  async #endStuckWorker(job: PendingJob): Promise<void> {
    if (this.#current === job) await this.#worker?.terminate();
  }
}

/** The reading with the items that came ahead of it. */
function withItems(value: unknown, items: ColumnItem[]): unknown {
  return items.length === 0 ? value : { ...(value as ColumnReading), items };
}

function lossError(job: PendingJob, error: unknown): HabidoError {
  if (Atomics.load(new Int32Array(job.cancel), 0) !== 0)
    return new HabidoError('cancelado', {}, { cause: error });
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new HabidoError('archivo-demasiado-grande', {}, { cause: error });
  return new HabidoError('interno', { detalle: code ?? 'libros' }, { cause: error });
}
