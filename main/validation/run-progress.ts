/** The figures of a run in course, and telling of them at most ten times a second. */
import type { ItemVerdict } from '../database/run-store.ts';
import { VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';
import type { Clock } from '../../shared/ports.ts';

/** Milliseconds between two progress events at the least. */
export const PROGRESS_INTERVAL_MS = 100;

export type VerdictCounts = Record<Veredicto, number>;

export function noCounts(): VerdictCounts {
  return Object.fromEntries(VEREDICTOS.map((v) => [v, 0])) as VerdictCounts;
}

/** Counters of one run. Items whose verdict changes are counted once, under the newest. */
export class RunProgress {
  readonly conteo: VerdictCounts;
  ultimo: VerdictCounts = noCounts();
  listos: number;
  omitidos: number;
  enVuelo = 0;
  consultasUsadas: number;
  peticiones: number;
  desdeCache: number;
  cacheMasAntiguo: number | null;
  desdePadron: number;
  /** Sum and number of answered requests, for the time left. */
  private answeredMs = 0;
  private answeredCount = 0;
  /** Items that were not answered and may still be, by n, with the verdict they have for now. */
  private readonly unanswered = new Map<number, Veredicto>();
  private lastTold = 0;
  private pendingTell = false;
  private closed = false;
  private readonly clock: Clock;
  private readonly tell: () => void;

  constructor(
    start: {
      conteo: VerdictCounts;
      listos: number;
      omitidos: number;
      consultasUsadas: number;
      peticiones: number;
      desdeCache: number;
      cacheMasAntiguo: number | null;
      desdePadron: number;
    },
    clock: Clock,
    tell: () => void,
  ) {
    this.conteo = { ...start.conteo };
    this.listos = start.listos;
    this.omitidos = start.omitidos;
    this.consultasUsadas = start.consultasUsadas;
    this.peticiones = start.peticiones;
    this.desdeCache = start.desdeCache;
    this.cacheMasAntiguo = start.cacheMasAntiguo;
    this.desdePadron = start.desdePadron;
    this.clock = clock;
    this.tell = tell;
  }

  /** Counts the verdicts that one commit brought. */
  settled(verdicts: readonly ItemVerdict[]): void {
    const ultimo = noCounts();
    for (const verdict of verdicts) {
      const before = this.unanswered.get(verdict.n);
      if (before === undefined) this.listos += 1;
      else this.conteo[before] -= 1;
      if (verdict.state === 'listo') this.unanswered.delete(verdict.n);
      else this.unanswered.set(verdict.n, verdict.veredicto);
      this.conteo[verdict.veredicto] += 1;
      ultimo[verdict.veredicto] += 1;
    }
    this.ultimo = ultimo;
    this.changed();
  }

  /** Counts one answered request of `elapsedMs`. */
  answered(elapsedMs: number): void {
    this.answeredMs += elapsedMs;
    this.answeredCount += 1;
  }

  /** Mean milliseconds of an answer so far; null before the first. */
  meanLatency(): number | null {
    return this.answeredCount === 0 ? null : this.answeredMs / this.answeredCount;
  }

  /** Something changed: told now, or when the interval since the last telling is over. */
  changed(): void {
    if (this.closed || this.pendingTell) return;
    // No longer than the interval, should the clock have been put back.
    const wait = Math.min(PROGRESS_INTERVAL_MS, this.lastTold + PROGRESS_INTERVAL_MS - this.clock.now());
    if (wait <= 0) {
      this.tellNow();
      return;
    }
    this.pendingTell = true;
    void this.clock.sleep(wait).then(() => {
      this.pendingTell = false;
      if (!this.closed) this.tellNow();
    });
  }

  /** The last telling; nothing is told after it. */
  close(): void {
    this.closed = true;
    this.tell();
  }

  private tellNow(): void {
    this.lastTold = this.clock.now();
    this.tell();
  }
}
