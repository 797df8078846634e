/** Workbooks that another library reads (.xls, .xlsb, .ods, HTML, XML 2003), as sheets of plain values. */
import type { FileHandle } from 'node:fs/promises';
import type { DenseWorkSheet, ParsingOptions, WorkBook, WorkSheet } from 'xlsx';
import { HabidoError } from '../../../shared/errors.ts';
import type { ForeignFormat } from '../book/identify.ts';
import type { Check } from '../book/source.ts';
import { MAX_COLUMN, MAX_ROW, type CellRange } from '../sheet/columns.ts';
import { readAt } from '../../zip/archive.ts';
import type { ZipArchive } from '../../zip/entry.ts';
import { decodeMarkup } from './markup.ts';
import { surveyOds } from './ods-survey.ts';
import { numberStyle } from './plain-styles.ts';
import type { PlainCell, PlainRow, PlainSheet } from './plain-book.ts';
import { textCell } from './text-values.ts';

/** The library holds a file and all its cells at once: above these it is refused, not tried. */
const MAX_FILE_BYTES: Readonly<Record<ForeignFormat, number>> = {
  xls: 96 * 1024 ** 2,
  xlsb: 64 * 1024 ** 2,
  ods: 32 * 1024 ** 2,
  html: 48 * 1024 ** 2,
  xml: 96 * 1024 ** 2,
};
/** A part becomes one string: the engine's limit is 512 MB, and cells take several times as much. */
const MAX_PART_BYTES = 192 * 1024 ** 2;
/** The same of an OpenDocument, whose cells are written at greater length. */
const MAX_ODS_BYTES = 96 * 1024 ** 2;
const MAX_CELLS = 5_000_000;
/**
 * A few bytes of an .ods can say that a row stands a million times. Equal rows that follow each other are written so,
 * but not in such numbers; unfolded, four million cells take the library ten seconds and 650 MB.
 */
const MAX_REPEATED_CELLS = 500_000;
const ROWS_AT_A_TIME = 1000;
const WIDTH_ROWS = 200;

/** What was read. */
export interface ForeignBook {
  sheets: PlainSheet[];
  date1904: boolean;
}

/** Reads all sheets. Throws where one is missing, behind a password, or too large for the library. */
export async function readForeign(
  file: FileHandle,
  formato: ForeignFormat,
  archive: ZipArchive | null,
  check: Check,
): Promise<ForeignBook> {
  const { size } = await file.stat();
  const tooLarge = new HabidoError('formato-demasiado-grande', { formato: `.${formato}` });
  if (size > MAX_FILE_BYTES[formato]) throw tooLarge;
  const most = formato === 'ods' ? MAX_ODS_BYTES : MAX_PART_BYTES;
  if (archive?.entries.some((entry) => entry.size > most && !isMedia(entry.name)) === true) throw tooLarge;
  const { hidden, written, repeated } = await surveyOds(formato === 'ods' ? archive : null, check);
  if (written + repeated > MAX_CELLS || repeated > MAX_REPEATED_CELLS) throw tooLarge;
  const bytes = await readAt(file, 0, size);
  check();
  const book = await parse(bytes, formato);
  check();
  const sheets = book.SheetNames.map((name, i) => sheetOf(book, name, i, formato, hidden)).filter(
    (sheet) => sheet !== null,
  );
  if (sheets.length === 0) throw new HabidoError('libro-sin-hojas');
  return { sheets, date1904: book.Workbook?.WBProps?.date1904 === true };
}

function isMedia(name: string): boolean {
  return /(^|\/)(media|Pictures|embeddings)\//.test(name);
}

async function parse(bytes: Buffer, formato: ForeignFormat): Promise<WorkBook> {
  const { read, set_cptable } = await import('xlsx');
  const options: ParsingOptions = {
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
  };
  try {
    if (formato === 'xls') {
      // Old workbooks keep their texts in the code page of their machine.
      set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
    }
    // Texts are kept as they are written: read as values, `01/10/2026` would become the tenth of January.
    if (formato === 'html') return read(decodeMarkup(bytes), { ...options, type: 'string', raw: true });
    if (formato === 'xml') return read(decodeMarkup(bytes), { ...options, type: 'string' });
    return read(bytes, { ...options, type: 'buffer' });
  } catch (error) {
    throw asOurs(error, formato);
  }
}

/** The library says what went wrong in words only. */
function asOurs(error: unknown, formato: ForeignFormat): HabidoError {
  const said = error instanceof Error ? error.message : '';
  if (/password-protected|ECMA-376 Encrypted|Unsupported ODS Encryption/i.test(said))
    return new HabidoError('archivo-cifrado', {}, { cause: error });
  if (/could not find <table>/.test(said)) return new HabidoError('libro-sin-hojas', {}, { cause: error });
  if (error instanceof RangeError) {
    return new HabidoError('formato-demasiado-grande', { formato: `.${formato}` }, { cause: error });
  }
  return new HabidoError('archivo-danado', {}, { cause: error });
}

/** A sheet of the book; null where it is a chart or a sheet of macros. Throws where it is missing. */
function sheetOf(
  book: WorkBook,
  name: string,
  i: number,
  formato: ForeignFormat,
  hiddenNames: ReadonlySet<string>,
): PlainSheet | null {
  const sheet = book.Sheets[name];
  // What the library could not read it leaves out: a missing sheet is an error, never an empty one.
  if (sheet === undefined) throw new HabidoError('archivo-danado', {}, { cause: new Error('missing sheet') });
  const type = (sheet as { '!type'?: string })['!type'];
  if (type !== undefined && type !== 'sheet') return null;
  const data = (sheet as DenseWorkSheet)['!data'] ?? [];
  // Where an index is made up, an array is as long as it says.
  if (data.length > MAX_ROW || data.some((row) => (row?.length ?? 0) > MAX_COLUMN))
    throw new HabidoError('archivo-demasiado-grande');
  const hidden = hiddenNames.has(name) ? 1 : (book.Workbook?.Sheets?.[i]?.Hidden ?? 0);
  return {
    // A web page's tables have no names.
    nombre: formato === 'html' ? `Tabla ${String(i + 1)}` : name,
    estado: hidden === 0 ? 'visible' : hidden === 1 ? 'hidden' : 'veryHidden',
    merges: (sheet['!merges'] ?? []).map(rangeOf).filter(isOnSheet),
    widths: widthsOf(data),
    rows: rowsOf(data, formato),
  };
}

function rangeOf({ s, e }: NonNullable<WorkSheet['!merges']>[number]): CellRange {
  return { left: s.c + 1, top: s.r + 1, right: e.c + 1, bottom: e.r + 1 };
}

function isOnSheet({ right, bottom }: CellRange): boolean {
  return right <= MAX_COLUMN && bottom <= MAX_ROW;
}

type Data = DenseWorkSheet['!data'];
type Cell = NonNullable<Data[number]>[number];

function* rowsOf(data: Data, formato: ForeignFormat): Generator<PlainRow[]> {
  let group: PlainRow[] = [];
  for (let r = 0; r < data.length; r += 1) {
    const cells: PlainCell[] = [];
    (data[r] ?? []).forEach((cell: Cell | undefined, c) => {
      const value = cell === undefined ? null : valueOf(cell, c + 1, formato);
      if (value !== null) cells.push(value);
    });
    if (cells.length === 0) continue;
    group.push({ row: r + 1, cells });
    if (group.length < ROWS_AT_A_TIME) continue;
    yield group;
    group = [];
  }
  yield group;
}

const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

function valueOf(cell: NonNullable<Cell>, column: number, formato: ForeignFormat): PlainCell | null {
  const value = cell.v;
  switch (cell.t) {
    case 'n':
      if (typeof value !== 'number' || !Number.isFinite(value)) return null;
      return { column, kind: 'number', value, style: numberStyle(String(cell.z ?? ''), value) };
    case 'b':
      return { column, kind: 'bool', value: value === true };
    case 'e':
      return { column, kind: 'error', value: ERROR_TEXTS[Number(value)] ?? '#VALUE!' };
    case 's': {
      const text = String(value ?? '');
      if (formato === 'html') return textCell(column, text.trim());
      return text === '' ? null : { column, kind: 'text', value: text };
    }
    // A stub without a value, or a date that was asked to come as a number.
    case 'z':
    case 'd':
      return null;
  }
}

/** Widths by the texts of the first rows, within what is pleasant to read. */
function widthsOf(data: Data): number[] {
  const widths: number[] = [];
  for (const row of data.slice(0, WIDTH_ROWS)) {
    (row ?? []).forEach((cell: Cell | undefined, c) => {
      while (widths.length <= c) widths.push(9);
      const length = cell === undefined ? 0 : String(cell.v ?? '').length;
      widths[c] = Math.min(45, Math.max(widths[c] as number, length + 2));
    });
  }
  return widths;
}
