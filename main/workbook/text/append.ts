/** Pass two over a text table: every byte copied, our fields behind each record. */
import type { FileHandle } from 'node:fs/promises';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import type { JudgedColumn } from '../column.ts';
import { BlockOutput } from '../patch/block-output.ts';
import { verdictOf } from '../patch/observation.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import { IntList } from '../sheet/growing.ts';
import type { TextDialect } from './dialect.ts';
import { bytesOf, type Units } from './encoding.ts';
import { FieldWriter } from './fields.ts';
import { isBlank, RecordScanner, type FieldList, type RecordSink } from './records.ts';
import { endsWithSeparator, fieldCount } from './scan-text.ts';
import type { TextHandler } from './source.ts';

/** What is appended, and to what. */
export interface AppendPlan {
  dialect: TextDialect;
  /** Fields of the longest record: ours come behind as many. */
  fields: number;
  headings: readonly string[];
  /** The header's last row; 0: there is none. */
  header: number;
  focus: FocusColumn;
  judged: JudgedColumn;
  verdicts: VerdictStore;
}

/** A record that nothing was appended to. */
export const UNTOUCHED = -1;

/** Writes the copy while the source's records pass. */
export class Appender implements RecordSink, TextHandler {
  /** Of each record in order: its own fields × 2, plus one where it ended with the separator; or `UNTOUCHED`. */
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
  #units: Units = new Uint8Array();
  #bytes: Buffer = Buffer.alloc(0);
  #next = 0;
  #position: number;

  /** Appends to `out` from `position` on. */
  constructor(plan: AppendPlan, out: FileHandle, position: number) {
    this.#plan = plan;
    this.#scanner = new RecordScanner(plan.dialect, this);
    this.#fields = new FieldWriter(plan.dialect);
    this.#out = out;
    this.#position = position;
    this.#nothing = plan.headings.map(() => '');
    this.#usual = this.#fields.appendix(0, this.#nothing, plan.dialect.terminated);
  }

  /** Characters of ours that the text's encoding does not have. */
  get replaced(): number {
    return this.#fields.replaced;
  }

  scan(units: Units, final: boolean): number {
    return this.#scanner.scan(units, final);
  }

  window(units: Units): void {
    this.#units = units;
    this.#bytes = bytesOf(units, 0, units.length, this.#plan.dialect.encoding);
  }

  record(row: number, start: number, end: number, next: number, fields: FieldList): void {
    const { dialect } = this.#plan;
    const width = this.#units instanceof Uint8Array ? 1 : 2;
    this.#output.copy(this.#bytes, start * width, end * width);
    if (row === 0 || isBlank(this.#units, start, end)) this.shapes.push(UNTOUCHED);
    else {
      const ended = endsWithSeparator(fields, dialect);
      const own = fieldCount(fields, dialect);
      this.shapes.push(own * 2 + (ended ? 1 : 0));
      this.#output.write(this.#appendix(row, own, ended));
    }
    this.#output.copy(this.#bytes, end * width, next * width);
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

  #appendix(row: number, own: number, ended: boolean): string {
    const { fields, headings, header, focus } = this.#plan;
    const missing = fields - own;
    while (this.#next < focus.rows.length && focus.rows.at(this.#next) < row) this.#next += 1;
    const here = this.#next < focus.rows.length && focus.rows.at(this.#next) === row;
    const texts = row === header ? headings : here ? this.#texts(this.#next) : null;
    if (texts !== null) {
      this.filled += 1;
      return this.#fields.appendix(missing, texts, ended);
    }
    if (missing === 0 && ended === this.#plan.dialect.terminated) return this.#usual;
    return this.#fields.appendix(missing, this.#nothing, ended);
  }

  #texts(n: number): readonly string[] | null {
    const found = verdictOf(this.#plan.judged, this.#plan.verdicts, n);
    if (found === null) return null;
    const { verdict, observacion } = found;
    return [
      verdict.veredicto,
      ...[verdict.razonSocial, verdict.estado, verdict.condicion, observacion, verdict.fuente].map(plain),
      verdict.datoAl === null ? '' : toLimaDay(verdict.datoAl),
      verdict.consultadoEn === null ? '' : toLimaMinute(verdict.consultadoEn),
    ];
  }
}

/** The text of a view of UTF-8 bytes. */
function plain(view: string): string {
  return /[\u0080-\u00ff]/.test(view) ? Buffer.from(view, 'latin1').toString('utf8') : view;
}
