/** Looks at what stands in the columns of earlier results while a sheet is scanned, so that nothing of the user's is taken for ours. */
import { richText, valueText } from '../sheet/cell-text.ts';
import { KIND } from '../sheet/row-scanner.ts';
import type { ResultSet, SetColumn } from './sets.ts';
import { agrees, isVerdict } from './values.ts';

/** What a cell is: `kept` stays in the copy, `refreshed` gets a new verdict's text or is emptied. */
export const PART = { none: 0, heading: 1, kept: 2, refreshed: 3 } as const;

/** Six words; more different values are no verdicts. */
const MAX_VALUES = 40;
const MAX_STYLES = 4000;
/** Pairs of a verdict and a text that are looked at: enough to see whether they go together. */
const MAX_PAIRS = 2000;

/** A cell's value as the scanner found it. */
interface NotedCell {
  kind: number;
  value: number;
  buf: Buffer;
  from: number;
  to: number;
  prefix: string;
}

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
  /** What stands here in the current row. */
  here: CellRef | null;
  /** Which text stood beside which verdict, by their keys; only while nothing has the mark of our texts. */
  pairs: Map<string, { verdict: CellRef; own: CellRef | null }>;
}

/** A text: of a shared string, or its own. */
type CellRef = number | string;

interface SetWatch {
  set: ResultSet;
  row: number;
  verdictHere: boolean;
  /** The current row's verdict. */
  verdict: CellRef | null;
  /** Whether some cell has the mark of our texts. */
  marked: boolean;
  columns: ColumnWatch[];
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
  readonly #quoted: ReadonlySet<number>;
  readonly #byColumn: (ColumnWatch[] | undefined)[] = [];

  /**
   * `refresh`: the one of the sets whose values a new copy replaces, or null. `quoted`: cell styles that mark a
   * text as such, which our texts have and hardly any of the user's.
   */
  constructor(sets: readonly ResultSet[], refresh: ResultSet | null, quoted: ReadonlySet<number>) {
    this.#refresh = refresh;
    this.#quoted = quoted;
    this.#sets = sets.map((set) => ({
      set,
      row: 0,
      verdictHere: false,
      verdict: null,
      marked: false,
      columns: [],
      filledHere: [],
      shared: new Map(),
      texts: new Map(),
      tooMany: Infinity,
      lastRow: 0,
    }));
    for (const watch of this.#sets) {
      for (const place of watch.set.columns) {
        const column: ColumnWatch = {
          set: watch,
          place,
          cells: 0,
          styles: new Set(),
          strayRow: Infinity,
          here: null,
          pairs: new Map(),
        };
        watch.columns.push(column);
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
  note(row: number, column: number, style: number, cell: NotedCell): void {
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
    if (!set.marked && this.#quoted.has(style)) set.marked = true;
    if (watch.place.key !== 'veredicto') {
      set.filledHere.push(watch);
      if (!set.marked && !watch.place.distinctive) watch.here = refOf(cell);
      return;
    }
    set.verdictHere = true;
    const ref = refOf(cell);
    if (typeof ref === 'number') see(set, set.shared, ref, row);
    else see(set, set.texts, ref, row);
    set.verdict = ref;
  }

  /** The shared strings whose texts are asked for. */
  neededStrings(into: Set<number>): void {
    for (const set of this.#sets) {
      for (const index of set.shared.keys()) into.add(index);
      for (const { pairs } of set.columns)
        for (const { own } of pairs.values()) if (typeof own === 'number') into.add(own);
    }
  }

  /** The sets that are ours, each to its last verdict and with the columns that are ours. */
  accepted(texts: ReadonlyMap<number, string>): ResultSet[] {
    return this.#sets.flatMap((watch) => {
      closeRow(watch);
      const bottom = bottomOf(watch, texts);
      if (bottom === null) return [];
      const columns = this.#byColumn
        .flatMap((list) => list ?? [])
        .filter((column) => column.set === watch && isOurs(column, bottom, this.#quoted, texts))
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
  if (set.verdict !== null && !set.marked) keepPairs(set, set.verdict);
  for (const column of set.filledHere) column.here = null;
  set.verdictHere = false;
  set.verdict = null;
  set.filledHere.length = 0;
}

/** A column that holds something needs its text beside each verdict, an empty one too. */
function keepPairs(set: SetWatch, verdict: CellRef): void {
  for (const { place, pairs, here } of set.columns) {
    if (place.key === 'veredicto' || place.distinctive || pairs.size >= MAX_PAIRS) continue;
    const key = `${String(verdict)}\n${typeof here}${String(here)}`;
    if (!pairs.has(key)) pairs.set(key, { verdict, own: here });
  }
}

function refOf(cell: NotedCell): CellRef {
  const { kind, value, buf, from, to, prefix } = cell;
  if (kind === KIND.shared) return value;
  if (kind === KIND.inline) return richText(buf, from, to, prefix);
  return kind === KIND.text || kind === KIND.number ? valueText(buf, from, to) : '';
}

/** The row of the last verdict; null where something else stands among or instead of the verdicts. */
function bottomOf(watch: SetWatch, texts: ReadonlyMap<number, string>): number | null {
  let bottom = watch.set.header;
  let other = watch.tooMany;
  const take = (text: string, { first, last }: Seen): void => {
    if (isVerdict(text)) bottom = Math.max(bottom, last);
    else other = Math.min(other, first);
  };
  for (const [index, seen] of watch.shared) take(texts.get(index) ?? '', seen);
  for (const [text, seen] of watch.texts) take(text, seen);
  if (other < bottom) return null;
  return bottom === watch.set.header && other < Infinity ? null : bottom;
}

function isOurs(
  { set, place, cells, styles, strayRow, pairs }: ColumnWatch,
  bottom: number,
  quoted: ReadonlySet<number>,
  texts: ReadonlyMap<number, string>,
): boolean {
  if (place.key === 'veredicto') return true;
  if (strayRow <= bottom) return false;
  if (place.distinctive) return true;
  if (cells === 0) return place.adjacent;
  if ([...styles].every((style) => quoted.has(style))) return true;
  // Some programs drop the marks when they save: then what stands beside each verdict has to go with it.
  const textOf = (ref: CellRef | null): string =>
    typeof ref === 'number' ? (texts.get(ref) ?? '') : (ref ?? '');
  return (
    !set.marked &&
    place.adjacent &&
    [...pairs.values()].every(({ verdict, own }) => agrees(place.key, textOf(verdict), textOf(own)))
  );
}
