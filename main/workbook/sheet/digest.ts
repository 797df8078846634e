/**
 * A running digest of a sheet's values: equal before and after annotating, or the copy is thrown away.
 *
 * Not cryptographic: it guards against our own mistakes, at a few nanoseconds a cell.
 */
export class CellDigest {
  #a = 0x811c9dc5;
  #b = 0x1b873593;
  /** Cells mixed in. */
  cells = 0;

  /** Mixes in one cell that holds something: its place, its style, and its value's bytes. */
  mix(row: number, column: number, style: number, kind: number, buf: Buffer, from: number, to: number): void {
    let a = Math.imul(this.#a ^ row, 0x01000193);
    let b = Math.imul(this.#b ^ ((column << 8) | kind), 0x85ebca6b);
    a = Math.imul(a ^ style, 0x01000193);
    for (let i = from; i < to; i += 1) {
      a = Math.imul(a ^ (buf[i] as number), 0x01000193);
      b = Math.imul(b ^ a, 0xcc9e2d51);
    }
    this.#a = a;
    this.#b = b ^ (b >>> 13);
    this.cells += 1;
  }

  toString(): string {
    return `${String(this.cells)}-${(this.#a >>> 0).toString(16)}-${(this.#b >>> 0).toString(16)}`;
  }
}
