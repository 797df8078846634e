/** Pass one over a sheet: what every cell can be, the first rows as they are, and one column in full. */
import { crc32 } from 'node:zlib';
import type { SharedClasses } from '../book/shared-strings.ts';
import {
  CLASS,
  classifyDigits,
  classifyNumber,
  classifyText,
  isEvidence,
  isHeader,
} from '../detect/classes.ts';
import { damagedSheet, isDecimal } from './bytes.ts';
import { plainDigits, richText, valueText } from './cell-text.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';
import { ClassMatrix } from './class-matrix.ts';
import { ColumnValues, type ValueSort } from './column-values.ts';
import { PART, type ResultWatch } from '../results/watch.ts';
import { CellDigest } from './digest.ts';
import type { FocusColumn } from './focus.ts';
import { KIND, type RowSink } from './row-scanner.ts';
import { TextClasses } from './text-classes.ts';
import { Zone } from './zone.ts';

const NO_BYTES: Buffer = Buffer.alloc(0);

/** Takes a sheet's cells and keeps what detection, reading and annotating need. */
export class SheetProfile implements RowSink {
  readonly classes = new ClassMatrix();
  readonly zone: Zone;
  readonly digest = new CellDigest();
  /** The digest without the values that a new copy refreshes; null where it refreshes none. */
  readonly digestWithout: CellDigest | null;
  /** The distinct numbers of each column that holds RUCs, or what looks like them. */
  readonly values = new Map<number, ColumnValues>();
  /** The last column with any cell, styled blanks included. */
  lastCellColumn = 0;
  /** The last column with a value or a formula, blanks typed as text included. */
  lastValueColumn = 0;
  hiddenRows = 0;
  readonly #shared: SharedClasses;
  readonly #prefix: string;
  readonly #focus: FocusColumn | null;
  readonly #results: ResultWatch | null;
  #texts: TextClasses | null = null;
  readonly #form = new WellFormedCheck();
  #buf = NO_BYTES;
  #row = 0;
  #hidden = false;
  #filled = 0;
  #ruc = 0;
  #inZone = false;

  constructor(
    shared: SharedClasses,
    prefix: string,
    namedHeader: number | null,
    focus: FocusColumn | null,
    results: ResultWatch | null = null,
  ) {
    this.#shared = shared;
    this.#prefix = prefix;
    this.#focus = focus;
    this.#results = results;
    this.digestWithout = results === null ? null : new CellDigest();
    this.zone = new Zone(namedHeader);
  }

  window(bytes: Buffer): void {
    this.#buf = bytes;
  }

  rowStart(row: number, hidden: boolean): void {
    this.#row = row;
    this.#hidden = hidden;
    this.#filled = 0;
    this.#inZone = this.zone.begin(row);
    if (hidden) this.hiddenRows += 1;
    this.#focus?.rowStart(row, hidden);
  }

  cell(column: number, style: number, kind: number, value: number, from: number, to: number): void {
    if (column > this.lastCellColumn) this.lastCellColumn = column;
    if (kind === KIND.blank) {
      this.#focus?.blank(column, style);
      return;
    }
    if (column > this.lastValueColumn) this.lastValueColumn = column;
    if (this.#results !== null && this.#isResult(this.#results, column, style, kind, value, from, to)) return;
    const cls = this.#classify(column, kind, value, from, to);
    this.digest.mix(this.#row, column, style, kind, this.#buf, from, to);
    if (cls === CLASS.empty && kind !== KIND.formula) {
      this.#focus?.blank(column, style);
      return;
    }
    this.classes.set(this.#row, column, cls);
    this.#filled += 1;
    if (this.#inZone) this.#addToZone(column, style, kind, value, cls, from, to);
    this.#focus?.cell(column, style, kind, value, cls, this.#ruc, this.#buf, from, to);
  }

  /** Whether the cell is of an earlier copy's results; digests it either way. */
  #isResult(
    results: ResultWatch,
    column: number,
    style: number,
    kind: number,
    value: number,
    from: number,
    to: number,
  ): boolean {
    const row = this.#row;
    const buf = this.#buf;
    const part = results.partOf(row, column);
    if (part !== PART.refreshed) this.digestWithout?.mix(row, column, style, kind, buf, from, to);
    if (part === PART.none) return false;
    this.digest.mix(row, column, style, kind, buf, from, to);
    if (part !== PART.heading)
      results.note(row, column, style, { kind, value, buf, from, to, prefix: this.#prefix });
    return true;
  }

  element(from: number, to: number): void {
    this.#form.feed(this.#buf.subarray(from, to));
    if (!this.#form.finish()) throw damagedSheet('a cell is not well-formed');
  }

  rowEnd(row: number): void {
    if (this.#filled > 0) this.classes.setFill(row, this.#filled);
    if (this.#inZone) this.zone.finish();
    this.#focus?.rowEnd(row, this.#hidden);
  }

  /** Lets go what finding and planning needed, which writing does not: a byte a cell, and the distinct values. */
  forget(): void {
    this.classes.forget();
    this.values.clear();
  }

  #classify(column: number, kind: number, value: number, from: number, to: number): number {
    let cls: number = CLASS.text;
    let ruc = 0;
    if (kind === KIND.shared) {
      cls = this.#shared.classes[value] ?? CLASS.empty;
      if (cls === CLASS.ruc) ruc = this.#shared.rucs[value] as number;
    } else if (kind === KIND.number) {
      if (value >= 0 || !isDecimal(this.#buf, from, to)) {
        const number = value >= 0 ? value : Number(this.#buf.toString('latin1', from, to));
        cls = Number.isSafeInteger(number) && number >= 0 ? classifyNumber(number) : CLASS.number;
        if (cls === CLASS.ruc) ruc = number;
      } else cls = CLASS.number;
    } else if (kind === KIND.text || kind === KIND.inline) {
      const skip = this.#prefix.length;
      const digits = kind === KIND.inline ? plainDigits(this.#buf, from, to, skip) : value >= 0 ? value : -1;
      const length = kind === KIND.inline ? to - from - 7 - 2 * skip : to - from;
      cls = digits >= 0 ? classifyDigits(length, digits) : this.#textClass(kind, from, to);
      if (cls === CLASS.ruc) ruc = digits >= 0 ? digits : Number(this.#text(kind, from, to));
    }
    this.#ruc = ruc;
    if (ruc !== 0) this.#count(column, 'ruc', ruc);
    else if (cls === CLASS.rucRepaired) this.#count(column, 'repaired', this.#keyOf(kind, value, from, to));
    else if (isEvidence(cls)) this.#count(column, 'faulty', this.#keyOf(kind, value, from, to));
    else if (isHeader(cls)) this.values.get(column)?.cut();
    return cls;
  }

  #textClass(kind: number, from: number, to: number): number {
    // Only the first rows are asked about headers, so that their answers are not those of the rest.
    if (this.#inZone) return classifyText(this.#text(kind, from, to), true);
    this.#texts ??= new TextClasses();
    return this.#texts.of(this.#buf, from, to, () => classifyText(this.#text(kind, from, to), false));
  }

  #count(column: number, sort: ValueSort, value: number): void {
    let values = this.values.get(column);
    if (values === undefined) {
      values = new ColumnValues();
      this.values.set(column, values);
    }
    values.add(this.#row, sort, value);
  }

  /** A number that is the same for the same value, and hardly ever for two. */
  #keyOf(kind: number, value: number, from: number, to: number): number {
    if (kind === KIND.shared) return 2 ** 41 + value;
    if (value > 0) return value;
    return 2 ** 42 + crc32(this.#buf.subarray(from, to));
  }

  #text(kind: number, from: number, to: number): string {
    return kind === KIND.inline
      ? richText(this.#buf, from, to, this.#prefix)
      : valueText(this.#buf, from, to);
  }

  #addToZone(
    column: number,
    style: number,
    kind: number,
    value: number,
    cls: number,
    from: number,
    to: number,
  ): void {
    const index = kind === KIND.shared ? value : -1;
    const text = index >= 0 ? null : this.#text(kind, from, to);
    this.zone.add({ column, style, kind, cls, index, text });
  }
}
