/** Recomputes the whole audit log from what is stored. Plain, so that a worker can run it. */
import canonicalize from 'canonicalize';
import type { Database } from 'better-sqlite3';
import { entryHash, GENESIS_HASH } from './audit-log.ts';
import { atPointer, type PrivateValue } from './payload.ts';
import { commitment } from './personal.ts';

export interface ChainProblem {
  seq: number;
  /**
   * `hueco`: entries missing before it. `enlace`: does not follow the one before. `hash`: its content changed.
   * `formato`: not canonical JSON. `privado`: a private value changed. `cola`: entries missing at the end.
   */
  tipo: 'hueco' | 'enlace' | 'hash' | 'formato' | 'privado' | 'cola';
}

export interface ChainReport {
  ok: boolean;
  entradas: number;
  problemas: ChainProblem[];
}

interface EntryRow {
  seq: number;
  payload: string;
  prev_hash: string;
  hash: string;
}

/**
 * Checks numbers, links, hashes, form and private values of every entry, from one state of the database, in
 * flat memory. A purged private value is no problem. A log cut at its end and renumbered by someone who
 * knows SQLite is not found by the chain alone.
 */
export function verifyChain(db: Database): ChainReport {
  return db.transaction(() => {
    const problemas: ChainProblem[] = [];
    const privates = db.prepare<[number], PrivateValue>(
      'SELECT path, salt, value FROM audit_private WHERE seq = ?',
    );
    const rows = db.prepare<[], EntryRow>('SELECT seq, payload, prev_hash, hash FROM audit_log ORDER BY seq');
    let before = { seq: 0, hash: GENESIS_HASH };
    let entradas = 0;
    for (const row of rows.iterate()) {
      entradas += 1;
      if (row.seq !== before.seq + 1) problemas.push({ seq: row.seq, tipo: 'hueco' });
      if (row.prev_hash !== before.hash) problemas.push({ seq: row.seq, tipo: 'enlace' });
      if (row.hash !== entryHash(row.prev_hash, row.payload)) problemas.push({ seq: row.seq, tipo: 'hash' });
      problemas.push(...contentProblems(row, privates.all(row.seq)));
      before = row;
    }
    if (lastGiven(db) > before.seq) problemas.push({ seq: before.seq + 1, tipo: 'cola' });
    return { ok: problemas.length === 0, entradas, problemas };
  })();
}

function contentProblems(row: EntryRow, privates: readonly PrivateValue[]): ChainProblem[] {
  const content = parse(row.payload);
  if (content === undefined || canonicalize(content) !== row.payload)
    return [{ seq: row.seq, tipo: 'formato' }];
  const changed = privates.some(({ path, salt, value }) => {
    const place = atPointer(content, path);
    return (
      typeof place !== 'object' || place === null || !('c' in place) || place.c !== commitment(salt, value)
    );
  });
  return changed ? [{ seq: row.seq, tipo: 'privado' }] : [];
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return undefined;
  }
}

/** The highest number that SQLite ever gave out here. */
function lastGiven(db: Database): number {
  const row = db
    .prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'audit_log'")
    .get();
  return row?.seq ?? 0;
}
