/**
 * Reads a ZIP package's directory, strictly: what is ambiguous (duplicates, overlaps, sizes that contradict
 * each other) is refused, since two programs could read two different workbooks out of it.
 */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../shared/errors.ts';
import {
  FLAG_ENCRYPTED,
  MAX16,
  MAX32,
  SIGNATURE,
  findExtra,
  plainName,
  withoutExtra,
  type ZipArchive,
  type ZipEntry,
} from './entry.ts';

/** More entries than any real workbook has (thousands of images included). */
const MAX_ENTRIES = 20_000;
/** A workbook of two million rows declares about two of these. */
const MAX_DECLARED_BYTES = 8 * 1024 ** 3;
/** Real sheets shrink up to about fifty times; above this, and large, it is a bomb. */
const BOMB_RATIO = 250;
const BOMB_BYTES = 100 * 1024 ** 2;
const MAX_DIRECTORY_BYTES = 64 * 1024 ** 2;

const damaged = (detail: string) => new HabidoError('archivo-danado', {}, { cause: new Error(detail) });
const tooBig = (detail: string) =>
  new HabidoError('archivo-demasiado-grande', {}, { cause: new Error(detail) });

/** Reads the directory of the package in `file`. Rejects with `archivo-danado` or `archivo-demasiado-grande`. */
export async function openArchive(file: FileHandle): Promise<ZipArchive> {
  const bytes = (await file.stat()).size;
  const end = await readEnd(file, bytes);
  if (end.count > MAX_ENTRIES) throw tooBig(`${String(end.count)} entries`);
  if (end.size > MAX_DIRECTORY_BYTES) throw tooBig('directory size');
  const directory = await readAt(file, end.offset, end.size);
  const parsed = parseDirectory(directory, end.count);
  checkNames(parsed.map((item) => item.entry));
  checkSizes(parsed.map((item) => item.entry));
  for (const item of parsed) await readLocalHeader(file, item.entry, item.headerOffset);
  checkOverlaps(parsed, end.offset);
  return { file, bytes, entries: parsed.map((item) => item.entry), comment: end.comment };
}

/** Exactly `length` bytes from `offset`; fewer is a damaged package. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0) throw damaged('unexpected end of file');
    done += bytesRead;
  }
  return buffer;
}

interface EndRecord {
  count: number;
  size: number;
  offset: number;
  comment: Buffer;
}

async function readEnd(file: FileHandle, bytes: number): Promise<EndRecord> {
  const tailLength = Math.min(bytes, 22 + MAX16 + 20);
  const tail = await readAt(file, bytes - tailLength, tailLength);
  const start = bytes - tailLength;
  for (const padded of [false, true]) {
    for (let at = tail.length - 22; at >= 0; at -= 1) {
      if (tail.readUInt32LE(at) !== SIGNATURE.end) continue;
      const end = at + 22 + tail.readUInt16LE(at + 20);
      // Some transfers fill a file up with zeros: the package ends where they begin.
      if (padded ? end < tail.length && isBlank(tail, end) : end === tail.length)
        return await endRecordAt(file, tail.subarray(0, end), at, start + at);
    }
  }
  throw damaged('no end of central directory');
}

function isBlank(bytes: Buffer, from: number): boolean {
  for (let i = from; i < bytes.length; i += 1) if (bytes[i] !== 0) return false;
  return true;
}

async function endRecordAt(file: FileHandle, tail: Buffer, at: number, position: number): Promise<EndRecord> {
  if (tail.readUInt16LE(at + 4) !== 0 && tail.readUInt16LE(at + 4) !== MAX16) throw damaged('several disks');
  const record: EndRecord = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
    comment: Buffer.from(tail.subarray(at + 22)),
  };
  let expectedEnd = position;
  if (record.count === MAX16 || record.size === MAX32 || record.offset === MAX32) {
    if (at < 20 || tail.readUInt32LE(at - 20) !== SIGNATURE.locator64) throw damaged('no ZIP64 locator');
    expectedEnd = Number(tail.readBigUInt64LE(at - 12));
    if (expectedEnd + 56 > position) throw damaged('ZIP64 record out of place');
    const record64 = await readAt(file, expectedEnd, 56);
    if (record64.readUInt32LE(0) !== SIGNATURE.end64) throw damaged('no ZIP64 record');
    record.count = Number(record64.readBigUInt64LE(32));
    record.size = Number(record64.readBigUInt64LE(40));
    record.offset = Number(record64.readBigUInt64LE(48));
  }
  if (record.offset + record.size !== expectedEnd) throw damaged('directory not where it should be');
  return record;
}

interface ParsedEntry {
  entry: ZipEntry;
  headerOffset: number;
}

function parseDirectory(directory: Buffer, count: number): ParsedEntry[] {
  const parsed: ParsedEntry[] = [];
  let at = 0;
  while (at < directory.length) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== SIGNATURE.central) {
      throw damaged('directory entry');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.length) throw damaged('directory entry cut');
    parsed.push(parseEntry(directory.subarray(at, next), nameLength, extraLength));
    at = next;
  }
  if (parsed.length !== count) throw damaged('entry count');
  return parsed;
}

function parseEntry(record: Buffer, nameLength: number, extraLength: number): ParsedEntry {
  const rawName = Buffer.from(record.subarray(46, 46 + nameLength));
  const allExtra = record.subarray(46 + nameLength, 46 + nameLength + extraLength);
  const entry: ZipEntry = {
    name: rawName.toString('utf8'),
    rawName,
    versionMadeBy: record.readUInt16LE(4),
    versionNeeded: record.readUInt16LE(6),
    flags: record.readUInt16LE(8),
    method: record.readUInt16LE(10),
    time: record.readUInt16LE(12),
    date: record.readUInt16LE(14),
    crc: record.readUInt32LE(16),
    compressedSize: record.readUInt32LE(20),
    size: record.readUInt32LE(24),
    extra: withoutExtra(allExtra, 0x0001),
    localExtra: Buffer.alloc(0),
    comment: Buffer.from(record.subarray(46 + nameLength + extraLength)),
    internalAttributes: record.readUInt16LE(36),
    externalAttributes: record.readUInt32LE(38),
    dataOffset: 0,
  };
  if ((entry.flags & FLAG_ENCRYPTED) !== 0) throw new HabidoError('archivo-cifrado');
  let headerOffset = record.readUInt32LE(42);
  const zip64 = findExtra(allExtra, 0x0001);
  if (zip64 !== null) {
    let at = 0;
    const wide = (value: number): number => {
      if (value !== MAX32) return value;
      if (at + 8 > zip64.length) throw damaged('ZIP64 extra field');
      at += 8;
      return Number(zip64.readBigUInt64LE(at - 8));
    };
    entry.size = wide(entry.size);
    entry.compressedSize = wide(entry.compressedSize);
    headerOffset = wide(headerOffset);
  }
  return { entry, headerOffset };
}

function checkNames(entries: readonly ZipEntry[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const key = plainName(name);
    if (seen.has(key)) throw damaged('duplicate entry');
    seen.add(key);
  }
}

function checkSizes(entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.size;
    if (entry.method === 0 && entry.size !== entry.compressedSize) throw damaged('stored size');
    if (entry.size > BOMB_BYTES && entry.size > entry.compressedSize * BOMB_RATIO) throw tooBig('ratio');
  }
  if (total > MAX_DECLARED_BYTES) throw tooBig('declared bytes');
}

async function readLocalHeader(file: FileHandle, entry: ZipEntry, offset: number): Promise<void> {
  const fixed = await readAt(file, offset, 30);
  if (fixed.readUInt32LE(0) !== SIGNATURE.local) throw damaged('local header');
  const nameLength = fixed.readUInt16LE(26);
  const extraLength = fixed.readUInt16LE(28);
  const rest = await readAt(file, offset + 30, nameLength + extraLength);
  if (!rest.subarray(0, nameLength).equals(entry.rawName)) throw damaged('two names for one entry');
  if (fixed.readUInt16LE(8) !== entry.method) throw damaged('two methods for one entry');
  entry.localExtra = withoutExtra(rest.subarray(nameLength), 0x0001);
  entry.dataOffset = offset + 30 + nameLength + extraLength;
}

function checkOverlaps(parsed: readonly ParsedEntry[], directoryOffset: number): void {
  const inOrder = [...parsed].sort((a, b) => a.headerOffset - b.headerOffset);
  let end = 0;
  for (const { entry, headerOffset } of inOrder) {
    if (headerOffset < end) throw damaged('overlapping entries');
    end = entry.dataOffset + entry.compressedSize;
  }
  if (end > directoryOffset) throw damaged('entry over the directory');
}
