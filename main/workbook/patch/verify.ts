/** The check before success is shown: the copy is opened again and compared with what it was made from. */
import { crc32 } from 'node:zlib';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import { CellDigest } from '../sheet/digest.ts';
import { KIND, RowScanner, type RowSink } from '../sheet/row-scanner.ts';
import { driveSheet, type SheetHandler } from '../sheet/stream.ts';
import { openArchive } from '../zip/archive.ts';
import type { ZipArchive, ZipEntry } from '../zip/entry.ts';
import { inflatedChunks, rawChunks } from '../zip/inflate.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';
import type { AddedLink } from './package-draft.ts';
import { verifyAdded } from './verify-added.ts';
import type { FileHandle } from 'node:fs/promises';

/** A result column: rows outside of these are the user's. */
export interface OwnColumn {
  column: number;
  top: number;
  bottom: number;
}

/** What the copy must hold. */
export interface Expected {
  /** Names of all entries, in order. */
  names: readonly string[];
  /** CRC-32 of the compressed bytes of each entry that was copied raw, by its name. */
  rawCrcs: ReadonlyMap<string, number>;
  /** Names of the parts that were written anew. */
  changed: ReadonlySet<string>;
  sheet: string;
  /** Digest of the source's values. */
  digest: string;
  /** Our columns with the rows that are ours in them, and how many cells stand in that of the verdicts. */
  results: readonly OwnColumn[];
  verdictColumn: number;
  verdictCells: number;
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
  const sink = new VerifySink(expected.results, expected.verdictColumn);
  const handler = new VerifyHandler(sink);
  await driveSheet(inflatedChunks(archive, entry), handler, check, (bytes) => {
    onShare(bytes / Math.max(1, entry.size));
  });
  if (!handler.frame.finish() || !sink.sound) refuse('xml');
  if (sink.digest.toString() !== expected.digest) refuse('celdas');
  if (sink.verdictCells !== expected.verdictCells) refuse('veredictos');
}

/** Digests the user's values again, and counts our cells. Rows and cells are checked by the scanner as it goes. */
class VerifySink implements RowSink {
  readonly digest = new CellDigest();
  /** Whether all markup that the scanner passed over is well-formed. */
  sound = true;
  verdictCells = 0;
  readonly #own: (OwnColumn | undefined)[] = [];
  readonly #first: number;
  readonly #verdictColumn: number;
  #buf: Buffer = Buffer.alloc(0);
  #row = 0;

  constructor(results: readonly OwnColumn[], verdictColumn: number) {
    for (const own of results) this.#own[own.column] = own;
    this.#first = Math.min(...results.map(({ column }) => column));
    this.#verdictColumn = verdictColumn;
  }

  window(bytes: Buffer): void {
    this.#buf = bytes;
  }

  rowStart(row: number): void {
    this.#row = row;
  }

  cell(column: number, style: number, kind: number, _value: number, from: number, to: number): void {
    if (kind === KIND.blank) return;
    const own = column < this.#first ? undefined : this.#own[column];
    if (own === undefined || this.#row < own.top || this.#row > own.bottom)
      this.digest.mix(this.#row, column, style, kind, this.#buf, from, to);
    else if (column === this.#verdictColumn) this.verdictCells += 1;
  }

  element(from: number, to: number): void {
    const form = new WellFormedCheck();
    form.feed(this.#buf.subarray(from, to));
    if (!form.finish()) this.sound = false;
  }

  rowEnd(): void {
    // Nothing is gathered by row.
  }
}

class VerifyHandler implements SheetHandler {
  /** What stands around the rows, as one document. */
  readonly frame = new WellFormedCheck();
  readonly #sink: VerifySink;
  #scanner: RowScanner | null = null;

  constructor(sink: VerifySink) {
    this.#sink = sink;
  }

  get done(): boolean {
    return this.#scanner?.done === true;
  }

  prolog(xml: string, prefix: string): void {
    this.frame.feed(Buffer.from(xml, 'latin1'));
    this.#scanner = new RowScanner(prefix, this.#sink);
  }

  rows(window: Buffer): number {
    return (this.#scanner as RowScanner).scan(window);
  }

  epilog(xml: string): void {
    this.frame.feed(Buffer.from(xml, 'latin1'));
  }
}
