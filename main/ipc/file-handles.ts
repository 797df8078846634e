/** The handles by which the window speaks of files and plans; only main knows what stands behind them. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { HabidoError } from '../../shared/errors.ts';

/** Handles kept of each kind, more than a dropped folder may hold; the oldest is forgotten first. */
const KEPT = 1_000;

/** A registry of one kind of thing: `prefix-uuid` → thing. */
export class HandleRegistry<T> {
  private readonly things = new Map<string, T>();
  private readonly prefix: string;
  private readonly kept: number;

  /** `kept`: how many are remembered; large things are kept few. */
  constructor(prefix: string, kept = KEPT) {
    this.prefix = prefix;
    this.kept = kept;
  }

  add(thing: T): string {
    const handle = `${this.prefix}-${randomUUID()}`;
    this.things.set(handle, thing);
    const oldest = this.things.keys().next().value;
    if (this.things.size > this.kept && oldest !== undefined) this.things.delete(oldest);
    return handle;
  }

  /** `archivo-desconocido` where nothing stands behind it (any more). */
  get(handle: string): T {
    const thing = this.things.get(handle);
    if (thing === undefined) throw new HabidoError('archivo-desconocido');
    return thing;
  }
}

/** A file that the user chose or dropped. */
export interface OpenedFile {
  path: string;
  nombre: string;
}

export function openedFile(path: string): OpenedFile {
  return { path, nombre: basename(path) };
}
