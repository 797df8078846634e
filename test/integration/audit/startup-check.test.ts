import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkAtStartup } from '../../../main/audit/startup-check.ts';
import { AuditLog } from '../../../main/audit/audit-log.ts';
import { DATABASE_FILE, openDatabase } from '../../../main/database/open.ts';
import { systemClock } from '../../../main/clock.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ENTRY = new URL('../../../main/audit/check-worker.ts', import.meta.url);
let place: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  place = temporaryFolder();
  const database = openDatabase(place.folder);
  const audit = new AuditLog(database, { appVersion: '0.0.0-test', askedBy: 'comando', clock: systemClock });
  for (let i = 0; i < 300; i += 1) database.transaction(() => audit.append('prueba', { i, relleno: 'x'.repeat(200) }));
  database.close();
});

afterEach(() => {
  place.remove();
});

test('a sound database passes, while it is open elsewhere too', async () => {
  const database = openDatabase(place.folder);
  expect(await checkAtStartup(ENTRY, place.folder)).toEqual({ whole: true, chained: true });
  database.close();
});

test('a changed entry is found', async () => {
  const db = new Database(join(place.folder, DATABASE_FILE));
  db.exec('DROP TRIGGER audit_log_no_update');
  db.exec(`UPDATE audit_log SET payload = replace(payload, '"i":7,', '"i":8,') WHERE seq = 8`);
  db.close();
  expect(await checkAtStartup(ENTRY, place.folder)).toEqual({ whole: true, chained: false });
});

test('a damaged page is found, and nothing is changed', async () => {
  const damaged = join(place.folder, 'danado');
  mkdirSync(damaged);
  const file = join(damaged, DATABASE_FILE);
  copyFileSync(join(place.folder, DATABASE_FILE), file);
  const bytes = readFileSync(file);
  bytes.fill(0x5a, bytes.length - 3 * 4096, bytes.length);
  writeFileSync(file, bytes);
  expect(await checkAtStartup(ENTRY, damaged)).toEqual({ whole: false, chained: false });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a check that can not be made is a rejection', async () => {
  await expect(checkAtStartup(ENTRY, join(place.folder, 'no-hay'))).rejects.toThrow();
});
