/** Hands out what a run still has to ask, in batches of RUCs that nobody else is asking for. */
import type { StoredAnswer } from '../database/answer-store.ts';
import type { ItemState, RunStore } from '../database/run-store.ts';
import type { Clock, Reservations } from '../../shared/ports.ts';
import type { Batch } from './run-recorder.ts';

/** Milliseconds between two looks at RUCs that another process is asking for. */
export const OTHERS_POLL_MS = 250;

interface SourceDeps {
  runs: RunStore;
  reservations: Reservations<StoredAnswer>;
  clock: Clock;
  signal: AbortSignal;
  /** Settles answers that were found fresh while reserving. */
  onFresh(answers: readonly StoredAnswer[], batch: Batch): void;
}

interface Item {
  n: number;
  ruc: string;
}

/**
 * One pass over the items of one state, in their order. Calls of `next` are served one after the other, so
 * several workers may share it. RUCs that others are asking for are looked at again at the end.
 */
export class BatchSource {
  private readonly deps: SourceDeps;
  private readonly run: { id: string; since: number };
  private readonly state: Extract<ItemState, 'pendiente' | 'omitido' | 'sin-respuesta'>;
  private readonly size: number;
  private cursor = -1;
  private exhausted = false;
  private parked: Item[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    deps: SourceDeps,
    run: { id: string; since: number },
    state: Extract<ItemState, 'pendiente' | 'omitido' | 'sin-respuesta'>,
    size: number,
  ) {
    this.deps = deps;
    this.run = run;
    this.state = state;
    this.size = size;
  }

  /** Up to `size` RUCs reserved for this run; null when the pass is over. Rejects when aborted. */
  next(): Promise<Map<string, number> | null> {
    const mine = this.turn.then(() => this.fill());
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async fill(): Promise<Map<string, number> | null> {
    const batch = new Map<string, number>();
    const seenParked = new Set<string>();
    while (batch.size < this.size) {
      this.deps.signal.throwIfAborted();
      const items = this.take(this.size - batch.size, seenParked);
      if (items.length > 0) {
        await this.reserve(items, batch);
        continue;
      }
      if (batch.size > 0) break;
      if (this.parked.length === 0) return null;
      seenParked.clear();
      await this.deps.clock.sleep(OTHERS_POLL_MS, this.deps.signal);
    }
    return batch;
  }

  private async reserve(items: readonly Item[], batch: Map<string, number>): Promise<void> {
    const byRuc = new Map(items.map((item) => [item.ruc, item.n]));
    const found = await this.deps.reservations.reserve(this.run.id, [...byRuc.keys()], this.run.since);
    this.deps.onFresh(found.fresh, byRuc);
    for (const ruc of found.mine) batch.set(ruc, byRuc.get(ruc) as number);
    for (const ruc of found.others) this.parked.push({ ruc, n: byRuc.get(ruc) as number });
  }

  /** The next items: first those never looked at, then the parked ones, each once per `next`. */
  private take(wanted: number, seenParked: Set<string>): Item[] {
    if (!this.exhausted) {
      const items = this.deps.runs.nextPending(this.run.id, this.state, this.cursor, wanted);
      if (items.length < wanted) this.exhausted = true;
      const last = items.at(-1);
      if (last !== undefined) {
        this.cursor = last.n;
        return items;
      }
    }
    const items = this.parked.filter((item) => !seenParked.has(item.ruc)).slice(0, wanted);
    for (const item of items) seenParked.add(item.ruc);
    this.parked = this.parked.filter((item) => !items.includes(item));
    return items;
  }
}
