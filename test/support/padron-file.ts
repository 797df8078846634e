/**
 * Files in the layout of SUNAT's padrón reducido, of any size, written as a stream: Latin-1, `|` after every
 * cell, a header. Dirt lies in known places and is counted as a reader must count it. Shares no code with
 * the product's readers.
 */
import { statSync } from 'node:fs';
import type { PadronDefects } from '../../shared/padron.ts';
import { OneEntryZip, PlainFile, type EntryOptions } from './one-entry-zip.ts';
import { PadronRows, placesOf, type PadronPlan, type PadronRow } from './padron-rows.ts';

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
];

/** How many lines of each kind lie between the rows; together at most a tenth of them. */
export interface PadronDirt {
  /** Too few cells, no RUC, a RUC with a letter, ten digits, or one row cut in two (two lines). */
  danadas: number;
  /** The row comes twice, one line after the other; the first has an older estado. */
  repetidas: number;
  /** The row comes five lines late. */
  desordenadas: number;
  /** The row comes twice, the second five lines late: counts as repeated and as out of order. */
  repetidasLejos: number;
  /** The line ends with CR LF. */
  retornos: number;
}

export interface PadronFileOptions extends PadronPlan, EntryOptions {
  dirt?: Partial<PadronDirt>;
  separator?: '|' | '\t';
  /** Another header; `PADRON_COLUMNS` if not given. */
  header?: readonly string[];
  /** Every line ends with CR LF. */
  crlf?: boolean;
  /** Rows in a thorough disorder. */
  shuffled?: boolean;
}

/** What was written. */
export interface PadronFileFacts {
  path: string;
  bytes: number;
  textBytes: number;
  /** Distinct RUCs that a reader must find. */
  filas: number;
  /** What it must count. A line is out of order where an earlier line has a higher RUC. */
  defectos: PadronDefects;
  rows: PadronRows;
}

const FLUSH_CHARACTERS = 1024 * 1024;
const LATE_BY = 5;

/**
 * Writes a padrón to `path`: a package where it ends in `.zip`, else the text itself. The same options with
 * `changes` give the same padrón some time later: those rows differ, all others are as they were.
 */
export async function writePadron(path: string, options: PadronFileOptions): Promise<PadronFileFacts> {
  const out = path.endsWith('.zip')
    ? new OneEntryZip(path, { ...options, entry: options.entry ?? 'padron_reducido_ruc.txt' })
    : new PlainFile(path);
  const lines = new PadronLines(options);
  let text = '';
  for (const line of lines.all()) {
    text += line;
    if (text.length < FLUSH_CHARACTERS) continue;
    await out.write(Buffer.from(text, 'latin1'));
    text = '';
  }
  await out.write(Buffer.from(text, 'latin1'));
  const textBytes = await out.end();
  const { rows, defectos } = lines;
  return { path, bytes: statSync(path).size, textBytes, filas: rows.count, defectos, rows };
}

class PadronLines {
  readonly rows: PadronRows;
  readonly defectos: PadronDefects = { danadas: 0, repetidas: 0, nombreConSeparador: 0, desordenadas: 0 };
  readonly #options: PadronFileOptions;
  readonly #separator: string;
  readonly #end: string;
  readonly #dirt: Map<number, keyof PadronDirt>;
  #late: { row: PadronRow; left: number } | null = null;
  #highest = '';
  #broken = 0;

  constructor(options: PadronFileOptions) {
    this.#options = options;
    this.rows = new PadronRows(options);
    this.#separator = options.separator ?? '|';
    this.#end = options.crlf === true ? '\r\n' : '\n';
    this.#dirt = placesOf(options.dirt ?? {}, options.rows, (options.seed ?? 1) + 2);
    if (this.#dirt.size * 2 * LATE_BY > options.rows) throw new Error('too much dirt for so few rows');
  }

  *all(): Generator<string> {
    const header = this.#options.header ?? PADRON_COLUMNS;
    yield header.map((cell) => cell + this.#separator).join('') + this.#end;
    const { rows, shuffled } = this.#options;
    const stride = shuffled === true ? strideOf(rows) : 1;
    for (let k = 0; k < rows; k += 1) {
      const i = (k * stride) % rows;
      let first = true;
      for (const row of this.rows.from(i)) {
        yield* this.#placed(row, first ? this.#dirt.get(i) : undefined);
        first = false;
      }
    }
    if (this.#late !== null) yield this.#line(this.#late.row);
  }

  *#placed(row: PadronRow, dirt: keyof PadronDirt | undefined): Generator<string> {
    if (dirt === 'danadas') yield this.#brokenLine(row);
    if (dirt === 'repetidas' || dirt === 'repetidasLejos') {
      yield this.#line({ ...row, estado: row.estado === 'ACTIVO' ? 'SUSPENSION TEMPORAL' : 'ACTIVO' });
      this.defectos.repetidas += 1;
    }
    if (dirt === 'desordenadas' || dirt === 'repetidasLejos') this.#late = { row, left: LATE_BY + 1 };
    else yield this.#line(row, dirt === 'retornos' ? '\r\n' : this.#end);
    if (this.#late === null) return;
    this.#late.left -= 1;
    if (this.#late.left > 0) return;
    const { row: late } = this.#late;
    this.#late = null;
    yield this.#line(late);
  }

  #line(row: PadronRow, end = this.#end): string {
    if (row.ruc < this.#highest) this.defectos.desordenadas += 1;
    else this.#highest = row.ruc;
    const s = this.#separator;
    // A name with the separator in it counts by what this file's separator is.
    if (row.razonSocial.includes(s)) this.defectos.nombreConSeparador += 1;
    const name = row.raw ?? row.razonSocial;
    return `${row.ruc}${s}${name}${s}${row.estado}${s}${row.condicion}${s}${row.ubigeo}${s}${row.domicilio.join(s)}${s}${end}`;
  }

  /** One of five kinds by turns; none of them is a row. */
  #brokenLine(near: PadronRow): string {
    const s = this.#separator;
    const rest = [near.estado, near.condicion, '-', ...near.domicilio.map(() => '-')].join(s) + s;
    this.#broken += 1;
    const kind = this.#broken % 5;
    this.defectos.danadas += kind === 0 ? 2 : 1;
    switch (kind) {
      case 1:
        return `${near.ruc}${s}LINEA CORTA${s}ACTIVO${s}${this.#end}`;
      case 2:
        return `${s}SIN RUC${s}${rest}${this.#end}`;
      case 3:
        return `2O${near.ruc.slice(2)}${s}LETRA EN EL RUC${s}${rest}${this.#end}`;
      case 4:
        return `${near.ruc.slice(0, 10)}${s}DIEZ CIFRAS${s}${rest}${this.#end}`;
      default:
        return `${near.ruc}${s}PARTIDA EN${this.#end}DOS${s}${rest}${this.#end}`;
    }
  }
}

/** A stride that visits every row once: coprime to their number, near the golden section. */
function strideOf(rows: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(rows * 0.618));
  while (divisor(stride, rows) !== 1) stride += 1;
  return stride;
}
