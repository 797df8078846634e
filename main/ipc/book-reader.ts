/** Reads workbooks and columns for plans, and remembers the last ones: another freshness reads no file again. */
import type { NewSource } from '../validation/new-run.ts';
import type { Workspace } from '../workspace.ts';
import type { CallInput } from '../../shared/contract.ts';
import type { ColumnReading, WorkbookProgress, WorkbookReading } from '../../shared/workbook.ts';
import type { HandleRegistry, OpenedFile } from './file-handles.ts';
import type { Send } from './handle.ts';
import type { JobSlot } from './job-slot.ts';

/** A column as the window asks for it. */
export type AskedColumn = Omit<CallInput<'plan.make'>, 'frescuraMs' | 'otras'>;

export interface BookReaderDeps {
  workspace(): Workspace;
  files: HandleRegistry<OpenedFile>;
  job: JobSlot;
  send: Send;
}

/** Readings of workbooks kept: those of the largest run that people drop at once. */
const MOST_BOOKS = 200;
/** Items of all columns kept together, some 60 MB: of a larger run the first columns are read again. */
const MOST_ITEMS = 300_000;

export class BookReader {
  readonly #deps: BookReaderDeps;
  readonly #books = new Map<string, WorkbookReading>();
  /** By workbook, then by choice; the one asked for last comes last. */
  readonly #columns = new Map<string, { archivo: string; reading: ColumnReading }>();

  constructor(deps: BookReaderDeps) {
    this.#deps = deps;
  }

  /** The next reading of this workbook reads the file again; those of the others of a run stay. */
  forget(archivo: string): void {
    this.#books.delete(archivo);
    for (const [key, kept] of this.#columns) if (kept.archivo === archivo) this.#columns.delete(key);
  }

  async workbook(archivo: string): Promise<WorkbookReading> {
    const known = this.#books.get(archivo);
    if (known !== undefined) return known;
    const { path } = this.#deps.files.get(archivo);
    const reading = await this.#deps.job.run((signal) =>
      this.#deps.workspace().workbooks.read(path, { signal, onProgress: this.#tell }),
    );
    this.#books.set(archivo, reading);
    for (const oldest of this.#books.keys()) {
      if (this.#books.size <= MOST_BOOKS) break;
      this.#books.delete(oldest);
    }
    return reading;
  }

  async column(asked: AskedColumn): Promise<NewSource> {
    const { archivo, hoja, columna, filaEncabezado, manual } = asked;
    const { path, nombre } = this.#deps.files.get(archivo);
    const key = JSON.stringify([archivo, hoja, columna, filaEncabezado, manual]);
    const known = this.#columns.get(key);
    if (known !== undefined) {
      this.#keep(key, known);
      return { path, nombre, reading: known.reading, manual };
    }
    const choice = { hoja, columna, filaEncabezado, manual, ...(await this.#namesBeside(asked)) };
    const reading = await this.#deps.job.run((signal) =>
      this.#deps.workspace().workbooks.readColumn(path, choice, { signal, onProgress: this.#tell }),
    );
    this.#keep(key, { archivo, reading });
    return { path, nombre, reading, manual };
  }

  /** Keeps a column as the latest one, and lets the oldest go where there are too many items. */
  #keep(key: string, kept: { archivo: string; reading: ColumnReading }): void {
    this.#columns.delete(key);
    this.#columns.set(key, kept);
    let items = 0;
    for (const { reading } of this.#columns.values()) items += reading.items.length;
    for (const [oldest, { reading }] of this.#columns) {
      if (items <= MOST_ITEMS || oldest === key) break;
      this.#columns.delete(oldest);
      items -= reading.items.length;
    }
  }

  readonly #tell: WorkbookProgress = (progress) => {
    this.#deps.send('job.progress', progress);
  };

  /**
   * The column of names that was found beside a candidate, whichever workbook of a run it is of; nothing where the
   * user named a column or a header that is none. One column may have several tables, each with its own names.
   */
  async #namesBeside({
    archivo,
    hoja,
    columna,
    filaEncabezado,
    manual,
  }: AskedColumn): Promise<{ columnaNombre?: string }> {
    const book = manual ? this.#books.get(archivo) : await this.workbook(archivo);
    const found = book?.candidatas.find(
      (candidate) =>
        candidate.hoja === hoja &&
        candidate.columna === columna &&
        (filaEncabezado === null || candidate.filaEncabezado === filaEncabezado),
    );
    return found === undefined || found.columnaNombre === '' ? {} : { columnaNombre: found.columnaNombre };
  }
}
