/** The names of the edition in use: whether they can be searched, building them, searching. */
import { join } from 'node:path';
import type { NameHit } from '../../../shared/padron.ts';
import type { Locks } from '../../database/locks.ts';
import { namesFileOf } from '../edition/files.ts';
import { isNamesFile } from './names-file.ts';
import { createNames, type Names } from './names.ts';

/** Whoever builds names holds it. */
export const NAMES_LOCK = 'padron-nombres';

export interface EditionNamesOptions {
  /** The padrón's own folder. */
  folder: string;
  locks: Pick<Locks, 'acquire'>;
  workerUrl: URL;
}

/** Editions are named by their file. */
export class EditionNames {
  readonly #options: EditionNamesOptions;
  readonly #threads: Names;
  /** Editions whose names are known to be there. */
  readonly #ready = new Set<string>();
  #building: string | null = null;
  #built: Promise<unknown> = Promise.resolve();

  constructor(options: EditionNamesOptions) {
    this.#options = options;
    this.#threads = createNames(options);
  }

  stateOf(edition: string): 'listos' | 'preparando' | 'faltan' {
    if (this.#isReady(edition)) return 'listos';
    return this.#building === edition ? 'preparando' : 'faltan';
  }

  /**
   * Builds them; where another process does so already, that is left to it. Those of an edition before are waited
   * for. Rejects with `cancelado`.
   */
  async build(edition: string, signal: AbortSignal, onProgress: (filas: number) => void): Promise<void> {
    while (this.#building !== null && this.#building !== edition) await this.#built;
    if (this.#isReady(edition) || this.#building !== null) return;
    const work = this.#build(edition, signal, onProgress);
    // Whoever asked for them hears of their failure.
    this.#built = work.catch(() => undefined);
    await work;
  }

  async #build(edition: string, signal: AbortSignal, onProgress: (filas: number) => void): Promise<void> {
    const lock = this.#options.locks.acquire(NAMES_LOCK);
    if (lock === null) return;
    this.#building = edition;
    try {
      const job = { edition: this.#path(edition), target: this.#path(namesFileOf(edition)) };
      await this.#threads.build(job, { signal, onProgress });
    } finally {
      this.#building = null;
      lock.release();
    }
  }

  /**
   * The best `limit`; only RUCs are found while the names are not there. Rejects with `padron-danado`; names that
   * turn out to be broken are thrown away, and missing from then on.
   */
  async search(edition: string, text: string, limit: number): Promise<NameHit[]> {
    const names = this.#isReady(edition) ? this.#path(namesFileOf(edition)) : null;
    try {
      return await this.#threads.search({ edition: this.#path(edition), names }, text, limit);
    } catch (error) {
      this.#ready.delete(edition);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#threads.close();
  }

  #isReady(edition: string): boolean {
    if (this.#ready.has(edition)) return true;
    if (!isNamesFile(this.#path(namesFileOf(edition)))) return false;
    this.#ready.add(edition);
    return true;
  }

  #path(name: string): string {
    return join(this.#options.folder, name);
  }
}
