/** Reads a package part by part for tests, by a plain walk over its directory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

export interface ReadPart {
  name: string;
  /** The compressed bytes as they lie in the package. */
  raw: Buffer;
  data: Buffer;
  crc: number;
}

export function readPackage(bytes: Buffer): ReadPart[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const end64 = bytes.lastIndexOf(Buffer.from('PK\u0006\u0006', 'latin1'));
  const wide = bytes.readUInt32LE(end + 16) === WIDE;
  let at = wide ? Number(bytes.readBigUInt64LE(end64 + 48)) : bytes.readUInt32LE(end + 16);
  const count = wide ? Number(bytes.readBigUInt64LE(end64 + 32)) : bytes.readUInt16LE(end + 10);
  return Array.from({ length: count }, () => {
    const method = bytes.readUInt16LE(at + 10);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + bytes.readUInt16LE(at + 30));
    const [size, offset] = wideNumbers(bytes, at, extra);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const raw = bytes.subarray(start, start + size);
    const crc = bytes.readUInt32LE(at + 16);
    at += 46 + nameLength + extra.length + bytes.readUInt16LE(at + 32);
    return { name, raw, data: method === 8 ? inflateRawSync(raw) : raw, crc };
  });
}

const WIDE = 0xffffffff;

/** The compressed size and the offset of a directory entry; from its ZIP64 field where it has them there. */
function wideNumbers(bytes: Buffer, at: number, extra: Buffer): [number, number] {
  const own = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  let from = extra.indexOf(Buffer.from([1, 0])) + 4;
  const [, size, offset] = own.map((value) => {
    if (value !== WIDE) return value;
    from += 8;
    return Number(extra.readBigUInt64LE(from - 8));
  });
  return [size as number, offset as number];
}

/** One part's text. */
export function partText(bytes: Buffer, name: string): string {
  const part = readPackage(bytes).find((item) => item.name === name);
  if (part === undefined) throw new Error(`no part ${name}`);
  return part.data.toString('utf8');
}

/** Where the compressed bytes of each entry of a package on disk lie; for packages too large to be held. */
export function readDirectory(path: string): { name: string; start: number; compressedSize: number }[] {
  const file = openSync(path, 'r');
  try {
    const read = (at: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, at);
      return bytes;
    };
    const end = read(fstatSync(file).size - 22, 22);
    const directory = read(end.readUInt32LE(16), end.readUInt32LE(12));
    let at = 0;
    return Array.from({ length: end.readUInt16LE(10) }, () => {
      const nameLength = directory.readUInt16LE(at + 28);
      const offset = directory.readUInt32LE(at + 42);
      const local = read(offset, 30);
      const entry = {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        start: offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
        compressedSize: directory.readUInt32LE(at + 20),
      };
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
      return entry;
    });
  } finally {
    closeSync(file);
  }
}
