/** Building and searching the index of names, off the main thread. */
import { Worker } from 'node:worker_threads';
import { HabidoError } from '../../../shared/errors.ts';
import type { NameHit } from '../../../shared/padron.ts';
import type { NamesBuild } from './build-names.ts';
import type { Failure, FromBuild, FromSearch, NamesPlace, NamesRole, SearchRequest } from './protocol.ts';

export interface BuildOptions {
  signal?: AbortSignal;
  /** Names written so far, at most ten times a second. */
  onProgress?: (filas: number) => void;
}

/** The threads of names. */
export interface Names {
  /**
   * Builds an edition's index beside its target and puts it there in one step; answers how many names it holds.
   * Rejects with `cancelado`, `padron-danado`.
   */
  build(job: NamesBuild, options?: BuildOptions): Promise<number>;
  /** The best `limit` for a name or a RUC. The thread stays open for the next one. Rejects with `padron-danado`. */
  search(place: NamesPlace, text: string, limit: number): Promise<NameHit[]>;
  /** Cancels what builds, ends what searches. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(hits: NameHit[]): void;
  reject(error: Error): void;
}

/** `workerUrl` is the entry: `new URL('./worker.ts', import.meta.url)` under Node, the built file in the app. */
export function createNames({ workerUrl }: { workerUrl: URL }): Names {
  return new NameThreads(workerUrl);
}

class NameThreads implements Names {
  readonly #url: URL;
  readonly #waiting = new Map<number, Waiting>();
  readonly #builds = new Set<{ cancel: Int32Array; ended: Promise<unknown> }>();
  #searching: Worker | null = null;
  #next = 1;
  #closed = false;

  constructor(url: URL) {
    this.#url = url;
  }

  async build(job: NamesBuild, { signal, onProgress }: BuildOptions = {}): Promise<number> {
    if (this.#closed || signal?.aborted === true) throw new HabidoError('cancelado');
    const shared = new SharedArrayBuffer(4);
    const cancel = new Int32Array(shared);
    const work: NamesRole = { role: 'build', build: job, cancel: shared };
    const worker = new Worker(this.#url, { name: 'habido-nombres-nuevos', workerData: work });
    const onAbort = (): void => {
      Atomics.store(cancel, 0, 1);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const ended = once(worker, onProgress ?? (() => undefined));
    const running = { cancel, ended: ended.catch(() => undefined) };
    this.#builds.add(running);
    try {
      return await ended;
    } finally {
      this.#builds.delete(running);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  search(place: NamesPlace, text: string, limit: number): Promise<NameHit[]> {
    if (this.#closed) return Promise.reject(new HabidoError('cancelado'));
    return new Promise((resolve, reject) => {
      const request: SearchRequest = { id: this.#next, place, text, limit };
      this.#next += 1;
      this.#waiting.set(request.id, { resolve, reject });
      const worker = (this.#searching ??= this.#startSearching());
      worker.ref();
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { cancel } of this.#builds) Atomics.store(cancel, 0, 1);
    const worker = this.#searching;
    this.#searching = null;
    this.#refuse(new HabidoError('cancelado'));
    await Promise.all([worker?.terminate(), ...[...this.#builds].map(({ ended }) => ended)]);
  }

  #startSearching(): Worker {
    const work: NamesRole = { role: 'search' };
    const worker = new Worker(this.#url, { name: 'habido-nombres', workerData: work });
    worker.on('message', (message: FromSearch) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      // An idle thread keeps no command alive.
      if (this.#waiting.size === 0) worker.unref();
      if (message.type === 'found') waiting?.resolve(message.hits);
      else waiting?.reject(errorOf(message));
    });
    const lost = (error: unknown): void => {
      if (this.#searching !== worker) return;
      this.#searching = null;
      this.#refuse(new HabidoError('interno', { detalle: 'nombres' }, { cause: error }));
    };
    worker.on('error', lost);
    worker.on('exit', () => {
      lost(new Error('the thread ended'));
    });
    return worker;
  }

  #refuse(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

/** What a building thread ends with. Settles when the thread is gone, so that its files are closed. */
function once(worker: Worker, onProgress: (filas: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let end: FromBuild | null = null;
    let failure: unknown = new Error('the thread ended');
    worker.on('message', (message: FromBuild) => {
      if (message.type === 'progress') onProgress(message.filas);
      else end = message;
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      if (end?.type === 'built') resolve(end.filas);
      else if (end?.type === 'failed') reject(errorOf(end));
      else reject(new HabidoError('interno', { detalle: 'nombres' }, { cause: failure }));
    });
  });
}

function errorOf({ code, data, cause }: Failure): HabidoError {
  return new HabidoError(code, data, { cause: new Error(cause) });
}
