/** Reads entries as streams: never more than declared, never with a wrong checksum. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { HabidoError } from '../../shared/errors.ts';
import type { ZipArchive, ZipEntry } from './entry.ts';

/** Large enough that the cost per chunk vanishes, small enough that several in flight weigh nothing. */
const CHUNK_BYTES = 256 * 1024;
/**
 * Parts that are edited as one string (styles, tables, relationships); sheets are never read this way. The largest
 * style sheets met have some 30 MB; each is held up to three times for a moment: as bytes, as text, and edited.
 */
const MAX_WHOLE_PART = 48 * 1024 ** 2;

const damaged = (detail: string, cause?: unknown) =>
  new HabidoError('archivo-danado', {}, { cause: cause ?? new Error(detail) });

/** The compressed bytes of an entry as they lie in the file, in chunks. */
export async function* rawChunks(
  archive: ZipArchive,
  entry: ZipEntry,
  bytes = CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  let at = entry.dataOffset;
  const end = entry.dataOffset + entry.compressedSize;
  while (at < end) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(bytes, end - at));
    const { bytesRead } = await archive.file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) throw damaged('unexpected end of file');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The bytes of an entry. Throws `archivo-danado` past its declared size, and at the end for a wrong CRC. */
export async function* inflatedChunks(archive: ZipArchive, entry: ZipEntry): AsyncGenerator<Buffer> {
  let size = 0;
  let crc = 0;
  for await (const chunk of openStream(archive, entry)) {
    size += chunk.length;
    if (size > entry.size) throw damaged('more bytes than declared');
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size) throw damaged('fewer bytes than declared');
  if (crc !== entry.crc) throw damaged('checksum');
}

async function* openStream(archive: ZipArchive, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.method === 0) {
    yield* rawChunks(archive, entry);
    return;
  }
  if (entry.method !== 8) throw damaged(`compression method ${String(entry.method)}`);
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  const feeding = pipeline(Readable.from(rawChunks(archive, entry), { highWaterMark: 2 }), inflate);
  // Its failure is the stream's failure, thrown by the loop below.
  feeding.catch(() => undefined);
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
    await feeding;
  } catch (error) {
    if (error instanceof HabidoError) throw error;
    throw damaged('deflate stream', error);
  } finally {
    inflate.destroy();
  }
}

/** A whole part, for those that are small by nature. Throws `archivo-demasiado-grande` where it is not. */
export async function readPart(archive: ZipArchive, entry: ZipEntry): Promise<Buffer> {
  if (entry.size > MAX_WHOLE_PART) {
    throw new HabidoError('archivo-demasiado-grande', {}, { cause: new Error(`part ${entry.name}`) });
  }
  const bytes = Buffer.allocUnsafeSlow(entry.size);
  let at = 0;
  for await (const chunk of inflatedChunks(archive, entry)) at += chunk.copy(bytes, at);
  return bytes;
}
