/** Result columns of an earlier copy that has no headings: tables without any, SUNAT's texts. */
import { PLAIN_OUTPUT, type ResultKey } from '../../../shared/workbook.ts';
import type { Zone, ZoneCell } from '../sheet/zone.ts';
import type { ResultSet, SetColumn } from './sets.ts';
import { fits, isVerdict } from './values.ts';

/** What is known beside the cells. */
export interface HeadlessHints {
  /** Cell styles that mark a text as ours. */
  quoted: ReadonlySet<number>;
  /** The result columns that a copy asks for: those of an earlier one are most likely the same. */
  wanted: readonly ResultKey[] | null;
  /** Whether what stands from this column on can be no one's but ours. */
  isPastTable: (column: number) => boolean;
}

/** Keys whose texts nobody else writes beside verdicts. */
const TELLING: ReadonlySet<ResultKey> = new Set(['fuente', 'consultadoEn', 'nombre', 'padrones']);
/** The order in which a column is tried: from what only one key can hold to what any can. */
const BY_VALUE: readonly ResultKey[] = [
  'fuente',
  'nombre',
  'padrones',
  'condicion',
  'estado',
  'datoAl',
  'consultadoEn',
  'observacion',
  'razonSocial',
];

/** Whether a verdict stands anywhere in the first rows: without one there is no set, and no need to look further. */
export function holdsVerdicts(zone: Zone): boolean {
  return zone.rows.some(({ cells }) => cells.some(({ text }) => isVerdict(text ?? '')));
}

/** The set of each column that holds nothing but verdicts in the first rows; `bottom` is not known yet. */
export function headlessSets(zone: Zone, hints: HeadlessHints): ResultSet[] {
  const cells = new Map<number, ZoneCell[]>();
  for (const row of zone.rows) {
    for (const cell of row.cells) {
      const column = cells.get(cell.column);
      if (column === undefined) cells.set(cell.column, [cell]);
      else column.push(cell);
    }
  }
  const verdicts = [...cells].filter(([, list]) => list.every(({ text }) => isVerdict(text ?? '')));
  return verdicts.flatMap(([column]) => {
    const columns = new Neighbours(cells, column, hints).columns();
    return columns === null ? [] : [{ header: 0, etiqueta: '', columns, bottom: Infinity }];
  });
}

/** What stands around one column of verdicts. */
class Neighbours {
  readonly #cells: ReadonlyMap<number, ZoneCell[]>;
  readonly #verdict: number;
  readonly #hints: HeadlessHints;

  constructor(cells: ReadonlyMap<number, ZoneCell[]>, verdict: number, hints: HeadlessHints) {
    this.#cells = cells;
    this.#verdict = verdict;
    this.#hints = hints;
  }

  /** The columns of the set; null where nothing says that the verdicts are ours. */
  columns(): SetColumn[] | null {
    for (const keys of [this.#hints.wanted, PLAIN_OUTPUT.columnas]) {
      const found = keys === null ? null : this.#inOrder(keys);
      if (found !== null) return withMarks(found);
    }
    const found = this.#byValue();
    const ours = found.some(({ key }) => TELLING.has(key)) || this.#isMarked(this.#verdict);
    return ours ? withMarks(found) : null;
  }

  /** The columns where these keys would stand, if what stands there fits and one of them is telling. */
  #inOrder(keys: readonly ResultKey[]): Place[] | null {
    const left = this.#verdict - keys.indexOf('veredicto');
    if (left < 1) return null;
    const places = keys.map((key, i) => ({ key, column: left + i }));
    if (!places.every(({ key, column }) => this.#fits(key, column))) return null;
    const tells = places.some(({ key, column }) => TELLING.has(key) && this.#cells.has(column));
    return tells || this.#isMarkedApart(left, left + keys.length - 1) ? places : null;
  }

  /** One column after the other, to the right by its texts, to the left only where they are marked as ours. */
  #byValue(): Place[] {
    const places: Place[] = [{ key: 'veredicto', column: this.#verdict }];
    for (const step of [1, -1]) {
      for (let column = this.#verdict + step; this.#cells.has(column); column += step) {
        const taken = new Set(places.map((place) => place.key));
        const key = BY_VALUE.find((candidate) => !taken.has(candidate) && this.#fits(candidate, column));
        if (key === undefined || (step === -1 && !this.#isMarked(column))) break;
        places.push({ key, column });
      }
    }
    return places.sort((a, b) => a.column - b.column);
  }

  #fits(key: ResultKey, column: number): boolean {
    return (this.#cells.get(column) ?? []).every(({ text }) => fits(key, text ?? ''));
  }

  /** Whether everything from `left` to `right` is marked, and nothing beside it. */
  #isMarkedApart(left: number, right: number): boolean {
    for (let column = left; column <= right; column += 1) {
      if (this.#cells.has(column) && !this.#isMarked(column)) return false;
    }
    return ![left - 1, right + 1].some((column) => this.#cells.has(column) && this.#isMarked(column));
  }

  /** Whether its cells have the mark of our texts, or stand where only we write. */
  #isMarked(column: number): boolean {
    const { quoted, isPastTable } = this.#hints;
    return isPastTable(column) || (this.#cells.get(column) ?? []).every(({ style }) => quoted.has(style));
  }
}

interface Place {
  key: ResultKey;
  column: number;
}

/** Between telling columns everything is ours; beside them the marks of our texts decide. */
function withMarks(places: readonly Place[]): SetColumn[] {
  const telling = places.filter(({ key }) => key === 'veredicto' || TELLING.has(key));
  const first = telling[0]?.column ?? 0;
  const last = telling.at(-1)?.column ?? 0;
  return places.map(({ key, column }) => ({
    column,
    key,
    adjacent: true,
    distinctive: column >= first && column <= last,
  }));
}
