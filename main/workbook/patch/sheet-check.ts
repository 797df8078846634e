/** What a written sheet holds, seen again from its bytes: the user's cells, ours, and whether it is sound XML. */
import { CellDigest } from '../sheet/digest.ts';
import { KIND, RowScanner, type RowSink } from '../sheet/row-scanner.ts';
import { driveSheet, type SheetHandler } from '../sheet/stream.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';
import type { Check } from '../book/source.ts';

/** A result column: rows outside of these are the user's. */
export interface OwnColumn {
  column: number;
  top: number;
  bottom: number;
}

/** Which cells of a sheet are ours. */
export interface OwnCells {
  results: readonly OwnColumn[];
  verdictColumn: number;
}

/** What was seen. */
export interface SheetSeen {
  sound: boolean;
  /** Digest of the user's values. */
  digest: string;
  /** Cells with something in them in our column of verdicts. */
  verdictCells: number;
}

/** Looks through the bytes of a sheet. Throws `archivo-danado` where they are no sheet at all. */
export async function seeSheet(
  chunks: AsyncIterable<Buffer>,
  own: OwnCells,
  check: Check,
  onBytes?: (done: number) => void,
): Promise<SheetSeen> {
  const sink = new SeeingSink(own);
  const handler = new SeeingHandler(sink);
  await driveSheet(chunks, handler, check, onBytes);
  return {
    sound: handler.frame.finish() && sink.sound,
    digest: sink.digest.toString(),
    verdictCells: sink.verdictCells,
  };
}

/** Digests the user's values again, and counts our cells. Rows and cells are checked by the scanner as it goes. */
class SeeingSink implements RowSink {
  readonly digest = new CellDigest();
  /** Whether all markup that the scanner passed over is well-formed. */
  sound = true;
  verdictCells = 0;
  readonly #form = new WellFormedCheck();
  readonly #own: (OwnColumn | undefined)[] = [];
  readonly #first: number;
  readonly #verdictColumn: number;
  #buf: Buffer = Buffer.alloc(0);
  #row = 0;

  constructor({ results, verdictColumn }: OwnCells) {
    for (const own of results) this.#own[own.column] = own;
    this.#first = Math.min(...results.map(({ column }) => column));
    this.#verdictColumn = verdictColumn;
  }

  window(bytes: Buffer): void {
    this.#buf = bytes;
  }

  rowStart(row: number): void {
    this.#row = row;
  }

  cell(column: number, style: number, kind: number, _value: number, from: number, to: number): void {
    if (kind === KIND.blank) return;
    const own = column < this.#first ? undefined : this.#own[column];
    if (own === undefined || this.#row < own.top || this.#row > own.bottom)
      this.digest.mix(this.#row, column, style, kind, this.#buf, from, to);
    else if (column === this.#verdictColumn) this.verdictCells += 1;
  }

  element(from: number, to: number): void {
    this.#form.feed(this.#buf.subarray(from, to));
    if (!this.#form.finish()) this.sound = false;
  }

  rowEnd(): void {
    // Nothing is gathered by row.
  }
}

class SeeingHandler implements SheetHandler {
  /** What stands around the rows, as one document. */
  readonly frame = new WellFormedCheck();
  readonly #sink: SeeingSink;
  #scanner: RowScanner | null = null;

  constructor(sink: SeeingSink) {
    this.#sink = sink;
  }

  get done(): boolean {
    return this.#scanner?.done === true;
  }

  prolog(xml: string, prefix: string): void {
    this.frame.feed(Buffer.from(xml, 'latin1'));
    this.#scanner = new RowScanner(prefix, this.#sink);
  }

  rows(window: Buffer): number {
    return (this.#scanner as RowScanner).scan(window);
  }

  epilog(piece: Buffer): void {
    this.frame.feed(piece);
  }

  end(): void {
    // Whether the frame is whole is asked for by whoever drives.
  }
}
