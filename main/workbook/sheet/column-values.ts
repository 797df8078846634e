/** The distinct numbers of one column, kept by stretches of rows, so that two tables of a column count apart. */
import { NumberSet } from './number-set.ts';

/** Rows without a number after which another stretch begins. */
const GAP_ROWS = 2;
/** Stretches of a column at most: what comes after is counted with the last one. */
const MAX_STRETCHES = 256;

/** What a value is: a RUC, a RUC after a repair, or what only looks like one. */
export type ValueSort = 'ruc' | 'repaired' | 'faulty';

interface Stretch {
  first: number;
  last: number;
  sets: Record<ValueSort, NumberSet | null>;
}

/** Distinct values within rows. */
export interface ValueCounts {
  /** Those that pass the check digit, repaired ones included. */
  validos: number;
  distintos: number;
}

/** Collects while the rows pass. */
export class ColumnValues {
  readonly #stretches: Stretch[] = [];
  #cut = false;

  /** The next value begins another stretch: a header stands here. */
  cut(): void {
    this.#cut = true;
  }

  add(row: number, sort: ValueSort, value: number): void {
    let stretch = this.#stretches.at(-1);
    const apart = stretch === undefined || this.#cut || row > stretch.last + GAP_ROWS;
    if (stretch === undefined || (apart && this.#stretches.length < MAX_STRETCHES)) {
      stretch = { first: row, last: row, sets: { ruc: null, repaired: null, faulty: null } };
      this.#stretches.push(stretch);
    }
    this.#cut = false;
    stretch.last = row;
    let set = stretch.sets[sort];
    if (set === null) {
      set = new NumberSet();
      stretch.sets[sort] = set;
    }
    set.add(value);
  }

  /** Counts of the stretches that begin within these rows. */
  count(first: number, last: number): ValueCounts {
    const validos = this.#union('ruc', first, last).size + this.#union('repaired', first, last).size;
    return { validos, distintos: validos + this.#union('faulty', first, last).size };
  }

  /** The RUCs of the stretches that begin within these rows. */
  rucs(first: number, last: number): NumberSet {
    return this.#union('ruc', first, last);
  }

  #union(sort: ValueSort, first: number, last: number): NumberSet {
    const sets: NumberSet[] = [];
    for (const stretch of this.#stretches) {
      const set = stretch.sets[sort];
      if (set !== null && stretch.first >= first && stretch.first <= last) sets.push(set);
    }
    if (sets.length === 1) return sets[0] as NumberSet;
    const union = new NumberSet();
    for (const set of sets) set.forEach((value) => union.add(value));
    return union;
  }
}
