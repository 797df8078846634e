/** Pass one over a worksheet of an opened book. */
import type { Book, BookSheet } from '../book/open.ts';
import type { SharedClasses } from '../book/shared-strings.ts';
import type { Check } from '../book/source.ts';
import type { SheetFacts } from '../detect/facts.ts';
import type { ResultWatch } from '../results/watch.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';
import { inflatedChunks } from '../../zip/inflate.ts';
import { damagedSheet } from './bytes.ts';
import { FocusColumn } from './focus.ts';
import { readFrame } from './frame.ts';
import { SheetProfile } from './profile.ts';
import { RowScanner } from './row-scanner.ts';
import { driveSheet, type SheetHandler } from './stream.ts';
import { SheetTail } from './tail.ts';

export interface ScanOptions {
  shared: SharedClasses;
  /** The header row that the user named, or null. */
  namedHeader: number | null;
  /** The column wanted in full; 0: none. */
  focusColumn: number;
  /** The column of the names that go with it; 0 or absent: found by its header. */
  nameColumn?: number;
  /** Whether the name of each row is wanted, not only that beside a value's first cell. */
  everyName?: boolean;
  /** Takes the results of earlier copies out of the scan. */
  results?: ResultWatch;
  check: Check;
  /** Told the share of the sheet that is read, 0 to 1. */
  onShare?: (share: number) => void;
}

export interface ScannedSheet {
  facts: SheetFacts;
  /** Present where a focus column was asked for. */
  focus: FocusColumn | null;
  /** The prefix of the sheet's own elements (`x:`), or empty. */
  prefix: string;
}

/** Reads a sheet once, whole. */
export async function scanSheet(book: Book, sheet: BookSheet, options: ScanOptions): Promise<ScannedSheet> {
  const handler = new ScanHandler(options);
  const total = Math.max(1, sheet.entry.size);
  await driveSheet(inflatedChunks(book.archive, sheet.entry), handler, options.check, (done) =>
    options.onShare?.(done / total),
  );
  const { profile, focus, prefix } = handler;
  const frame = await readFrame(
    book.parts,
    sheet.entry.name.replace(/\\/g, '/').replace(/^\//, ''),
    handler.tail.take(),
  );
  return { facts: { nombre: sheet.nombre, oculta: sheet.oculta, profile, frame }, focus, prefix };
}

class ScanHandler implements SheetHandler {
  profile!: SheetProfile;
  focus: FocusColumn | null = null;
  prefix = '';
  readonly tail = new SheetTail();
  /** What stands around the rows must be one document; the rows are checked as they are scanned. */
  readonly #form = new WellFormedCheck();
  #scanner!: RowScanner;
  readonly #options: ScanOptions;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  get done(): boolean {
    return this.#scanner.done;
  }

  prolog(xml: string, prefix: string): void {
    const { shared, namedHeader, focusColumn, results = null } = this.#options;
    this.#form.feed(Buffer.from(xml, 'latin1'));
    this.prefix = prefix;
    this.focus = focusColumn > 0 ? new FocusColumn(focusColumn, prefix, namedHeader, this.#options) : null;
    this.profile = new SheetProfile(shared, prefix, namedHeader, this.focus, results);
    this.#scanner = new RowScanner(prefix, this.profile);
  }

  rows(window: Buffer): number {
    return this.#scanner.scan(window);
  }

  epilog(piece: Buffer): void {
    this.#form.feed(piece);
    this.tail.add(piece);
  }

  end(): void {
    if (!this.#form.finish()) throw damagedSheet('the sheet is not well-formed');
  }
}
