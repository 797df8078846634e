/** Pass two: the sheet's bytes as they are, with our cells in the rows that get a verdict. */
import {
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
} from '../sheet/bytes.ts';
import { columnNumber, type CellRange } from '../sheet/columns.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import type { SheetHandler } from '../sheet/stream.ts';
import type { PushBlock } from '../zip/writer.ts';
import { BlockOutput } from './block-output.ts';
import type { CellWriter } from './cells.ts';
import { editEpilog, editProlog } from './frame-edits.ts';
import type { Placement } from './placement.ts';

export interface RowPatcherOptions {
  focus: FocusColumn;
  placement: Placement;
  writer: CellWriter;
  headings: readonly string[];
  /** The RUC header's style; null where the workbook takes none. */
  headerStyle: number | null;
  /** All cells with ours, for the dimension. */
  used: CellRange;
  /** Whether some rows have cells (styled blanks) at or right of our first column. */
  cellsToTheRight: boolean;
  push: PushBlock;
}

/** Copies a worksheet and inserts our cells. */
export class RowPatcher implements SheetHandler {
  done = false;
  readonly #options: RowPatcherOptions;
  readonly #out = new BlockOutput();
  #prefix = '';
  #closeRow = Buffer.alloc(0);
  #row = 0;
  #next = 0;
  #headerPending: boolean;
  #window: Buffer = Buffer.alloc(0);
  #copied = 0;

  constructor(options: RowPatcherOptions) {
    this.#options = options;
    this.#headerPending = options.placement.headerRow > 0;
  }

  async prolog(xml: string, prefix: string, selfClosed: boolean): Promise<void> {
    const { placement, used, push } = this.#options;
    this.#prefix = prefix;
    this.#closeRow = Buffer.from(`</${prefix}row>`, 'latin1');
    const edited = editProlog(xml, prefix, placement, used);
    if (selfClosed && this.#headerPending) {
      this.#out.write(`${edited.replace(/\s*\/>$/, '>')}${this.#newHeaderRow()}</${prefix}sheetData>`);
    } else {
      this.#out.write(edited);
    }
    await this.#out.flush(push);
  }

  async rows(window: Buffer): Promise<number> {
    this.#window = window;
    this.#copied = 0;
    const used = this.#patchWindow();
    this.#copyTo(used);
    await this.#out.flush(this.#options.push);
    return used;
  }

  async epilog(xml: string): Promise<void> {
    this.#out.write(editEpilog(xml, this.#options.placement));
    await this.#out.end(this.#options.push);
    if (this.#next < this.#options.focus.rows.length) throw new Error('rows were passed over');
  }

  #patchWindow(): number {
    const window = this.#window;
    const end = window.length;
    const careful = hasSections(window);
    let at = 0;
    for (;;) {
      at = nextTag(window, at, end);
      if (at === -1) return end;
      const past = isMisc(window, at) ? pastMisc(window, at, end) : endOfTag(window, at, end);
      if (past === -1) return at;
      if (window[at + 1] === SLASH) {
        this.done = true;
        this.#insertHeaderBefore(at, Infinity);
        return at;
      }
      if (isMisc(window, at)) {
        at = past;
        continue;
      }
      const selfClosed = window[past - 2] === SLASH;
      const close = selfClosed
        ? past
        : careful
          ? findTag(window, this.#closeRow, past, end)
          : window.indexOf(this.#closeRow, past);
      if (close === -1) return at;
      this.#readRowNumber(at, past);
      this.#insertHeaderBefore(at, this.#row);
      const cells = this.#cellsOfRow();
      if (cells !== '') this.#insert(at, past, close, selfClosed, cells);
      at = selfClosed ? past : close + this.#closeRow.length;
    }
  }

  #readRowNumber(at: number, past: number): void {
    const range = attributeRange(this.#window, at, past, 'r');
    this.#row = range === null ? this.#row + 1 : Number(this.#window.toString('latin1', ...range));
    if (!(this.#row >= 1)) throw damagedSheet('row number');
  }

  /** Our cells for the current row: the header's, a verdict's, or none. */
  #cellsOfRow(): string {
    const { focus, writer, placement, headings, headerStyle } = this.#options;
    let cells = '';
    if (this.#headerPending && this.#row === placement.headerRow) {
      this.#headerPending = false;
      cells = writer.header(this.#row, headerStyle, headings);
    }
    if (this.#next < focus.rows.length && focus.rows.at(this.#next) === this.#row) {
      const verdict = writer.row(this.#next, this.#row, focus.styles.at(this.#next));
      this.#next += 1;
      if (cells === '') cells = verdict;
    }
    return cells;
  }

  /** A header row that the sheet does not have yet goes before the first row that follows it. */
  #insertHeaderBefore(at: number, row: number): void {
    if (!this.#headerPending || row <= this.#options.placement.headerRow) return;
    this.#headerPending = false;
    this.#copyTo(at);
    this.#out.write(this.#newHeaderRow());
  }

  #newHeaderRow(): string {
    const { placement, writer, headerStyle, headings } = this.#options;
    const row = placement.headerRow;
    const cells = writer.header(row, headerStyle, headings);
    return `<${this.#prefix}row r="${String(row)}">${cells}</${this.#prefix}row>`;
  }

  #insert(at: number, past: number, close: number, selfClosed: boolean, cells: string): void {
    this.#growSpans(at, past);
    if (selfClosed) {
      this.#copyTo(past - 2);
      this.#out.write(`>${cells}</${this.#prefix}row>`);
      this.#copied = past;
      return;
    }
    const place = this.#options.cellsToTheRight ? this.#placeAmong(past, close) : { from: close, to: close };
    this.#copyTo(place.from);
    this.#out.write(cells);
    this.#copied = place.to;
  }

  #growSpans(at: number, past: number): void {
    const range = attributeRange(this.#window, at, past, 'spans');
    if (range === null) return;
    const spans = /^(\d+):(\d+)$/.exec(this.#window.toString('latin1', ...range));
    if (spans === null) return;
    const last = Math.max(Number(spans[2]), this.#options.placement.last);
    this.#copyTo(range[0]);
    this.#out.write(`${spans[1] as string}:${String(last)}`);
    this.#copied = range[1];
  }

  /** Where our cells go among those of a row: from the first cell at our columns to the first one past them. */
  #placeAmong(past: number, close: number): { from: number; to: number } {
    const { first, last } = this.#options.placement;
    const window = this.#window;
    let column = 0;
    let from = -1;
    let at = nextTag(window, past, close);
    while (at !== -1) {
      if (isMisc(window, at)) {
        at = nextTag(window, orDamaged(pastMisc(window, at, close)), close);
        continue;
      }
      const tagEnd = orDamaged(endOfTag(window, at, close));
      const isCell = /^<(?:[^\s/>:]+:)?c[\s/>]/.test(
        window.toString('latin1', at, Math.min(tagEnd, at + 80)),
      );
      if (!isCell) break;
      const range = attributeRange(window, at, tagEnd, 'r');
      const letters = range === null ? '' : window.toString('latin1', ...range).replace(/\d+$/, '');
      column = letters === '' ? column + 1 : columnNumber(letters);
      if (column >= first && from === -1) from = at;
      if (column > last) return { from, to: at };
      at = nextTag(window, orDamaged(pastElement(window, at, close)), close);
    }
    const rest = at === -1 ? close : at;
    return from === -1 ? { from: rest, to: rest } : { from, to: rest };
  }

  #copyTo(offset: number): void {
    if (offset > this.#copied) this.#out.copy(this.#window, this.#copied, offset);
    this.#copied = Math.max(this.#copied, offset);
  }
}
