/** Databases stored by earlier versions of the program, and what a migration must leave as it was in them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { DATABASE_FILE } from '../../main/database/open.ts';

/** Lays the database of a version into a data folder. */
export function storeVersion(folder: string, version: number): void {
  const stored = new URL(`../fixtures/database/version-${String(version)}.db.gz`, import.meta.url);
  writeFileSync(join(folder, DATABASE_FILE), gunzipSync(readFileSync(stored)));
}

/** Every row of every table that a database has before it is opened by the program, by its columns of then. */
export interface StoredContents {
  version: unknown;
  columns: Map<string, string>;
  rows: Map<string, unknown[]>;
}

/** Reads the database of a folder without opening it as the program does. */
export function storedContents(folder: string): StoredContents {
  const db = new Database(join(folder, DATABASE_FILE), { readonly: true });
  const columns = columnsOf(db);
  const stored = {
    version: db.pragma('user_version', { simple: true }),
    columns,
    rows: contents(db, columns),
  };
  db.close();
  return stored;
}

/** Every row of every table, by the columns that it has in `columns`. */
export function contents(
  db: Database.Database,
  columns: ReadonlyMap<string, string>,
): Map<string, unknown[]> {
  return new Map(
    [...columns].map(([table, names]) => [
      table,
      db.prepare(`SELECT ${names} FROM ${table} ORDER BY 1, 2`).all(),
    ]),
  );
}

function columnsOf(db: Database.Database): Map<string, string> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return new Map(
    tables.map((table) => {
      const names = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
      return [table, names.join(', ')];
    }),
  );
}
