/** What the detector asks of a sheet again and again, looked at once: texts of the first rows, and what a row is. */
import type { SheetProfile } from '../sheet/profile.ts';
import { CLASS, isEvidence, isHeader, isWords } from './classes.ts';

/** Answers kept of one kind: what is asked of more rows is worked out each time. */
const MAX_KEPT = 20_000;

/** A text of the first rows. */
export interface PlacedText {
  row: number;
  text: string;
}

/** Answers about one sheet. Made when its texts are known; nothing of it may change afterwards. */
export class SheetLooks {
  /** The last column of which texts are known: further right headers and dates are not. */
  readonly lastTextColumn: number;
  readonly #profile: SheetProfile;
  readonly #texts = new Map<number, Map<number, string>>();
  readonly #byColumn = new Map<number, PlacedText[]>();
  readonly #kept = new Map<string, unknown>();

  constructor(profile: SheetProfile) {
    this.#profile = profile;
    let last = 0;
    for (const { row, cells } of profile.zone.rows) {
      const texts = new Map<number, string>();
      for (const cell of cells) {
        const text = (cell.text ?? '').replace(/\s+/g, ' ').trim();
        // Of a cell that stands there twice the first counts.
        if (texts.has(cell.column)) continue;
        texts.set(cell.column, text);
        const column = this.#byColumn.get(cell.column);
        if (column === undefined) this.#byColumn.set(cell.column, [{ row, text }]);
        else column.push({ row, text });
        last = Math.max(last, cell.column);
      }
      this.#texts.set(row, texts);
    }
    this.lastTextColumn = last;
  }

  /** The cell's text on one line; empty outside the first rows. */
  textAt(row: number, column: number): string {
    return this.#texts.get(row)?.get(column) ?? '';
  }

  /** The texts of a column, from above. */
  textsOf(column: number): readonly PlacedText[] {
    return this.#byColumn.get(column) ?? [];
  }

  /** Share of the row's cells that are words; none where a RUC stands in it. */
  wordsShare(row: number): number {
    return this.once(`words:${String(row)}`, () => {
      const { classes } = this.#profile;
      let words = 0;
      let cells = 0;
      for (let column = 1; column <= classes.lastColumn; column += 1) {
        const cls = classes.at(row, column);
        if (cls === CLASS.empty) continue;
        cells += 1;
        if (isWords(cls)) words += 1;
        else if (isEvidence(cls)) return 0;
      }
      return cells === 0 ? 0 : words / cells;
    });
  }

  /** Cells of the row that say something as headers. */
  headerCells(row: number): number {
    return this.once(`headers:${String(row)}`, () => {
      const { classes } = this.#profile;
      let count = 0;
      for (let column = 1; column <= classes.lastColumn; column += 1)
        if (isHeader(classes.at(row, column))) count += 1;
      return count;
    });
  }

  /** An answer that depends on nothing but `key` and the sheet: worked out once, as long as there is room. */
  once<T>(key: string, make: () => T): T {
    const known = this.#kept.get(key) as T | undefined;
    if (known !== undefined) return known;
    const value = make();
    if (this.#kept.size < MAX_KEPT) this.#kept.set(key, value);
    return value;
  }
}
