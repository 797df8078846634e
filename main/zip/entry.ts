/** What a ZIP package says of itself: entries as the central directory lists them. */
import type { FileHandle } from 'node:fs/promises';

/** One entry. Numbers are as stored, ZIP64 already resolved. */
export interface ZipEntry {
  /** As stored, decoded; slashes as they are. */
  name: string;
  rawName: Buffer;
  versionMadeBy: number;
  versionNeeded: number;
  flags: number;
  /** 0 stored, 8 deflated; others are copied raw and never read. */
  method: number;
  time: number;
  date: number;
  crc: number;
  compressedSize: number;
  size: number;
  /** Extra fields of the central directory and of the local header, ZIP64's (0x0001) left out. */
  extra: Buffer;
  localExtra: Buffer;
  comment: Buffer;
  internalAttributes: number;
  externalAttributes: number;
  /** Where its compressed bytes begin. */
  dataOffset: number;
}

/** An opened package. The file stays open until its owner closes it. */
export interface ZipArchive {
  file: FileHandle;
  bytes: number;
  /** In the order of the central directory. */
  entries: ZipEntry[];
  comment: Buffer;
}

export const FLAG_ENCRYPTED = 0x0001;
/** Bits that tell how the bytes were deflated, and that sizes follow the data: not true of what we write. */
export const FLAGS_OF_WRITING = 0x000e;

export const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
} as const;

/** A 32-bit field with this value has its number in the ZIP64 extra field. */
export const MAX32 = 0xffffffff;
export const MAX16 = 0xffff;

/** Part names are equivalent without regard to case, to which way the slashes lean, and to one in front. */
export function plainName(name: string): string {
  return name.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase();
}

/** Extra fields without the one of the given id; broken ones are dropped whole. */
export function withoutExtra(extra: Buffer, id: number): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) break;
    if (extra.readUInt16LE(at) !== id) kept.push(extra.subarray(at, at + 4 + length));
    at += 4 + length;
  }
  return Buffer.concat(kept);
}

/** The data of the extra field of this id, or null. */
export function findExtra(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) return null;
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
