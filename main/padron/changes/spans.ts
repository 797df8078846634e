/**
 * A RUC's states over the editions kept, out of what changed and what the edition in use says. Pure: the order in
 * which imports and changes are handed in does not matter.
 */
import type { PadronSpan } from '../../../shared/padron.ts';
import type { State } from './types.ts';

/** An import, and the edition that it was compared with. */
export interface KnownImport {
  n: number;
  sha256: string;
  /** The edition's date. */
  fecha: number;
  /** SHA-256 of the edition that was in use before; null where it was compared with none. */
  previa: string | null;
}

/** A name is null where the change did not touch it. */
export interface KnownState extends Omit<State, 'nombre'> {
  nombre: string | null;
}

/** What an import changed of the RUC. */
export interface KnownChange {
  n: number;
  de: KnownState | null;
  a: KnownState | null;
}

export interface Known {
  imports: readonly KnownImport[];
  /** Of one RUC. */
  changes: readonly KnownChange[];
  /** What the edition in use says of it; null where it does not have it. */
  current: State | null;
  /** The import in use. */
  inUse: number;
}

/** An edition, and what it says of the RUC. */
interface Sighting {
  edition: KnownImport;
  state: State | null;
}

/** The states, the newest first; empty where no edition kept has the RUC. */
export function spansOf(known: Known): PadronSpan[] {
  const sightings = sightingsOf(known);
  if (sightings.every(({ state }) => state === null)) return [];
  const spans: PadronSpan[] = [];
  for (const [i, { edition, state }] of sightings.entries()) {
    const span = spans.at(-1);
    if (i > 0 && span !== undefined && same(sightings[i - 1]?.state ?? null, state))
      span.hasta = edition.fecha;
    else spans.push(spanOf(edition.fecha, state));
  }
  const last = spans.at(-1);
  if (last !== undefined && sightings.at(-1)?.edition.n === known.inUse) last.hasta = null;
  return spans.reverse();
}

/** What each edition said, by its date; of two of one date the one that was imported last. */
function sightingsOf({ imports, changes, current, inUse }: Known): Sighting[] {
  const byN = new Map(changes.map((change) => [change.n, change]));
  const found = new Map<number, Sighting>();
  let nombre = current?.nombre ?? '';
  const take = (sighting: Sighting): void => {
    nombre = sighting.state?.nombre ?? nombre;
    const other = found.get(sighting.edition.fecha);
    if (other === undefined || other.edition.n < sighting.edition.n)
      found.set(sighting.edition.fecha, sighting);
  };
  for (const chain of chainsOf(imports, inUse)) {
    const isInUse = chain[0]?.n === inUse;
    // Of editions before a gap only those RUCs are known that changed among them.
    const end = chain.find(({ n }) => byN.has(n));
    if (!isInUse && end === undefined) continue;
    let state = isInUse ? current : whole(byN.get(end?.n ?? 0)?.a ?? null, nombre);
    for (const edition of chain) {
      take({ edition, state });
      const change = byN.get(edition.n);
      if (change !== undefined) state = whole(change.de, nombre);
    }
  }
  return [...found.values()].sort((a, b) => a.edition.fecha - b.edition.fecha);
}

/**
 * Imports in chains, each compared with the next in its chain, the newest first. A new chain begins where an
 * edition could be compared with none; an import that never came into use is in none.
 */
function chainsOf(imports: readonly KnownImport[], inUse: number): KnownImport[][] {
  const left = imports.filter(({ n }) => n <= inUse).sort((a, b) => b.n - a.n);
  const chains: KnownImport[][] = [];
  for (let next = left[0]; next !== undefined;) {
    const chain: KnownImport[] = [];
    for (let link: KnownImport | undefined = next; link !== undefined;) {
      const { n, previa }: KnownImport = link;
      chain.push(link);
      link = previa === null ? undefined : left.find((other) => other.n < n && other.sha256 === previa);
    }
    chains.push(chain);
    const oldest = chain.at(-1)?.n ?? 0;
    next = left.find(({ n }) => n < oldest);
  }
  return chains;
}

function whole(state: KnownState | null, nombre: string): State | null {
  return state === null ? null : { ...state, nombre: state.nombre ?? nombre };
}

function same(a: State | null, b: State | null): boolean {
  if (a === null || b === null) return a === b;
  return a.estado === b.estado && a.condicion === b.condicion && a.nombre === b.nombre;
}

function spanOf(fecha: number, state: State | null): PadronSpan {
  return {
    ausente: state === null,
    estado: state?.estado ?? '',
    condicion: state?.condicion ?? '',
    razonSocial: state?.nombre ?? '',
    desde: fecha,
    hasta: fecha,
  };
}
