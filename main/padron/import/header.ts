/** The first line of a padrón: which columns it has, in which order, between which separators. */
import { HabidoError } from '../../../shared/errors.ts';
import { foldText } from '../../database/text.ts';

/** SUNAT's columns in SUNAT's order. */
export const PADRON_COLUMNS = [
  'RUC',
  'NOMBRE O RAZÓN SOCIAL',
  'ESTADO DEL CONTRIBUYENTE',
  'CONDICIÓN DE DOMICILIO',
  'UBIGEO',
  'TIPO DE VÍA',
  'NOMBRE DE VÍA',
  'CÓDIGO DE ZONA',
  'TIPO DE ZONA',
  'NÚMERO',
  'INTERIOR',
  'LOTE',
  'DEPARTAMENTO',
  'MANZANA',
  'KILÓMETRO',
] as const;

/** A header of SUNAT's has some 250 bytes; a longer first line is something else. */
const MOST_BYTES = 8192;
const BOM = [0xef, 0xbb, 0xbf];

/** How the lines of a file are to be read. */
export interface PadronLayout {
  /** The byte between cells. */
  separator: number;
  encoding: 'windows-1252' | 'utf8';
  /** A separator follows the last cell too. */
  closed: boolean;
  /** Where each column of {@link PADRON_COLUMNS} stands; null where they stand in that order and alone. */
  order: readonly number[] | null;
  /** Cells of a line. */
  cells: number;
  /** Bytes up to the first line under the header. */
  bytes: number;
}

/** The layout that the first bytes of a file show; null where they are no padrón's. */
export function readLayout(start: Buffer): PadronLayout | null {
  const end = start.subarray(0, MOST_BYTES).findIndex((byte) => byte === 10 || byte === 13);
  if (end < 0) return null;
  const marked = BOM.every((byte, i) => start[i] === byte);
  const line = start.subarray(marked ? BOM.length : 0, end);
  const bytes = start[end] === 13 && start[end + 1] === 10 ? end + 2 : end + 1;
  const utf8 = marked || line.some((byte) => byte > 127) ? utf8Text(line) : null;
  const text = utf8 ?? new TextDecoder('windows-1252').decode(line);
  const separator = text.includes('|') ? '|' : '\t';
  const cells = text.split(separator).map((cell) => plain(cell));
  const closed = cells.length > 1 && cells.at(-1) === '';
  if (closed) cells.pop();
  const order = PADRON_COLUMNS.map((name) => cells.indexOf(plain(name)));
  if (order.includes(-1)) return null;
  const usual = cells.length === order.length && order.every((at, i) => at === i);
  return {
    separator: separator.charCodeAt(0),
    encoding: utf8 === null ? 'windows-1252' : 'utf8',
    closed,
    order: usual ? null : order,
    cells: cells.length,
    bytes,
  };
}

/** What is said of a file without these columns. */
export function otherLayout(): HabidoError {
  return new HabidoError('padron-otro-formato', { esperadas: PADRON_COLUMNS.join(', ') });
}

function plain(cell: string): string {
  return foldText(cell).replace(/\s+/g, ' ').trim();
}

/** The names have accents, so bytes that read as UTF-8 are; null where they don't. */
function utf8Text(line: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    return null;
  }
}
