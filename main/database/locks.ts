/** Locks that the operating system frees the instant their process ends, however it ends. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { HabidoError } from '../../shared/errors.ts';
import { dataError } from './data-error.ts';

/** A lock that is held; `release` may be called more than once. */
export interface HeldLock {
  release(): void;
}

/** How long the guard may be waited for; it is held for a moment only. */
const GUARD_TIMEOUT_MS = 5000;

/**
 * Locks by name, across processes. Each is a small database file held in an exclusive transaction: SQLite
 * knows how to lock a file on every platform, and the lock goes with its process.
 *
 * Every step (take, ask, give back) happens under one guard, itself such a lock: so that a file is never
 * removed between another process's opening it and locking it, and asking never gets in the way of taking.
 * Nothing else may open these files: POSIX drops a process's locks when it closes any handle to the file.
 */
export class Locks {
  readonly #folder: string;
  /** Kept here, because a connection that nobody refers to is collected and its lock goes with it. */
  readonly #held = new Map<string, Database.Database>();

  /** `folder` is the data folder; the lock files lie in `locks/` inside it. */
  constructor(folder: string) {
    this.#folder = join(folder, 'locks');
  }

  /** Null where it is held already, by this process or another. */
  acquire(id: string): HeldLock | null {
    const file = this.#file(id);
    return this.#guarded(() => {
      const db = lockFile(file);
      if (db === null) return null;
      this.#held.set(id, db);
      return {
        release: () => {
          this.#release(id, db, file);
        },
      };
    });
  }

  /** Whether a live process (this one included) holds it. Removes the file that a dead one left. */
  isHeld(id: string): boolean {
    if (this.#held.has(id)) return true;
    const file = this.#file(id);
    if (!existsSync(file)) return false;
    return this.#guarded(() => {
      if (!existsSync(file)) return false;
      const db = lockFile(file);
      if (db === null) return true;
      drop(db, file);
      return false;
    });
  }

  #release(id: string, db: Database.Database, file: string): void {
    if (!db.open) return;
    this.#guarded(() => {
      drop(db, file);
    });
    this.#held.delete(id);
  }

  #file(id: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id))
      throw new Error('a lock is named by letters, digits and dashes');
    return join(this.#folder, `${id}.lock`);
  }

  #guarded<T>(work: () => T): T {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const guard = lockFile(join(this.#folder, '.guard'), GUARD_TIMEOUT_MS);
      if (guard === null) throw new HabidoError('datos-bloqueados');
      try {
        return work();
      } finally {
        guard.close();
      }
    } catch (error) {
      throw dataError(error);
    }
  }
}

/** The file opened and locked, or null where somebody else has it. */
function lockFile(file: string, timeout = 0): Database.Database | null {
  const db = new Database(file, { timeout });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

function drop(db: Database.Database, file: string): void {
  db.close();
  rmSync(file, { force: true });
}
