import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../../main/database/integrity.ts';
import { MIGRATIONS } from '../../../main/database/migrations/index.ts';
import { DATABASE_FILE, openDatabase } from '../../../main/database/open.ts';
import { childFixture } from '../../support/child.ts';
import { dataFixture } from '../../support/data.ts';

const data = dataFixture();
const child = childFixture();
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('opening', () => {
  it('makes the ids at the first start and keeps them', () => {
    const folder = data.folder();
    const first = openDatabase(folder);
    const { deskId, logId } = first;
    first.close();
    const second = data.open(folder);
    expect(deskId).toMatch(UUID_V7);
    expect(logId).toMatch(UUID_V7);
    expect(logId).not.toBe(deskId);
    expect({ deskId: second.deskId, logId: second.logId }).toEqual({ deskId, logId });
  });

  it('works in WAL with foreign keys, synced, and in strict tables', () => {
    const { db } = data.open();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    const lax = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    expect(lax).toEqual([]);
  });

  it('is made once where several processes start over a new folder together', async () => {
    const children = [child('desk'), child('desk'), child('desk')];
    for (const one of children) await one.next();
    for (let round = 0; round < 3; round += 1) {
      const folder = data.folder();
      for (const one of children) one.tell({ do: 'open', folder });
      const said = await Promise.all(children.map((one) => one.next<{ deskId: string }>()));
      expect(new Set(said.map((answer) => answer.deskId)).size, JSON.stringify(said)).toBe(1);
      expect(said[0]?.deskId).toMatch(UUID_V7);
    }
  });

  it('rolls a transaction back whole, and joins one that is open', () => {
    const database = data.open();
    const count = (): unknown =>
      database.db.prepare("SELECT count(*) FROM meta WHERE key LIKE 'x%'").pluck().get();
    expect(() =>
      database.transaction(() => {
        database.db.exec("INSERT INTO meta VALUES ('x1', '')");
        database.transaction(() => {
          database.db.exec("INSERT INTO meta VALUES ('x2', '')");
        });
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(count()).toBe(0);
    database.quickTransaction(() => {
      database.db.exec("INSERT INTO meta VALUES ('x3', '')");
    });
    expect(count()).toBe(1);
    expect(database.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(() => database.transaction(() => database.quickTransaction(() => 1))).toThrow('inside another');
  });
});

describe('broken starts', () => {
  const errorOf = (folder: string, options = {}): unknown => {
    try {
      openDatabase(folder, options).close();
      return 'opened';
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  };

  it('refuses a newer database and leaves every byte as it was', () => {
    const folder = data.folder();
    const file = join(folder, DATABASE_FILE);
    openDatabase(folder).close();
    const newer = new Database(file);
    newer.pragma(`user_version = ${String(MIGRATIONS.length + 1)}`);
    newer.pragma('journal_mode = DELETE');
    newer.close();
    const before = readFileSync(file);
    expect(errorOf(folder)).toBe('datos-version-nueva');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual([DATABASE_FILE]);
  });

  it('refuses a file that is no database, and one of another program', () => {
    const folder = data.folder();
    writeFileSync(join(folder, DATABASE_FILE), 'esto no es una base de datos, '.repeat(200));
    expect(errorOf(folder)).toBe('datos-danados');
    const other = data.folder();
    const foreign = new Database(join(other, DATABASE_FILE));
    foreign.exec('CREATE TABLE photos (id INTEGER)');
    foreign.close();
    expect(errorOf(other)).toBe('datos-danados');
  });

  it('refuses a database whose schema can not be read', () => {
    const folder = data.folder();
    const file = join(folder, DATABASE_FILE);
    openDatabase(folder).close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100, 4096);
    writeFileSync(file, bytes);
    expect(errorOf(folder)).toBe('datos-danados');
  });

  it('says that it is locked where another program holds it', () => {
    const folder = data.folder();
    openDatabase(folder).close();
    const holder = new Database(join(folder, DATABASE_FILE));
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE; CREATE TABLE x (a); ROLLBACK');
    try {
      expect(errorOf(folder, { busyTimeoutMs: 20 })).toBe('datos-bloqueados');
    } finally {
      holder.close();
    }
  });

  it('says that the folder can not be used where it has vanished', () => {
    expect(errorOf(join(data.folder(), 'no-existe'))).toBe('datos-carpeta-invalida');
  });

  it('finds a damaged page by its slow check, and nothing in a whole database', () => {
    const folder = data.folder();
    const file = join(folder, DATABASE_FILE);
    const made = openDatabase(folder);
    const insert = made.db.prepare('INSERT INTO meta VALUES (?, ?)');
    for (let i = 0; i < 200; i += 1) insert.run(`x${String(i)}`, 'v'.repeat(300));
    expect(checkIntegrity(made.db)).toBe(true);
    made.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length - 4096);
    writeFileSync(file, bytes);
    const damaged = new Database(file);
    expect(checkIntegrity(damaged)).toBe(false);
    damaged.close();
  });
});

describe('migrations', () => {
  const FOLDER = new URL('../../../main/database/migrations/', import.meta.url);
  /** Of the shipped ones, line ends as in the repository: they never change again. */
  const PINNED: Record<string, string> = {
    '0001-initial.ts': '6cfcb19702e5fb8117862ef1de2aa79d02e072dec238db4f6dec73ce234a1606',
    '0002-padron.ts': '5c423273c69790725dbaad284896173c48cc43e5bcd69043bbd0d1855e956e0e',
    '0003-partners.ts': '5c4b94f0001c879f7655a26e433ac75b8d9e7beef6119bd7cdefc4683d9170e7',
  };

  it('are numbered from 1 without gaps, one file each, with the bytes that were shipped', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    const files = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
    const hashes = files.map((name) => {
      const bytes = readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('\r\n', '\n');
      return [name, createHash('sha256').update(bytes).digest('hex')];
    });
    expect(Object.fromEntries(hashes)).toEqual(PINNED);
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(
      MIGRATIONS.map((migration) => migration.version),
    );
  });

  it('leave the database as it was before the one that fails', () => {
    const folder = data.folder();
    openDatabase(folder).close();
    const failing = {
      version: MIGRATIONS.length + 1,
      up: (db: Database.Database) => {
        db.exec('CREATE TABLE half (a INTEGER) STRICT');
        throw new Error('failed half way');
      },
    };
    expect(() => openDatabase(folder, { migrations: [...MIGRATIONS, failing] })).toThrow('failed half way');
    const { db } = data.open(folder);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  });
});
