/**
 * A second thread for a large workbook: it hashes the source while its rows are read, and checks the new sheet
 * while it is written, block by block, as its compressed bytes went to the file.
 */
import type { Worker } from 'node:worker_threads';
import { HabidoError } from '../../../shared/errors.ts';
import type { OwnCells, SheetSeen } from '../patch/sheet-check.ts';

/** What the thread is started with: the same file as the first one, in another role. */
export interface SideData {
  role: 'side';
}

/** What a sheet was seen to hold, and in which bytes. */
export interface SideSeen extends SheetSeen {
  /** CRC-32 of the compressed bytes; size and CRC-32 of what they hold. */
  rawCrc: number;
  size: number;
  crc: number;
}

/** A file to be hashed, the beginning of a sheet's check, its compressed blocks, and null for its end. */
export type ToSide = { hash: string } | { check: OwnCells } | Uint8Array | null;
export type FromSide = 'taken' | { hash: string } | { seen: SideSeen } | { failed: string };

/** Blocks that may wait for the thread: more would only hold memory. */
const MOST_WAITING = 2;

/** The thread seen from the one that does the job. It does one thing at a time. */
export class SideThread {
  readonly #worker: Worker;
  #answer: { resolve: (value: never) => void; reject: (error: unknown) => void } | null = null;
  #failed: HabidoError | null = null;
  #gone = false;
  #seen: Promise<SideSeen> | null = null;
  #waiting = 0;
  #wake: () => void = () => undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: FromSide) => {
      this.#receive(message);
    });
    worker.on('error', (error) => {
      this.#gone = true;
      this.#fail(String(error));
    });
    worker.on('exit', () => {
      this.#gone = true;
      this.#fail('the thread ended');
    });
  }

  /** SHA-256 of a file, lower-case hex; null where the thread could not read it. */
  async hash(path: string): Promise<string | null> {
    if (this.#gone) return null;
    const answer = this.#expect<string>();
    this.#send({ hash: path });
    try {
      return await answer;
    } catch {
      // Whoever asked hashes it himself, and meets the reason.
      if (!this.#gone) this.#failed = null;
      return null;
    }
  }

  /** Begins the check of a sheet. */
  beginCheck(own: OwnCells): void {
    this.#seen = this.#expect<SideSeen>();
    // Awaited at the end; a failure before that must not count as unhandled.
    this.#seen.catch(() => undefined);
    this.#send({ check: own });
  }

  /** Hands a block over, waiting while too many wait already. */
  async feed(bytes: Buffer): Promise<void> {
    this.#throwFailure();
    const copy = new Uint8Array(bytes);
    this.#waiting += 1;
    this.#worker.postMessage(copy, [copy.buffer]);
    while (this.#waiting >= MOST_WAITING) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#throwFailure();
    }
  }

  /** What was seen of all that was fed. Rejects with `copia-no-verificada` where it is no sheet. */
  async endCheck(): Promise<SideSeen> {
    this.#send(null);
    return await (this.#seen as Promise<SideSeen>);
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(message: ToSide): void {
    this.#worker.postMessage(message);
  }

  #expect<T>(): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#answer = { resolve, reject };
    });
  }

  #receive(message: FromSide): void {
    if (message === 'taken') {
      this.#waiting -= 1;
      this.#wake();
    } else if ('failed' in message) this.#fail(message.failed);
    else this.#answer?.resolve(('hash' in message ? message.hash : message.seen) as never);
  }

  #fail(detail: string): void {
    this.#failed ??= new HabidoError(
      'copia-no-verificada',
      { detalle: 'hoja' },
      { cause: new Error(detail) },
    );
    this.#answer?.reject(this.#failed);
    this.#wake();
  }

  #throwFailure(): void {
    if (this.#failed !== null) throw this.#failed;
  }
}
