/** Reads blocks of whole lines into an edition's table: nearly all of them are plain, and take the fast way. */
import type { PadronDefects } from '../../../shared/padron.ts';
import type { PadronLayout } from './header.ts';
import { LineReader } from './line-reader.ts';
import { appendRow, putSituation, rowValues, situationType, type RowValues } from './row-writer.ts';
import type { TableBuilder } from './table-builder.ts';
import { PAIR_STRIDE, type Situations } from './words.ts';

const LF = 10;
const CR = 13;
const DASH = 45;
const ZERO = 48;
/** Address cells and ubigeo: so many dashes in a natural person's line. */
const DASHES = 11;
/** RUCs whose varint has five bytes. */
const LOWEST_RUC = 10_000_000_000;
const HIGHEST_RUC = 0x7_ffff_ffff;
/** A name that long is stored with the shortest header; ten bytes stand before it. */
const SHORT_NAME = 57;
const BEFORE_NAME = 10;
/** No line that takes the fast way is longer: room to read on without asking where the block ends. */
const LONGEST_FAST = 192;

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
      const next = sampled && at + LONGEST_FAST < block.length ? this.#fast(block, at) : 0;
      if (next > 0) {
        at = next;
        continue;
      }
      const end = block.indexOf(LF, at);
      if (this.#lines.read(block, at, end)) {
        this.#take(block, sampled);
        sampled = true;
      }
      at = end + 1;
    }
  }

  /** A row that {@link LineReader} has read. The first of each block is looked up again at the end. */
  #take(block: Buffer, sampled: boolean): void {
    const { table, layout, late, samples } = this.#parts;
    const { row } = this.#lines;
    this.rows += 1;
    const isNext = row.ruc > this.#highest;
    if (!sampled || samples.has(row.ruc)) samples.set(row.ruc, rowValues(block, row, layout));
    if (row.ruc < this.#highest) this.#disordered += 1;
    if (isNext) this.#highest = row.ruc;
    if (!isNext || !appendRow(table, block, row, layout)) late.add(rowValues(block, row, layout));
  }

  /**
   * Reads and appends the line at `at` if it is a natural person's with nothing odd in it; answers where the next
   * one begins, or 0. Reading and writing are one: nine lines of ten are done here, and their time is the import's.
   */
  #fast(block: Buffer, at: number): number {
    const { layout, table, situations } = this.#parts;
    const { separator } = layout;
    const { cells } = table;
    let ruc = 0;
    for (let i = at; i < at + 11; i += 1) {
      const digit = (block[i] as number) - ZERO;
      if (digit < 0 || digit > 9) return 0;
      ruc = ruc * 10 + digit;
    }
    if (ruc <= this.#highest || ruc < LOWEST_RUC || ruc > HIGHEST_RUC || block[at + 11] !== separator)
      return 0;
    const start = table.end;
    let i = at + 12;
    let to = start + BEFORE_NAME;
    const longest = to + SHORT_NAME;
    for (let byte = block[i] as number; byte !== separator; byte = block[++i] as number) {
      if (byte < 32 || byte > 126 || to === longest) return 0;
      cells[to++] = byte;
    }
    const name = to - start - BEFORE_NAME;
    if (name === 0 || cells[to - 1] === 32 || cells[start + BEFORE_NAME] === 32) return 0;
    let { next, ends } = situations.estados;
    let node = 0;
    for (let byte = block[++i] as number; byte !== separator; byte = block[++i] as number) {
      node = next[(node << 8) | byte] as number;
      if (node === 0) return 0;
    }
    const estado = ends[node] as number;
    ({ next, ends } = situations.condiciones);
    node = 0;
    for (let byte = block[++i] as number; byte !== separator; byte = block[++i] as number) {
      node = next[(node << 8) | byte] as number;
      if (node === 0) return 0;
    }
    const condicion = ends[node] as number;
    if (estado < 0 || condicion < 0) return 0;
    const situation = situations.pairs[estado * PAIR_STRIDE + condicion] as number;
    if (situation < 0) return 0;
    i += 1;
    for (const last = i + 2 * DASHES; i < last; i += 2)
      if (block[i] !== DASH || block[i + 1] !== separator) return 0;
    if (block[i] === CR) i += 1;
    if (block[i] !== LF) return 0;
    this.#finish(start, ruc, name, situation);
    return i + 1;
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
