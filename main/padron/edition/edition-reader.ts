/** Look-ups in whatever edition is in use, also when another process has put a new one in its place. */
import { join } from 'node:path';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import type { Clock } from '../../../shared/ports.ts';
import { EditionDb } from './edition-db.ts';
import { padronFolder } from './files.ts';
import { pointerStamp, readPointer, type Pointer } from './pointer.ts';

/** Another process's switch is noticed within this time. */
const LOOK_EVERY_MS = 1000;

export interface EditionReaderOptions {
  /** The data folder. */
  folder: string;
  clock: Pick<Clock, 'now'>;
}

/** Keeps the edition in use open. Synchronous. */
export class EditionReader {
  readonly #folder: string;
  readonly #clock: Pick<Clock, 'now'>;
  #stamp: string | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #pointer: Pointer | null = null;
  #open: EditionDb | null = null;
  #broken = false;

  constructor({ folder, clock }: EditionReaderOptions) {
    this.#folder = padronFolder(folder);
    this.#clock = clock;
  }

  /** The edition in use; null where there is none, or it is broken. */
  inUse(): Pointer | null {
    this.#follow();
    return this.#open === null ? null : this.#pointer;
  }

  /** There is an edition and it can't be read. */
  isBroken(): boolean {
    this.#follow();
    return this.#broken;
  }

  /** The edition's file in use. */
  path(): string | null {
    const pointer = this.inUse();
    return pointer === null ? null : join(this.#folder, pointer.archivo);
  }

  /** The edition of the last look-up: another one may be in use since. */
  lookedUpIn(): Pointer | null {
    return this.#open === null ? null : this.#pointer;
  }

  /** Those of the RUCs that are in the edition in use. */
  lookUp(rucs: readonly string[]): Map<string, Taxpayer> {
    this.#follow();
    const found = new Map<string, Taxpayer>();
    const edition = this.#open;
    if (edition === null) return found;
    try {
      // In the file's own order neighbours share pages: many RUCs take a third less time.
      for (const ruc of rucs.toSorted()) {
        const taxpayer = edition.find(ruc);
        if (taxpayer !== null) found.set(ruc, taxpayer);
      }
    } catch {
      // A page of it can't be read: it counts as if there were none, and is said to be broken.
      this.markBroken();
      return new Map();
    }
    return found;
  }

  /** Looks at once whether another edition is in use. */
  refresh(): void {
    this.#lookedAt = Number.NEGATIVE_INFINITY;
    this.#follow();
  }

  /** The edition in use is not used any more, until another one takes its place. */
  markBroken(): void {
    this.#close();
    this.#broken = true;
  }

  close(): void {
    this.#close();
    this.#lookedAt = Number.POSITIVE_INFINITY;
  }

  #follow(): void {
    const now = this.#clock.now();
    if (now - this.#lookedAt < LOOK_EVERY_MS && now >= this.#lookedAt) return;
    if (this.#lookedAt === Number.POSITIVE_INFINITY) return;
    this.#lookedAt = now;
    const stamp = pointerStamp(this.#folder);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#take(readPointer(this.#folder));
  }

  #take(pointer: Pointer | null | 'roto'): void {
    this.#close();
    this.#pointer = null;
    this.#broken = pointer === 'roto';
    if (pointer === null || pointer === 'roto') return;
    this.#pointer = pointer;
    try {
      const edition = new EditionDb(join(this.#folder, pointer.archivo));
      this.#open = edition;
      if (edition.meta.sha256 !== pointer.sha256) this.markBroken();
    } catch {
      this.markBroken();
    }
  }

  #close(): void {
    this.#open?.close();
    this.#open = null;
  }
}
