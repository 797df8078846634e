/**
 * The lists of agents and of good taxpayers: one text with `|` between cells and at the end of a line, a header
 * row, Latin-1; a line may be broken by a lone carriage return.
 */
import { isRuc } from '../../../shared/ruc.ts';
import { foldText } from '../../database/text.ts';
import { dayOfText } from './dates.ts';
import type { ListData } from './rows.ts';

/** The header is looked for in this many lines. */
const HEADER_LINES = 20;

/** What was read of a list. */
export interface ReadList {
  rows: { ruc: string; datos: ListData }[];
  /** Lines that hold no RUC where one was expected. */
  omitidas: number;
}

/** The columns that make the text one of these lists, as they are told to a person. */
export const LIST_COLUMNS = 'RUC, Nombre/Razón Social, A partir del y Resolución';

interface Columns {
  count: number;
  ruc: number;
  razonSocial: number | null;
  desde: number | null;
  resolucion: number | null;
}

/** Reads the text of a list; null where its columns are others. */
export function readListText(bytes: Buffer): ReadList | null {
  const pieces = decode(bytes)
    .split(/\r\n|\n|\r/)
    .filter((piece) => piece.trim() !== '');
  const headerAt = pieces.slice(0, HEADER_LINES).findIndex((piece) => columnsOf(cellsOf(piece)) !== null);
  if (headerAt < 0) return null;
  const columns = columnsOf(cellsOf(pieces[headerAt] as string)) as Columns;
  const list: ReadList = { rows: [], omitidas: 0 };
  for (const line of wholeLines(pieces.slice(headerAt + 1), columns)) {
    const row = rowOf(cellsOf(line), columns);
    if (row === null) list.omitidas += 1;
    else list.rows.push(row);
  }
  return list;
}

/** As SUNAT writes it, or as it was saved again by hand: Latin-1 with accents is never UTF-8 by chance. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The cells of a line, without the empty one that the `|` at its end makes. */
function cellsOf(line: string): string[] {
  const cells = line.split('|').map((cell) => cell.trim());
  if (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}

function columnsOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => foldText(cell).replace(/\s+/g, ' ').trim());
  const find = (pattern: RegExp): number | null => {
    const at = names.findIndex((name) => pattern.test(name));
    return at < 0 ? null : at;
  };
  const ruc = find(/^(n(ro|umero|[°º])?\.? ?(de )?)?ruc$/);
  const desde = find(/a partir|desde|vigencia|incorporacion/);
  const resolucion = find(/resolucion/);
  // The padrón itself has a RUC and a name: it is told apart by the columns that only a list has.
  if (ruc === null || desde === null || resolucion === null) return null;
  return { count: cells.length, ruc, desde, resolucion, razonSocial: find(/razon|nombre/) };
}

/** Puts together what a carriage return broke: a piece that does not begin like a line goes on the one before. */
function* wholeLines(pieces: readonly string[], { ruc, count }: Columns): Generator<string> {
  let line: string | null = null;
  for (const piece of pieces) {
    const begins = ruc !== 0 || /^\s*\d{11}\s*\|/.test(piece) || line === null;
    if (!begins && cellsOf(line as string).length < count) {
      line = `${line as string}${piece.startsWith('|') ? '' : ' '}${piece}`;
      continue;
    }
    if (line !== null) yield line;
    line = piece;
  }
  if (line !== null) yield line;
}

/** One line; a `|` inside the name makes more cells than the header has: they belong to the name. */
function rowOf(cells: readonly string[], columns: Columns): { ruc: string; datos: ListData } | null {
  const { count, razonSocial } = columns;
  const extra = Math.max(0, cells.length - count);
  const at = (column: number | null): string => {
    if (column === null) return '';
    const shift = razonSocial !== null && column > razonSocial ? extra : 0;
    return cells[column + shift] ?? '';
  };
  const ruc = at(columns.ruc);
  if (!isRuc(ruc)) return null;
  const name = razonSocial === null ? '' : cells.slice(razonSocial, razonSocial + extra + 1).join(' | ');
  return {
    ruc,
    datos: {
      razonSocial: name.replace(/\s+/g, ' '),
      desde: dayOfText(at(columns.desde)),
      resolucion: plain(at(columns.resolucion)),
    },
  };
}

function plain(text: string): string {
  return /^-*$/.test(text) ? '' : text.replace(/\s+/g, ' ');
}
