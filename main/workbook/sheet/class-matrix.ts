/** The class of every cell of a sheet, a byte each, in pages: rows far apart cost only their pages. */
import { HabidoError } from '../../../shared/errors.ts';

const PAGE_SHIFT = 12;
const PAGE_ROWS = 1 << PAGE_SHIFT;
/** A million rows by a hundred and twenty columns; more is no sheet that people made. */
const MAX_PAGES = 32_768;

/** Classes by row and column, both from 1; 0 is an empty cell. */
export class ClassMatrix {
  readonly #columns: (Uint8Array | undefined)[][] = [];
  readonly #fill: (Uint8Array | undefined)[] = [];
  #pages = 0;
  lastRow = 0;
  lastColumn = 0;

  set(row: number, column: number, cls: number): void {
    let pages = this.#columns[column];
    if (pages === undefined) {
      // Holes in an array of columns would turn it into a dictionary.
      for (let i = this.#columns.length; i <= column; i += 1) this.#columns.push([]);
      pages = this.#columns[column] as (Uint8Array | undefined)[];
    }
    const page = pages[row >> PAGE_SHIFT] ?? this.#newPage(pages, row);
    page[row & (PAGE_ROWS - 1)] = cls;
    if (row > this.lastRow) this.lastRow = row;
    if (column > this.lastColumn) this.lastColumn = column;
  }

  /** How many cells of the row hold something, up to 255. */
  setFill(row: number, cells: number): void {
    const page = this.#fill[row >> PAGE_SHIFT] ?? this.#newPage(this.#fill, row);
    page[row & (PAGE_ROWS - 1)] = Math.min(255, cells);
  }

  at(row: number, column: number): number {
    return this.#columns[column]?.[row >> PAGE_SHIFT]?.[row & (PAGE_ROWS - 1)] ?? 0;
  }

  fill(row: number): number {
    return this.#fill[row >> PAGE_SHIFT]?.[row & (PAGE_ROWS - 1)] ?? 0;
  }

  /** Whether the column holds anything. */
  hasColumn(column: number): boolean {
    return (this.#columns[column]?.length ?? 0) > 0;
  }

  /** Lets the cells go; the bounds stay. */
  forget(): void {
    this.#columns.length = 0;
    this.#fill.length = 0;
  }

  #newPage(pages: (Uint8Array | undefined)[], row: number): Uint8Array {
    this.#pages += 1;
    if (this.#pages > MAX_PAGES) throw new HabidoError('archivo-demasiado-grande');
    const index = row >> PAGE_SHIFT;
    for (let i = pages.length; i < index; i += 1) pages.push(undefined);
    const page = new Uint8Array(PAGE_ROWS);
    pages[index] = page;
    return page;
  }
}
