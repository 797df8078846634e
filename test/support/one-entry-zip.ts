/** A ZIP package of one entry of any size, written as a stream, in the shapes that real writers give it. */
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

export interface EntryOptions {
  /** Name of the entry. */
  entry?: string;
  method?: 'deflate' | 'store';
  /** CRC and sizes follow the data, as streaming writers do; else they stand in front. */
  descriptor?: boolean;
  /** Sizes in 64-bit fields, whatever they are. */
  zip64?: boolean;
  /** Time of the entry as the package says it, without a zone. 2026-11-23 12:00 if not given. */
  entryTime?: { year: number; month: number; day: number; hour: number; minute: number };
  /** Entries of no bytes in front, such as a folder or a note. */
  before?: readonly string[];
}

const DEFLATE_LEVEL = 6;
const CHUNK_BYTES = 1024 * 1024;
const MAX32 = 0xffffffff;

/** A text file with the same two methods. */
export class PlainFile {
  readonly #fd: number;
  #bytes = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'w');
  }

  write(bytes: Buffer): Promise<void> {
    this.#bytes += bytes.length;
    writeSync(this.#fd, bytes);
    return Promise.resolve();
  }

  /** Answers the number of bytes of the text. */
  end(): Promise<number> {
    closeSync(this.#fd);
    return Promise.resolve(this.#bytes);
  }
}

interface Totals {
  crc: number;
  packed: number;
  size: number;
}

export class OneEntryZip {
  readonly #fd: number;
  readonly #options: EntryOptions & { entry: string };
  readonly #deflate: DeflateRaw | null;
  readonly #writing: Promise<void>;
  readonly #total: Totals = { crc: 0, packed: 0, size: 0 };
  readonly #directory: Buffer[] = [];
  readonly #start: number;
  #position = 0;

  constructor(path: string, options: EntryOptions & { entry: string }) {
    this.#fd = openSync(path, 'w');
    this.#options = options;
    const none = { crc: 0, packed: 0, size: 0 };
    for (const name of options.before ?? []) {
      this.#directory.push(this.#central(name, none, this.#position, 0, 0));
      this.#append(this.#local(name, none, 0, 0));
    }
    this.#start = this.#position;
    this.#append(this.#entryHeader(none));
    this.#deflate = options.method === 'store' ? null : createDeflateRaw(zlibOptions);
    this.#writing = this.#drain();
  }

  async write(bytes: Buffer): Promise<void> {
    this.#total.crc = crc32(bytes, this.#total.crc);
    this.#total.size += bytes.length;
    if (this.#deflate === null) this.#packed(bytes);
    else if (!this.#deflate.write(bytes)) await once(this.#deflate, 'drain');
  }

  /** Answers the number of bytes of the text. */
  async end(): Promise<number> {
    this.#deflate?.end();
    await this.#writing;
    if (this.#options.descriptor === true) this.#append(this.#after());
    else writeSync(this.#fd, this.#entryHeader(this.#total), 0, undefined, this.#start);
    const { flags, method } = this.#shape();
    this.#directory.push(this.#central(this.#options.entry, this.#total, this.#start, flags, method));
    const directory = Buffer.concat(this.#directory);
    const offset = this.#position;
    this.#append(directory);
    this.#append(this.#endRecords(offset, directory.length));
    closeSync(this.#fd);
    return this.#total.size;
  }

  async #drain(): Promise<void> {
    if (this.#deflate === null) return;
    for await (const chunk of this.#deflate) this.#packed(chunk as Buffer);
  }

  #packed(bytes: Buffer): void {
    this.#total.packed += bytes.length;
    this.#append(bytes);
  }

  #append(bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length)
      done += writeSync(this.#fd, bytes, done, bytes.length - done, this.#position + done);
    this.#position += bytes.length;
  }

  #shape(): { flags: number; method: number } {
    return {
      flags: this.#options.descriptor === true ? 8 : 0,
      method: this.#options.method === 'store' ? 0 : 8,
    };
  }

  #entryHeader(total: Totals): Buffer {
    const { flags, method } = this.#shape();
    return this.#local(this.#options.entry, total, flags, method);
  }

  #local(name: string, total: Totals, flags: number, method: number): Buffer {
    const wide = this.#options.zip64 === true && name === this.#options.entry;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(wide ? 45 : 20, 4);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(method, 8);
    this.#time().copy(header, 10);
    header.writeUInt32LE(total.crc, 14);
    header.writeUInt32LE(wide ? MAX32 : total.packed, 18);
    header.writeUInt32LE(wide ? MAX32 : total.size, 22);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    header.writeUInt16LE(wide ? 20 : 0, 28);
    return Buffer.concat([header, Buffer.from(name), ...(wide ? [wideSizes(total)] : [])]);
  }

  #central(name: string, total: Totals, offset: number, flags: number, method: number): Buffer {
    const wide = this.#options.zip64 === true && name === this.#options.entry;
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(wide ? 45 : 20, 4);
    header.writeUInt16LE(wide ? 45 : 20, 6);
    header.writeUInt16LE(flags, 8);
    header.writeUInt16LE(method, 10);
    this.#time().copy(header, 12);
    header.writeUInt32LE(total.crc, 16);
    header.writeUInt32LE(wide ? MAX32 : total.packed, 20);
    header.writeUInt32LE(wide ? MAX32 : total.size, 24);
    header.writeUInt16LE(Buffer.byteLength(name), 28);
    header.writeUInt16LE(wide ? 20 : 0, 30);
    header.writeUInt32LE(offset, 42);
    return Buffer.concat([header, Buffer.from(name), ...(wide ? [wideSizes(total)] : [])]);
  }

  #after(): Buffer {
    const wide = this.#options.zip64 === true;
    const record = Buffer.alloc(wide ? 24 : 16);
    record.writeUInt32LE(0x08074b50, 0);
    record.writeUInt32LE(this.#total.crc, 4);
    if (wide) {
      record.writeBigUInt64LE(BigInt(this.#total.packed), 8);
      record.writeBigUInt64LE(BigInt(this.#total.size), 16);
    } else {
      record.writeUInt32LE(this.#total.packed, 8);
      record.writeUInt32LE(this.#total.size, 12);
    }
    return record;
  }

  #time(): Buffer {
    const { year, month, day, hour, minute } = this.#options.entryTime ?? NOON;
    const field = Buffer.alloc(4);
    field.writeUInt16LE((hour << 11) | (minute << 5), 0);
    field.writeUInt16LE(((year - 1980) << 9) | (month << 5) | day, 2);
    return field;
  }

  #endRecords(offset: number, length: number): Buffer {
    const count = this.#directory.length;
    const wide = this.#options.zip64 === true;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(wide ? 0xffff : count, 8);
    end.writeUInt16LE(wide ? 0xffff : count, 10);
    end.writeUInt32LE(wide ? MAX32 : length, 12);
    end.writeUInt32LE(wide ? MAX32 : offset, 16);
    if (!wide) return end;
    const end64 = Buffer.alloc(56);
    end64.writeUInt32LE(0x06064b50, 0);
    end64.writeBigUInt64LE(44n, 4);
    end64.writeUInt16LE(45, 12);
    end64.writeUInt16LE(45, 14);
    for (const at of [24, 32]) end64.writeBigUInt64LE(BigInt(count), at);
    end64.writeBigUInt64LE(BigInt(length), 40);
    end64.writeBigUInt64LE(BigInt(offset), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(offset + length), 8);
    locator.writeUInt32LE(1, 16);
    return Buffer.concat([end64, locator, end]);
  }
}

const NOON = { year: 2026, month: 11, day: 23, hour: 12, minute: 0 };
const zlibOptions = { level: DEFLATE_LEVEL, chunkSize: CHUNK_BYTES };

function wideSizes(total: Totals): Buffer {
  const field = Buffer.alloc(20);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(BigInt(total.size), 4);
  field.writeBigUInt64LE(BigInt(total.packed), 12);
  return field;
}
