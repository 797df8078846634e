/** The worker thread's entry: runs one job at a time, so that no workbook ever holds up the window. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { asHabidoError } from '../../shared/errors.ts';
import { collectAfterMuch } from './collect.ts';
import { annotate } from './jobs/annotate.ts';
import { cancelled, type Job } from './jobs/job.ts';
import { readBook } from './jobs/read-book.ts';
import { readColumn } from './jobs/read-column.ts';
import { writeResultsBook } from './jobs/results-book.ts';
import { writeTableBook } from './jobs/table-book.ts';
import type { FromWorker, JobRequest, Line, ToWorker } from './protocol.ts';
import { serveSide } from './side/serve-side.ts';
import { SideThread, type SideData } from './side/side-thread.ts';
import type { ColumnReading, TableCell, VerdictCells } from './types.ts';

/** Progress is told at most this often (ms). */
const PROGRESS_EVERY = 50;

if (parentPort === null) throw new Error('this file is the entry of a worker thread');
const port = parentPort;
const send = (message: FromWorker): void => {
  port.postMessage(message);
};

/** Items of a column sent in one message: some milliseconds for the thread that takes them. */
const ITEMS_AT_ONCE = 2_000;
/** Told when main has put the items away. */
let takeMore: (() => void) | null = null;

/** Sends the items of a reading ahead, each lot once the one before is put away; answers what is left. */
async function sendItems(id: number, reading: ColumnReading): Promise<ColumnReading> {
  const { items } = reading;
  if (items.length <= ITEMS_AT_ONCE) return reading;
  for (let from = 0; from < items.length; from += ITEMS_AT_ONCE) {
    const taken = new Promise<void>((resolve) => {
      takeMore = resolve;
    });
    send({ type: 'items', id, items: items.slice(from, from + ITEMS_AT_ONCE) });
    await taken;
  }
  return { ...reading, items: [] };
}

/** Waits for the chunk of lines that was pulled last. */
let takeChunk: ((chunk: readonly Line[] | null) => void) | null = null;

/** The lines of a job, chunk by chunk; main sends what the job's kind asks for. */
async function* pulled<T extends Line>(id: number): AsyncGenerator<readonly T[]> {
  for (;;) {
    const waiting = new Promise<readonly Line[] | null>((resolve) => {
      takeChunk = resolve;
    });
    send({ type: 'pull', id });
    const chunk = await waiting;
    if (chunk === null) return;
    yield chunk as readonly T[];
  }
}

function jobOf(id: number, cancel: SharedArrayBuffer): Job {
  const flag = new Int32Array(cancel);
  let last = 0;
  let phase = '';
  return {
    check: () => {
      if (Atomics.load(flag, 0) !== 0) throw cancelled();
    },
    progress: ({ fase, avance }) => {
      const now = performance.now();
      // A new phase is told at once, the rest now and then.
      if (fase === phase && avance < 1 && now - last < PROGRESS_EVERY) return;
      last = now;
      phase = fase;
      send({ type: 'progress', id, fase, avance: Math.min(1, avance) });
    },
    ...(availableParallelism() > 1 ? { startSide } : {}),
  };
}

/** A thread of this same file in another role: so nothing has to know where a second one lies. */
function startSide(): SideThread {
  const data: SideData = { role: 'side' };
  return new SideThread(
    new Worker(new URL(import.meta.url), {
      name: 'habido-libros-2',
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 },
    }),
  );
}

async function perform(id: number, request: JobRequest, job: Job): Promise<unknown> {
  switch (request.kind) {
    case 'read':
      return readBook(request.path, request.scratch, job);
    case 'readColumn':
      return sendItems(id, await readColumn(request.path, request.choice, request.scratch, job));
    case 'report':
      return writeResultsBook({ ...request, verdicts: pulled<VerdictCells>(id) }, job);
    case 'table':
      return writeTableBook({ ...request, filas: pulled<readonly TableCell[]>(id) }, job);
    case 'annotate':
      return annotate({ ...request, verdicts: pulled<VerdictCells>(id) }, job);
  }
}

async function run(id: number, request: JobRequest, cancel: SharedArrayBuffer): Promise<void> {
  try {
    const value = await perform(id, request, jobOf(id, cancel));
    send({ type: 'done', id, value });
  } catch (error) {
    const { code, data, cause, stack } = asHabidoError(error);
    const detail = cause instanceof Error ? (cause.stack ?? cause.message) : (stack ?? '');
    send({ type: 'failed', id, code, data, cause: detail });
  }
  collectAfterMuch();
}

if ((workerData as SideData | null)?.role === 'side') void serveSide(port);
else
  port.on('message', (message: ToWorker) => {
    if (message.type === 'start') void run(message.id, message.request, message.cancel);
    else if (message.type === 'more') takeMore?.();
    else takeChunk?.(message.chunk);
  });
