/** The append-only audit log: every entry chained to the one before it. */
import { createHash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../../shared/ports.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import { sealPayload, type AuditValue } from './payload.ts';

export type { AuditValue } from './payload.ts';

/** Format of the payload written here. */
const PAYLOAD_VERSION = 1;

/** `prev_hash` of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

export interface AuditOptions {
  appVersion: string;
  /** Who works through this process; an entry may name another. */
  askedBy: AskedBy;
  clock: Pick<Clock, 'now'>;
}

/** What links an entry to the one before it. */
export function entryHash(prevHash: string, payload: string): string {
  return createHash('sha256').update(prevHash, 'utf8').update(payload, 'utf8').digest('hex');
}

/** Writer of `audit_log`, in the form that an independent verifier reads. */
export class AuditLog {
  readonly #database: HabidoDatabase;
  readonly #options: AuditOptions;
  readonly #last: Statement<[], { seq: number; hash: string }>;
  readonly #insert: Statement<[number, string, string, string]>;
  readonly #insertPrivate: Statement<[number, string, string, string]>;

  constructor(database: HabidoDatabase, options: AuditOptions) {
    const { db } = database;
    this.#database = database;
    this.#options = options;
    this.#last = db.prepare('SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1');
    this.#insert = db.prepare('INSERT INTO audit_log (seq, payload, prev_hash, hash) VALUES (?, ?, ?, ?)');
    this.#insertPrivate = db.prepare(
      'INSERT INTO audit_private (seq, path, salt, value) VALUES (?, ?, ?, ?)',
    );
  }

  /**
   * Adds one entry inside the caller's transaction, so that it and what it tells of are committed together;
   * throws where none is open. Answers its number.
   */
  append(
    kind: string,
    data: { readonly [key: string]: AuditValue },
    options: { askedBy?: AskedBy } = {},
  ): number {
    const { db, deskId, logId } = this.#database;
    if (!db.inTransaction)
      throw new Error('an audit entry is written inside the transaction of what it tells of');
    const { payload, privates } = sealPayload({
      v: PAYLOAD_VERSION,
      id: uuid(),
      at: this.#options.clock.now(),
      desk_id: deskId,
      log_id: logId,
      kind,
      app_version: this.#options.appVersion,
      asked_by: options.askedBy ?? this.#options.askedBy,
      data,
    });
    const last = this.#last.get() ?? { seq: 0, hash: GENESIS_HASH };
    const seq = last.seq + 1;
    this.#insert.run(seq, payload, last.hash, entryHash(last.hash, payload));
    for (const secret of privates) this.#insertPrivate.run(seq, secret.path, secret.salt, secret.value);
    return seq;
  }
}
