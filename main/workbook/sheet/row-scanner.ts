/**
 * The byte scanner of a sheet's rows: the one loop that every cell of a million-row sheet goes through.
 *
 * It reads bytes, not strings; a value becomes text only where somebody asks. Rows are handed on whole: what
 * follows the last whole row of a window stays for the next one.
 */
import {
  APOSTROPHE,
  EQUALS,
  GT,
  LT,
  QUOTE,
  SLASH,
  attributeRange,
  damagedSheet,
  endOfTag,
  findTag,
  hasSections,
  isMisc,
  nextTag,
  orDamaged,
  pastElement,
  pastMisc,
  startsWith,
} from './bytes.ts';
import { MAX_COLUMN, MAX_ROW } from './columns.ts';

/** What a cell holds. */
export const KIND = {
  blank: 0,
  shared: 1,
  number: 2,
  text: 3,
  inline: 4,
  bool: 5,
  error: 6,
  formula: 7,
} as const;

/** Takes what the scanner finds. `from` and `to` are offsets into the window last announced. */
export interface RowSink {
  /** A new window of bytes: offsets of the next cells count in it. */
  window(bytes: Buffer): void;
  rowStart(row: number, hidden: boolean): void;
  /**
   * `value`: the index of a shared string, or a number of up to 15 plain digits (else NaN). `formula` is a
   * cell whose formula has no stored result.
   */
  cell(column: number, style: number, kind: number, value: number, from: number, to: number): void;
  rowEnd(row: number): void;
  /** Markup that the scanner passed over without looking into it: a formula, rich text, an extension. */
  element?(from: number, to: number): void;
}

/** `t` of a cell by its first letter; `str` and `inlineStr` are told from `s` apart. */
const TYPE = { shared: 0x73, inline: 0x69, bool: 0x62, error: 0x65, date: 0x64, text: 0x53 } as const;

/** Scans rows out of windows of bytes. One scanner a sheet. */
export class RowScanner {
  /** Set when `</sheetData>` was met; the bytes from `scan`'s answer on are what follows the rows. */
  done = false;
  readonly #sink: RowSink;
  readonly #prefix: Buffer;
  readonly #skip: number;
  readonly #closeRow: Buffer;
  readonly #closeText: Buffer;
  readonly #closePlain: Buffer;
  /** Beginnings of end tags; a blank may follow their names. */
  readonly #endOfRow: Buffer;
  readonly #endOfC: Buffer;
  readonly #endOfV: Buffer;
  #buf: Buffer = Buffer.alloc(0);
  #end = 0;
  #row = 0;
  #hidden = false;
  #column = 0;
  #type = 0;
  #style = 0;

  /** `prefix` is the sheet's own (`x:`), or empty. */
  constructor(prefix: string, sink: RowSink) {
    this.#sink = sink;
    this.#prefix = Buffer.from(prefix, 'latin1');
    this.#skip = prefix.length;
    this.#closeRow = Buffer.from(`</${prefix}row>`, 'latin1');
    this.#closeText = Buffer.from(`</${prefix}is>`, 'latin1');
    this.#closePlain = Buffer.from(`</${prefix}t></${prefix}is>`, 'latin1');
    this.#endOfRow = Buffer.from(`</${prefix}row`, 'latin1');
    this.#endOfC = Buffer.from(`</${prefix}c`, 'latin1');
    this.#endOfV = Buffer.from(`</${prefix}v`, 'latin1');
  }

  /** Scans every whole row of the window; answers the offset of the first byte not used. */
  scan(buf: Buffer): number {
    const end = buf.length;
    this.#buf = buf;
    this.#end = end;
    this.#sink.window(buf);
    const last = buf.lastIndexOf(this.#closeRow);
    const whole = last === -1 ? 0 : last + this.#closeRow.length;
    // A comment or CDATA section may hold what looks like the end of a row.
    const careful = hasSections(buf);
    let at = 0;
    for (;;) {
      at = nextTag(buf, at, end);
      if (at === -1) return end;
      const past = isMisc(buf, at) ? pastMisc(buf, at, end) : endOfTag(buf, at, end);
      if (past === -1) return at;
      if (buf[at + 1] === SLASH) {
        this.done = true;
        return at;
      }
      if (isMisc(buf, at)) {
        at = past;
        continue;
      }
      this.#expectRow(at);
      if (buf[past - 2] === SLASH) {
        this.#rowAttributes(at, past);
        this.#sink.rowStart(this.#row, this.#hidden);
        this.#sink.rowEnd(this.#row);
        at = past;
        continue;
      }
      if (careful ? findTag(buf, this.#closeRow, past, end) === -1 : at >= whole) return at;
      at = this.#rowCells(at, past);
    }
  }

  #expectRow(at: number): void {
    const p = at + 1 + this.#skip;
    const buf = this.#buf;
    if (this.#localAt(at + 1) !== 0x72 || buf[p + 1] !== 0x6f || buf[p + 2] !== 0x77) {
      throw damagedSheet('something else among the rows');
    }
  }

  /** The first character of the local name at `at`, or 0 where its prefix is not the sheet's. */
  #localAt(at: number): number {
    for (let i = 0; i < this.#skip; i += 1) if (this.#buf[at + i] !== this.#prefix[i]) return 0;
    return this.#buf[at + this.#skip] ?? 0;
  }

  #rowAttributes(at: number, tagEnd: number): void {
    const buf = this.#buf;
    let row = this.#row + 1;
    // Nearly every writer puts the number first.
    let p = at + 8 + this.#skip;
    if (buf[p - 3] === 0x72 && buf[p - 2] === EQUALS) {
      row = 0;
      for (let b = buf[p] as number; b >= 48 && b <= 57; b = buf[++p] as number) row = row * 10 + b - 48;
    } else {
      const range = attributeRange(buf, at, tagEnd, 'r');
      if (range !== null) row = Number(buf.toString('latin1', ...range));
    }
    if (!(row >= 1 && row <= MAX_ROW)) throw damagedSheet('row number');
    this.#row = row;
    const hidden = tagEnd - p > 10 ? attributeRange(buf, p, tagEnd, 'hidden') : null;
    this.#hidden = hidden !== null && /^(1|true)$/.test(buf.toString('latin1', ...hidden));
  }

  #rowCells(at: number, tagEnd: number): number {
    const buf = this.#buf;
    const end = this.#end;
    this.#rowAttributes(at, tagEnd);
    this.#column = 0;
    this.#sink.rowStart(this.#row, this.#hidden);
    let p = tagEnd;
    for (;;) {
      p = orDamaged(nextTag(buf, p, end));
      if (buf[p + 1] === SLASH) break;
      if (isMisc(buf, p)) {
        p = orDamaged(pastMisc(buf, p, end));
        continue;
      }
      const after = buf[p + 2 + this.#skip] ?? 0;
      const isCell = this.#localAt(p + 1) === 0x63 && (after <= 32 || after === GT || after === SLASH);
      p = isCell ? this.#cell(p) : this.#passedOver(p);
    }
    if (!startsWith(buf, this.#endOfRow, p)) throw damagedSheet('rows and cells not nested');
    this.#sink.rowEnd(this.#row);
    return orDamaged(endOfTag(buf, p, end));
  }

  /** One cell whose `<` stands at `at`; answers the offset past it. */
  #cell(at: number): number {
    const body = this.#cellTag(at + 2 + this.#skip);
    if (this.#column > MAX_COLUMN) throw damagedSheet('column number');
    if (this.#buf[body - 2] !== SLASH) return this.#cellBody(body);
    this.#sink.cell(this.#column, this.#style, KIND.blank, 0, 0, 0);
    return body;
  }

  /** Reads `r`, `s` and `t` into the scanner's fields; `p` stands behind the element's name. */
  #cellTag(p: number): number {
    const buf = this.#buf;
    const end = this.#end;
    let column = this.#column + 1;
    this.#style = 0;
    this.#type = 0;
    let q = p;
    while (q < end) {
      const ch = buf[q] as number;
      if (ch <= 32) {
        q += 1;
        continue;
      }
      if (ch === GT || ch === SLASH) {
        this.#column = column;
        return ch === SLASH ? q + 2 : q + 1;
      }
      const quote = buf[q + 2];
      if (buf[q + 1] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) {
        q = this.#pastAttribute(q);
        continue;
      }
      q += 3;
      if (ch === 0x72) {
        let letters = 0;
        for (let b = buf[q] as number; b >= 65 && q < end; b = buf[++q] as number)
          letters = letters * 26 + (b & 0x1f);
        if (letters > 0) column = letters;
      } else if (ch === 0x73) {
        let style = 0;
        for (let b = buf[q] as number; b >= 48 && b <= 57; b = buf[++q] as number)
          style = style * 10 + b - 48;
        this.#style = style;
      } else if (ch === 0x74) {
        this.#type = buf[q] === TYPE.shared && buf[q + 1] === 0x74 ? TYPE.text : (buf[q] as number);
      }
      while (q < end && buf[q] !== quote) q += 1;
      q += 1;
    }
    throw damagedSheet('unfinished cell');
  }

  #pastAttribute(p: number): number {
    const buf = this.#buf;
    let q = p;
    while (q < this.#end && buf[q] !== QUOTE && buf[q] !== APOSTROPHE && buf[q] !== GT) q += 1;
    const quote = buf[q];
    if (quote === GT) throw damagedSheet('attribute without a value');
    q += 1;
    while (q < this.#end && buf[q] !== quote) q += 1;
    return q + 1;
  }

  #cellBody(body: number): number {
    const buf = this.#buf;
    const end = this.#end;
    let q = body;
    let from = 0;
    let to = 0;
    let value = NaN;
    let formula = false;
    for (;;) {
      q = orDamaged(nextTag(buf, q, end));
      if (buf[q + 1] === SLASH) break;
      if (isMisc(buf, q)) {
        q = orDamaged(pastMisc(buf, q, end));
        continue;
      }
      const local = this.#localAt(q + 1);
      if (local !== 0x76 && local !== 0x69) {
        formula ||= local === 0x66;
        q = this.#passedOver(q);
        continue;
      }
      const open = orDamaged(endOfTag(buf, q, end));
      if (buf[open - 2] === SLASH) {
        q = open;
        continue;
      }
      from = open;
      if (local === 0x76) {
        let t = open;
        let digits = 0;
        for (let b = buf[t] as number; b >= 48 && b <= 57; b = buf[++t] as number)
          digits = digits * 10 + b - 48;
        const plain = buf[t] === LT && buf[t + 1] === SLASH && t > open && t - open <= 15;
        value = plain ? digits : NaN;
        to = plain ? t : this.#endOfValue(t);
        if (!startsWith(buf, this.#endOfV, to)) throw damagedSheet('a value not closed');
      } else {
        to = this.#endOfText(q, open);
      }
      q = orDamaged(endOfTag(buf, to, end));
    }
    if (!startsWith(buf, this.#endOfC, q)) throw damagedSheet('a cell not closed');
    this.#emit(from, to, value, formula);
    return orDamaged(endOfTag(buf, q, end));
  }

  #passedOver(at: number): number {
    const past = orDamaged(pastElement(this.#buf, at, this.#end));
    this.#sink.element?.(at, past);
    return past;
  }

  /** Where `</is>` stands. Nearly always it holds one plain `<t>`, which is seen without a walk over its tags. */
  #endOfText(at: number, open: number): number {
    const buf = this.#buf;
    const end = this.#end;
    const inner = open + 1 + this.#skip;
    if (buf[open] === LT && buf[inner] === 0x74 && startsWith(buf, this.#prefix, open + 1)) {
      const text = orDamaged(endOfTag(buf, open, end));
      const close = orDamaged(nextTag(buf, text, end));
      if (startsWith(buf, this.#closePlain, close))
        return close + this.#closePlain.length - this.#closeText.length;
    }
    const close = orDamaged(findTag(buf, this.#closeText, open, end));
    this.#sink.element?.(at, close + this.#closeText.length);
    return close;
  }

  /** The next end tag from `p` on, comments and CDATA passed over. */
  #endOfValue(p: number): number {
    let at = orDamaged(nextTag(this.#buf, p, this.#end));
    while (this.#buf[at + 1] !== SLASH) {
      if (!isMisc(this.#buf, at)) throw damagedSheet('markup in a value');
      at = orDamaged(nextTag(this.#buf, orDamaged(pastMisc(this.#buf, at, this.#end)), this.#end));
    }
    return at;
  }

  #emit(from: number, to: number, value: number, formula: boolean): void {
    const type = this.#type;
    let kind: number = KIND.number;
    if (from === 0 || to === from) kind = formula ? KIND.formula : KIND.blank;
    else if (type === TYPE.shared) kind = KIND.shared;
    else if (type === TYPE.inline) kind = KIND.inline;
    else if (type === TYPE.bool) kind = KIND.bool;
    else if (type === TYPE.error) kind = KIND.error;
    else if (type === TYPE.text || type === TYPE.date) kind = KIND.text;
    let number = value;
    if (kind === KIND.shared && !(number >= 0)) {
      number = Number(this.#buf.toString('latin1', from, to));
      if (!(number >= 0)) throw damagedSheet('string index');
    }
    this.#sink.cell(this.#column, this.#style, kind, number, from, to);
  }
}
