/** Reads a package part by part for tests, by a plain walk over its directory. */
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
  let at = bytes.readUInt32LE(end + 16);
  const count = bytes.readUInt16LE(end + 10);
  return Array.from({ length: count }, () => {
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const offset = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const raw = bytes.subarray(start, start + size);
    const crc = bytes.readUInt32LE(at + 16);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return { name, raw, data: method === 8 ? inflateRawSync(raw) : raw, crc };
  });
}

/** One part's text. */
export function partText(bytes: Buffer, name: string): string {
  const part = readPackage(bytes).find((item) => item.name === name);
  if (part === undefined) throw new Error(`no part ${name}`);
  return part.data.toString('utf8');
}
