/** Reads blocks of whole lines into an edition's table: nearly all of them take the fast way. */
import type { PadronDefects } from '../../../shared/padron.ts';
import type { PadronLayout } from './header.ts';
import { LineReader } from './line-reader.ts';
import { appendRow, putSituation, rowValues, situationType, type RowValues } from './row-writer.ts';
import { putVarint, type TableBuilder } from './table-builder.ts';
import { PAIR_STRIDE, type Situations, type WordTree } from './words.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const BAR = 124;
const DASH = 45;
const ZERO = 48;
/** Address cells and ubigeo: so many dashes in a natural person's line. */
const DASHES = 11;
/** RUCs whose varint has five bytes. */
const LOWEST_RUC = 10_000_000_000;
const HIGHEST_RUC = 0x7_ffff_ffff;
/** A text of so many bytes is told by one byte of a header. Ten bytes stand before a short name. */
const SHORT_NAME = 57;
const BEFORE_NAME = 10;
/** Ten bytes and what a company's header may have more. */
const LONGEST_HEAD = 16;
const ADDRESS_CELLS = 10;
/** Longer ones are left to the careful way. */
const MOST_NAME = 200;
const MOST_TAIL = 400;
/** No line that takes the fast way is longer: room to read on without asking where the block ends. */
const LONGEST_FAST = 1024;

/** Rows that can't be appended, in the order of the file. */
export interface LateRows {
  add(row: RowValues): void;
}

export interface ScannerParts {
  layout: PadronLayout;
  situations: Situations;
  table: TableBuilder;
  late: LateRows;
  /** Some rows of the file as they should be found again, by RUC. */
  samples: Map<number, RowValues>;
}

export class Scanner {
  /** Rows read so far, repeated ones too. */
  rows = 0;
  readonly #parts: ScannerParts;
  readonly #lines: LineReader;
  #highest = 0;
  #disordered = 0;

  constructor(parts: ScannerParts) {
    this.#parts = parts;
    this.#lines = new LineReader(parts.layout, parts.situations);
  }

  /** What was wrong with the lines so far; who is repeated is known only at the end. */
  get defects(): Omit<PadronDefects, 'repetidas'> {
    return { ...this.#lines.defects, desordenadas: this.#disordered };
  }

  /** Reads `block`, which ends with a line feed. */
  read(block: Buffer): void {
    let at = 0;
    let sampled = false;
    while (at < block.length) {
      const isRoom = at + LONGEST_FAST < block.length;
      const next = sampled && isRoom ? this.#fast(block, at) : 0;
      if (next > 0) {
        at = next;
        continue;
      }
      const end = block.indexOf(LF, at);
      if (this.#lines.read(block, at, end)) {
        if (!sampled) this.#sample(block);
        // A sample is read the careful way and, where it can be, stored the fast one: so each checks the other.
        if (sampled || !isRoom || this.#fast(block, at) === 0) this.#take(block);
        sampled = true;
      }
      at = end + 1;
    }
  }

  /** A row that {@link LineReader} has read. */
  #take(block: Buffer): void {
    const { table, layout, late, samples } = this.#parts;
    const { row } = this.#lines;
    this.rows += 1;
    const isNext = row.ruc > this.#highest;
    if (samples.has(row.ruc)) this.#sample(block);
    if (row.ruc < this.#highest) this.#disordered += 1;
    if (isNext) this.#highest = row.ruc;
    if (!isNext || !appendRow(table, block, row, layout)) late.add(rowValues(block, row, layout));
  }

  /** The row will be looked up at the end. */
  #sample(block: Buffer): void {
    const { layout, samples } = this.#parts;
    const { row } = this.#lines;
    samples.set(row.ruc, rowValues(block, row, layout));
  }

  /**
   * Reads and appends the line at `at` if there is nothing odd in it; answers where the next one begins, or 0.
   * Reading and writing are one: nearly all lines are done here, and their time is the import's.
   */
  #fast(block: Buffer, at: number): number {
    const { layout, table, situations } = this.#parts;
    const { separator } = layout;
    let ruc = 0;
    for (let i = at; i < at + 11; i += 1) {
      const digit = (block[i] as number) - ZERO;
      if (digit < 0 || digit > 9) return 0;
      ruc = ruc * 10 + digit;
    }
    if (ruc <= this.#highest || ruc < LOWEST_RUC || ruc > HIGHEST_RUC || block[at + 11] !== separator)
      return 0;
    const start = table.end;
    const nameAt = start + BEFORE_NAME;
    let i = this.#copy(block, at + 12, nameAt, MOST_NAME);
    const name = this.#copied;
    if (i === 0 || block[i] !== separator || name === 0) return 0;
    if (table.cells[nameAt] === SPACE || table.cells[nameAt + name - 1] === SPACE) return 0;
    i = this.#word(block, i + 1, situations.estados);
    const estado = this.#found;
    if (i === 0) return 0;
    i = this.#word(block, i + 1, situations.condiciones);
    if (i === 0) return 0;
    const situation = situations.pairs[estado * PAIR_STRIDE + this.#found] as number;
    if (situation < 0) return 0;
    i += 1;
    if (block[i] !== DASH) return this.#company(block, i, ruc, name, situation);
    for (const last = i + 2 * DASHES; i < last; i += 2)
      if (block[i] !== DASH || block[i + 1] !== separator) return 0;
    if (block[i] === CR) i += 1;
    if (block[i] !== LF || name > SHORT_NAME) return 0;
    this.#finish(start, ruc, name, situation);
    return i + 1;
  }

  /** What {@link #copy} wrote, in bytes, and the word that {@link #word} found. */
  #copied = 0;
  #found = 0;

  /**
   * Copies a cell into the table's cells at `to`, as UTF-8; answers where it ends in the block, or 0 where it holds
   * anything but plain letters, or more than `most` bytes.
   */
  #copy(block: Buffer, from: number, to: number, most: number): number {
    const { layout, table } = this.#parts;
    const { separator } = layout;
    const wide = layout.encoding === 'windows-1252';
    const { cells } = table;
    const last = to + most;
    let out = to;
    let i = from;
    for (let byte = block[i] as number; byte !== separator; byte = block[++i] as number) {
      if (out >= last) return 0;
      if (byte >= 32 && byte < 127) cells[out++] = byte;
      else if (byte >= 0xa0 && wide) {
        cells[out++] = 0xc0 | (byte >> 6);
        cells[out++] = 0x80 | (byte & 63);
      } else return 0;
    }
    this.#copied = out - to;
    return i;
  }

  /** Finds the word that begins at `from`; answers where it ends in the block, or 0 where it is new. */
  #word(block: Buffer, from: number, { next, ends }: WordTree): number {
    const { separator } = this.#parts.layout;
    let node = 0;
    let i = from;
    for (let byte = block[i] as number; byte !== separator; byte = block[++i] as number) {
      node = next[(node << 8) | byte] as number;
      if (node === 0) return 0;
    }
    this.#found = ends[node] as number;
    return this.#found < 0 ? 0 : i;
  }

  /**
   * The rest of a company's line, from its ubigeo on: the address cells go behind the name, and the name moves as
   * far as the header needs, which is known when they are read.
   */
  #company(block: Buffer, from: number, ruc: number, name: number, situation: number): number {
    const { table, layout } = this.#parts;
    const { cells, end: start } = table;
    if (layout.separator !== BAR || !layout.closed) return 0;
    let ubigeo = 0;
    let i = from;
    for (const last = from + 6; i < last; i += 1) {
      const digit = (block[i] as number) - ZERO;
      if (digit < 0 || digit > 9) return 0;
      ubigeo = ubigeo * 10 + digit;
    }
    if (block[i] !== BAR) return 0;
    // Room for the longest header; both parts are put in their places below.
    const tailAt = start + LONGEST_HEAD + name + 5;
    let out = tailAt;
    let told = false;
    for (let cell = 0; cell < ADDRESS_CELLS; cell += 1) {
      if (cell > 0) cells[out++] = BAR;
      const begin = i + 1;
      i = this.#copy(block, begin, out, MOST_TAIL + tailAt - out);
      if (i === 0) return 0;
      out += this.#copied;
      // A cell of blanks tells nothing either: whatever begins with one is left to the careful way.
      told ||= this.#copied > 0 && block[begin] !== DASH && block[begin] !== SPACE;
    }
    if (!told || block[i + 1] !== LF) return 0;
    const tail = out - tailAt;
    const situationBytes = situation < 2 ? 0 : situation < 128 ? 1 : 2;
    const header = 4 + (name > SHORT_NAME ? 2 : 1) + (tail > SHORT_NAME ? 2 : 1);
    const payload = header + name + situationBytes + 3 + tail;
    const nameAt = start + (payload < 128 ? 1 : 2) + 5 + header;
    cells.copyWithin(nameAt, start + BEFORE_NAME, start + BEFORE_NAME + name);
    let at = putSituation(cells, nameAt + name, situation);
    cells[at] = ubigeo >> 16;
    cells[at + 1] = (ubigeo >> 8) & 255;
    cells[at + 2] = ubigeo & 255;
    cells.copyWithin(at + 3, tailAt, out);
    const end = at + 3 + tail;
    at = putVarint(cells, start, payload);
    at = putVarint(cells, at, ruc);
    cells[at] = header;
    cells[at + 1] = 0;
    at = putVarint(cells, at + 2, 13 + 2 * name);
    cells[at] = situationType(situation);
    cells[at + 1] = 3;
    putVarint(cells, at + 2, 13 + 2 * tail);
    this.rows += 1;
    this.#highest = ruc;
    table.add(ruc, end - start);
    return i + 2;
  }

  /** The ten bytes before a short name, and what follows it. */
  #finish(start: number, ruc: number, name: number, situation: number): void {
    const { table } = this.#parts;
    const { cells } = table;
    const end = putSituation(cells, start + BEFORE_NAME + name, situation);
    const low = ruc % 0x1000_0000;
    cells[start] = end - start - 6;
    cells[start + 1] = 0x80 | Math.floor(ruc / 0x1000_0000);
    cells[start + 2] = 0x80 | (low >> 21);
    cells[start + 3] = 0x80 | ((low >> 14) & 127);
    cells[start + 4] = 0x80 | ((low >> 7) & 127);
    cells[start + 5] = low & 127;
    cells[start + 6] = 4;
    cells[start + 7] = 0;
    cells[start + 8] = 13 + 2 * name;
    cells[start + 9] = situationType(situation);
    this.rows += 1;
    this.#highest = ruc;
    table.add(ruc, end - start);
  }
}
