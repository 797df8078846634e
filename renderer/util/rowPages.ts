/** One answer of the place where the rows are kept. */
export interface RowsPage<Row> {
  total: number;
  filas: Row[];
}

export interface RowPagesOptions<Row> {
  /** Rows a page. */
  pageSize: number;
  /** Pages held at most; the farthest from what is looked at go first. */
  maxPages: number;
  /** Fetches a page; null where it failed (the caller tells the user). */
  load(desde: number, cuantas: number): Promise<RowsPage<Row> | null>;
  /** Called after rows or their number changed. */
  onChange(): void;
}

/**
 * The rows of a long list, held in pages around what is looked at, so that a list of any length costs the
 * same. A page that is loaded again stays readable until its new rows are there.
 */
export class RowPages<Row> {
  private readonly pages = new Map<number, Row[]>();
  private readonly loading = new Set<number>();
  private readonly stale = new Set<number>();
  private readonly options: RowPagesOptions<Row>;
  private view: { first: number; last: number } = { first: 0, last: 0 };
  private closed = false;
  /** Null until the first answer. */
  total: number | null = null;

  constructor(options: RowPagesOptions<Row>) {
    this.options = options;
  }

  /** The row at a place of the list, or undefined while it is not here. */
  row(index: number): Row | undefined {
    return this.pages.get(this.pageOf(index))?.[index % this.options.pageSize];
  }

  /** The place of the first row held that is the one; null where none is. */
  find(isIt: (row: Row) => boolean): number | null {
    for (const page of [...this.pages.keys()].sort((a, b) => a - b)) {
      const at = this.pages.get(page)?.findIndex(isIt) ?? -1;
      if (at >= 0) return page * this.options.pageSize + at;
    }
    return null;
  }

  /** How many rows are held. */
  get held(): number {
    return [...this.pages.values()].reduce((sum, page) => sum + page.length, 0);
  }

  /** Says which rows are looked at (both ends included); fetches what of them is missing. */
  look(first: number, last: number): void {
    this.view = { first: Math.max(0, first), last: Math.max(first, last) };
    for (const page of this.pagesInView()) if (!this.pages.has(page)) this.fetch(page);
  }

  /** Fetches what is looked at again; pages out of view are dropped, since they are no longer true. */
  refresh(): void {
    const inView = new Set(this.pagesInView());
    for (const page of this.pages.keys()) if (!inView.has(page)) this.pages.delete(page);
    for (const page of inView) {
      if (this.loading.has(page)) this.stale.add(page);
      else this.fetch(page);
    }
  }

  /** Answers that are still under way are thrown away. */
  close(): void {
    this.closed = true;
  }

  private pageOf(index: number): number {
    return Math.floor(index / this.options.pageSize);
  }

  private pagesInView(): number[] {
    const last = this.total === null ? this.view.last : Math.min(this.view.last, Math.max(0, this.total - 1));
    const from = this.pageOf(Math.min(this.view.first, last));
    return Array.from({ length: this.pageOf(last) - from + 1 }, (_, i) => from + i);
  }

  private fetch(page: number): void {
    if (this.loading.has(page)) return;
    this.loading.add(page);
    void this.options.load(page * this.options.pageSize, this.options.pageSize).then((answer) => {
      this.loading.delete(page);
      if (this.closed) return;
      if (answer !== null) {
        this.pages.set(page, answer.filas);
        this.total = answer.total;
        this.trim();
        this.options.onChange();
      }
      if (this.stale.delete(page)) this.fetch(page);
    });
  }

  private trim(): void {
    const middle = this.pageOf((this.view.first + this.view.last) / 2);
    while (this.pages.size > this.options.maxPages) {
      const farthest = [...this.pages.keys()].reduce((a, b) =>
        Math.abs(b - middle) > Math.abs(a - middle) ? b : a,
      );
      this.pages.delete(farthest);
    }
  }
}
