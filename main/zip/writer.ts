/** Writes a ZIP package entry by entry: untouched ones raw, new bytes deflated. ZIP64 where it is needed. */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { BlockDeflater } from './block-deflate.ts';
import { FLAGS_OF_WRITING, MAX16, MAX32, SIGNATURE, type ZipArchive, type ZipEntry } from './entry.ts';
import { rawChunks } from './inflate.ts';

/** As much as zlib's usual middle: what the size of a workbook is expected to be. */
const LEVEL = 6;
/** A sheet that may pass 4 GiB gets room for 64-bit sizes in its header. */
const WIDE_FROM = 3 * 1024 ** 3;

interface Written {
  entry: ZipEntry;
  offset: number;
}

/** Takes the bytes of one new entry; answers an earlier block that may be filled again, or null. */
export type PushBlock = (block: Buffer) => Promise<Buffer | null>;

/** Appends entries to an empty file. The caller syncs and closes it. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #written: Written[] = [];
  #position = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Copies an entry's compressed bytes as they are; answers the CRC-32 of these compressed bytes. */
  async copyRaw(archive: ZipArchive, entry: ZipEntry): Promise<number> {
    const copy = { ...entry, flags: entry.flags & ~0x0008 };
    const offset = this.#position;
    await this.#append(localHeader(copy, isWide(copy)));
    copy.dataOffset = this.#position;
    let crc = 0;
    for await (const chunk of rawChunks(archive, entry, 1024 * 1024)) {
      crc = crc32(chunk, crc);
      await this.#append(chunk);
    }
    this.#written.push({ entry: copy, offset });
    return crc;
  }

  /**
   * Writes an entry in the place of `model` (its name, times and attributes), deflated as its bytes come.
   * `onWritten` is handed the compressed bytes after they were written.
   */
  async add(
    model: ZipEntry,
    expectedSize: number,
    produce: (push: PushBlock) => Promise<unknown>,
    onWritten?: (bytes: Buffer) => Promise<void>,
  ): Promise<ZipEntry> {
    const entry: ZipEntry = { ...model, method: 8, flags: model.flags & ~FLAGS_OF_WRITING };
    const offset = this.#position;
    const wide = expectedSize >= WIDE_FROM;
    const placeholder = localHeader({ ...entry, crc: 0, size: 0, compressedSize: 0 }, wide);
    await this.#append(placeholder);
    entry.dataOffset = this.#position;
    const deflater = new BlockDeflater(LEVEL, expectedSize, async (bytes) => {
      await this.#append(bytes);
      await onWritten?.(bytes);
    });
    await produce((block) => deflater.push(block));
    Object.assign(entry, await deflater.finish());
    if (isWide(entry) && !wide) throw new Error('the entry outgrew its header');
    await writeAll(this.#file, localHeader(entry, wide), offset);
    this.#written.push({ entry, offset });
    return entry;
  }

  /** Writes the central directory. */
  async finish(comment: Buffer): Promise<void> {
    const start = this.#position;
    for (const item of this.#written) await this.#append(centralHeader(item));
    const size = this.#position - start;
    await this.#append(endRecords(this.#written.length, start, size, comment));
  }

  async #append(bytes: Buffer): Promise<void> {
    await writeAll(this.#file, bytes, this.#position);
    this.#position += bytes.length;
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function isWide(entry: ZipEntry): boolean {
  return entry.size >= MAX32 || entry.compressedSize >= MAX32;
}

function localHeader(entry: ZipEntry, wide: boolean): Buffer {
  const extra = wide
    ? Buffer.concat([zip64Field([entry.size, entry.compressedSize]), entry.localExtra])
    : entry.localExtra;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(SIGNATURE.local, 0);
  header.writeUInt16LE(wide ? Math.max(45, entry.versionNeeded) : entry.versionNeeded, 4);
  header.writeUInt16LE(entry.flags, 6);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt16LE(entry.time, 10);
  header.writeUInt16LE(entry.date, 12);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(wide ? MAX32 : entry.compressedSize, 18);
  header.writeUInt32LE(wide ? MAX32 : entry.size, 22);
  header.writeUInt16LE(entry.rawName.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, entry.rawName, extra]);
}

function centralHeader({ entry, offset }: Written): Buffer {
  const wideSizes = isWide(entry);
  const wideOffset = offset >= MAX32;
  const wide = [...(wideSizes ? [entry.size, entry.compressedSize] : []), ...(wideOffset ? [offset] : [])];
  const extra = wide.length > 0 ? Buffer.concat([zip64Field(wide), entry.extra]) : entry.extra;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(SIGNATURE.central, 0);
  header.writeUInt16LE(entry.versionMadeBy, 4);
  header.writeUInt16LE(wide.length > 0 ? Math.max(45, entry.versionNeeded) : entry.versionNeeded, 6);
  header.writeUInt16LE(entry.flags, 8);
  header.writeUInt16LE(entry.method, 10);
  header.writeUInt16LE(entry.time, 12);
  header.writeUInt16LE(entry.date, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(wideSizes ? MAX32 : entry.compressedSize, 20);
  header.writeUInt32LE(wideSizes ? MAX32 : entry.size, 24);
  header.writeUInt16LE(entry.rawName.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(entry.comment.length, 32);
  header.writeUInt16LE(entry.internalAttributes, 36);
  header.writeUInt32LE(entry.externalAttributes, 38);
  header.writeUInt32LE(wideOffset ? MAX32 : offset, 42);
  return Buffer.concat([header, entry.rawName, extra, entry.comment]);
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, i) => field.writeBigUInt64LE(BigInt(value), 4 + i * 8));
  return field;
}

function endRecords(count: number, offset: number, size: number, comment: Buffer): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(SIGNATURE.end, 0);
  end.writeUInt16LE(Math.min(count, MAX16), 8);
  end.writeUInt16LE(Math.min(count, MAX16), 10);
  end.writeUInt32LE(Math.min(size, MAX32), 12);
  end.writeUInt32LE(Math.min(offset, MAX32), 16);
  end.writeUInt16LE(comment.length, 20);
  if (count < MAX16 && size < MAX32 && offset < MAX32) return Buffer.concat([end, comment]);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(SIGNATURE.end64, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(SIGNATURE.locator64, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end, comment]);
}
