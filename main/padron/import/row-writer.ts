/** Turns the bytes of a row into the cell of an SQLite table, or into values for the rows that come late. */
import { MOST_CELL_BYTES, putVarint, varintBytes, type TableBuilder } from './table-builder.ts';

const BAR = 124;
const SPACE = 32;
const WINDOWS = new TextDecoder('windows-1252');
/** Its bytes 0x80 to 0x9f as UTF-8; those that it leaves undefined stay what Latin-1 makes of them. */
const HIGH = Array.from({ length: 32 }, (_, i) =>
  Buffer.from(WINDOWS.decode(Uint8Array.of(0x80 + i)), 'utf8'),
);

/** A row as places in the bytes of its block. */
export interface RowPlaces {
  ruc: number;
  nameFrom: number;
  nameTo: number;
  /** Number of the pair of estado and condición. */
  situation: number;
  ubigeo: number | null;
  /** The address cells, without the separator after the last; `tailTo` is 0 where all of them are dashes. */
  tailFrom: number;
  tailTo: number;
}

/** A row's values, as SQLite takes them. */
export type RowValues = [
  ruc: number,
  nombre: string,
  situacion: number,
  ubigeo: number | null,
  domicilio: string | null,
];

export interface RowText {
  separator: number;
  encoding: 'windows-1252' | 'utf8';
}

/** Adds the row at the table's end; false where its cell is too long for that. */
export function appendRow(table: TableBuilder, block: Buffer, row: RowPlaces, text: RowText): boolean {
  const name = textBytes(block, row.nameFrom, row.nameTo, text);
  const tail = row.tailTo === 0 ? -1 : textBytes(block, row.tailFrom, row.tailTo, text);
  const [nameType, tailType] = [13 + 2 * name, 13 + 2 * tail];
  const { situation, ubigeo } = row;
  const situationBytes = situation < 2 ? 0 : situation < 128 ? 1 : 2;
  // Columns that are null at the end may be left out of a record.
  const rest = tail >= 0 ? 1 + varintBytes(tailType) : ubigeo !== null ? 1 : 0;
  const header = 3 + varintBytes(nameType) + rest;
  const payload = header + name + situationBytes + (ubigeo === null ? 0 : 3) + Math.max(tail, 0);
  const head = varintBytes(payload) + varintBytes(row.ruc);
  if (head + payload > MOST_CELL_BYTES) return false;
  const { cells } = table;
  let at = putVarint(cells, table.end, payload);
  at = putVarint(cells, at, row.ruc);
  cells[at] = header;
  // The rowid stands for the first column.
  cells[at + 1] = 0;
  at = putVarint(cells, at + 2, nameType);
  cells[at] = situationType(situation);
  at += 1;
  if (rest > 0) {
    cells[at] = ubigeo === null ? 0 : 3;
    at += 1;
  }
  if (tail >= 0) at = putVarint(cells, at, tailType);
  at = putText(cells, at, block, row.nameFrom, row.nameTo, text);
  at = putSituation(cells, at, situation);
  if (ubigeo !== null) {
    cells[at] = ubigeo >> 16;
    cells[at + 1] = (ubigeo >> 8) & 255;
    cells[at + 2] = ubigeo & 255;
    at += 3;
  }
  if (tail >= 0) {
    const end = putText(cells, at, block, row.tailFrom, row.tailTo, text);
    if (text.separator !== BAR) mapSeparators(cells, at, end, text.separator);
  }
  table.add(row.ruc, head + payload);
  return true;
}

/** SQLite's type of a small number that is not negative: 8 and 9 are 0 and 1 themselves. */
export function situationType(situation: number): number {
  if (situation < 2) return 8 + situation;
  return situation < 128 ? 1 : 2;
}

/** The bytes that follow from {@link situationType}; answers where they end. */
export function putSituation(cells: Uint8Array, at: number, situation: number): number {
  if (situation < 2) return at;
  if (situation < 128) {
    cells[at] = situation;
    return at + 1;
  }
  cells[at] = situation >> 8;
  cells[at + 1] = situation & 255;
  return at + 2;
}

/** The same row as values. */
export function rowValues(block: Buffer, row: RowPlaces, text: RowText): RowValues {
  const { ruc, situation, ubigeo } = row;
  return [
    ruc,
    decode(block, row.nameFrom, row.nameTo, text),
    situation,
    ubigeo,
    row.tailTo === 0 ? null : tailText(decode(block, row.tailFrom, row.tailTo, text), text.separator),
  ];
}

/** These bytes as text. */
export function decode(block: Buffer, from: number, to: number, { encoding }: RowText): string {
  return encoding === 'utf8' ? block.toString('utf8', from, to) : WINDOWS.decode(block.subarray(from, to));
}

/** Address cells are kept with `|` between them, whatever stood between them. */
function tailText(tail: string, separator: number): string {
  return separator === BAR ? tail : tail.replaceAll('|', ' ').replaceAll(String.fromCharCode(separator), '|');
}

function textBytes(block: Buffer, from: number, to: number, { encoding }: RowText): number {
  let bytes = to - from;
  if (encoding === 'utf8') return bytes;
  for (let i = from; i < to; i += 1) {
    const byte = block[i] as number;
    if (byte >= 0x80) bytes += byte >= 0xa0 ? 1 : (HIGH[byte - 0x80] as Buffer).length - 1;
  }
  return bytes;
}

function putText(
  cells: Uint8Array,
  start: number,
  block: Buffer,
  from: number,
  to: number,
  { encoding }: RowText,
): number {
  const plain = encoding === 'utf8';
  let at = start;
  for (let i = from; i < to; i += 1) {
    const byte = block[i] as number;
    if (byte < 0x80 || plain) cells[at++] = byte;
    else if (byte >= 0xa0) {
      cells[at] = 0xc0 | (byte >> 6);
      cells[at + 1] = 0x80 | (byte & 63);
      at += 2;
    } else {
      const high = HIGH[byte - 0x80] as Buffer;
      cells.set(high, at);
      at += high.length;
    }
  }
  return at;
}

function mapSeparators(cells: Uint8Array, from: number, to: number, separator: number): void {
  for (let i = from; i < to; i += 1) {
    if (cells[i] === separator) cells[i] = BAR;
    else if (cells[i] === BAR) cells[i] = SPACE;
  }
}
