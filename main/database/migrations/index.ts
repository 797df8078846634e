/** The list of migrations, in order; a shipped one never changes again (a test pins their bytes). */
import type { Database } from 'better-sqlite3';
import { up as initial } from './0001-initial.ts';
import { up as padron } from './0002-padron.ts';
import { up as partners } from './0003-partners.ts';

export interface Migration {
  /** Counts from 1 without gaps; becomes SQLite's `user_version`. */
  version: number;
  up(db: Database): void;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, up: initial },
  { version: 2, up: padron },
  { version: 3, up: partners },
];
