/** Pass two over a text table: every byte copied, our fields behind each record or in the place of earlier ones. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { BlockOutput } from '../patch/block-output.ts';
import { IntList } from '../sheet/growing.ts';
import type { TextDialect } from './dialect.ts';
import { bytesOf, type Units } from './encoding.ts';
import { FieldWriter } from './fields.ts';
import { isBlank, RecordScanner, type FieldList, type RecordSink } from './records.ts';
import { endsWithSeparator, fieldCount } from './scan-text.ts';
import type { TextHandler } from './source.ts';

/** What is written, and where. */
export interface AppendPlan {
  dialect: TextDialect;
  /**
   * Our fields stand before field `to` (from 0) and in the place of those from `from` on. Where there are none
   * of an earlier copy, both are the number of fields of the longest record.
   */
  from: number;
  to: number;
  headings: readonly string[];
  /** The header's last row; 0: there is none. */
  header: number;
  /** Our fields of a row, or null where it is left alone. Asked for rows in their order. */
  textsOf: (row: number) => readonly string[] | null;
}

/** A record that nothing was written into. */
export const UNTOUCHED = -1;

/** Where the field begins, its quote included. */
export function fieldStart(fields: FieldList, i: number): number {
  return (fields.starts[i] as number) - (fields.quoted[i] === 1 ? 1 : 0);
}

/** Writes the copy while the source's records pass. */
export class Appender implements RecordSink, TextHandler {
  /**
   * Of each record in order: how many fields it had before ours × 2, plus one where we ended it with the separator
   * that ends the others; or `UNTOUCHED`.
   */
  readonly shapes = new IntList();
  /** Records whose first field of ours is filled: with a verdict, or as the header. */
  filled = 0;
  readonly #plan: AppendPlan;
  readonly #scanner: RecordScanner;
  readonly #fields: FieldWriter;
  readonly #out: FileHandle;
  readonly #output = new BlockOutput();
  readonly #nothing: readonly string[];
  readonly #usual: string;
  readonly #kept = createHash('sha256');
  readonly #replaces: boolean;
  #units: Units = new Uint8Array();
  #bytes: Buffer = Buffer.alloc(0);
  #width = 1;
  #position: number;

  /** Writes to `out` behind the byte order mark, which is there already. */
  constructor(plan: AppendPlan, out: FileHandle, mark: Buffer) {
    this.#plan = plan;
    this.#scanner = new RecordScanner(plan.dialect, this);
    this.#fields = new FieldWriter(plan.dialect);
    this.#out = out;
    this.#position = mark.length;
    this.#kept.update(mark);
    this.#replaces = plan.to > plan.from;
    this.#nothing = plan.headings.map(() => '');
    this.#usual = this.#fields.appendix(0, this.#nothing);
  }

  /** Characters of ours that the text's encoding does not have. */
  get replaced(): number {
    return this.#fields.replaced;
  }

  /** SHA-256 of what was kept of the source; only where fields of an earlier copy were left out. */
  keptHash(): string {
    return this.#kept.digest('hex');
  }

  scan(units: Units, final: boolean): number {
    return this.#scanner.scan(units, final);
  }

  window(units: Units): void {
    this.#units = units;
    this.#bytes = bytesOf(units, 0, units.length, this.#plan.dialect.encoding);
    this.#width = units instanceof Uint8Array ? 1 : 2;
  }

  record(row: number, start: number, end: number, next: number, fields: FieldList): void {
    if (row === 0 || isBlank(this.#units, start, end)) {
      this.shapes.push(UNTOUCHED);
      this.#keep(start, next);
      return;
    }
    const { dialect, from, to } = this.#plan;
    const count = fieldCount(fields, dialect);
    // What ends the last field stays behind ours.
    const ended = endsWithSeparator(fields, dialect);
    const stop = ended ? fieldStart(fields, count) - 1 : end;
    const before = count > from ? fieldStart(fields, from) - 1 : stop;
    const behind = count > to ? fieldStart(fields, to) - 1 : stop;
    const own = Math.min(count, from);
    const bare = dialect.terminated && !ended && behind === stop;
    this.shapes.push(own * 2 + (bare ? 1 : 0));
    this.#keep(start, before);
    this.#output.write(this.#ours(row, from - own) + (bare ? this.#fields.appendix(0, ['']) : ''));
    this.#keep(behind, next);
  }

  async flush(): Promise<void> {
    await this.#output.flush(this.#push);
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    await this.#output.end(this.#push);
  }

  readonly #push = async (block: Buffer): Promise<void> => {
    let done = 0;
    while (done < block.length) {
      const { bytesWritten } = await this.#out.write(block, done, block.length - done, this.#position);
      done += bytesWritten;
      this.#position += bytesWritten;
    }
  };

  #keep(from: number, to: number): void {
    this.#output.copy(this.#bytes, from * this.#width, to * this.#width);
    if (this.#replaces) this.#kept.update(this.#bytes.subarray(from * this.#width, to * this.#width));
  }

  #ours(row: number, missing: number): string {
    const { header, headings, textsOf } = this.#plan;
    const texts = row === header ? headings : textsOf(row);
    if (texts !== null) {
      this.filled += 1;
      return this.#fields.appendix(missing, texts);
    }
    return missing === 0 ? this.#usual : this.#fields.appendix(missing, this.#nothing);
  }
}
