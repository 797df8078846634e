/** The chosen column judged: which cells are RUCs, which distinct readings they give, and what each row got. */
import { readRucs, repairSentence, type RucReading, type RucRepair } from '../../shared/ruc.ts';
import { CLASS } from './detect/classes.ts';
import { isJudged, type SheetFacts } from './detect/facts.ts';
import type { TableLayout } from './detect/layout.ts';
import { sharedIndex, type FocusColumn, type ValueRef } from './sheet/focus.ts';
import { IntList } from './sheet/growing.ts';
import type { ColumnItem } from './types.ts';

/** What the type column says against a number that is a RUC. */
const TYPE_WARNING = 'La columna de tipo de documento no dice RUC en esta fila: revísela.';
/** A cell left alone. */
const LEFT_ALONE = -1;

/** What one cell holds: the items of its readings, and what was repaired. */
export interface CellReading {
  /** Indexes into the items; more than one where the cell holds several numbers. */
  items: number[];
  /** Spanish sentence about repairs, or empty. */
  repairs: string;
}

export interface JudgedColumn {
  items: ColumnItem[];
  /** Cells judged and rows with data whose cell is left alone. */
  filas: number;
  otros: number;
  constante: boolean;
  /** Judged cells whose row is hidden. */
  filasOcultas: number;
  /** What the n-th value of the focus column got: null where it is left alone. */
  reading(n: number): CellReading | null;
  /** The warning about the n-th value's cell, or empty. */
  warning(n: number): string;
  /** The name beside the n-th value: a number equal for equal names (NaN: none), and its text on one line. */
  nameRef(n: number): number;
  name(n: number): string;
  /** The item of a verdict's `texto`, or -1. */
  itemOf(texto: string): number;
}

/** The shared strings whose texts judging will ask for. */
export function stringsToJudge(focus: FocusColumn, into: Set<number>): void {
  for (let n = 0; n < focus.refs.length; n += 1) {
    const index = sharedIndex(focus.refs.at(n));
    if (index >= 0) into.add(index);
    const name = sharedIndex(focus.names.at(n));
    if (name >= 0) into.add(name);
  }
}

/** Judges the focus column within the table. `texts` holds what {@link stringsToJudge} asked for. */
export function judgeColumn(
  facts: SheetFacts,
  focus: FocusColumn,
  layout: TableLayout,
  texts: ReadonlyMap<number, string>,
  manual: boolean,
): JudgedColumn {
  const judge = new ColumnJudge(focus, texts);
  const { classes } = facts.profile;
  for (let n = 0; n < focus.rows.length; n += 1) {
    const row = focus.rows.at(n);
    const inside = row >= layout.first && row <= layout.last;
    const type = layout.typeColumn === 0 ? CLASS.empty : classes.at(row, layout.typeColumn);
    if (!inside || !isJudged(classes.at(row, layout.column), type, manual)) judge.leaveAlone();
    else judge.take(n, row, type === CLASS.typeOther);
  }
  let withData = 0;
  for (let row = layout.first; row <= layout.last; row += 1) if (classes.fill(row) > 0) withData += 1;
  return judge.finish(withData);
}

class ColumnJudge {
  readonly #focus: FocusColumn;
  readonly #texts: ReadonlyMap<number, string>;
  readonly #items: ColumnItem[] = [];
  readonly #byRuc = new Map<number, number>();
  readonly #byText = new Map<string, number>();
  /** Readings that are not one plain item, once each. */
  readonly #special: CellReading[] = [];
  readonly #specialByRef = new Map<ValueRef, number>();
  /** Per value: an item, `LEFT_ALONE`, or a special reading from -2 down. */
  readonly #outcomes = new IntList();
  readonly #warned = new Set<number>();
  #judged = 0;
  #hidden = 0;

  constructor(focus: FocusColumn, texts: ReadonlyMap<number, string>) {
    this.#focus = focus;
    this.#texts = texts;
  }

  leaveAlone(): void {
    this.#outcomes.push(LEFT_ALONE);
  }

  take(n: number, row: number, typeSaysOther: boolean): void {
    const ref = this.#focus.refs.at(n);
    const outcome = this.#outcomeOf(ref, n, row);
    this.#outcomes.push(outcome);
    this.#judged += 1;
    if (this.#focus.hidden.has(n)) this.#hidden += 1;
    const items = outcome >= 0 ? [outcome] : (this.#special[-2 - outcome] as CellReading).items;
    for (const index of items) {
      const item = this.#items[index] as ColumnItem;
      item.filas += 1;
      if (typeSaysOther) item.aviso = TYPE_WARNING;
    }
    if (typeSaysOther) this.#warned.add(n);
  }

  #outcomeOf(ref: ValueRef, n: number, row: number): number {
    const plain = this.#byRuc.get(ref);
    if (plain !== undefined) return plain;
    const special = this.#specialByRef.get(ref);
    if (special !== undefined) return special;
    const text = this.#focus.text(ref, this.#texts);
    const readings: RucReading[] = this.#focus.isFraction(ref)
      ? [{ valid: false, text, repairs: [], fault: 'letras' }]
      : readRucs(text);
    const items = readings.map((reading) => this.#itemFor(reading, n, row));
    const repairs = [...new Set(readings.flatMap((reading) => reading.repairs))];
    if (items.length === 1 && repairs.length === 0 && readings[0]?.valid === true) return items[0] as number;
    const outcome = -2 - this.#special.length;
    this.#special.push({ items: [...new Set(items)], repairs: repairSentence(repairs) });
    this.#specialByRef.set(ref, outcome);
    return outcome;
  }

  #itemFor(reading: RucReading, n: number, row: number): number {
    const found = reading.valid ? this.#byRuc.get(Number(reading.text)) : this.#byText.get(reading.text);
    if (found !== undefined) {
      addRepairs(this.#items[found] as ColumnItem, reading.repairs);
      return found;
    }
    const index = this.#items.length;
    this.#items.push({
      texto: reading.text,
      valido: reading.valid,
      fault: reading.valid ? null : reading.fault,
      suggestion: reading.valid ? null : (reading.suggestion ?? null),
      repairs: [...reading.repairs],
      filas: 0,
      primeraFila: row,
      nombre: this.#nameAt(n),
      aviso: '',
    });
    if (reading.valid) this.#byRuc.set(Number(reading.text), index);
    else this.#byText.set(reading.text, index);
    return index;
  }

  finish(rowsWithData: number): JudgedColumn {
    const items = this.#items;
    const filas = this.#judged;
    return {
      items,
      filas,
      otros: Math.max(0, rowsWithData - filas),
      constante: items.length === 1 && items[0]?.valido === true && filas > 1,
      filasOcultas: this.#hidden,
      reading: (n) => this.#readingAt(n),
      warning: (n) => (this.#warned.has(n) ? TYPE_WARNING : ''),
      nameRef: (n) => this.#focus.names.at(n),
      name: (n) => this.#nameAt(n),
      itemOf: (texto) =>
        (/^\d{11}$/.test(texto) ? this.#byRuc.get(Number(texto)) : undefined) ??
        this.#byText.get(texto) ??
        -1,
    };
  }

  #nameAt(n: number): string {
    const ref = this.#focus.names.at(n);
    return Number.isNaN(ref) ? '' : this.#focus.text(ref, this.#texts).replace(/\s+/g, ' ').trim();
  }

  #readingAt(n: number): CellReading | null {
    const outcome = this.#outcomes.at(n);
    if (outcome === LEFT_ALONE) return null;
    return outcome >= 0 ? { items: [outcome], repairs: '' } : (this.#special[-2 - outcome] as CellReading);
  }
}

function addRepairs(item: ColumnItem, repairs: readonly RucRepair[]): void {
  for (const repair of repairs) if (!item.repairs.includes(repair)) item.repairs.push(repair);
}
