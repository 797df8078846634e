/** The chosen column in full: every value by reference, its style, and the name beside it. */
import { CLASS, isEvidence, isHeader, isWords } from '../detect/classes.ts';
import { richText, valueText } from './cell-text.ts';
import { FloatList, IntList } from './growing.ts';
import { NumberSet } from './number-set.ts';
import { KIND } from './row-scanner.ts';

/**
 * A value without its text: a number from zero up (RUCs kept as text included, since they read the same),
 * a shared string below zero, an own text far below.
 */
export type ValueRef = number;
const OWN_TEXT = 2 ** 40;

/** The index of the shared string, or -1. */
export function sharedIndex(ref: ValueRef): number {
  return ref < 0 && ref > -OWN_TEXT ? -ref - 1 : -1;
}

/** Which names are wanted. */
export interface NameOptions {
  /** The name of each row, not only that beside a value's first cell. */
  everyName?: boolean;
  /** The column of the names; 0: found by its header. */
  nameColumn?: number;
}

/** Collects one column (and the nearest column of names) while the rows pass. */
export class FocusColumn {
  readonly column: number;
  readonly rows = new IntList();
  readonly refs = new FloatList();
  readonly styles = new IntList();
  /** Names beside values met for the first time; NaN for the others, unless every name was asked for. */
  readonly names = new FloatList();
  /** Indexes into this list's values of rows that are hidden. */
  readonly hidden = new Set<number>();
  nameColumn = 0;
  /** Style of the column's cell in each row of the first ones, blank cells too: the header's look. */
  readonly firstStyles = new Map<number, number>();
  readonly #prefix: string;
  readonly #texts: string[] = [];
  readonly #textIndex = new Map<string, number>();
  readonly #fractions = new Set<ValueRef>();
  readonly #watchedHeader: number;
  readonly #everyName: boolean;
  readonly #findsNames: boolean;
  #row = 0;
  #ref = NaN;
  #style = 0;
  readonly #seen = new NumberSet();
  #buf: Buffer = Buffer.alloc(0);
  #nameCell: { kind: number; value: number; from: number; to: number } | null = null;
  #evidence = false;
  #headerCells: { column: number; strong: boolean }[] = [];
  #rowCells = 0;
  #headerHere = false;

  /**
   * `watchedHeader`: a header row whose style is wanted however far down it is.
   */
  constructor(
    column: number,
    prefix: string,
    watchedHeader: number | null,
    { everyName = false, nameColumn = 0 }: NameOptions = {},
  ) {
    this.column = column;
    this.#prefix = prefix;
    this.#watchedHeader = watchedHeader ?? 0;
    this.#everyName = everyName;
    this.nameColumn = nameColumn;
    this.#findsNames = nameColumn === 0;
  }

  rowStart(row: number, _hidden: boolean): void {
    this.#row = row;
    this.#ref = NaN;
    this.#nameCell = null;
    this.#rowCells = 0;
    this.#headerHere = false;
    this.#headerCells.length = 0;
  }

  /** A cell that is empty but styled. */
  blank(column: number, style: number): void {
    if (column === this.column) this.#keepStyle(style);
  }

  cell(
    column: number,
    style: number,
    kind: number,
    value: number,
    cls: number,
    ruc: number,
    buf: Buffer,
    from: number,
    to: number,
  ): void {
    this.#rowCells += 1;
    if (column === this.column) {
      this.#keepStyle(style);
      this.#style = style;
      if (ruc !== 0) this.#ref = ruc;
      else if (kind !== KIND.formula) this.#ref = this.#refOf(kind, value, buf, from, to);
      if (isHeader(cls)) this.#headerHere = true;
      if (isEvidence(cls)) this.#evidence = true;
    } else if (column === this.nameColumn && isWords(cls)) {
      this.#buf = buf;
      this.#nameCell = { kind, value, from, to };
    }
    const strong = cls === CLASS.headerName;
    if (column !== this.column && (strong || cls === CLASS.headerParty)) {
      this.#headerCells.push({ column, strong });
    }
  }

  rowEnd(_row: number, hidden: boolean): void {
    // A RUC may stand in a title above: a row that heads this column too still counts.
    if (
      this.#findsNames &&
      this.#headerCells.length > 0 &&
      (this.#headerHere || (!this.#evidence && this.#rowCells >= 2))
    ) {
      this.#chooseNames();
    }
    if (Number.isNaN(this.#ref)) return;
    if (hidden) this.hidden.add(this.rows.length);
    this.rows.push(this.#row);
    this.refs.push(this.#ref);
    this.styles.push(this.#style);
    this.names.push(this.#nameOf(this.#ref));
  }

  /** The name beside a value met for the first time; later ones are looked at only where all are wanted. */
  #nameOf(ref: ValueRef): ValueRef {
    // The set takes numbers above zero: references below it move past every RUC.
    if (!this.#everyName && !this.#seen.add(ref >= 0 ? ref + 1 : 2 ** 44 - ref)) return NaN;
    const cell = this.#nameCell;
    return cell === null ? NaN : this.#refOf(cell.kind, cell.value, this.#buf, cell.from, cell.to);
  }

  /** The text of a reference; shared strings are looked up in `shared`. */
  text(ref: ValueRef, shared: ReadonlyMap<number, string>): string {
    if (ref >= 0) return String(ref);
    if (ref <= -OWN_TEXT) return this.#texts[-ref - OWN_TEXT] ?? '';
    return shared.get(-ref - 1) ?? '';
  }

  /** Whether the value is a number with decimals: read as it is, its point is no sign to be dropped. */
  isFraction(ref: ValueRef): boolean {
    return this.#fractions.has(ref);
  }

  #keepStyle(style: number): void {
    if (this.firstStyles.size < 200 || this.#row === this.#watchedHeader)
      this.firstStyles.set(this.#row, style);
  }

  #refOf(kind: number, value: number, buf: Buffer, from: number, to: number): ValueRef {
    if (kind === KIND.shared) return -value - 1;
    if (kind === KIND.number) {
      if (value >= 0) return value;
      const text = buf.toString('latin1', from, to);
      const number = Number(text);
      if (Number.isSafeInteger(number) && number >= 0) return number;
      const ref = this.#intern(numberText(text, number));
      this.#fractions.add(ref);
      return ref;
    }
    const text = kind === KIND.inline ? richText(buf, from, to, this.#prefix) : valueText(buf, from, to);
    return this.#intern(text);
  }

  #intern(text: string): ValueRef {
    let index = this.#textIndex.get(text);
    if (index === undefined) {
      index = this.#texts.length;
      this.#texts.push(text);
      this.#textIndex.set(text, index);
    }
    return -OWN_TEXT - index;
  }

  /** The nearest column of names, to the right before the left; a header that says names before one that says who. */
  #chooseNames(): void {
    let best = Infinity;
    for (const { column, strong } of this.#headerCells) {
      const distance = column > this.column ? column - this.column : this.column - column + 0.5;
      const cost = strong ? distance : distance + 1000;
      if (cost < best) {
        best = cost;
        this.nameColumn = column;
      }
    }
  }
}

function numberText(text: string, number: number): string {
  return Number.isFinite(number) ? String(number) : text;
}
