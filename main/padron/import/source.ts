/** The file to import: SUNAT's zip or its bare text, read once from end to end, hashed and checked on the way. */
import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { openForReading } from '../../files/open.ts';
import { HabidoError } from '../../../shared/errors.ts';
import { openArchive } from '../../zip/archive.ts';
import { entryTime } from '../../zip/entry-time.ts';
import type { ZipArchive, ZipEntry } from '../../zip/entry.ts';
import { inflatedChunks } from '../../zip/inflate.ts';
import { otherLayout, readLayout, type PadronLayout } from './header.ts';

const CHUNK_BYTES = 1024 * 1024;
const SAMPLE_BYTES = 64 * 1024;
const DEFLATED = 8;
/** Entries looked into; a package of many is something else. */
const MOST_ENTRIES = 20;

/** A file with a padrón in it. */
export interface PadronSource {
  layout: PadronLayout;
  /** When the zip's entry was last changed; null where nothing tells. UTC ms. */
  fecha: number | null;
  /** Of the file. */
  bytes: number;
  /** Of the text. */
  textBytes: number;
  /** 0 to 1 of the file's bytes. */
  progress(): number;
  /** The text, header included. Throws `padron-archivo-danado` where it is cut short or its checksum is wrong. */
  text(): AsyncGenerator<Buffer>;
  /** SHA-256 of the file; once the text has been read to its end. */
  sha256(): string;
  close(): Promise<void>;
}

/**
 * Opens the file and finds the padrón in it: the entry that has the header, whatever it is called. Throws
 * `padron-otro-formato`, `padron-archivo-danado`, `archivo-no-existe`, `archivo-sin-permiso`.
 */
export async function openSource(path: string): Promise<PadronSource> {
  const file = await openForReading(path);
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(Math.min(SAMPLE_BYTES, size));
    await file.read(start, 0, start.length, 0);
    if (start.subarray(0, 2).toString('latin1') === 'PK') return await openZip(file, size);
    const layout = readLayout(start);
    if (layout === null) throw otherLayout();
    return sourceOf(file, size, layout, null);
  } catch (error) {
    await file.close();
    throw sourceError(error);
  }
}

async function openZip(file: FileHandle, size: number): Promise<PadronSource> {
  const archive = await openArchive(file);
  const entries = archive.entries.filter(isPossible);
  const texts = entries.filter(({ name }) => /\.(txt|csv)$/i.test(name));
  for (const entry of (texts.length > 0 ? texts : entries).slice(0, MOST_ENTRIES)) {
    const layout = readLayout(await beginning(archive, entry));
    if (layout !== null) return sourceOf(file, size, layout, entry);
  }
  throw otherLayout();
}

function isPossible({ name, size, method }: ZipEntry): boolean {
  return size > 0 && (method === 0 || method === DEFLATED) && !/(^|\/)(__MACOSX\/|\._)/.test(name);
}

async function beginning(archive: ZipArchive, entry: ZipEntry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of inflatedChunks(archive, entry)) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(pieces);
}

function sourceOf(
  file: FileHandle,
  bytes: number,
  layout: PadronLayout,
  entry: ZipEntry | null,
): PadronSource {
  const reading = { file, bytes, at: 0, hash: createHash('sha256') };
  return {
    layout,
    fecha: entry === null ? null : entryTime(entry),
    bytes,
    textBytes: entry === null ? bytes : entry.size,
    progress: () => (bytes === 0 ? 1 : reading.at / bytes),
    text: () => checkedText(reading, entry),
    sha256: () => reading.hash.digest('hex'),
    close: () => file.close(),
  };
}

interface Reading {
  file: FileHandle;
  bytes: number;
  at: number;
  hash: Hash;
}

async function* checkedText(reading: Reading, entry: ZipEntry | null): AsyncGenerator<Buffer> {
  let size = 0;
  let crc = 0;
  const inflated = entry?.method === DEFLATED;
  try {
    for await (const chunk of inflated ? inflate(reading, entry) : sliceOf(reading, entry)) {
      size += chunk.length;
      if (!inflated) crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw sourceError(error);
  }
  if (entry === null) return;
  if (size !== entry.size || (!inflated && crc !== entry.crc)) throw damaged('size or checksum');
}

/** The file's chunks, all of them hashed; those of the entry are given. */
async function* sliceOf(reading: Reading, entry: ZipEntry | null): AsyncGenerator<Buffer> {
  const from = entry === null ? 0 : entry.dataOffset;
  const to = entry === null ? reading.bytes : from + entry.compressedSize;
  while (reading.at < reading.bytes) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, reading.bytes - reading.at));
    const { bytesRead } = await reading.file.read(buffer, 0, buffer.length, reading.at);
    if (bytesRead === 0) throw damaged('unexpected end of file');
    const chunk = buffer.subarray(0, bytesRead);
    reading.hash.update(chunk);
    const start = reading.at;
    reading.at += bytesRead;
    const wanted = chunk.subarray(
      Math.min(Math.max(from - start, 0), bytesRead),
      Math.min(Math.max(to - start, 0), bytesRead),
    );
    if (wanted.length > 0) yield wanted;
  }
}

/** Wrapped as gzip, so that zlib itself works out the checksum and compares it. */
async function* asGzip(reading: Reading, entry: ZipEntry): AsyncGenerator<Buffer> {
  yield Buffer.from([0x1f, 0x8b, DEFLATED, 0, 0, 0, 0, 0, 0, 0xff]);
  let left = entry.compressedSize;
  for await (const chunk of sliceOf(reading, entry)) {
    yield chunk;
    left -= chunk.length;
    if (left > 0) continue;
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(entry.crc);
    trailer.writeUInt32LE(entry.size % 2 ** 32, 4);
    yield trailer;
  }
}

async function* inflate(reading: Reading, entry: ZipEntry): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const source = Readable.from(asGzip(reading, entry), { objectMode: true, highWaterMark: 2 });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

const damaged = (detail: string): HabidoError =>
  new HabidoError('padron-archivo-danado', {}, { cause: new Error(detail) });

/** The ZIP layer speaks of workbooks, zlib of itself. */
function sourceError(error: unknown): unknown {
  if (error instanceof HabidoError) {
    const broken = ['archivo-danado', 'archivo-demasiado-grande', 'archivo-cifrado'].includes(error.code);
    return broken ? new HabidoError('padron-archivo-danado', {}, { cause: error }) : error;
  }
  const { code = '' } = error as NodeJS.ErrnoException;
  return code.startsWith('Z_')
    ? new HabidoError('padron-archivo-danado', {}, { cause: error })
    : new HabidoError('archivo-sin-permiso', {}, { cause: error });
}
