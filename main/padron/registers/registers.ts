/** The small registers as the rest of the app sees them: marks, what is in use, imports by file and by download. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HabidoError } from '../../../shared/errors.ts';
import type { Register, RegisterMarks, RegisterState } from '../../../shared/padron.ts';
import type { Clock, Random } from '../../../shared/ports.ts';
import type { HolidayEdits } from '../../../shared/schedule.ts';
import { REGISTER_ADDRESSES } from '../../../shared/sunat-addresses.ts';
import type { AskedBy } from '../../database/answer-store.ts';
import type { Locks } from '../../database/locks.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { nameIn } from '../download/address.ts';
import { downloadFile } from '../download/download-file.ts';
import type { RegisterChoice, RegisterFileChoice, RegisterImportEnd } from './import-register.ts';
import type { RegisterFinding, RegisterJob, RegisterResults, TermsJob } from './protocol.ts';
import { RegisterStore } from './register-store.ts';

/** Many times the largest of them. */
const MAX_BYTES = 32 * 1024 ** 2;
/** Downloads on their way lie here, inside the data folder, also over a restart. */
const DOWNLOADS = join('padron', 'descargas');

export interface RegistersOptions {
  database: HabidoDatabase;
  locks: Pick<Locks, 'acquire'>;
  clock: Clock;
  random: Random;
  appVersion: string;
  askedBy: AskedBy;
  /** How the office corrects the holidays that terms are counted by, asked at each import. */
  holidayEdits(): HolidayEdits;
  /** The worker thread's entry: `registers/worker.ts` under Node, the built file in the app. */
  workerUrl: URL;
  /** Told when another list is in use. */
  onImported?: () => void;
  /** Addresses in place of SUNAT's. */
  addresses?: Readonly<Record<Register, string>>;
}

export interface RegisterDownloadOptions {
  /** Also a list older than the one in use. */
  aceptar?: boolean;
  signal?: AbortSignal;
  /** Bytes so far, and of the whole file where known. */
  onProgress?: (bytes: number, total: number | null) => void;
}

export interface Registers {
  /** Marks of these RUCs; those on no register are left out. Microseconds a RUC. */
  marks(rucs: readonly string[]): Map<string, RegisterMarks>;
  states(): RegisterState[];
  /**
   * Imports a file that the user handed over. Rejects with `lista-…`, `archivo-…`; `lista-ambigua` asks for
   * `lista`, `lista-mas-antigua` for `aceptar`.
   */
  importFile(path: string, choice?: RegisterFileChoice): Promise<RegisterImportEnd>;
  /** Downloads a register from SUNAT and imports it. Rejects also with `descarga-…`, `cancelado`. */
  download(lista: Register, options?: RegisterDownloadOptions): Promise<RegisterImportEnd>;
  /**
   * The office corrected the holidays: works the stored terms out anew. Answers how many are another day now; other
   * processes read them at their next start.
   */
  recountTerms(): Promise<number>;
  /** Cancels downloads and waits for imports. */
  close(): Promise<void>;
}

/** Creates the port. Nothing is started or downloaded before it is asked for. */
export function createRegisters(options: RegistersOptions): Registers {
  const store = new RegisterStore(options.database);
  const stop = new AbortController();
  const running = new Set<Promise<unknown>>();
  /** Waited for by `close`; tells where it changed what marks say. */
  const tracked = async <T>(work: Promise<T>, hasChanged: (end: T) => boolean): Promise<T> => {
    running.add(work);
    try {
      const end = await work;
      if (hasChanged(end)) options.onImported?.();
      return end;
    } finally {
      running.delete(work);
    }
  };
  const isNew = ({ yaEstaba }: RegisterImportEnd): boolean => !yaEstaba;
  return {
    marks: (rucs) => store.marks(rucs),
    states: () => store.states(),
    importFile: (path, choice) => tracked(importInWorker(options, path, choice ?? {}), isNew),
    download: (lista, { signal, ...rest } = {}) => {
      const either = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
      return tracked(downloadRegister(options, lista, { ...rest, signal: either }), isNew);
    },
    recountTerms: () => {
      const { database, holidayEdits, workerUrl } = options;
      const job: TermsJob = { kind: 'terms', folder: database.folder, feriados: holidayEdits() };
      const recount = inWorker<'terms'>(workerUrl, job).then((changed) => {
        store.forget();
        return changed;
      });
      return tracked(recount, (changed) => changed > 0);
    },
    close: async () => {
      stop.abort();
      await Promise.allSettled(running);
    },
  };
}

async function downloadRegister(
  options: RegistersOptions,
  lista: Register,
  { aceptar = false, signal, onProgress }: RegisterDownloadOptions,
): Promise<RegisterImportEnd> {
  const { database, locks, clock, random } = options;
  const lock = locks.acquire(`descarga-${lista}`);
  if (lock === null) throw new HabidoError('descarga-en-uso');
  try {
    const url = (options.addresses ?? REGISTER_ADDRESSES)[lista];
    const target = join(database.folder, DOWNLOADS, lista);
    const downloaded = await downloadFile({
      url,
      target,
      clock,
      random,
      maxBytes: MAX_BYTES,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    try {
      const known = { lista, trusted: true, fecha: downloaded?.lastModified ?? null, archivo: nameIn(url) };
      return await importInWorker(options, target, { ...known, aceptar });
    } finally {
      await rm(target, { force: true });
    }
  } finally {
    lock.release();
  }
}

function importInWorker(
  { database, clock, holidayEdits, appVersion, askedBy, workerUrl }: RegistersOptions,
  path: string,
  choice: Partial<RegisterChoice>,
): Promise<RegisterImportEnd> {
  const job: RegisterJob = {
    kind: 'import',
    folder: database.folder,
    path,
    choice: { lista: null, trusted: false, fecha: null, archivo: null, aceptar: false, ...choice },
    now: clock.now(),
    feriados: holidayEdits(),
    appVersion,
    askedBy,
  };
  return inWorker<'import'>(workerUrl, job);
}

function inWorker<K extends keyof RegisterResults>(
  workerUrl: URL,
  job: Extract<RegisterJob | TermsJob, { kind: K }>,
): Promise<RegisterResults[K]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: job });
    worker.once('message', (finding: RegisterFinding) => {
      if (finding.ok) resolve(finding.result as RegisterResults[K]);
      else reject(new HabidoError(finding.code, finding.data));
    });
    worker.once('error', (error) => {
      reject(new HabidoError('interno', { detalle: 'lista' }, { cause: error }));
    });
    worker.once('exit', () => {
      reject(new HabidoError('interno', { detalle: 'lista' }));
    });
  });
}
