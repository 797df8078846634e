/**
 * Writes the pages of an SQLite table straight into its file, for rows that come in the order of their rowid.
 *
 * Binding values is what an import by INSERT spends its time on: four fifths of it. A table's pages are plain
 * (https://www.sqlite.org/fileformat2.html, section 1.6) and an appended row is the copying of its bytes, so here
 * they are written as they are; SQLite itself makes the file and its schema before, and checks all of it after.
 */
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

export const PAGE_BYTES = 4096;
/** Longer cells would need overflow pages: such rows are left to SQLite. */
export const MOST_CELL_BYTES = 2000;

/** SQLite locks the byte at 1 GiB: the page that holds it is never used. */
const LOCK_PAGE = 0x4000_0000 / PAGE_BYTES + 1;
const PAGES_AT_A_TIME = 256;
const LEAF = 0x0d;
const INTERIOR = 0x05;
const LEAF_HEADER = 8;
const INTERIOR_HEADER = 12;
/** Offset of the file's size in pages within its first page. */
const SIZE_IN_PAGES = 28;

/** A page and the last rowid under it. */
interface Child {
  page: number;
  last: number;
}

/** Appends rows to the empty table whose root is page `root` of the closed database file `path`. */
export class TableBuilder {
  /** Where the next cell's bytes go, from {@link end} on. */
  readonly cells = new Uint8Array(PAGE_BYTES + MOST_CELL_BYTES);
  end = 0;
  /** Rows added. */
  rows = 0;
  readonly #file: number;
  readonly #root: number;
  readonly #starts = new Uint16Array(PAGE_BYTES / 2);
  #count = 0;
  #last = 0;
  #leaves: Child[] = [];
  readonly #out = Buffer.alloc(PAGES_AT_A_TIME * PAGE_BYTES);
  #waiting = 0;
  #nextPage: number;

  constructor(path: string, root: number) {
    this.#file = openSync(path, 'r+');
    this.#root = root;
    this.#nextPage = fstatSync(this.#file).size / PAGE_BYTES + 1;
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return (this.#nextPage - 1) * PAGE_BYTES;
  }

  /** Takes the cell of `length` bytes at {@link end}; `rowid` is higher than the one before. */
  add(rowid: number, length: number): void {
    if (LEAF_HEADER + 2 * (this.#count + 1) + this.end + length > PAGE_BYTES) {
      const { end } = this;
      this.#leaves.push({ page: this.#leaf(), last: this.#last });
      this.cells.copyWithin(0, end, end + length);
    }
    this.#starts[this.#count] = this.end;
    this.#count += 1;
    this.end += length;
    this.rows += 1;
    this.#last = rowid;
  }

  /** Writes what is left and the pages above the rows, and closes the file. */
  finish(): void {
    if (this.#leaves.length === 0) {
      this.#flush();
      if (this.#count > 0) this.#writeAt(this.#root, this.#leafPage(Buffer.alloc(PAGE_BYTES)));
    } else {
      this.#leaves.push({ page: this.#leaf(), last: this.#last });
      let level = this.#leaves;
      for (let above = this.#above(level); above !== null; above = this.#above(level)) level = above;
      const root = interiorPage(Buffer.alloc(PAGE_BYTES), level);
      this.#flush();
      this.#writeAt(this.#root, root);
    }
    const size = Buffer.alloc(4);
    size.writeUInt32BE(this.#nextPage - 1);
    writeSync(this.#file, size, 0, 4, SIZE_IN_PAGES);
    this.close();
  }

  /** Closes the file, whatever it holds. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#file);
  }
  #closed = false;

  /** Writes the leaf that is full, and begins another; answers its page. */
  #leaf(): number {
    const page = this.#newPage();
    this.#leafPage(this.#out.subarray((this.#waiting - 1) * PAGE_BYTES, this.#waiting * PAGE_BYTES));
    this.end = 0;
    this.#count = 0;
    return page;
  }

  #leafPage(page: Buffer): Buffer {
    const begin = PAGE_BYTES - this.end;
    page.fill(0, 0, begin);
    page[0] = LEAF;
    page.writeUInt16BE(this.#count, 3);
    page.writeUInt16BE(begin, 5);
    for (let i = 0, at = LEAF_HEADER; i < this.#count; i += 1, at += 2) {
      const start = begin + (this.#starts[i] as number);
      page[at] = start >> 8;
      page[at + 1] = start & 255;
    }
    page.set(this.cells.subarray(0, this.end), begin);
    return page;
  }

  /** The level above, in pages of its own; null where one page, the root, holds it. */
  #above(level: readonly Child[]): Child[] | null {
    const most = Math.floor((PAGE_BYTES - INTERIOR_HEADER) / INTERIOR_CELL);
    if (level.length <= most) return null;
    const above: Child[] = [];
    // In equal parts: the last one must not be left with a single page.
    const parts = Math.ceil(level.length / most);
    for (let k = 0; k < parts; k += 1) {
      const children = level.slice(
        Math.floor((k * level.length) / parts),
        Math.floor(((k + 1) * level.length) / parts),
      );
      const page = this.#newPage();
      interiorPage(
        this.#out.subarray((this.#waiting - 1) * PAGE_BYTES, this.#waiting * PAGE_BYTES),
        children,
      );
      above.push({ page, last: (children.at(-1) as Child).last });
    }
    return above;
  }

  /** The number of a page whose bytes are the last ones waiting to be written. */
  #newPage(): number {
    if (this.#nextPage === LOCK_PAGE) this.#place().fill(0);
    const page = this.#nextPage;
    this.#place();
    return page;
  }

  #place(): Buffer {
    if (this.#waiting === PAGES_AT_A_TIME) this.#flush();
    this.#waiting += 1;
    this.#nextPage += 1;
    return this.#out.subarray((this.#waiting - 1) * PAGE_BYTES, this.#waiting * PAGE_BYTES);
  }

  #flush(): void {
    if (this.#waiting === 0) return;
    writeAll(
      this.#file,
      this.#out.subarray(0, this.#waiting * PAGE_BYTES),
      this.bytes - this.#waiting * PAGE_BYTES,
    );
    this.#waiting = 0;
  }

  #writeAt(page: number, bytes: Buffer): void {
    writeAll(this.#file, bytes, (page - 1) * PAGE_BYTES);
  }
}

/** A child's page, its last rowid as a varint of at most nine bytes, and the pointer to both. */
const INTERIOR_CELL = 4 + 9 + 2;

function interiorPage(page: Buffer, children: readonly Child[]): Buffer {
  page.fill(0);
  let begin = PAGE_BYTES;
  let at = INTERIOR_HEADER;
  for (const { page: child, last } of children.slice(0, -1)) {
    begin -= 4 + varintBytes(last);
    page.writeUInt32BE(child, begin);
    putVarint(page, begin + 4, last);
    page.writeUInt16BE(begin, at);
    at += 2;
  }
  page[0] = INTERIOR;
  page.writeUInt16BE(children.length - 1, 3);
  page.writeUInt16BE(begin, 5);
  page.writeUInt32BE((children.at(-1) as Child).page, 8);
  return page;
}

function writeAll(file: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
}

/** How many bytes {@link putVarint} writes. */
export function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
}

/** Writes a number as SQLite does: seven bits a byte, the highest first. Answers where it ends. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  const end = at + varintBytes(value);
  let rest = value;
  for (let i = end - 1; i >= at; i -= 1) {
    bytes[i] = (rest % 128) | (i === end - 1 ? 0 : 128);
    rest = Math.floor(rest / 128);
  }
  return end;
}
