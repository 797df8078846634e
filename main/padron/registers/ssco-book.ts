/** The list of taxpayers without operative capacity: a workbook of nine columns with titles above, notes below. */
import type { CellObject, DenseWorkSheet, WorkBook } from 'xlsx';
import { isRuc } from '../../../shared/ruc.ts';
import { foldText } from '../../database/text.ts';
import { dayOfSerial, dayOfText } from './dates.ts';
import type { SscoData } from './rows.ts';

/** The list has a few hundred rows: what lies further down is no part of it. */
const MAX_ROWS = 50_000;
/** Titles, logos and legal notes may stand above the header. */
const HEADER_ROWS = 60;

/** The columns that make a workbook this list, as they are told to a person. */
export const SSCO_COLUMNS = 'RUC, Razón social, Resolución de atribución y Fecha de publicación';

/** A line of the list, before its term is worked out. */
export interface SscoLine {
  ruc: string;
  datos: Omit<SscoData, 'plazo'>;
}

/** What was read of the list. */
export interface ReadSsco {
  rows: SscoLine[];
  /** Lines with a name but no RUC that can be one. */
  omitidas: number;
}

type Row = readonly (CellObject | undefined)[];

interface Columns {
  ruc: number;
  razonSocial: number;
  resolucion: number | null;
  emitida: number | null;
  firme: number | null;
  publicada: number;
}

/** Reads the list out of a workbook; null where no sheet has its columns. Throws where it is no workbook. */
export async function readSscoBook(bytes: Buffer): Promise<ReadSsco | null> {
  const { read } = await import('xlsx');
  const book = read(bytes, {
    type: 'buffer',
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    sheetRows: MAX_ROWS,
  });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  for (const name of book.SheetNames) {
    const rows = rowsOf(book, name);
    for (let at = 0; at < Math.min(rows.length, HEADER_ROWS); at += 1) {
      const columns = columnsAt(rows, at);
      if (columns !== null) return linesBelow(rows, at, columns, date1904);
    }
  }
  return null;
}

function rowsOf(book: WorkBook, name: string): Row[] {
  const data = (book.Sheets[name] as DenseWorkSheet | undefined)?.['!data'] ?? [];
  return Array.from(data, (row) => row ?? []);
}

/** The columns where a header stands in row `at`, its own texts joined with those of a second header row below. */
function columnsAt(rows: readonly Row[], at: number): Columns | null {
  const own = (rows[at] as Row).map(nameOf);
  const ruc = Array.from(own).findIndex((name) => /^(n(ro|umero|[°º])?\.? ?(de )?)?ruc$/.test(name ?? ''));
  if (ruc < 0) return null;
  const below = rows[at + 1] ?? [];
  // In a header of two rows nothing stands below its RUC; else the next row is the first of the list.
  const second = textOf(below[ruc]) === '' ? Array.from(below, nameOf) : [];
  const width = Math.max(own.length, second.length);
  const names = Array.from({ length: width }, (_, i) => `${own[i] ?? ''} ${second[i] ?? ''}`.trim());
  const find = (fits: (name: string) => boolean): number | null => {
    const found = names.findIndex(fits);
    return found < 0 ? null : found;
  };
  const razonSocial = find((name) => /razon|denominacion|^nombre/.test(name));
  const publicada = find((name) => name.includes('publicacion'));
  if (razonSocial === null || publicada === null) return null;
  return {
    ruc,
    razonSocial,
    publicada,
    resolucion: find((name) => name.includes('resolucion') && !/fecha|firme/.test(name)),
    emitida: find((name) => name.includes('emision')),
    firme: find((name) => name.includes('firme')),
  };
}

function nameOf(cell: CellObject | undefined): string {
  return foldText(textOf(cell)).replace(/\s+/g, ' ').trim();
}

function textOf(cell: CellObject | undefined): string {
  return cell === undefined || cell.t === 'e' ? '' : String(cell.v ?? '').trim();
}

function linesBelow(rows: readonly Row[], header: number, columns: Columns, date1904: boolean): ReadSsco {
  const read: ReadSsco = { rows: [], omitidas: 0 };
  for (const row of rows.slice(header + 1)) {
    const said = textOf(row[columns.ruc]);
    const razonSocial = textOf(row[columns.razonSocial]).replace(/\s+/g, ' ');
    const ruc = rucIn(said);
    if (ruc === null) {
      // A note has no name beside it; a further representative's row has neither.
      if (said !== '' && razonSocial !== '') read.omitidas += 1;
      continue;
    }
    const day = (column: number | null): number | null =>
      column === null ? null : dayOfCell(row[column], date1904);
    read.rows.push({
      ruc,
      datos: {
        razonSocial,
        resolucion: columns.resolucion === null ? '' : plain(textOf(row[columns.resolucion])),
        emitida: day(columns.emitida),
        firme: day(columns.firme),
        publicada: day(columns.publicada),
      },
    });
  }
  return { rows: latestOfEach(read.rows), omitidas: read.omitidas };
}

/** The RUC of a cell that may carry the mark of a note, `20100070970 (1)`; never one inside a sentence. */
function rucIn(text: string): string | null {
  const match = /^(\d{11})(?:\.0+)?\s*(?:\(?\*+\)?|\(\d{1,2}\)|\[\d{1,2}\])*$/.exec(text.replace(/^'/, ''));
  return match !== null && isRuc(match[1] as string) ? (match[1] as string) : null;
}

function dayOfCell(cell: CellObject | undefined, date1904: boolean): number | null {
  if (cell === undefined) return null;
  if (cell.t === 'n' && typeof cell.v === 'number') return dayOfSerial(cell.v, date1904);
  return dayOfText(textOf(cell));
}

function plain(text: string): string {
  return /^-*$/.test(text) ? '' : text.replace(/\s+/g, ' ');
}

/** Of a RUC that was published twice, the later publication: its term is the one that runs. */
function latestOfEach(lines: readonly SscoLine[]): SscoLine[] {
  const latest = new Map<string, SscoLine>();
  for (const line of lines) {
    const known = latest.get(line.ruc);
    if (known === undefined || (line.datos.publicada ?? 0) >= (known.datos.publicada ?? 0))
      latest.set(line.ruc, line);
  }
  return [...latest.values()];
}
