/** An entry that no package has had before, as {@link ZipWriter.add} takes it for its model. */
import type { ZipEntry } from './entry.ts';

/** 1 January 1980, the first day that a package knows: for what has no date of its own. */
const FIRST_DAY = 0x21;
const LIMA_OFFSET_MS = -5 * 3_600_000;

/** A deflated entry. `at` (UTC ms) becomes its time, as Lima's clock showed it; null: none. */
export function newEntry(name: string, at: number | null = null): ZipEntry {
  const none = Buffer.alloc(0);
  return {
    name,
    rawName: Buffer.from(name),
    versionMadeBy: 20,
    versionNeeded: 20,
    flags: 0,
    method: 8,
    ...(at === null ? { time: 0, date: FIRST_DAY } : stamp(at)),
    crc: 0,
    compressedSize: 0,
    size: 0,
    extra: none,
    localExtra: none,
    comment: none,
    internalAttributes: 0,
    externalAttributes: 0,
    dataOffset: 0,
  };
}

function stamp(at: number): { time: number; date: number } {
  const lima = new Date(at + LIMA_OFFSET_MS);
  return {
    time: (lima.getUTCHours() << 11) | (lima.getUTCMinutes() << 5) | (lima.getUTCSeconds() >> 1),
    date: ((lima.getUTCFullYear() - 1980) << 9) | ((lima.getUTCMonth() + 1) << 5) | lima.getUTCDate(),
  };
}
