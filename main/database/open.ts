/** Opening the data folder's database: checks first, then migrations, then the two ids that never change. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { HabidoError } from '../../shared/errors.ts';
import { dataError } from './data-error.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

/** The file in the data folder that holds everything but the padrón. */
export const DATABASE_FILE = 'habido.db';

/** `HBDO`: tells Habido's database from another program's. */
const APPLICATION_ID = 0x4842444f;

const BUSY_TIMEOUT_MS = 5000;

/** How often a step that another process's first start may disturb is tried. */
const OPEN_TRIES = 5;

/** An open database with what stands in every row and entry: who this desk is. Synchronous. */
export interface HabidoDatabase {
  readonly db: Database.Database;
  /** UUIDv7 of this desk: `origin` of every fact. */
  readonly deskId: string;
  /** UUIDv7 of this desk's audit log. */
  readonly logId: string;
  readonly folder: string;
  /** Runs `work` in an IMMEDIATE transaction, or in the one that is open. Committed to the disk (fsync). */
  transaction<T>(work: () => T): T;
  /**
   * The same, for what may be lost in a power cut (not in a kill): turns and claims. Never waits for the disk,
   * so it takes microseconds; refuses to run inside another transaction.
   */
  quickTransaction<T>(work: () => T): T;
  close(): void;
}

export interface OpenOptions {
  /** How long to wait for another program's lock, ms. */
  busyTimeoutMs?: number;
  /** The migrations known; the tests hand in others. */
  migrations?: readonly Migration[];
}

/**
 * Opens `habido.db` in a prepared folder, creating or migrating it. Several processes may do so at the same
 * moment. Throws `datos-version-nueva`, `datos-danados`, `datos-bloqueados`, `datos-sin-permiso`, having
 * touched nothing.
 */
export function openDatabase(folder: string, options: OpenOptions = {}): HabidoDatabase {
  const db = connect(folder, options);
  try {
    return setUp(db, folder, options.migrations ?? MIGRATIONS);
  } catch (error) {
    db.close();
    throw dataError(error);
  }
}

function connect(folder: string, options: OpenOptions): Database.Database {
  try {
    return new Database(join(folder, DATABASE_FILE), { timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS });
  } catch (error) {
    // better-sqlite3's own way to say that there is no such folder.
    if (error instanceof TypeError) throw new HabidoError('datos-carpeta-invalida', {}, { cause: error });
    throw dataError(error);
  }
}

function setUp(db: Database.Database, folder: string, migrations: readonly Migration[]): HabidoDatabase {
  const latest = migrations.length;
  refuseForeign(db, latest);
  switchToWal(db);
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // REPLACE fires the triggers that refuse a removal.
  db.pragma('recursive_triggers = ON');
  migrate(db, migrations, latest);
  const ids = identify(db);
  return {
    db,
    folder,
    ...ids,
    transaction: (work) => inTransaction(db, work),
    quickTransaction: (work) => inQuickTransaction(db, work),
    close: () => {
      db.close();
    },
  };
}

/** Read-only checks: nothing is written to a database that is newer, another program's or unreadable. */
function refuseForeign(db: Database.Database, latest: number): void {
  const version = userVersion(db);
  if (version > latest) throw new HabidoError('datos-version-nueva');
  const tables =
    db.prepare<[], { many: number }>('SELECT count(*) AS many FROM sqlite_schema').get()?.many ?? 0;
  const application = db.pragma('application_id', { simple: true });
  if (tables > 0 && application !== APPLICATION_ID) throw new HabidoError('datos-danados', {});
}

function userVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** The switch to WAL wants the file alone for a moment: waits its turn where another start is under way. */
function switchToWal(db: Database.Database): void {
  for (let tries = 1; ; tries += 1) {
    try {
      if (db.pragma('journal_mode = WAL', { simple: true }) === 'wal') return;
      throw new HabidoError('datos-bloqueados');
    } catch (error) {
      if (
        tries >= OPEN_TRIES ||
        !(error instanceof Database.SqliteError) ||
        !error.code.startsWith('SQLITE_BUSY')
      ) {
        throw error;
      }
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
    }
  }
}

function migrate(db: Database.Database, migrations: readonly Migration[], latest: number): void {
  if (userVersion(db) === latest) return;
  for (const migration of migrations) {
    inTransaction(db, () => {
      // Asked inside the transaction: another process may have done it while this one waited.
      const version = userVersion(db);
      if (version > latest) throw new HabidoError('datos-version-nueva');
      if (version >= migration.version) return;
      migration.up(db);
      db.pragma(`application_id = ${String(APPLICATION_ID)}`);
      db.pragma(`user_version = ${String(migration.version)}`);
    });
  }
}

/** The ids of desk and log: made at the first start, never again. */
function identify(db: Database.Database): { deskId: string; logId: string } {
  const read = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const make = db.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const obtain = (key: string): string => {
    const found = read.get(key)?.value;
    if (found !== undefined) return found;
    make.run(key, uuid());
    return (read.get(key) as { value: string }).value;
  };
  return inTransaction(db, () => ({ deskId: obtain('desk_id'), logId: obtain('log_id') }));
}

function inTransaction<T>(db: Database.Database, work: () => T): T {
  if (db.inTransaction) return work();
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    throw dataError(error);
  }
}

function inQuickTransaction<T>(db: Database.Database, work: () => T): T {
  if (db.inTransaction) throw new Error('a quick transaction cannot run inside another');
  db.pragma('synchronous = NORMAL');
  try {
    return inTransaction(db, work);
  } finally {
    db.pragma('synchronous = FULL');
  }
}
