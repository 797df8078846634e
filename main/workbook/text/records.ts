/**
 * The scanner of a text table's records: the one loop that every character of a million lines goes through.
 *
 * It reads units, not strings. Records are handed on whole: what follows the last whole record of a window
 * stays for the next one.
 */
import { HabidoError } from '../../../shared/errors.ts';
import { MAX_COLUMN } from '../sheet/columns.ts';
import type { Units } from './encoding.ts';

const CR = 13;
const LF = 10;
const QUOTE = 0x22;
/** DOS programs end their files with this one. */
const SUBSTITUTE = 0x1a;
/** A longer record is no line of a table: most often a quote that never ends. */
export const MAX_RECORD_UNITS = 8 * 1024 ** 2;

/**
 * Thrown where a quote opens and never closes, or closes lines later in the middle of a text (`"ACERO 1/2` on
 * several lines): the quotes of this text are no quotes.
 */
export class UnclosedQuote extends Error {}

/** What the scanner must know of the text. */
export interface RecordOptions {
  separator: number;
  lineEnd: number;
  quotes: boolean;
  /** The first line only names the separator. */
  separatorLine: boolean;
  /** What a quote that never closes does: `end` stops there (a sample), `throw` throws {@link UnclosedQuote}. */
  unclosed?: 'end' | 'throw';
}

/** The fields of one record: offsets into the window, quotes left out. */
export class FieldList {
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 0: bare; 1: in quotes; 2: in quotes, with doubled ones inside or text behind: the offsets hold all of it. */
  quoted = new Uint8Array(64);
  count = 0;

  push(start: number, end: number, quoted: number): void {
    if (this.count === this.starts.length) this.#grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.quoted[this.count] = quoted;
    this.count += 1;
  }

  isEmpty(i: number): boolean {
    return this.starts[i] === this.ends[i];
  }

  #grow(): void {
    if (this.count >= MAX_COLUMN) throw new HabidoError('archivo-demasiado-grande');
    const copy = <T extends Int32Array | Uint8Array>(from: T, into: T): T => {
      into.set(from);
      return into;
    };
    this.starts = copy(this.starts, new Int32Array(this.count * 2));
    this.ends = copy(this.ends, new Int32Array(this.count * 2));
    this.quoted = copy(this.quoted, new Uint8Array(this.count * 2));
  }
}

/** Takes what the scanner finds. Offsets count in the window last announced. */
export interface RecordSink {
  window(units: Units): void;
  /** `row` counts from 1, blank lines too; 0: the line that names the separator. `next`: past the line's end. */
  record(row: number, start: number, end: number, next: number, fields: FieldList): void;
}

/** Whether a record holds nothing at all. */
export function isBlank(units: Units, start: number, end: number): boolean {
  return end === start || (end - start === 1 && units[start] === SUBSTITUTE);
}

/** Scans records out of windows of units. One scanner a text. */
export class RecordScanner {
  readonly #options: RecordOptions;
  readonly #sink: RecordSink;
  readonly #fields = new FieldList();
  #row = 0;
  #first = true;

  constructor(options: RecordOptions, sink: RecordSink) {
    this.#options = options;
    this.#sink = sink;
  }

  /** Scans every whole record of the window; `final`: the text ends here. Answers the first unit not used. */
  scan(units: Units, final: boolean): number {
    this.#sink.window(units);
    let at = 0;
    while (at < units.length) {
      const next = this.#record(units, at, final);
      if (next === -1) break;
      at = next;
    }
    if (units.length - at > MAX_RECORD_UNITS) this.#tooLong();
    return at;
  }

  #tooLong(): never {
    if (this.#options.quotes) throw new UnclosedQuote();
    throw new HabidoError('archivo-demasiado-grande');
  }

  #record(units: Units, start: number, final: boolean): number {
    const { separator, lineEnd } = this.#options;
    const end = units.length;
    const fields = this.#fields;
    fields.count = 0;
    let at = start;
    for (;;) {
      const from = at;
      let close = 0;
      let doubled = false;
      if (this.#options.quotes && units[at] === QUOTE) {
        close = this.#closingQuote(units, at + 1, final);
        if (close === -1) return -1;
        doubled = close < 0;
        at = Math.abs(close);
        close = at;
      }
      let unit = at < end ? (units[at] as number) : -1;
      while (unit !== -1 && unit !== lineEnd && unit !== separator) {
        at += 1;
        unit = at < end ? (units[at] as number) : -1;
      }
      if (unit === -1 && !final) return -1;
      if (unit !== separator) return this.#lastField(units, start, from, at, close, doubled, unit);
      this.#field(from, at, close, doubled);
      at += 1;
    }
  }

  #lastField(
    units: Units,
    start: number,
    from: number,
    at: number,
    close: number,
    doubled: boolean,
    unit: number,
  ): number {
    let end = at;
    if (unit === LF && at > from && units[at - 1] === CR && at > close) end = at - 1;
    this.#field(from, end, close, doubled);
    const next = unit === -1 ? at : at + 1;
    const named = this.#first && this.#options.separatorLine;
    this.#first = false;
    if (!named) this.#row += 1;
    this.#sink.record(named ? 0 : this.#row, start, end, next, this.#fields);
    return next;
  }

  #field(from: number, to: number, close: number, doubled: boolean): void {
    if (close === 0) this.#fields.push(from, to, 0);
    else if (doubled || close !== to) this.#fields.push(from, to, 2);
    else this.#fields.push(from + 1, to - 1, 1);
  }

  /** Past the closing quote, negative where doubled quotes were met; -1: the window ends first. */
  #closingQuote(units: Units, from: number, final: boolean): number {
    const { lineEnd, separator, unclosed } = this.#options;
    const end = units.length;
    let at = from;
    let doubled = false;
    let broken = false;
    for (;;) {
      while (at < end && units[at] !== QUOTE) {
        if (units[at] === lineEnd) broken = true;
        at += 1;
      }
      if (at >= end || (at + 1 >= end && !final)) {
        if (final && unclosed !== 'end') throw new UnclosedQuote();
        return -1;
      }
      const next = at + 1 < end ? units[at + 1] : lineEnd;
      if (next === QUOTE) {
        doubled = true;
        at += 2;
        continue;
      }
      const closes = next === separator || next === lineEnd || next === CR;
      if (broken && !closes && unclosed !== 'end') throw new UnclosedQuote();
      return doubled ? -(at + 1) : at + 1;
    }
  }
}
