/** The list of migrations, in order; a shipped one never changes again. */
import type { Database } from 'better-sqlite3';

export interface Migration {
  /** Counts from 1 without gaps; becomes SQLite's `user_version`. */
  version: number;
  up(db: Database): void;
}

export const MIGRATIONS: readonly Migration[] = [];
export const LATEST_VERSION = MIGRATIONS.length;
