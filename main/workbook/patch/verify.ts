/** The check before success is shown: the copy is opened again and compared with what it was made from. */
import { crc32 } from 'node:zlib';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import type { SideSeen } from '../side/side-thread.ts';
import { openArchive } from '../../zip/archive.ts';
import type { ZipArchive, ZipEntry } from '../../zip/entry.ts';
import { inflatedChunks, rawChunks } from '../../zip/inflate.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';
import type { AddedLink } from './package-draft.ts';
import { seeSheet, type OwnCells, type SheetSeen } from './sheet-check.ts';
import { verifyAdded } from './verify-added.ts';
import type { FileHandle } from 'node:fs/promises';

/** What the copy must hold. */
export interface Expected extends OwnCells {
  /** Names of all entries, in order. */
  names: readonly string[];
  /** CRC-32 of the compressed bytes of each entry that was copied raw, by its name. */
  rawCrcs: ReadonlyMap<string, number>;
  /** Names of the parts that were written anew. */
  changed: ReadonlySet<string>;
  sheet: string;
  /** Digest of the source's values. */
  digest: string;
  /** How many cells stand in the column of the verdicts. */
  verdictCells: number;
  /** What a thread saw of the sheet while it was written; null: nobody looked yet. */
  side: SideSeen | null;
  /** Names of the worksheets that were added, and what points from part to part since. */
  sheets: readonly string[];
  links: readonly AddedLink[];
}

function refuse(detalle: string): never {
  throw new HabidoError('copia-no-verificada', { detalle });
}

/** Rejects with `copia-no-verificada` where the copy is not what it must be. */
export async function verifyCopy(
  file: FileHandle,
  expected: Expected,
  check: Check,
  onShare: (share: number) => void,
): Promise<void> {
  let archive: ZipArchive;
  try {
    archive = await openArchive(file);
  } catch (error) {
    throw new HabidoError('copia-no-verificada', { detalle: 'directorio' }, { cause: error });
  }
  const names = archive.entries.map((entry) => entry.name);
  if (names.length !== expected.names.length || names.some((name, i) => name !== expected.names[i]))
    refuse('partes');
  let done = 0;
  for (const entry of archive.entries) {
    const start = done;
    const share = (part: number): void => {
      onShare((start + part * entry.compressedSize) / archive.bytes);
    };
    if (entry.name === expected.sheet) await verifySheet(archive, entry, expected, check, share);
    else if (expected.changed.has(entry.name)) await verifyPart(archive, entry, check);
    else if ((await rawCrc(archive, entry, check)) !== expected.rawCrcs.get(entry.name)) refuse('bytes');
    done += entry.compressedSize;
  }
  await verifyAdded(archive, expected.sheets, expected.links);
}

async function rawCrc(archive: ZipArchive, entry: ZipEntry, check: Check): Promise<number> {
  let crc = 0;
  for await (const chunk of rawChunks(archive, entry, 1024 * 1024)) {
    check();
    crc = crc32(chunk, crc);
  }
  return crc;
}

async function verifyPart(archive: ZipArchive, entry: ZipEntry, check: Check): Promise<void> {
  const form = new WellFormedCheck();
  for await (const chunk of inflatedChunks(archive, entry)) {
    check();
    form.feed(chunk);
  }
  if (!form.finish()) refuse('xml');
}

async function verifySheet(
  archive: ZipArchive,
  entry: ZipEntry,
  expected: Expected,
  check: Check,
  onShare: (share: number) => void,
): Promise<void> {
  const { side } = expected;
  const seen = side ?? (await seeWritten(archive, entry, expected, check, onShare));
  if (!seen.sound) refuse('xml');
  if (seen.digest !== expected.digest) refuse('celdas');
  if (seen.verdictCells !== expected.verdictCells) refuse('veredictos');
  if (side === null) return;
  // It was checked while it was written: the file must hold the very bytes that were checked.
  const same = side.size === entry.size && side.crc === entry.crc;
  if (!same || (await rawCrc(archive, entry, check)) !== side.rawCrc) refuse('bytes');
}

async function seeWritten(
  archive: ZipArchive,
  entry: ZipEntry,
  expected: Expected,
  check: Check,
  onShare: (share: number) => void,
): Promise<SheetSeen> {
  try {
    return await seeSheet(inflatedChunks(archive, entry), expected, check, (bytes) => {
      onShare(bytes / Math.max(1, entry.size));
    });
  } catch (error) {
    if (error instanceof HabidoError && error.code === 'archivo-danado')
      throw new HabidoError('copia-no-verificada', { detalle: 'hoja' }, { cause: error });
    throw error;
  }
}
