/**
 * SUNAT's padrón on this disk, as the window and the command line see it: the edition in use, its imports, what
 * changed between them, names, and the small registers beside it.
 */
import { basename } from 'node:path';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { Locks } from '../database/locks.ts';
import type { HabidoDatabase } from '../database/open.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Clock, Random } from '../../shared/ports.ts';
import type {
  LocalKnowledge,
  NameHit,
  PadronEntry,
  PadronImport,
  PadronProgress,
  PadronSpan,
} from '../../shared/padron.ts';
import type { HolidayEdits } from '../../shared/schedule.ts';
import { downloadPadron, type PadronDownloadOptions } from './download/download-padron.ts';
import { PadronHistory } from './changes/padron-history.ts';
import { EditionReader } from './edition/edition-reader.ts';
import { padronFolder } from './edition/files.ts';
import { bytesIn } from './edition/sweep.ts';
import { ImportStore } from './import/import-store.ts';
import { Importer } from './import/importer.ts';
import { checkInThread } from './import/threads.ts';
import { EditionNames } from './names/edition-names.ts';
import { createRegisters, type Registers } from './registers/registers.ts';

/** What there is of the padrón on this disk. */
export interface PadronSummary {
  /** The edition in use; null where there is none, or it can't be read. */
  edicion: PadronImport | null;
  /** There is an edition and it can't be read. */
  danado: boolean;
  /** All imports, the newest first. */
  ediciones: PadronImport[];
  /** What the padrón takes on the disk, names and leftovers included. */
  bytes: number;
  /** The search by name. */
  nombres: 'listos' | 'preparando' | 'faltan';
}

export interface PadronImportOptions {
  /** The edition's date, UTC ms, where the caller knows it; null: what the file says. */
  fecha: number | null;
  /** Also an edition older than the one in use. */
  aceptar: boolean;
  /** Name by which it is recorded; absent: the file's own. */
  archivo?: string;
  signal?: AbortSignal;
  /** At most ten times a second. */
  onProgress?: (progress: PadronProgress) => void;
}

/** How an import ended. */
export interface PadronImportEnd {
  /** The edition in use now. */
  edicion: PadronImport;
  /** It was in use before: nothing was done. */
  yaEstaba: boolean;
}

export interface Padron extends LocalKnowledge {
  /** Settles once what a killed process left is mended, or could not be: until then its edition may yet be put in use. */
  ready(): Promise<void>;
  state(): PadronSummary;
  /**
   * Imports SUNAT's zip, or its bare text, puts it in use and makes its names searchable; look-ups go on from the
   * edition before. It is in use from when `onChange` tells; cancelled after that, only its names wait for the next
   * start. Rejects with HabidoError: `padron-…`, `archivo-…`, `cancelado`.
   */
  importFile(path: string, options: PadronImportOptions): Promise<PadronImportEnd>;
  /**
   * Downloads the padrón and imports it, where the server has one newer than the edition in use. Rejects also with
   * `descarga-…`; what came stays for the next call.
   */
  download(options: PadronDownloadOptions): Promise<PadronImportEnd>;
  /** The best `limit` for a name or a RUC. Rejects with `padron-falta`, `padron-danado`. */
  searchNames(texto: string, limit: number): Promise<NameHit[]>;
  /** States of a RUC over the editions kept, the newest first; empty where none has it, or none is in use. */
  history(ruc: string): PadronSpan[];
  /** Prepares the search by name where it is not. Rejects with `cancelado`. */
  prepareNames(options?: { signal?: AbortSignal }): Promise<void>;
  /** Once the window shows: reads the whole edition in use, and prepares the names that are missing. */
  checkAtStart(): Promise<void>;
  /** The small registers; their marks are {@link LocalKnowledge.marks} too. */
  readonly registers: Registers;
  /** Told when another edition is in use, is broken, or the search by name is ready. Answers how to stop. */
  onChange(listener: () => void): () => void;
  /** Cancels what runs, waits for it, closes all. */
  close(): Promise<void>;
}

/** Entries of the worker threads: the sources under Node, the built files in the app. */
export interface PadronWorkers {
  import: URL;
  names: URL;
  registers: URL;
}

export interface PadronDeps {
  database: HabidoDatabase;
  audit: Pick<AuditLog, 'append'>;
  locks: Locks;
  clock: Clock;
  random: Random;
  appVersion: string;
  askedBy: AskedBy;
  /** How the office corrects the holidays that terms of its registers are counted by. */
  holidayEdits(): HolidayEdits;
  workers: PadronWorkers;
  /** Bytes free on the disk of a folder; absent: what the system says. */
  freeBytes?: (folder: string) => Promise<number>;
}

/** Opens what there is in the data folder of `database`; what a killed process left is mended in the background. */
export function openPadron(deps: PadronDeps): Padron {
  return new OpenPadron(deps);
}

class OpenPadron implements Padron {
  readonly registers: Registers;
  readonly #deps: PadronDeps;
  readonly #store: ImportStore;
  readonly #reader: EditionReader;
  readonly #importer: Importer;
  readonly #history: PadronHistory;
  readonly #names: EditionNames;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #mended: Promise<void>;

  constructor(deps: PadronDeps) {
    const { database, clock, workers } = deps;
    this.#deps = deps;
    this.#store = new ImportStore(database);
    this.#reader = new EditionReader({ folder: database.folder, clock });
    this.#importer = new Importer({
      ...deps,
      store: this.#store,
      reader: this.#reader,
      workerUrl: workers.import,
    });
    this.#history = new PadronHistory(database);
    this.#names = new EditionNames({
      folder: padronFolder(database.folder),
      locks: deps.locks,
      workerUrl: workers.names,
    });
    this.registers = createRegisters({
      ...deps,
      workerUrl: workers.registers,
      onImported: () => {
        this.#tell();
      },
    });
    // Who needs it awaits it; for all others what is there is enough. Where it failed (a full disk, say) the next
    // import mends first, and says so itself.
    this.#mended = this.#tracked(this.#importer.recover()).catch(() => undefined);
  }

  ready(): Promise<void> {
    return this.#mended;
  }

  edition(): PadronImport | null {
    const pointer = this.#reader.inUse();
    return pointer === null ? null : this.#store.get(pointer.importN);
  }

  padron(rucs: readonly string[]): Map<string, PadronEntry> {
    const found = new Map<string, PadronEntry>();
    const taxpayers = this.#reader.lookUp(rucs);
    const importN = this.#reader.lookedUpIn()?.importN;
    if (importN === undefined) return found;
    for (const [ruc, taxpayer] of taxpayers) found.set(ruc, { taxpayer, importN });
    return found;
  }

  marks: LocalKnowledge['marks'] = (rucs) => this.registers.marks(rucs);

  state(): PadronSummary {
    const archivo = this.#reader.inUse()?.archivo;
    return {
      edicion: this.edition(),
      danado: this.#reader.isBroken(),
      ediciones: this.#store.all(),
      bytes: bytesIn(padronFolder(this.#deps.database.folder)),
      nombres: archivo === undefined ? 'faltan' : this.#names.stateOf(archivo),
    };
  }

  importFile(path: string, options: PadronImportOptions): Promise<PadronImportEnd> {
    return this.#tracked(this.#import(path, options));
  }

  download(options: PadronDownloadOptions): Promise<PadronImportEnd> {
    const { database, locks, clock, random } = this.#deps;
    const inUse = (): { fecha: number; end: PadronImportEnd } | null => {
      const edicion = this.edition();
      return edicion === null ? null : { fecha: edicion.fecha, end: { edicion, yaEstaba: true } };
    };
    const importFile: Padron['importFile'] = (path, how) => this.#import(path, how);
    return this.#tracked(
      downloadPadron(
        { folder: database.folder, locks, clock, random, importFile, inUse },
        { ...options, signal: this.#signal(options.signal) },
      ),
    );
  }

  async searchNames(texto: string, limit: number): Promise<NameHit[]> {
    return await this.#names.search(this.#expectEdition(), texto, limit);
  }

  history(ruc: string): PadronSpan[] {
    const pointer = this.#reader.inUse();
    if (pointer === null) return [];
    const current = this.#reader.lookUp([ruc]).get(ruc) ?? null;
    return this.#history.spans(ruc, current, pointer.importN);
  }

  prepareNames({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    return this.#tracked(this.#buildNames(this.#signal(signal), () => undefined));
  }

  checkAtStart(): Promise<void> {
    return this.#tracked(this.#checkAtStart());
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#stop.abort();
    await Promise.allSettled([...this.#running, this.#names.close(), this.registers.close()]);
    this.#reader.close();
  }

  async #import(path: string, options: PadronImportOptions): Promise<PadronImportEnd> {
    const { fecha, aceptar, archivo = basename(path), onProgress = () => undefined } = options;
    const signal = this.#signal(options.signal);
    await this.#mended;
    const done = await this.#importer.run({ path, archivo, fecha, aceptar, signal, onProgress });
    if (done.nueva) this.#tell();
    try {
      await this.#buildNames(signal, onProgress);
    } catch (error) {
      // The edition is in use; its names are prepared at the next start.
      if (!(error instanceof HabidoError) || error.code !== 'cancelado') throw error;
    }
    return { edicion: done.edicion, yaEstaba: !done.nueva };
  }

  async #buildNames(signal: AbortSignal, onProgress: (progress: PadronProgress) => void): Promise<void> {
    await this.#mended;
    const archivo = this.#reader.inUse()?.archivo;
    if (archivo === undefined || this.#names.stateOf(archivo) === 'listos') return;
    const ended = this.#names.build(archivo, signal, (filas) => {
      onProgress({ fase: 'nombres', avance: null, filas, bytes: 0, restanMs: null });
    });
    this.#tell();
    try {
      await ended;
    } finally {
      this.#tell();
    }
  }

  async #checkAtStart(): Promise<void> {
    const { signal } = this.#stop;
    await this.#mended;
    const path = this.#reader.path();
    if (path === null) return;
    const sound = await checkInThread(this.#deps.workers.import, path, signal);
    if (sound === false && this.#reader.path() === path) {
      this.#reader.markBroken();
      this.#tell();
      return;
    }
    if (!signal.aborted) await this.#buildNames(signal, () => undefined);
  }

  /** The edition in use, or why there is none. */
  #expectEdition(): string {
    const archivo = this.#reader.inUse()?.archivo;
    if (archivo === undefined)
      throw new HabidoError(this.#reader.isBroken() ? 'padron-danado' : 'padron-falta');
    return archivo;
  }

  #signal(signal: AbortSignal | undefined): AbortSignal {
    return AbortSignal.any([this.#stop.signal, ...(signal === undefined ? [] : [signal])]);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #tracked<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }
}
