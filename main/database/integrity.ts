/** The slow check of the database, for after the window shows or for a worker. */
import type { Database } from 'better-sqlite3';

/** Whether SQLite finds the database whole (`quick_check`). */
export declare function checkIntegrity(db: Database): boolean;
