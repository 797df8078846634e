/** The first rows of a sheet, kept as they are: where titles and headers stand, and what a preview shows. */

/** One cell of the zone. `text` is null for a shared string until it is looked up by `index`. */
export interface ZoneCell {
  column: number;
  style: number;
  /** `KIND` of the scanner. */
  kind: number;
  /** Class of the value. */
  cls: number;
  /** Index of the shared string; -1 where `text` is set. */
  index: number;
  text: string | null;
}

export interface ZoneRow {
  row: number;
  cells: ZoneCell[];
}

/** Rows with something in them that are kept from the top. */
export const ZONE_ROWS = 80;
/** Rows kept around a header row that the user named. */
export const NAMED_ZONE_ROWS = 40;
const MAX_CELLS_PER_ROW = 400;

/** The zone while rows come, and its look-ups afterwards. */
export class Zone {
  readonly rows: ZoneRow[] = [];
  readonly #named: number;
  #current: ZoneRow | null = null;
  #fromTop = 0;

  /** `namedHeader`: the user's header row, or null. */
  constructor(namedHeader: number | null) {
    this.#named = namedHeader ?? 0;
  }

  /** Whether cells of this row are wanted. */
  begin(row: number): boolean {
    const near = this.#named > 0 && row >= this.#named - 8 && row <= this.#named + NAMED_ZONE_ROWS;
    const wanted = near || this.#fromTop < ZONE_ROWS;
    this.#current = wanted ? { row, cells: [] } : null;
    return wanted;
  }

  add(cell: ZoneCell): void {
    if (this.#current !== null && this.#current.cells.length < MAX_CELLS_PER_ROW)
      this.#current.cells.push(cell);
  }

  finish(): void {
    if (this.#current === null || this.#current.cells.length === 0) return;
    this.rows.push(this.#current);
    this.#fromTop += 1;
    this.#current = null;
  }

  /** The indexes of shared strings whose texts are wanted. */
  neededStrings(into: Set<number>): void {
    for (const row of this.rows) for (const cell of row.cells) if (cell.index >= 0) into.add(cell.index);
  }

  /** Fills in the texts of shared strings. */
  resolve(texts: ReadonlyMap<number, string>): void {
    for (const row of this.rows) {
      for (const cell of row.cells) if (cell.index >= 0) cell.text = texts.get(cell.index) ?? '';
    }
  }

  rowAt(row: number): ZoneRow | undefined {
    return this.rows.find((item) => item.row === row);
  }

  cellAt(row: number, column: number): ZoneCell | undefined {
    return this.rowAt(row)?.cells.find((cell) => cell.column === column);
  }

  /** The cell's text on one line; empty outside the zone. */
  textAt(row: number, column: number): string {
    return (this.cellAt(row, column)?.text ?? '').replace(/\s+/g, ' ').trim();
  }
}
