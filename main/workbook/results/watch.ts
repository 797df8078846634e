/** Looks at what stands in the columns of earlier results while a sheet is scanned, so that nothing of the user's is taken for ours. */
import { VEREDICTOS } from '../../../shared/verdict.ts';
import { richText, valueText } from '../sheet/cell-text.ts';
import { KIND } from '../sheet/row-scanner.ts';
import type { ResultSet, SetColumn } from './sets.ts';

/** What a cell is: `kept` stays in the copy, `refreshed` gets a new verdict's text or is emptied. */
export const PART = { none: 0, heading: 1, kept: 2, refreshed: 3 } as const;

/** Six words; more different values are no verdicts. */
const MAX_VALUES = 40;
const MAX_STYLES = 4000;
const WORDS = new Set<string>(VEREDICTOS);

/** A value of the column of verdicts: the rows of its first and last cell. */
interface Seen {
  first: number;
  last: number;
}

interface ColumnWatch {
  set: SetWatch;
  place: SetColumn;
  cells: number;
  styles: Set<number>;
  /** The first row with something here and no verdict. */
  strayRow: number;
}

interface SetWatch {
  set: ResultSet;
  row: number;
  verdictHere: boolean;
  filledHere: ColumnWatch[];
  shared: Map<number, Seen>;
  texts: Map<string, Seen>;
  /** The first row with something that can be no verdict at all. */
  tooMany: number;
  /** The last row with anything in its columns. */
  lastRow: number;
}

/** Takes the cells of these sets out of a scan. */
export class ResultWatch {
  readonly #sets: SetWatch[];
  readonly #refresh: ResultSet | null;
  readonly #byColumn: (ColumnWatch[] | undefined)[] = [];

  /** `refresh`: the one of the sets whose values a new copy replaces, or null. */
  constructor(sets: readonly ResultSet[], refresh: ResultSet | null) {
    this.#refresh = refresh;
    this.#sets = sets.map((set) => ({
      set,
      row: 0,
      verdictHere: false,
      filledHere: [],
      shared: new Map(),
      texts: new Map(),
      tooMany: Infinity,
      lastRow: 0,
    }));
    for (const watch of this.#sets) {
      for (const place of watch.set.columns) {
        const column: ColumnWatch = { set: watch, place, cells: 0, styles: new Set(), strayRow: Infinity };
        (this.#byColumn[place.column] ??= []).push(column);
      }
    }
  }

  /** What a cell with a value is. */
  partOf(row: number, column: number): number {
    const found = this.#find(row, column);
    if (found === undefined) return PART.none;
    const { set } = found.set;
    if (row === set.header) return PART.heading;
    return set === this.#refresh ? PART.refreshed : PART.kept;
  }

  /** Notes a value of ours. */
  note(
    row: number,
    column: number,
    style: number,
    cell: { kind: number; value: number; buf: Buffer; from: number; to: number; prefix: string },
  ): void {
    const watch = this.#find(row, column);
    if (watch === undefined) return;
    const { set } = watch;
    if (row !== set.row) {
      closeRow(set);
      set.row = row;
    }
    set.lastRow = row;
    watch.cells += 1;
    if (watch.styles.size < MAX_STYLES) watch.styles.add(style);
    if (watch.place.key !== 'veredicto') {
      set.filledHere.push(watch);
      return;
    }
    set.verdictHere = true;
    const { kind, value, buf, from, to, prefix } = cell;
    if (kind === KIND.shared) see(set, set.shared, value, row);
    else if (kind === KIND.inline) see(set, set.texts, richText(buf, from, to, prefix), row);
    else see(set, set.texts, kind === KIND.text ? valueText(buf, from, to) : '', row);
  }

  /** The shared strings whose texts are asked for. */
  neededStrings(into: Set<number>): void {
    for (const set of this.#sets) for (const index of set.shared.keys()) into.add(index);
  }

  /**
   * The sets that are ours, each to its last verdict and with the columns that are ours. `quoted`: cell styles
   * that mark a text as such, which our texts have and hardly any of the user's.
   */
  accepted(texts: ReadonlyMap<number, string>, quoted: ReadonlySet<number>): ResultSet[] {
    return this.#sets.flatMap((watch) => {
      closeRow(watch);
      const bottom = bottomOf(watch, texts);
      if (bottom === null) return [];
      const columns = this.#byColumn
        .flatMap((list) => list ?? [])
        .filter((column) => column.set === watch && isOurs(column, bottom, quoted))
        .map(({ place }) => place);
      return [{ ...watch.set, columns, bottom }];
    });
  }

  /** Whether the scan left out just what these sets hold, and nothing of the user's. */
  isExact(sets: readonly ResultSet[]): boolean {
    return (
      sets.length === this.#sets.length &&
      sets.every((set, i) => {
        const { set: used, lastRow } = this.#sets[i] as SetWatch;
        return (
          set.columns.length === used.columns.length && (lastRow <= set.bottom || used.bottom === set.bottom)
        );
      })
    );
  }

  #find(row: number, column: number): ColumnWatch | undefined {
    const watches = this.#byColumn[column];
    if (watches === undefined) return undefined;
    for (const watch of watches) {
      const { header, bottom } = watch.set.set;
      if (row >= header && row <= bottom) return watch;
    }
    return undefined;
  }
}

function see<K>(set: SetWatch, seen: Map<K, Seen>, value: K, row: number): void {
  const known = seen.get(value);
  if (known !== undefined) known.last = row;
  else if (seen.size < MAX_VALUES) seen.set(value, { first: row, last: row });
  else set.tooMany = Math.min(set.tooMany, row);
}

function closeRow(set: SetWatch): void {
  if (!set.verdictHere)
    for (const column of set.filledHere) column.strayRow = Math.min(column.strayRow, set.row);
  set.verdictHere = false;
  set.filledHere.length = 0;
}

/** The row of the last verdict; null where something else stands among or instead of the verdicts. */
function bottomOf(watch: SetWatch, texts: ReadonlyMap<number, string>): number | null {
  let bottom = watch.set.header;
  let other = watch.tooMany;
  const take = (text: string, { first, last }: Seen): void => {
    if (WORDS.has(text)) bottom = Math.max(bottom, last);
    else other = Math.min(other, first);
  };
  for (const [index, seen] of watch.shared) take(texts.get(index) ?? '', seen);
  for (const [text, seen] of watch.texts) take(text, seen);
  if (other < bottom) return null;
  return bottom === watch.set.header && other < Infinity ? null : bottom;
}

function isOurs(
  { place, cells, styles, strayRow }: ColumnWatch,
  bottom: number,
  quoted: ReadonlySet<number>,
): boolean {
  if (place.key === 'veredicto') return true;
  if (strayRow <= bottom) return false;
  if (place.distinctive) return true;
  if (cells === 0) return place.adjacent;
  return [...styles].every((style) => quoted.has(style));
}
