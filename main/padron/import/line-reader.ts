/** Reads one line of the padrón with all its quirks: the careful way, for those that the fast one leaves. */
import type { PadronDefects } from '../../../shared/padron.ts';
import type { PadronLayout } from './header.ts';
import { decode, type RowPlaces } from './row-writer.ts';
import type { Situations } from './words.ts';

const SPACE = 32;
const CR = 13;
const DASH = 45;
const ZERO = 48;
const RUC_DIGITS = 11;
const COLUMNS = 15;
/** RUCs of fewer digits are none. */
const LOWEST_RUC = 10_000_000_000;
/** A name with more separators than this is a line gone wrong. */
const MOST_SEPARATORS = 64;

/**
 * Estados as the padrón writes them, cut to 20 characters: what a line is anchored on where its name holds the
 * separator. Others that the file itself has shown in whole lines count too.
 */
const ESTADOS = [
  'ACTIVO',
  'BAJA PROVISIONAL',
  'BAJA PROV. POR OFICI',
  'SUSPENSION TEMPORAL',
  'ANUL.PROVI.-ACTO ILI',
  'BAJA DEFINITIVA',
  'BAJA DE OFICIO',
  'BAJA MULT.INSCR. Y O',
  'NUM. INTERNO IDENTIF',
  'OTROS OBLIGADOS',
  'INHABILITADO-VENT.UN',
  'ANULACION - ERROR SU',
  'ANULACION - ACTO ILI',
  'PENDIENTE DE INI. DE',
];

export class LineReader {
  /** Only `danadas` and `nombreConSeparador` are counted here. */
  readonly defects: Pick<PadronDefects, 'danadas' | 'nombreConSeparador'> = {
    danadas: 0,
    nombreConSeparador: 0,
  };
  readonly #layout: PadronLayout;
  readonly #situations: Situations;
  readonly #known = new Set(ESTADOS);
  /** Places of the separators of the line at hand, and of its end. */
  readonly #bars = new Int32Array(MOST_SEPARATORS + 1);
  readonly row: RowPlaces = {
    ruc: 0,
    nameFrom: 0,
    nameTo: 0,
    situation: 0,
    ubigeo: null,
    tailFrom: 0,
    tailTo: 0,
  };

  constructor(layout: PadronLayout, situations: Situations) {
    this.#layout = layout;
    this.#situations = situations;
  }

  /** Reads `block[from, to)` into {@link row}; false where it is no row: blank, or broken and counted. */
  read(block: Buffer, from: number, to: number): boolean {
    let end = to;
    while (end > from && isBlank(block[end - 1] as number)) end -= 1;
    if (end === from) return false;
    if (this.#readCells(block, from, end)) return true;
    this.defects.danadas += 1;
    return false;
  }

  #readCells(block: Buffer, from: number, end: number): boolean {
    const { separator, closed } = this.#layout;
    const bars = this.#bars;
    let count = 0;
    for (let i = from; i < end; i += 1) {
      if (block[i] !== separator) continue;
      if (count === MOST_SEPARATORS) return false;
      bars[count] = i;
      count += 1;
    }
    // The separator after the last cell; a program that saved the file anew may have dropped some of them.
    const isClosed = bars[count - 1] === end - 1 && (closed ? count >= COLUMNS : count === COLUMNS);
    const cells = isClosed ? count : count + 1;
    if (!isClosed) bars[count] = end;
    const extra = cells - COLUMNS;
    if (extra < 0) return false;
    const ruc = readRuc(block, from, bars[0] as number);
    if (ruc === null) return false;
    const at = extra === 0 ? 0 : this.#anchor(block, extra);
    if (at === null) return false;
    if (!this.#fill(block, ruc, at, cells)) return false;
    if (at > 0) this.defects.nombreConSeparador += 1;
    return true;
  }

  /** How many separators belong to the name: the estado that is known and stands farthest to the right tells. */
  #anchor(block: Buffer, extra: number): number | null {
    const bars = this.#bars;
    for (let at = extra; at >= 0; at -= 1) {
      const estado = this.#text(block, (bars[at + 1] as number) + 1, bars[at + 2] as number);
      if (this.#known.has(estado.toUpperCase())) return at;
    }
    return null;
  }

  /** `extra` separators belong to the name; what comes after the address cells of a row does to none. */
  #fill(block: Buffer, ruc: number, extra: number, cells: number): boolean {
    const bars = this.#bars;
    const bar = (column: number): number => bars[column + extra] as number;
    const estado = this.#word(block, 'estados', bar(1) + 1, bar(2));
    const condicion = this.#word(block, 'condiciones', bar(2) + 1, bar(3));
    if (estado < 0 || condicion < 0) return false;
    const situation = this.#situations.number(estado, condicion);
    if (situation < 0) return false;
    if (cells === COLUMNS) this.#known.add((this.#situations.estados.texts[estado] as string).toUpperCase());
    const { row } = this;
    row.ruc = ruc;
    [row.nameFrom, row.nameTo] = trimmed(block, (bars[0] as number) + 1, bar(1));
    row.situation = situation;
    row.ubigeo = readUbigeo(block, ...trimmed(block, bar(3) + 1, bar(4)));
    row.tailFrom = bar(4) + 1;
    const tailTo = bars[cells - 1] as number;
    row.tailTo = tellsNothing(block, row.tailFrom, tailTo, this.#layout.separator) ? 0 : tailTo;
    return true;
  }

  #word(block: Buffer, kind: 'estados' | 'condiciones', from: number, to: number): number {
    const [start, end] = trimmed(block, from, to);
    return this.#situations[kind].number(block, start, end, (a, b) => decode(block, a, b, this.#layout));
  }

  #text(block: Buffer, from: number, to: number): string {
    const [start, end] = trimmed(block, from, to);
    return decode(block, start, end, this.#layout);
  }
}

const isBlank = (byte: number): boolean => byte === SPACE || byte === CR;

function trimmed(block: Buffer, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && isBlank(block[start] as number)) start += 1;
  while (end > start && isBlank(block[end - 1] as number)) end -= 1;
  return [start, end];
}

function readRuc(block: Buffer, from: number, to: number): number | null {
  const [start, end] = trimmed(block, from, to);
  if (end - start !== RUC_DIGITS) return null;
  let ruc = 0;
  for (let i = start; i < end; i += 1) {
    const digit = (block[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return null;
    ruc = ruc * 10 + digit;
  }
  return ruc < LOWEST_RUC ? null : ruc;
}

function readUbigeo(block: Buffer, from: number, to: number): number | null {
  if (to - from !== 6) return null;
  let code = 0;
  for (let i = from; i < to; i += 1) {
    const digit = (block[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return null;
    code = code * 10 + digit;
  }
  return code;
}

/** Whether these cells hold dashes and blanks only. */
function tellsNothing(block: Buffer, from: number, to: number, separator: number): boolean {
  for (let i = from; i < to; i += 1) {
    const byte = block[i] as number;
    if (byte !== DASH && byte !== separator && !isBlank(byte)) return false;
  }
  return true;
}
