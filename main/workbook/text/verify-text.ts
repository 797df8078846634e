/** The check before success is shown: the copy without our fields is the source, byte for byte. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import type { IntList } from '../sheet/growing.ts';
import { readAt } from '../../zip/archive.ts';
import { fieldStart, UNTOUCHED } from './append.ts';
import type { TextDialect } from './dialect.ts';
import { bytesOf, type Units } from './encoding.ts';
import { RecordScanner, UnclosedQuote, type FieldList, type RecordSink } from './records.ts';
import { endsWithSeparator, fieldCount } from './scan-text.ts';
import { driveText } from './source.ts';

/** What the copy must hold. */
export interface ExpectedText {
  dialect: TextDialect;
  /** SHA-256 of the source, without what an earlier copy had added. */
  hash: string;
  /** Our fields: the first one's place from 0, how many they are, and which of them is the verdict. */
  from: number;
  count: number;
  verdict: number;
  /** As `Appender` kept them. */
  shapes: IntList;
  /** In how many records the verdict is filled: verdicts and header. */
  filled: number;
}

/** Rejects with `copia-no-verificada` where the copy is not what it must be. */
export async function verifyText(
  file: FileHandle,
  expected: ExpectedText,
  check: Check,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const sink = new StripSink(expected);
  const mark = await readAt(file, 0, expected.dialect.markBytes);
  sink.source.update(mark);
  const scanner = new RecordScanner(expected.dialect, sink);
  const handler = { scan: (units: Units, final: boolean) => scanner.scan(units, final) };
  try {
    await driveText(file, expected.dialect, handler, check, onBytes);
  } catch (error) {
    if (error instanceof UnclosedQuote) throw refused('comillas');
    throw error;
  }
  if (sink.records !== expected.shapes.length) throw refused('lineas');
  if (sink.digest() !== expected.hash) throw refused('bytes');
  if (sink.filled !== expected.filled) throw refused('veredictos');
}

function refused(detalle: string): HabidoError {
  return new HabidoError('copia-no-verificada', { detalle });
}

/** Pieces of records are gathered up to this much before they are hashed. */
const GATHER_BYTES = 64 * 1024;

/** Puts the source together again out of the copy's records. */
class StripSink implements RecordSink {
  readonly source = createHash('sha256');
  records = 0;
  filled = 0;
  readonly #expected: ExpectedText;
  readonly #pieces = Buffer.allocUnsafeSlow(GATHER_BYTES);
  #gathered = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #width = 1;

  constructor(expected: ExpectedText) {
    this.#expected = expected;
  }

  digest(): string {
    this.#flush();
    return this.source.digest('hex');
  }

  window(units: Units): void {
    this.#bytes = bytesOf(units, 0, units.length, this.#expected.dialect.encoding);
    this.#width = units instanceof Uint8Array ? 1 : 2;
  }

  record(_row: number, start: number, end: number, next: number, fields: FieldList): void {
    const { shapes, dialect, from, count, verdict } = this.#expected;
    if (this.records >= shapes.length) throw refused('lineas');
    const shape = shapes.at(this.records);
    const own = shape >> 1;
    this.records += 1;
    if (shape === UNTOUCHED) {
      this.#keep(start, next);
      return;
    }
    const total = fieldCount(fields, dialect);
    if (total < from + count) throw refused('campos');
    if (!fields.isEmpty(from + verdict)) this.filled += 1;
    const ended = endsWithSeparator(fields, dialect) && (shape & 1) === 0;
    const stop = ended ? fieldStart(fields, total) - 1 : end;
    this.#keep(start, fieldStart(fields, own) - 1);
    this.#keep(total > from + count ? fieldStart(fields, from + count) - 1 : stop, next);
  }

  #keep(from: number, to: number): void {
    const piece = this.#bytes.subarray(from * this.#width, to * this.#width);
    if (this.#gathered + piece.length > GATHER_BYTES) this.#flush();
    if (piece.length > GATHER_BYTES) this.source.update(piece);
    else this.#gathered += piece.copy(this.#pieces, this.#gathered);
  }

  #flush(): void {
    this.source.update(this.#pieces.subarray(0, this.#gathered));
    this.#gathered = 0;
  }
}
