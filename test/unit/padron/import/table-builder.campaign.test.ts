import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { PAGE_BYTES, putVarint, TableBuilder } from '../../../../main/padron/import/table-builder.ts';
import { temporaryFolder } from '../../../support/folders.ts';

const BYTES = 1900;
const SOAK = process.env['HABIDO_SOAK'] === '1';
/** Two rows a page; of so many the file goes past the byte at 1 GiB that SQLite keeps for its locks. */
const ROWS = SOAK ? 560_000 : 6000;

it('leaves out the page that holds the byte at 1 GiB, and grows another level', () => {
  const { folder, remove } = temporaryFolder();
  try {
    const path = join(folder, 'grande.db');
    const made = new Database(path);
    made.pragma(`page_size = ${String(PAGE_BYTES)}`);
    made.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)');
    made.close();
    const table = new TableBuilder(path, 2);
    for (let rowid = 1; rowid <= ROWS; rowid += 1) {
      const { cells } = table;
      let at = putVarint(cells, table.end, 4 + BYTES);
      at = putVarint(cells, at, rowid);
      cells[at++] = 4;
      cells[at++] = 0;
      at = putVarint(cells, at, 12 + 2 * BYTES);
      cells.fill(rowid % 251, at, at + BYTES);
      table.add(rowid, at + BYTES - table.end);
    }
    table.finish();
    expect(statSync(path).size).toBeGreaterThan(SOAK ? 2 ** 30 : ROWS * BYTES);
    const db = new Database(path);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(ROWS);
    const one = db.prepare<[number], Buffer>('SELECT b FROM t WHERE n = ?').pluck();
    for (const rowid of [1, Math.min(ROWS, 524_287), Math.min(ROWS, 524_289), ROWS])
      expect(one.get(rowid)?.equals(Buffer.alloc(BYTES, rowid % 251))).toBe(true);
    db.close();
  } finally {
    remove();
  }
});
