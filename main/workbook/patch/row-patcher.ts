/** Pass two: the sheet's bytes as they are, with our cells in the rows that get a verdict. */
import {
  EQUALS,
  GT,
  QUOTE,
  SLASH,
  attributeRange,
  damagedSheet,
  endOfTag,
  findTag,
  hasSections,
  indexOfRowEnd,
  isMisc,
  nextTag,
  orDamaged,
  pastElement,
  pastMisc,
  startsWith,
  wholeNumber,
} from '../sheet/bytes.ts';
import { columnNumber, type CellRange } from '../sheet/columns.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import type { SheetHandler } from '../sheet/stream.ts';
import { SheetTail } from '../sheet/tail.ts';
import { viewBytes } from '../xml/text.ts';
import type { PushBlock } from '../../zip/writer.ts';
import { BlockOutput } from './block-output.ts';
import type { CellWriter } from './cells.ts';
import { editEpilog, editProlog } from './frame-edits.ts';
import type { PlacedResult, Placement } from './placement.ts';

export interface RowPatcherOptions {
  focus: FocusColumn;
  placement: Placement;
  writer: CellWriter;
  /** By result column; empty for those of an earlier copy, which keep theirs. */
  headings: readonly string[];
  /** The RUC header's style; null where the workbook takes none. */
  headerStyle: number | null;
  /** All cells with ours, for the dimension. */
  used: CellRange;
  /** Whether some rows have cells (styled blanks) at or right of our first column. */
  cellsToTheRight: boolean;
  push: PushBlock;
}

const COLON = 0x3a;

/** Copies a worksheet and inserts our cells. */
export class RowPatcher implements SheetHandler {
  done = false;
  readonly #options: RowPatcherOptions;
  readonly #out = new BlockOutput();
  #prefix = '';
  #closeRow = Buffer.alloc(0);
  /** What a cell's tag begins with: `<`, and the sheet's prefix. */
  #open = Buffer.alloc(0);
  #row = 0;
  #next = 0;
  #headerPending: boolean;
  #window: Buffer = Buffer.alloc(0);
  #copied = 0;
  /** What follows the rows, where it is to be changed. */
  readonly #tail = new SheetTail();

  constructor(options: RowPatcherOptions) {
    this.#options = options;
    this.#headerPending = options.placement.headerRow > 0;
  }

  async prolog(xml: string, prefix: string, selfClosed: boolean): Promise<void> {
    const { placement, used, push } = this.#options;
    this.#prefix = prefix;
    this.#closeRow = Buffer.from(`</${prefix}row>`, 'latin1');
    this.#open = Buffer.from(`<${prefix}`, 'latin1');
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

  async epilog(piece: Buffer): Promise<void> {
    if (this.#options.placement.filter !== null) {
      this.#tail.add(piece);
      return;
    }
    this.#out.copy(piece, 0, piece.length);
    await this.#out.flush(this.#options.push);
  }

  async end(): Promise<void> {
    const xml = editEpilog(this.#tail.take(), this.#options.placement);
    for (const bytes of viewBytes(xml)) {
      this.#out.copy(bytes, 0, bytes.length);
      await this.#out.flush(this.#options.push);
    }
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
          : indexOfRowEnd(window, this.#closeRow, past);
      if (close === -1) return at;
      this.#readRowNumber(at, past);
      this.#insertHeaderBefore(at, this.#row);
      const cells = this.#cellsOfRow();
      if (cells !== null || (this.#inRefreshed() && !selfClosed))
        this.#insert(at, past, close, selfClosed, cells);
      at = selfClosed ? past : close + this.#closeRow.length;
    }
  }

  #readRowNumber(at: number, past: number): void {
    const range = attributeRange(this.#window, at, past, 'r');
    this.#row = range === null ? this.#row + 1 : wholeNumber(this.#window, ...range);
    if (!(this.#row >= 1)) throw damagedSheet('row number');
  }

  /** Our cells for the current row: the header's, a verdict's, or none. */
  #cellsOfRow(): readonly string[] | null {
    const { focus, writer, placement, headings, headerStyle } = this.#options;
    let cells: readonly string[] | null = null;
    if (this.#headerPending && this.#row === placement.headerRow) {
      this.#headerPending = false;
      if (placement.fresh.length > 0) cells = writer.header(this.#row, headerStyle, headings);
    }
    if (this.#next < focus.rows.length && focus.rows.at(this.#next) === this.#row) {
      cells ??= writer.row(this.#next, this.#row, focus.styles.at(this.#next));
      this.#next += 1;
    }
    return cells;
  }

  /** Whether the current row may hold values of an earlier copy's results. */
  #inRefreshed(): boolean {
    const { refreshed } = this.#options.placement;
    return refreshed !== null && this.#row > refreshed.header && this.#row <= refreshed.bottom;
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
    const cells = writer.header(row, headerStyle, headings).join('');
    return `<${this.#prefix}row r="${String(row)}">${cells}</${this.#prefix}row>`;
  }

  /** Writes the row with our cells, or without those of an earlier copy where it gets none. */
  #insert(
    at: number,
    past: number,
    close: number,
    selfClosed: boolean,
    cells: readonly string[] | null,
  ): void {
    if (cells !== null) this.#growSpans(at, past);
    if (selfClosed) {
      this.#copyTo(past - 2);
      this.#out.write(`>${joined(cells)}</${this.#prefix}row>`);
      this.#copied = past;
      return;
    }
    if (this.#options.cellsToTheRight || this.#options.placement.refreshed !== null) {
      this.#merge(past, close, cells);
      return;
    }
    this.#copyTo(close);
    this.#out.write(joined(cells));
  }

  #growSpans(at: number, past: number): void {
    const range = attributeRange(this.#window, at, past, 'spans');
    if (range === null) return;
    let last = range[1];
    while (last > range[0] && this.#window[last - 1] !== COLON) last -= 1;
    const ours = this.#options.placement.results.at(-1)?.column ?? 0;
    // Several spans, or none that can be read: a hint that no program relies on.
    if (last === range[0] || !(wholeNumber(this.#window, last, range[1]) < ours)) return;
    this.#copyTo(last);
    this.#out.write(String(ours));
    this.#copied = range[1];
  }

  /** Puts our cells among those of a row, in the place of what stands in our columns. */
  #merge(past: number, close: number, cells: readonly string[] | null): void {
    const { results, headerRow } = this.#options.placement;
    const window = this.#window;
    const isHeader = this.#row === headerRow;
    let i = 0;
    let column = 0;
    let at = nextTag(window, past, close);
    while (at !== -1) {
      if (isMisc(window, at)) {
        at = nextTag(window, orDamaged(pastMisc(window, at, close)), close);
        continue;
      }
      if (!this.#isCell(at)) break;
      const tagEnd = orDamaged(endOfTag(window, at, close));
      column = this.#columnOf(at, tagEnd) || column + 1;
      for (; i < results.length && (results[i] as PlacedResult).column < column; i += 1)
        this.#put(at, cells?.[i]);
      const blank = window[tagEnd - 2] === SLASH;
      const end = blank ? tagEnd : orDamaged(pastElement(window, at, close));
      const place = results[i];
      if (place?.column === column) {
        // Earlier headings stay; a cell that only has a look stays where nothing is written.
        const replaced = cells === null ? !place.fresh && !blank : place.fresh || !isHeader;
        if (replaced) {
          this.#put(at, cells?.[i]);
          this.#copyTo(at);
          this.#copied = end;
        }
        i += 1;
      }
      if (i === results.length) return;
      at = nextTag(window, end, close);
    }
    const rest = at === -1 ? close : at;
    for (; i < results.length; i += 1) this.#put(rest, cells?.[i]);
  }

  #put(at: number, cell: string | undefined): void {
    if (cell === undefined || cell === '') return;
    this.#copyTo(at);
    this.#out.write(cell);
  }

  #isCell(at: number): boolean {
    const name = at + 1 + this.#prefix.length;
    const after = this.#window[name + 1] as number;
    return (
      this.#window[name] === 0x63 &&
      (after <= 32 || after === GT || after === SLASH) &&
      startsWith(this.#window, this.#open, at)
    );
  }

  /** The column that the cell names, or 0. */
  #columnOf(at: number, tagEnd: number): number {
    const window = this.#window;
    let p = at + this.#open.length + 2;
    // Nearly every writer puts the place first.
    if (window[p] !== 0x72 || window[p + 1] !== EQUALS || window[p + 2] !== QUOTE) {
      const range = attributeRange(window, at, tagEnd, 'r');
      return range === null ? 0 : columnNumber(window.toString('latin1', ...range).replace(/\d+$/, ''));
    }
    let column = 0;
    for (p += 3; (window[p] as number) >= 65 && p < tagEnd; p += 1)
      column = column * 26 + ((window[p] as number) & 0x1f);
    return column;
  }

  #copyTo(offset: number): void {
    if (offset > this.#copied) this.#out.copy(this.#window, this.#copied, offset);
    this.#copied = Math.max(this.#copied, offset);
  }
}

function joined(cells: readonly string[] | null): string {
  let all = '';
  for (const cell of cells ?? []) all += cell;
  return all;
}
