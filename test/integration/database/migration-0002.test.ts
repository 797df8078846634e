/** A database stored just before migration 0002, with two runs, answers, settings and a log in it. */
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { AnswerStore } from '../../../main/database/answer-store.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { RunStore } from '../../../main/database/run-store.ts';
import { dataFixture, verdictOf } from '../../support/data.ts';
import { EDITION, ON_SSCO } from '../../support/local-knowledge.ts';
import { contents, storeVersion, storedContents } from '../../support/stored-database.ts';

const data = dataFixture();

/** Written by the program as it was then: a run that ended, one that the plan's end broke off, a look-up. */
function stored(): string {
  const folder = data.folder();
  storeVersion(folder, 1);
  return folder;
}

test('nothing of what was stored changes', () => {
  const folder = stored();
  const was = storedContents(folder);
  expect(was.version).toBe(1);
  const filled = [...was.rows].filter(([, rows]) => rows.length > 0).map(([table]) => table);
  expect(filled).toEqual(
    expect.arrayContaining(['calls', 'ruc_answers', 'runs', 'run_items', 'audit_log', 'settings']),
  );
  const { db } = data.open(folder);
  expect(db.pragma('user_version', { simple: true })).toBeGreaterThanOrEqual(2);
  expect(contents(db, was.columns)).toEqual(was.rows);
  expect(verifyChain(db)).toMatchObject({ ok: true });
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('its runs rest on no edition, and can from now on', () => {
  const database = data.open(stored());
  const runs = new RunStore(database);
  const [broken, ended] = runs.list(10);
  expect([broken?.freno, broken?.desdePadron, ended?.desdePadron]).toEqual(['plan-agotado', 0, 0]);
  const id = broken?.id ?? '';
  const items = runs.allVerdicts(id, -1, 100);
  expect(items.some((item) => item.veredicto === 'SIN RESPUESTA')).toBe(true);
  for (const item of items) expect([item.padronImport, item.marcas]).toEqual([null, null]);
  database.db
    .prepare(
      `INSERT INTO padron_imports (n, id, origin, v, at, sha256, fecha, archivo, bytes, filas, defectos)
       VALUES (?, 'x', 'x', 1, 0, ?, ?, 'padron.zip', 1, 1, '{}')`,
    )
    .run(EDITION.n, EDITION.sha256, EDITION.fecha);
  const last = items.at(-1)?.n ?? 0;
  runs.settle(id, [verdictOf(last, { fuente: 'PADRON', padronImport: EDITION.n, marcas: ON_SSCO })]);
  runs.update(id, { desdePadron: 1 });
  expect(runs.item(id, last)).toMatchObject({ fuente: 'PADRON', padronImport: EDITION.n, marcas: ON_SSCO });
  expect(runs.get(id)?.desdePadron).toBe(1);
  expect(runs.editions(id)).toEqual([{ fecha: EDITION.fecha, sha256: EDITION.sha256 }]);
  expect(runs.editions(ended?.id ?? '')).toEqual([]);
});

test('its answers are still known, by the projection made anew too', () => {
  const database = data.open(stored());
  const answers = new AnswerStore(database);
  const rucs = new RunStore(database)
    .list(10)
    .flatMap((run) => new RunStore(database).allVerdicts(run.id, -1, 100).map((item) => item.ruc));
  const known = answers.freshMany(rucs, 0);
  expect(known.length).toBeGreaterThan(0);
  answers.rebuild();
  expect(answers.freshMany(rucs, 0)).toEqual(known);
});

test('the new facts are only added to', () => {
  const { db } = data.open(stored());
  db.exec(
    `INSERT INTO padron_imports (id, origin, v, at, sha256, fecha, archivo, bytes, filas, defectos)
     VALUES ('x', 'x', 1, 0, 'x', 0, 'x', 0, 0, '{}')`,
  );
  expect(() => db.exec('UPDATE padron_imports SET filas = 2')).toThrow('only added');
  expect(() => db.exec('DELETE FROM padron_imports')).toThrow('only added');
});

test('a failure on the way leaves the stored database as it was', () => {
  const folder = stored();
  const failing = {
    version: 2,
    up: (db: Database.Database) => {
      db.exec('ALTER TABLE runs ADD COLUMN desde_padron INTEGER NOT NULL DEFAULT 0');
      throw new Error('failed half way');
    },
  };
  const first = { version: 1, up: (): void => undefined };
  expect(() => openDatabase(folder, { migrations: [first, failing] })).toThrow('failed half way');
  const database = data.open(folder);
  expect(new RunStore(database).list(10)).toHaveLength(2);
});
