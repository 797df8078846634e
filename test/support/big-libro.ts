/**
 * Large purchase books for benchmarks, written as a stream: shared strings, numbers and dates as Excel keeps
 * them, fifteen columns, the RUC in column H. The same rows give the same bytes; shares no code with the product.
 */
import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, createDeflateRaw } from 'node:zlib';
import { XML, bookParts, escapeXml, fixtureRuc, letter } from './package-builder.ts';

/** Changes with what is written, so that an older file of the cache is not taken for it. */
const EDITION = 2;
/** Rows that share a supplier, on the average. */
const ROWS_PER_RUC = 10;
const DEFLATE_LEVEL = 6;
const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';
const HEADERS = [
  'PERIODO',
  'CUO',
  'FECHA EMISIÓN',
  'TIPO CP',
  'SERIE',
  'NÚMERO',
  'TIPO DOC',
  'RUC',
  'RAZÓN SOCIAL',
  'BASE IMPONIBLE',
  'IGV',
  'NO GRAVADO',
  'TOTAL',
  'MONEDA',
  'TIPO DE CAMBIO',
];

/** How many different RUCs a book of so many rows holds. */
export function distinctRucs(rows: number): number {
  return Math.max(1, Math.floor(rows / ROWS_PER_RUC));
}

/** The name of the n-th supplier, whose RUC is the n-th fixture's. */
export function supplierName(n: number): string {
  return `COMERCIAL & SERVICIOS ÑANDÚ ${String(n * 7919)} S.A.C.`;
}

/** The path of a book of so many rows in the system's folder for temporary files; written where it is not there yet. */
export async function bigLibro(rows: number): Promise<string> {
  const path = join(tmpdir(), `habido-libro-${String(EDITION)}-${String(rows)}.xlsx`);
  const there = await stat(path).catch(() => null);
  if (there !== null) return path;
  const part = `${path}.${String(process.pid)}`;
  await writeBook(part, rows);
  await rename(part, path);
  return path;
}

async function writeBook(path: string, rows: number): Promise<void> {
  const zip = new StreamedZip(path);
  const sheets = [{ name: 'Compras', rows: {} }];
  for (const part of bookParts({ sheets, sharedStrings: [] })) {
    if (part.name === SHEET) await zip.add(SHEET, sheetText(rows));
    else if (part.name === STRINGS) await zip.add(STRINGS, stringsText(rows));
    else await zip.add(part.name, [part.data.toString()]);
  }
  await zip.end();
}

/** Shared strings: headers, then the few that repeat, then RUC and name of each supplier by turns. */
const FEW = ['202610', '01', '03', '07', 'F001', 'F002', 'E001', 'B001', '6', 'PEN', 'USD'];
const FIRST_SUPPLIER = HEADERS.length + FEW.length;

function* stringsText(rows: number): Generator<string> {
  const suppliers = distinctRucs(rows);
  const count = String(FIRST_SUPPLIER + 2 * suppliers);
  yield `${XML}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="${count}" uniqueCount="${count}">`;
  for (const text of [...HEADERS, ...FEW]) yield `<si><t>${text}</t></si>`;
  for (let n = 0; n < suppliers; n += 1)
    yield `<si><t>${fixtureRuc(n)}</t></si><si><t>${escapeXml(supplierName(n))}</t></si>`;
  yield '</sst>';
}

function* sheetText(rows: number): Generator<string> {
  const last = `${letter(HEADERS.length)}${String(rows + 1)}`;
  yield `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:${last}"/><sheetData>`;
  yield `<row r="1" spans="1:15">${HEADERS.map((_, i) => `<c r="${letter(i + 1)}1" s="1" t="s"><v>${String(i)}</v></c>`).join('')}</row>`;
  const random = seeded(rows);
  const suppliers = distinctRucs(rows);
  for (let row = 2; row <= rows + 1; row += 1) yield rowText(row, random, suppliers);
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

function rowText(row: number, random: () => number, suppliers: number): string {
  const r = String(row);
  const few = (from: number, count: number): string =>
    String(HEADERS.length + from + Math.floor(random() * count));
  // The first rows name each supplier once, the rest come back to them.
  const supplier = row - 2 < suppliers ? row - 2 : Math.floor(random() * suppliers);
  const base = Math.floor(random() * 1e7) / 100;
  const igv = Math.round(base * 18) / 100;
  const untaxed = random() < 0.1 ? Math.floor(random() * 1e5) / 100 : 0;
  const text = (column: string, index: string): string => `<c r="${column}${r}" t="s"><v>${index}</v></c>`;
  const number = (column: string, value: number): string =>
    `<c r="${column}${r}"><v>${String(value)}</v></c>`;
  return (
    `<row r="${r}" spans="1:15">${text('A', few(0, 1))}${number('B', 100_000 + row)}` +
    `<c r="C${r}" s="2"><v>${String(46_000 + Math.floor(random() * 300))}</v></c>` +
    `${text('D', few(1, 3))}${text('E', few(4, 4))}${number('F', Math.floor(random() * 1e6))}${text('G', few(8, 1))}` +
    `${text('H', String(FIRST_SUPPLIER + 2 * supplier))}${text('I', String(FIRST_SUPPLIER + 2 * supplier + 1))}` +
    `${number('J', base)}${number('K', igv)}${number('L', untaxed)}${number('M', Math.round((base + igv + untaxed) * 100) / 100)}` +
    `${text('N', few(9, 2))}${number('O', 3.7 + Math.floor(random() * 100) / 1000)}</row>`
  );
}

/** Chance that a seed decides (mulberry32), from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FLUSH_CHARACTERS = 256 * 1024;

/** A ZIP package written in one go: sizes follow their data. */
class StreamedZip {
  readonly #out: ReturnType<typeof createWriteStream>;
  readonly #directory: Buffer[] = [];
  #count = 0;
  #position = 0;

  constructor(path: string) {
    this.#out = createWriteStream(path);
  }

  async add(name: string, pieces: Iterable<string>): Promise<void> {
    const local = Buffer.alloc(30);
    const offset = this.#position;
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(0x5b21, 12);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    await this.#write(local, Buffer.from(name));
    const { crc, packed, size } = await this.#deflate(pieces);
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    after.writeUInt32LE(crc, 4);
    after.writeUInt32LE(packed, 8);
    after.writeUInt32LE(size, 12);
    await this.#write(after);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 14);
    central.writeUInt16LE(20, 4);
    after.copy(central, 16, 4, 16);
    local.copy(central, 28, 26, 28);
    central.writeUInt32LE(offset, 42);
    this.#directory.push(central, Buffer.from(name));
    this.#count += 1;
  }

  async end(): Promise<void> {
    const directory = Buffer.concat(this.#directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#count, 8);
    end.writeUInt16LE(this.#count, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#position, 16);
    await this.#write(directory, end);
    this.#out.end();
    await once(this.#out, 'close');
  }

  async #deflate(pieces: Iterable<string>): Promise<{ crc: number; packed: number; size: number }> {
    const deflate = createDeflateRaw({ level: DEFLATE_LEVEL });
    const total = { crc: 0, packed: 0, size: 0 };
    const writing = (async () => {
      for await (const chunk of deflate) {
        total.packed += (chunk as Buffer).length;
        await this.#write(chunk as Buffer);
      }
    })();
    const feed = async (text: string): Promise<void> => {
      const bytes = Buffer.from(text);
      total.crc = crc32(bytes, total.crc);
      total.size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    };
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.length < FLUSH_CHARACTERS) continue;
      await feed(text);
      text = '';
    }
    await feed(text);
    deflate.end();
    await writing;
    return total;
  }

  async #write(...buffers: Buffer[]): Promise<void> {
    for (const buffer of buffers) {
      this.#position += buffer.length;
      if (!this.#out.write(buffer)) await once(this.#out, 'drain');
    }
  }
}
