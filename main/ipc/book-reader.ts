/** Reads workbooks and columns for plans, and remembers the last ones: another freshness reads no file again. */
import type { NewSource } from '../validation/run-service.ts';
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

export class BookReader {
  readonly #deps: BookReaderDeps;
  readonly #columns = new Map<string, ColumnReading>();
  #last: { archivo: string; reading: WorkbookReading } | null = null;

  constructor(deps: BookReaderDeps) {
    this.#deps = deps;
  }

  /** The next reading reads the file again. */
  forget(): void {
    this.#last = null;
    this.#columns.clear();
  }

  async workbook(archivo: string): Promise<WorkbookReading> {
    if (this.#last?.archivo === archivo) return this.#last.reading;
    const { path } = this.#deps.files.get(archivo);
    const reading = await this.#deps.job.run((signal) =>
      this.#deps.workspace().workbooks.read(path, { signal, onProgress: this.#tell }),
    );
    this.#last = { archivo, reading };
    return reading;
  }

  async column(asked: AskedColumn): Promise<NewSource> {
    const { archivo, hoja, columna, filaEncabezado, manual } = asked;
    const { path, nombre } = this.#deps.files.get(archivo);
    const key = JSON.stringify([archivo, hoja, columna, filaEncabezado, manual]);
    const known = this.#columns.get(key);
    if (known !== undefined) return { path, nombre, reading: known, manual };
    const choice = { hoja, columna, filaEncabezado, manual, ...this.#namesBeside(asked) };
    const reading = await this.#deps.job.run((signal) =>
      this.#deps.workspace().workbooks.readColumn(path, choice, { signal, onProgress: this.#tell }),
    );
    this.#columns.set(key, reading);
    return { path, nombre, reading, manual };
  }

  readonly #tell: WorkbookProgress = (progress) => {
    this.#deps.send('job.progress', progress);
  };

  /** The column of names that was found beside a candidate; nothing for a column that the user named. */
  #namesBeside({ archivo, hoja, columna }: AskedColumn): { columnaNombre?: string } {
    const candidates = this.#last?.archivo === archivo ? this.#last.reading.candidatas : [];
    const found = candidates.find((candidate) => candidate.hoja === hoja && candidate.columna === columna);
    return found === undefined || found.columnaNombre === '' ? {} : { columnaNombre: found.columnaNombre };
  }
}
