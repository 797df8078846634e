import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { codedOf } from '../../../../main/padron/names/failures.ts';
import { BrokenNames } from '../../../../main/padron/names/names-file.ts';
import { HabidoError } from '../../../../shared/errors.ts';

test.each([
  [new Database.SqliteError('database or disk is full', 'SQLITE_FULL'), 'disco-lleno'],
  [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'disco-lleno'],
  [new Database.SqliteError('malformed', 'SQLITE_CORRUPT'), 'padron-danado'],
  [new BrokenNames(new Error('malformed')), 'interno'],
  [new HabidoError('cancelado'), 'cancelado'],
])('%s is %s', (error, code) => {
  expect(codedOf(error).code).toBe(code);
});
