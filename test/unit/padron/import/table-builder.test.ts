import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_CELL_BYTES,
  PAGE_BYTES,
  putVarint,
  TableBuilder,
  varintBytes,
} from '../../../../main/padron/import/table-builder.ts';
import { temporaryFolder } from '../../../support/folders.ts';

let place: ReturnType<typeof temporaryFolder>;
let path: string;
beforeEach(() => {
  place = temporaryFolder();
  path = join(place.folder, 'tabla.db');
});
afterEach(() => {
  place.remove();
});

/** A database with an empty table of one text; answers its root page. */
function createTable(): number {
  const db = new Database(path);
  db.pragma(`page_size = ${String(PAGE_BYTES)}`);
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, texto TEXT NOT NULL) STRICT; CREATE TABLE otra (a);');
  const root = db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 't'`).pluck().get();
  db.close();
  return root ?? 0;
}

/** The cell of a row by the file format's own words, apart from what makes the padrón's. */
function addText(table: TableBuilder, rowid: number, text: string): void {
  const record = Buffer.alloc(16 + text.length);
  const type = 13 + 2 * text.length;
  let at = 0;
  record[at++] = 2 + varintBytes(type);
  record[at++] = 0;
  at = putVarint(record, at, type);
  at += record.write(text, at, 'latin1');
  let cell = putVarint(table.cells, table.end, at);
  cell = putVarint(table.cells, cell, rowid);
  table.cells.set(record.subarray(0, at), cell);
  table.add(rowid, cell + at - table.end);
}

function build(rowids: readonly number[], textOf: (rowid: number) => string): void {
  const table = new TableBuilder(path, createTable());
  for (const rowid of rowids) addText(table, rowid, textOf(rowid));
  table.finish();
}

const open = (): Database.Database => new Database(path, { fileMustExist: true });

describe('TableBuilder', () => {
  it.each([0, 1, 2, 80, 81, 500, 30_000])('makes a table of %i rows that SQLite finds whole', (rows) => {
    const rowids = Array.from({ length: rows }, (_, i) => 10_000_000_000 + i * 7);
    build(rowids, (n) => `fila ${String(n)} con un texto de largo ${'x'.repeat(n % 40)}`);
    const db = open();
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT n FROM t').pluck().all()).toEqual(rowids);
    for (const n of [0, 1, Math.floor(rows / 2), rows - 1].map((i) => rowids[i]))
      if (n !== undefined)
        expect(db.prepare('SELECT texto FROM t WHERE n = ?').pluck().get(n)).toBe(
          `fila ${String(n)} con un texto de largo ${'x'.repeat(n % 40)}`,
        );
    expect(db.prepare('SELECT texto FROM t WHERE n = ?').pluck().get(10_000_000_001)).toBeUndefined();
    db.close();
  });

  it('makes a tree of three levels out of long rows, which SQLite goes on with', () => {
    const rowids = Array.from({ length: 1500 }, (_, i) => i * 1_000_003 + 1);
    build(rowids, (n) => String(n).padEnd(MOST_CELL_BYTES - 40, '.'));
    const db = open();
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.prepare('INSERT INTO t VALUES (?, ?)').run(2, 'entre dos');
    db.prepare('DELETE FROM t WHERE n = ?').run(rowids[700]);
    db.prepare('INSERT OR REPLACE INTO t VALUES (?, ?)').run(rowids[3], 'otra');
    db.prepare('INSERT INTO otra VALUES (1)').run();
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(1500);
    db.close();
  });

  it('fills pages: no more of them than the rows need', () => {
    const rowids = Array.from({ length: 20_000 }, (_, i) => i + 1);
    build(rowids, () => 'x'.repeat(40));
    const needed = 20_000 * (40 + 9);
    expect(statSync(path).size).toBeLessThan(needed * 1.06 + 4 * PAGE_BYTES);
  });

  it('closes its file when it is given up', () => {
    const table = new TableBuilder(path, createTable());
    addText(table, 1, 'una');
    table.close();
    table.close();
    rmSync(path);
  });
});

describe('varints', () => {
  it('are those of SQLite', () => {
    const cases: [number, number[]][] = [
      [0, [0]],
      [127, [0x7f]],
      [128, [0x81, 0]],
      [16_383, [0xff, 0x7f]],
      [20_131_312_955, [0xca, 0xff, 0xad, 0xea, 0x3b]],
    ];
    for (const [value, expected] of cases) {
      const bytes = new Uint8Array(10);
      const end = putVarint(bytes, 0, value);
      expect(end).toBe(varintBytes(value));
      expect([...bytes.subarray(0, end)]).toEqual(expected);
    }
  });
});
