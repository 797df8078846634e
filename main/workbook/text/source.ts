/** A text table as a file: hashed and its encoding told in one pass, its dialect from its beginning, then streamed. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import { readAt } from '../../zip/archive.ts';
import { CODE, detectDialect, type TextDialect } from './dialect.ts';
import {
  isByteEncoding,
  markedEncoding,
  unitsOf,
  Utf8Check,
  type TextEncoding,
  type Units,
} from './encoding.ts';

const CHUNK = 1024 * 1024;
const SAMPLE_BYTES = 256 * 1024;

/** An opened text table; its file stays open until the owner closes it. */
export interface TextTable {
  file: FileHandle;
  bytes: number;
  /** SHA-256 of the file's bytes, lower-case hex. */
  hash: string;
  dialect: TextDialect;
  /** Nothing in it says which encoding it is in: neither a mark nor a letter with an accent. */
  plainAscii: boolean;
}

/**
 * Opens a table. `fallback` separates our columns where the text has only one; `onBytes` is told the bytes of each
 * chunk, and of the file.
 */
export async function openText(
  file: FileHandle,
  fallback: number,
  check: Check,
  onBytes: (bytes: number, total: number) => void = () => undefined,
): Promise<TextTable> {
  const bytes = (await file.stat()).size;
  const head = await readAt(file, 0, Math.min(bytes, SAMPLE_BYTES));
  const marked = markedEncoding(head);
  const utf8 = new Utf8Check();
  const hash = createHash('sha256');
  for await (const chunk of fileChunks(file, 0, check)) {
    hash.update(chunk);
    if (marked === null) utf8.feed(chunk);
    onBytes(chunk.length, bytes);
  }
  const found = utf8.finish();
  const encoding: TextEncoding = marked?.encoding ?? (found.utf8 ? 'utf-8' : 'windows-1252');
  const markBytes = marked?.markBytes ?? 0;
  if (!isByteEncoding(encoding) && bytes % 2 === 1) {
    throw new HabidoError('archivo-danado', {}, { cause: new Error('half a character') });
  }
  const sample = head.subarray(markBytes, head.length - (isByteEncoding(encoding) ? 0 : head.length % 2));
  const dialect = detectDialect(unitsOf(sample, encoding), head.length === bytes, {
    encoding,
    markBytes,
    fallback,
  });
  return { file, bytes, hash: hash.digest('hex'), dialect, plainAscii: marked === null && found.ascii };
}

/** What our columns are set apart by in a table of one column, by the file's name. */
export function fallbackSeparator(name: string): number {
  return /\.csv$/i.test(name) ? CODE.semicolon : CODE.tab;
}

/** Takes a text window by window; answers how many units it used. */
export interface TextHandler {
  scan(units: Units, final: boolean): number;
  /** Between windows: what was gathered can be handed on. */
  flush?(): Promise<void>;
}

/** Drives a handler over the text behind its mark. `onBytes` is told the bytes of each chunk. */
export async function driveText(
  file: FileHandle,
  dialect: TextDialect,
  handler: TextHandler,
  check: Check,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<void> {
  for await (const window of textWindows(file, dialect, check)) {
    window.use(handler.scan(window.units, window.final));
    await handler.flush?.();
    onBytes(window.bytes);
  }
}

/** A stretch of the text: what its taker does not use stands at the beginning of the next one. */
export interface TextWindow {
  units: Units;
  /** The text ends with this one. */
  final: boolean;
  /** Bytes that were read for it. */
  bytes: number;
  use(units: number): void;
}

/** The text behind its mark, window by window; the last one has only what was left. */
export async function* textWindows(
  file: FileHandle,
  dialect: TextDialect,
  check: Check,
): AsyncGenerator<TextWindow> {
  let rest: Units = unitsOf(Buffer.alloc(0), dialect.encoding);
  for await (const chunk of fileChunks(file, dialect.markBytes, check)) {
    const units = joined(rest, unitsOf(chunk, dialect.encoding));
    const use = (used: number): void => {
      rest = copied(units, used);
    };
    yield { units, final: false, bytes: chunk.length, use };
  }
  yield { units: rest, final: true, bytes: 0, use: () => undefined };
}

/** What is left of a window, as a copy: the chunk's buffer is filled again. */
function copied(window: Units, from: number): Units {
  return window instanceof Uint8Array ? Buffer.from(window.subarray(from)) : window.slice(from);
}

function joined(rest: Units, next: Units): Units {
  if (rest.length === 0) return next;
  if (next instanceof Uint8Array) return Buffer.concat([rest as Uint8Array, next]);
  const both = new Uint16Array(rest.length + next.length);
  both.set(rest);
  both.set(next, rest.length);
  return both;
}

/** The file's bytes from `from` on, in chunks of an even length; each is overwritten by the next. */
async function* fileChunks(file: FileHandle, from: number, check: Check): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let at = from;
  for (;;) {
    check();
    let filled = 0;
    while (filled < CHUNK) {
      const { bytesRead } = await file.read(buffer, filled, CHUNK - filled, at + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled === 0) return;
    at += filled;
    yield buffer.subarray(0, filled);
  }
}
