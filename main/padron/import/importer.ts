/** Imports one file at a time across all processes, records it and puts it in use. */
import { readdirSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import type { PadronImport, PadronProgress } from '../../../shared/padron.ts';
import type { Clock } from '../../../shared/ports.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Locks } from '../../database/locks.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { EditionDb } from '../edition/edition-db.ts';
import type { EditionReader } from '../edition/edition-reader.ts';
import { editionOf, padronFolder } from '../edition/files.ts';
import { readPointer, writePointer } from '../edition/pointer.ts';
import { leftovers, sweep, type Kept } from '../edition/sweep.ts';
import { NAMES_LOCK } from '../names/edition-names.ts';
import type { ImportStore } from './import-store.ts';
import type { ImportedEdition, InUse } from './protocol.ts';
import { importInThread } from './threads.ts';

/** Whoever imports or removes holds it. */
const LOCK = 'padron';
/** No edition is dated further ahead than a clock may be behind: beyond it, a date is a slip. */
const AHEAD_MS = 366 * 86_400_000;

export interface ImporterDeps {
  database: HabidoDatabase;
  store: ImportStore;
  audit: Pick<AuditLog, 'append'>;
  locks: Pick<Locks, 'acquire' | 'isHeld'>;
  reader: EditionReader;
  clock: Pick<Clock, 'now'>;
  /** The thread's entry: `worker.ts` under Node, the built file in the app. */
  workerUrl: URL;
  /** Bytes free on the disk of a folder; absent: what the system says. */
  freeBytes?: (folder: string) => Promise<number>;
}

export interface ImportRequest {
  path: string;
  /** Name by which it is recorded. */
  archivo: string;
  fecha: number | null;
  aceptar: boolean;
  signal: AbortSignal;
  onProgress: (progress: PadronProgress) => void;
}

/** How an import ended; `nueva` is false where the file's edition was in use before. */
export interface ImportDone {
  edicion: PadronImport;
  nueva: boolean;
}

export class Importer {
  readonly #deps: ImporterDeps;
  /** The padrón's own folder. */
  readonly #folder: string;

  constructor(deps: ImporterDeps) {
    this.#deps = deps;
    this.#folder = padronFolder(deps.database.folder);
  }

  /**
   * Ends what a killed process began: an import that was recorded is put in use, all else is removed. Does nothing
   * while another process imports, and nothing that shows where there is nothing to do.
   */
  async recover(): Promise<void> {
    const { store, reader } = this.#deps;
    const pointer = readPointer(this.#folder);
    const known = pointer === null || pointer === 'roto' ? null : pointer;
    const untouched = (known?.importN ?? 0) === store.lastN() && pointer !== 'roto';
    if (untouched && leftovers(this.#folder, this.#kept(known?.archivo ?? null)).length === 0) return;
    const lock = this.#deps.locks.acquire(LOCK);
    if (lock === null) return;
    try {
      await this.#mend();
      reader.refresh();
    } finally {
      lock.release();
    }
  }

  /** Rejects with `padron-en-uso`, `cancelado` and what the thread says. The edition before stays in use. */
  async run(request: ImportRequest): Promise<ImportDone> {
    if (request.signal.aborted) throw new HabidoError('cancelado');
    const lock = this.#deps.locks.acquire(LOCK);
    if (lock === null) throw new HabidoError('padron-en-uso');
    try {
      await this.#mend();
      return await this.#import(request);
    } finally {
      lock.release();
    }
  }

  async #import(request: ImportRequest): Promise<ImportDone> {
    const { store, reader, workerUrl, database } = this.#deps;
    reader.refresh();
    const inUse = this.#inUse();
    const n = store.lastN() + 1;
    try {
      const finding = await importInThread(
        workerUrl,
        {
          path: request.path,
          folder: database.folder,
          n,
          fecha: request.fecha,
          latest: this.#deps.clock.now() + AHEAD_MS,
          aceptar: request.aceptar,
          inUse,
          free: await this.#free(),
        },
        request.signal,
        request.onProgress,
      );
      if (finding.type === 'same')
        return { edicion: this.#recorded(reader.inUse()?.importN ?? 0), nueva: false };
      if (request.signal.aborted) throw new HabidoError('cancelado');
      this.#record(n, request.archivo, finding.edition, inUse);
      const { archivo, sha256 } = finding.edition;
      await writePointer(this.#folder, { archivo, sha256, importN: n });
    } catch (error) {
      await this.#mend();
      throw error;
    }
    reader.refresh();
    return { edicion: this.#recorded(n), nueva: true };
  }

  /** The import and its audit entry, together; from here on the edition is the one to use. */
  #record(n: number, archivo: string, edition: ImportedEdition, inUse: InUse | null): void {
    const { database, store, audit, clock } = this.#deps;
    const { sha256, fecha, bytes, filas, defectos, cambios } = edition;
    const importadaEn = clock.now();
    // Where the edition before could not be read nothing is known of what changed since.
    const previa = cambios === null ? null : (inUse?.sha256 ?? null);
    database.transaction(() => {
      store.add({
        n,
        sha256,
        fecha,
        archivo,
        importadaEn,
        bytes,
        filas,
        defectos,
        cambios,
        previa,
      });
      audit.append('padron-importado', {
        importN: n,
        archivo,
        sha256,
        fecha,
        bytes,
        filas,
        defectos: { ...defectos },
        cambios: cambios === null ? null : { ...cambios },
        previa,
      });
    });
  }

  #recorded(n: number): PadronImport {
    const found = this.#deps.store.get(n);
    if (found === null) throw new HabidoError('padron-danado');
    return found;
  }

  #inUse(): InUse | null {
    const { reader, store } = this.#deps;
    const pointer = reader.inUse();
    const path = reader.path();
    const recorded = pointer === null ? null : store.get(pointer.importN);
    if (path === null || recorded === null) return null;
    return { path, sha256: recorded.sha256, fecha: recorded.fecha, bytes: recorded.bytes };
  }

  async #free(): Promise<number> {
    const { freeBytes = systemFree } = this.#deps;
    return await freeBytes(this.#folder);
  }

  #kept(inUse: string | null): Kept {
    return { inUse, namesGrow: this.#deps.locks.isHeld(NAMES_LOCK) };
  }

  /** Puts the last import in use whose edition is whole, and removes the rest. With the lock held. */
  async #mend(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const pointer = readPointer(this.#folder);
    const known = pointer === null || pointer === 'roto' ? null : pointer;
    let inUse = known?.archivo ?? null;
    for (const recorded of this.#deps.store.all()) {
      if (known !== null && known.importN >= recorded.n) break;
      const archivo = this.#editionOf(recorded);
      if (archivo === null) continue;
      await writePointer(this.#folder, { archivo, sha256: recorded.sha256, importN: recorded.n });
      inUse = archivo;
      break;
    }
    await sweep(this.#folder, this.#kept(inUse));
  }

  /** The file of an import's edition, where it lies there whole. */
  #editionOf({ sha256, filas }: PadronImport): string | null {
    const digits = sha256.slice(0, 8);
    for (const name of readdirSync(this.#folder)) {
      if (editionOf(name) !== name || !name.includes(digits)) continue;
      try {
        const edition = new EditionDb(join(this.#folder, name));
        const { meta } = edition;
        edition.close();
        if (meta.sha256 === sha256 && meta.filas === filas) return name;
      } catch {
        // Not this one: broken, or of another format.
      }
    }
    return null;
  }
}

async function systemFree(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
