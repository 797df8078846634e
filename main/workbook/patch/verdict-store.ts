/**
 * The verdicts of a run, held compactly by item: about a hundred bytes each, however many there are.
 *
 * Texts are kept as latin1 views in the copy's own form (escaped for XML, or plain UTF-8 for a text table);
 * those that repeat are kept once, names in one arena.
 */
import { VEREDICTOS, WORST_FIRST, type Veredicto } from '../../../shared/verdict.ts';
import { decodeXml, encodeCellText } from '../xml/text.ts';
import type { VerdictCells } from '../types.ts';

/** What is written for an item that got no verdict: the run ended before it. */
const NOT_REACHED = 'No se llegó a consultar: retome la corrida para completarlo.';

/** One verdict; texts are latin1 views in the store's form. */
export interface StoredVerdict {
  veredicto: Veredicto;
  razonSocial: string;
  estado: string;
  condicion: string;
  observacion: string;
  fuente: string;
  datoAl: number | null;
  consultadoEn: number | null;
  padrones: string;
}

/** Verdicts by the index of their item. */
export class VerdictStore {
  readonly #verdict: Uint8Array;
  readonly #estado: Uint32Array;
  readonly #condicion: Uint32Array;
  readonly #observacion: Uint32Array;
  readonly #fuente: Uint32Array;
  readonly #padrones: Uint32Array;
  readonly #datoAl: Float64Array;
  readonly #consultadoEn: Float64Array;
  readonly #nameStart: Uint32Array;
  readonly #nameLength: Uint16Array;
  readonly #texts: string[] = [''];
  readonly #textIndex = new Map<string, number>([['', 0]]);
  #names = Buffer.allocUnsafeSlow(64 * 1024);
  #namesLength = 0;
  /** Items that have a verdict. */
  size = 0;
  /** The form that texts are kept in. */
  readonly encode: (text: string) => string;

  constructor(items: number, encode: (text: string) => string = encodeCellText) {
    this.encode = encode;
    this.#verdict = new Uint8Array(items);
    this.#estado = new Uint32Array(items);
    this.#condicion = new Uint32Array(items);
    this.#observacion = new Uint32Array(items);
    this.#fuente = new Uint32Array(items);
    this.#padrones = new Uint32Array(items);
    this.#datoAl = new Float64Array(items).fill(NaN);
    this.#consultadoEn = new Float64Array(items).fill(NaN);
    this.#nameStart = new Uint32Array(items);
    this.#nameLength = new Uint16Array(items);
  }

  set(item: number, cells: VerdictCells): void {
    if (this.#verdict[item] === 0) this.size += 1;
    this.#verdict[item] = VEREDICTOS.indexOf(cells.veredicto) + 1;
    this.#estado[item] = this.#intern(cells.estado);
    this.#condicion[item] = this.#intern(cells.condicion);
    this.#observacion[item] = this.#intern(cells.observacion);
    this.#fuente[item] = this.#intern(cells.fuente);
    this.#padrones[item] = this.#intern(cells.padrones ?? '');
    this.#datoAl[item] = cells.datoAl ?? NaN;
    this.#consultadoEn[item] = cells.consultadoEn ?? NaN;
    this.#keepName(item, this.encode(cells.razonSocial));
  }

  get(item: number): StoredVerdict {
    const at = this.#verdict[item] as number;
    const start = this.#nameStart[item] as number;
    const datoAl = this.#datoAl[item] as number;
    const consultadoEn = this.#consultadoEn[item] as number;
    return {
      veredicto: this.veredicto(item),
      razonSocial: this.#names.toString('latin1', start, start + (this.#nameLength[item] as number)),
      estado: this.#text(this.#estado, item),
      condicion: this.#text(this.#condicion, item),
      observacion: at === 0 ? this.encode(NOT_REACHED) : this.#text(this.#observacion, item),
      fuente: at === 0 ? 'Sin consultar' : this.#text(this.#fuente, item),
      datoAl: Number.isNaN(datoAl) ? null : datoAl,
      consultadoEn: Number.isNaN(consultadoEn) ? null : consultadoEn,
      padrones: this.#text(this.#padrones, item),
    };
  }

  /** The registered name as people read it. */
  registeredName(item: number): string {
    const start = this.#nameStart[item] as number;
    return decodeXml(this.#names.toString('latin1', start, start + (this.#nameLength[item] as number)));
  }

  /** The verdict of an item, without its texts. */
  veredicto(item: number): Veredicto {
    const at = this.#verdict[item] as number;
    return at === 0 ? 'SIN RESPUESTA' : (VEREDICTOS[at - 1] as Veredicto);
  }

  /** The item among these whose verdict stands where one cell holds several RUCs. */
  worst(items: readonly number[]): number {
    if (items.length === 1) return items[0] as number;
    const severity = (item: number): number => WORST_FIRST.indexOf(this.veredicto(item));
    return [...items].sort((a, b) => severity(a) - severity(b))[0] as number;
  }

  /** The verdict that stands for a cell with these items. */
  worstVerdict(items: readonly number[]): Veredicto {
    return this.veredicto(this.worst(items));
  }

  #text(column: Uint32Array, item: number): string {
    return this.#texts[column[item] as number] as string;
  }

  #intern(text: string): number {
    const known = this.#textIndex.get(text);
    if (known !== undefined) return known;
    const index = this.#texts.length;
    this.#texts.push(this.encode(text));
    this.#textIndex.set(text, index);
    return index;
  }

  #keepName(item: number, view: string): void {
    const length = Math.min(view.length, 0xffff);
    while (this.#namesLength + length > this.#names.length) {
      const larger = Buffer.allocUnsafeSlow(this.#names.length * 2);
      this.#names.copy(larger, 0, 0, this.#namesLength);
      this.#names = larger;
    }
    this.#names.write(view.slice(0, length), this.#namesLength, 'latin1');
    this.#nameStart[item] = this.#namesLength;
    this.#nameLength[item] = length;
    this.#namesLength += length;
  }
}
