/** Pass one over a text table: the same profile that a worksheet gives, so that the same detector reads it. */
import type { Check } from '../book/source.ts';
import type { SharedClasses } from '../book/shared-strings.ts';
import type { SheetFacts } from '../detect/facts.ts';
import type { ResultWatch } from '../results/watch.ts';
import { FocusColumn } from '../sheet/focus.ts';
import type { SheetFrame } from '../sheet/frame.ts';
import { SheetProfile } from '../sheet/profile.ts';
import { KIND } from '../sheet/row-scanner.ts';
import type { TextDialect } from './dialect.ts';
import { asXml, fieldText, plainNumber, xmlFormOf } from './field-text.ts';
import { widen, type Units } from './encoding.ts';
import { RecordScanner, UnclosedQuote, isBlank, type FieldList, type RecordSink } from './records.ts';
import { driveText, type TextHandler, type TextTable } from './source.ts';

/** A text has no table of shared strings. */
const NO_SHARED: SharedClasses = { count: 0, classes: new Uint8Array(), rucs: new Float64Array() };

/** Room for the widened fields of a record. */
const SCRATCH_BYTES = 64 * 1024;

export interface TextScanOptions {
  /** The header row that the user named, or null. */
  namedHeader: number | null;
  /** The column wanted in full; 0: none. */
  focusColumn: number;
  /** The column of names, where the layout is known; 0: found by its header. */
  nameColumn: (fields: number) => number;
  /** The name of every row is wanted, not only beside a value's first cell. */
  everyName?: boolean;
  /** Takes the results of earlier copies out of the facts. */
  results?: ResultWatch;
  check: Check;
  /** Told the bytes of each chunk. */
  onBytes?: (bytes: number) => void;
}

export interface ScannedText {
  facts: SheetFacts;
  /** Present where a focus column was asked for. */
  focus: FocusColumn | null;
  /** Fields of the longest record. */
  fields: number;
  /** The table's own, or without quotes where these turned out to be none. */
  dialect: TextDialect;
}

/** Reads a text once, whole; twice where a quote never closes, so that it can't have been a quote. */
export async function scanText(table: TextTable, options: TextScanOptions): Promise<ScannedText> {
  try {
    return await scanAs(table, table.dialect, options);
  } catch (error) {
    return await scanAs(table, withoutQuotes(table.dialect, error), options);
  }
}

/** The dialect that the whole text bears out: without quotes where one never closes. */
export async function resolveQuotes(table: TextTable, check: Check): Promise<TextDialect> {
  const nothing: RecordSink = { window: () => undefined, record: () => undefined };
  const scanner = new RecordScanner(table.dialect, nothing);
  const handler: TextHandler = { scan: (units, final) => scanner.scan(units, final) };
  try {
    await driveText(table.file, table.dialect, handler, check);
    return table.dialect;
  } catch (error) {
    return withoutQuotes(table.dialect, error);
  }
}

/** The dialect without quotes, after one that never closed; any other failure is thrown on. */
function withoutQuotes(dialect: TextDialect, error: unknown): TextDialect {
  if (!(error instanceof UnclosedQuote)) throw error;
  return { ...dialect, quotes: false, quoteTexts: false, quoteEmpty: false };
}

async function scanAs(
  table: TextTable,
  dialect: TextDialect,
  options: TextScanOptions,
): Promise<ScannedText> {
  const { namedHeader, focusColumn } = options;
  const focus =
    focusColumn > 0 ? new FocusColumn(focusColumn, '', namedHeader, { everyName: options.everyName }) : null;
  const profile = new SheetProfile(NO_SHARED, '', namedHeader, focus, options.results ?? null);
  const sink = new ProfileSink(profile, focus, dialect, options);
  const scanner = new RecordScanner(dialect, sink);
  const handler: TextHandler = { scan: (units, final) => scanner.scan(units, final) };
  await driveText(table.file, dialect, handler, options.check, options.onBytes);
  return {
    facts: { nombre: '', oculta: false, profile, frame: noFrame() },
    focus,
    fields: sink.fields,
    dialect,
  };
}

function noFrame(): SheetFrame {
  return {
    merges: [],
    autoFilter: null,
    protectedSheet: false,
    tables: [],
    drawing: null,
  };
}

/** How many fields a record has: the separator behind the last one begins none where it only ends the line. */
export function fieldCount(fields: FieldList, dialect: TextDialect): number {
  return endsWithSeparator(fields, dialect) ? fields.count - 1 : fields.count;
}

/** Whether the record ends with the separator that ends every field of its text. */
export function endsWithSeparator(fields: FieldList, dialect: TextDialect): boolean {
  const last = fields.count - 1;
  return dialect.terminated && last > 0 && fields.isEmpty(last) && fields.quoted[last] === 0;
}

/** Hands records on as rows of cells. */
class ProfileSink implements RecordSink {
  /** Fields of the longest record so far. */
  fields = 0;
  readonly #profile: SheetProfile;
  readonly #focus: FocusColumn | null;
  readonly #dialect: TextDialect;
  readonly #nameColumn: (fields: number) => number;
  #units: Units = new Uint8Array();
  #scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  #used = 0;
  /** The window as the profile takes it: of bytes; null where every cell is a copy. */
  #bytes: Buffer | null = null;

  constructor(
    profile: SheetProfile,
    focus: FocusColumn | null,
    dialect: TextDialect,
    { nameColumn }: TextScanOptions,
  ) {
    this.#profile = profile;
    this.#focus = focus;
    this.#dialect = dialect;
    this.#nameColumn = nameColumn;
  }

  window(units: Units): void {
    this.#units = units;
    this.#bytes =
      units instanceof Uint8Array ? Buffer.from(units.buffer, units.byteOffset, units.byteLength) : null;
    if (this.#bytes !== null) this.#profile.window(this.#bytes);
  }

  record(row: number, start: number, end: number, _next: number, fields: FieldList): void {
    if (row === 0 || isBlank(this.#units, start, end)) return;
    const count = fieldCount(fields, this.#dialect);
    if (count > this.fields) this.#widen(count);
    this.#profile.rowStart(row, false);
    this.#used = 0;
    for (let i = 0; i < count; i += 1) if (!fields.isEmpty(i)) this.#cell(fields, i);
    this.#profile.rowEnd(row);
  }

  #widen(count: number): void {
    this.fields = count;
    const known = this.#nameColumn(count);
    if (this.#focus !== null && known > 0) this.#focus.nameColumn = known;
  }

  #cell(fields: FieldList, i: number): void {
    const { encoding } = this.#dialect;
    const from = fields.starts[i] as number;
    const to = fields.ends[i] as number;
    const number = plainNumber(this.#units, fields, i);
    const kind = Number.isNaN(number) ? KIND.text : KIND.number;
    const form = kind === KIND.number ? 'same' : xmlFormOf(this.#units, fields, i, encoding);
    if (this.#bytes !== null && form === 'same') {
      this.#profile.cell(i + 1, 0, kind, number, from, to);
      return;
    }
    if (form === 'widened') {
      const scratch = this.#roomFor((to - from) * 3);
      const start = this.#used;
      this.#used = widen(this.#units, from, to, scratch, start);
      this.#copied(i, kind, number, scratch, start, this.#used);
      return;
    }
    const copy = asXml(fieldText(this.#units, fields, i, encoding));
    if (copy.length > 0) this.#copied(i, kind, number, copy, 0, copy.length);
  }

  /** Hands on a cell whose bytes stand outside the window. */
  #copied(i: number, kind: number, number: number, buf: Buffer, from: number, to: number): void {
    this.#profile.window(buf);
    this.#profile.cell(i + 1, 0, kind, number, from, to);
    if (this.#bytes !== null) this.#profile.window(this.#bytes);
  }

  /** The scratch with this much free behind what the record's fields use: they are read until its end. */
  #roomFor(bytes: number): Buffer {
    if (this.#used + bytes > this.#scratch.length) {
      this.#scratch = Buffer.allocUnsafeSlow(Math.max(SCRATCH_BYTES, bytes));
      this.#used = 0;
    }
    return this.#scratch;
  }
}
