/** The check before success is shown: the copy without our fields is the source, byte for byte. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import type { IntList } from '../sheet/growing.ts';
import { UNTOUCHED } from './append.ts';
import type { TextDialect } from './dialect.ts';
import { bytesOf, type Units } from './encoding.ts';
import { RecordScanner, UnclosedQuote, type FieldList, type RecordSink } from './records.ts';
import { fieldCount } from './scan-text.ts';
import { driveText } from './source.ts';
import { readAt } from '../zip/archive.ts';

/** What the copy must hold. */
export interface ExpectedText {
  dialect: TextDialect;
  /** SHA-256 of the source. */
  hash: string;
  /** Fields of every record that was appended to. */
  fields: number;
  /** As `Appender` kept them. */
  shapes: IntList;
  /** Column of our first field, from 1, and in how many records it is filled: verdicts and header. */
  firstColumn: number;
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
  if (sink.source.digest('hex') !== expected.hash) throw refused('bytes');
  if (sink.filled !== expected.filled) throw refused('veredictos');
}

function refused(detalle: string): HabidoError {
  return new HabidoError('copia-no-verificada', { detalle });
}

/** Puts the source together again out of the copy's records. */
class StripSink implements RecordSink {
  readonly source = createHash('sha256');
  records = 0;
  filled = 0;
  readonly #expected: ExpectedText;
  #units: Units = new Uint8Array();

  constructor(expected: ExpectedText) {
    this.#expected = expected;
  }

  window(units: Units): void {
    this.#units = units;
  }

  record(_row: number, start: number, end: number, next: number, fields: FieldList): void {
    const { shapes, dialect, firstColumn } = this.#expected;
    if (this.records >= shapes.length) throw refused('lineas');
    const shape = shapes.at(this.records);
    this.records += 1;
    if (shape === UNTOUCHED) {
      this.#keep(start, next);
      return;
    }
    if (fieldCount(fields, dialect) !== this.#expected.fields) throw refused('campos');
    if (!fields.isEmpty(firstColumn - 1)) this.filled += 1;
    const own = shape >> 1;
    // The separator before our first field is ours, unless the record ended with one.
    const first = fields.starts[own] as number;
    const quote = fields.quoted[own] === 1 ? 1 : 0;
    this.#keep(start, first - quote - ((shape & 1) === 1 ? 0 : 1));
    this.#keep(end, next);
  }

  #keep(from: number, to: number): void {
    if (to > from) this.source.update(bytesOf(this.#units, from, to, this.#expected.dialect.encoding));
  }
}
