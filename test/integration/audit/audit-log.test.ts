import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { AuditLog, type AuditValue } from '../../../main/audit/audit-log.ts';
import { personal, rucValue } from '../../../main/audit/personal.ts';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { DATABASE_FILE, type HabidoDatabase } from '../../../main/database/open.ts';
import { dataFixture } from '../../support/data.ts';
import { createFakeClock, FAKE_START } from '../../support/fake-clock.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';

const data = dataFixture();
const [COMPANY = ''] = companyRucs(1);
const [PERSON = ''] = personRucs(1);

interface Entry {
  seq: number;
  payload: string;
  prev_hash: string;
  hash: string;
}

function setUp(): {
  database: HabidoDatabase;
  log: AuditLog;
  add: (kind: string, data: Record<string, AuditValue>) => number;
} {
  const database = data.open();
  const log = new AuditLog(database, {
    appVersion: '0.0.0-test',
    askedBy: 'ventana',
    clock: createFakeClock(),
  });
  return { database, log, add: (kind, content) => database.transaction(() => log.append(kind, content)) };
}

function entries(db: Database.Database): Entry[] {
  return db.prepare<[], Entry>('SELECT * FROM audit_log ORDER BY seq').all();
}

/** The contract's own words, with nothing of Habido's code: what an independent verifier does. */
function independentCheck(file: string): string[] {
  const db = new Database(file, { readonly: true });
  const problems: string[] = [];
  const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
  let previous = '0'.repeat(64);
  let expected = 1;
  for (const row of entries(db)) {
    if (row.seq !== expected) problems.push(`seq ${String(row.seq)}`);
    if (row.prev_hash !== previous) problems.push(`prev ${String(row.seq)}`);
    if (row.hash !== sha(row.prev_hash + row.payload)) problems.push(`hash ${String(row.seq)}`);
    expected = row.seq + 1;
    previous = row.hash;
  }
  const privates = db.prepare('SELECT * FROM audit_private').all() as {
    seq: number;
    salt: string;
    value: string;
  }[];
  for (const { seq, salt, value } of privates) {
    const payload = db.prepare('SELECT payload FROM audit_log WHERE seq = ?').pluck().get(seq) as string;
    if (!payload.includes(`{"c":"${sha(salt + value)}"}`)) problems.push(`private ${String(seq)}`);
  }
  db.close();
  return problems;
}

describe('AuditLog', () => {
  it('chains entries from 1, each with who, what, when and with what', () => {
    const { database, add } = setUp();
    expect([add('corrida-iniciada', { corrida: 'x' }), add('ajuste', { de: null, a: 30 })]).toEqual([1, 2]);
    const [first, second] = entries(database.db);
    expect(JSON.parse(first?.payload ?? '')).toEqual({
      v: 1,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/) as string,
      at: FAKE_START,
      desk_id: database.deskId,
      log_id: database.logId,
      kind: 'corrida-iniciada',
      app_version: '0.0.0-test',
      asked_by: 'ventana',
      data: { corrida: 'x' },
    });
    expect(first?.prev_hash).toBe('0'.repeat(64));
    expect(second?.prev_hash).toBe(first?.hash);
    expect(independentCheck(join(database.folder, DATABASE_FILE))).toEqual([]);
    expect(verifyChain(database.db)).toEqual({ ok: true, entradas: 2, problemas: [] });
  });

  it('writes canonical JSON: sorted keys, no spaces, numbers as ECMAScript has them, text without U+0000', () => {
    const { database, add } = setUp();
    add('x', { b: [1.5, 1e21, true, null], a: 'é\u0000\ud800"', ñ: -0 });
    expect(entries(database.db)[0]?.payload).toContain(
      String.raw`"data":{"a":"é\"","b":[1.5,1e+21,true,null],"ñ":0}`,
    );
    expect(() => add('x', { n: Number.NaN })).toThrow();
    expect(entries(database.db)).toHaveLength(1);
  });

  it('commits with what it tells of, or not at all, and never alone', () => {
    const { database, log } = setUp();
    expect(() => log.append('x', {})).toThrow('inside the transaction');
    expect(() =>
      database.transaction(() => {
        log.append('x', { ruc: rucValue(PERSON) });
        throw new Error('killed');
      }),
    ).toThrow('killed');
    expect(entries(database.db)).toEqual([]);
    expect(database.db.prepare('SELECT count(*) FROM audit_private').pluck().get()).toBe(0);
    expect(database.transaction(() => log.append('x', {}, { askedBy: 'agenda' }))).toBe(1);
    expect(entries(database.db)[0]?.payload).toContain('"asked_by":"agenda"');
  });

  it('holds personal data as a commitment only, and others in clear', () => {
    const { database, add } = setUp();
    add('consulta', {
      rucs: [rucValue(COMPANY), rucValue(PERSON)],
      'a/b': { nombre: personal('QUISPE MAMANI ANA') },
    });
    const payload = entries(database.db)[0]?.payload ?? '';
    expect(payload).toContain(COMPANY);
    expect(payload).not.toContain(PERSON);
    expect(payload).not.toContain('QUISPE');
    const rows = database.db.prepare('SELECT path, salt, value FROM audit_private ORDER BY path').all();
    expect(rows).toEqual([
      {
        path: '/data/a~1b/nombre',
        salt: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        value: 'QUISPE MAMANI ANA',
      },
      { path: '/data/rucs/1', salt: expect.stringMatching(/^[0-9a-f]{32}$/) as string, value: PERSON },
    ]);
    expect(independentCheck(join(database.folder, DATABASE_FILE))).toEqual([]);
  });

  it('lets private values be purged without breaking the chain', () => {
    const { database, add } = setUp();
    add('consulta', { ruc: rucValue(PERSON) });
    database.db.exec('DELETE FROM audit_private');
    expect(verifyChain(database.db).ok).toBe(true);
    expect(independentCheck(join(database.folder, DATABASE_FILE))).toEqual([]);
  });

  it('refuses to change, remove, replace or skip an entry', () => {
    const { database, add } = setUp();
    add('x', { ruc: rucValue(PERSON) });
    const run = (sql: string) => () => database.db.exec(sql);
    expect(run("UPDATE audit_log SET payload = '{}'")).toThrow('only added');
    expect(run('DELETE FROM audit_log')).toThrow('only added');
    expect(run('INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log')).toThrow('follow one another');
    expect(run("INSERT INTO audit_log VALUES (3, '{}', '', '')")).toThrow('follow one another');
    expect(run("UPDATE audit_private SET value = 'x'")).toThrow('only added');
    expect(verifyChain(database.db).ok).toBe(true);
  });
});

describe('tampering is found', () => {
  const rehash = `UPDATE audit_log SET payload = replace(payload, 'dos', 'DOS') WHERE seq = 2`;
  const CASES: [string, (db: Database.Database) => void, string][] = [
    ['a changed payload', (db) => db.exec(rehash), 'hash'],
    [
      'a changed payload with its hash made again',
      (db) => {
        db.exec(rehash);
        const row = entries(db)[1];
        const hash = createHash('sha256')
          .update((row?.prev_hash ?? '') + (row?.payload ?? ''))
          .digest('hex');
        db.prepare('UPDATE audit_log SET hash = ? WHERE seq = 2').run(hash);
      },
      'enlace',
    ],
    ['a removed entry', (db) => db.exec('DELETE FROM audit_log WHERE seq = 2'), 'hueco'],
    ['a removed first entry', (db) => db.exec('DELETE FROM audit_log WHERE seq = 1'), 'hueco'],
    ['a removed last entry', (db) => db.exec('DELETE FROM audit_log WHERE seq = 4'), 'cola'],
    [
      'a removed entry with the others moved up',
      (db) =>
        db.exec('DELETE FROM audit_log WHERE seq = 2; UPDATE audit_log SET seq = seq - 1 WHERE seq > 2'),
      'enlace',
    ],
    [
      'two entries in the other order',
      (db) =>
        db.exec(
          'UPDATE audit_log SET seq = 99 WHERE seq = 2; UPDATE audit_log SET seq = 2 WHERE seq = 3; UPDATE audit_log SET seq = 3 WHERE seq = 99',
        ),
      'enlace',
    ],
    [
      'a changed hash',
      (db) => db.exec("UPDATE audit_log SET hash = replace(hash, 'a', 'b') WHERE seq = 4"),
      'hash',
    ],
    ['a changed private value', (db) => db.exec("UPDATE audit_private SET value = '10999999999'"), 'privado'],
    ['a changed salt', (db) => db.exec("UPDATE audit_private SET salt = 'x'"), 'privado'],
    [
      'a private value moved elsewhere',
      (db) => db.exec("UPDATE audit_private SET path = '/data/otro'"),
      'privado',
    ],
    [
      'a payload that is no canonical JSON',
      (db) => {
        const row = entries(db)[3];
        const payload = (row?.payload ?? '').replace('{', '{ ');
        const hash = createHash('sha256')
          .update((row?.prev_hash ?? '') + payload)
          .digest('hex');
        db.prepare('UPDATE audit_log SET payload = ?, hash = ? WHERE seq = 4').run(payload, hash);
      },
      'formato',
    ],
  ];

  it.each(CASES)('%s', (_, tamper, tipo) => {
    const { database, add } = setUp();
    add('uno', { a: 1 });
    add('dos', { ruc: rucValue(PERSON) });
    add('tres', { a: 3 });
    add('cuatro', { a: 4 });
    const { db } = database;
    expect(verifyChain(db).ok).toBe(true);
    // What someone with the file and a tool of their own can do.
    db.pragma('foreign_keys = OFF');
    const triggers = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all() as string[];
    for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger}`);
    tamper(db);
    const report = verifyChain(db);
    expect(report.ok).toBe(false);
    expect(report.problemas.map((problem) => problem.tipo)).toContain(tipo);
  });
});
