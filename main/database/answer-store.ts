/** What is known of each RUC: reads answers and their projection, and hands the writing on. */
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Statement } from 'better-sqlite3';
import { HabidoError } from '../../shared/errors.ts';
import { latestAnswers, stateSpans } from './answer-projection.ts';
import { ANSWER_COLUMNS, hydrateAnswer, hydrateFact, type AnswerRow } from './answer-rows.ts';
import type { StateSpan, StoredAnswer } from './answer-types.ts';
import { answerWriter, type AnswerEntry } from './answer-writer.ts';
import type { HabidoDatabase } from './open.ts';

export type * from './answer-types.ts';

const LATEST = `FROM latest_answers AS l JOIN ruc_answers AS a ON a.n = l.n`;

/** Reader and writer of calls, answers and their projection. */
export class AnswerStore {
  readonly #database: HabidoDatabase;
  readonly #latest: Statement<[string], AnswerRow>;
  readonly #freshMany: Statement<[string, number], AnswerRow>;
  readonly #ofRuc: Statement<[string], AnswerRow>;
  readonly #byN: Statement<[number], AnswerRow>;
  readonly #queries: Statement<[number], { endpoint: string; many: number }>;
  readonly #body: Statement<[string], { body: Buffer }>;
  readonly #write: (entry: AnswerEntry) => StoredAnswer[];

  constructor(database: HabidoDatabase) {
    const { db } = database;
    this.#database = database;
    this.#latest = db.prepare(`SELECT ${ANSWER_COLUMNS} ${LATEST} WHERE l.ruc = ?`);
    this.#freshMany = db.prepare(
      `SELECT ${ANSWER_COLUMNS} FROM json_each(?) AS j CROSS JOIN latest_answers AS l ON l.ruc = j.value
       CROSS JOIN ruc_answers AS a ON a.n = l.n WHERE l.at >= ?`,
    );
    this.#ofRuc = db.prepare(`SELECT ${ANSWER_COLUMNS} FROM ruc_answers AS a WHERE a.ruc = ?`);
    this.#byN = db.prepare(`SELECT ${ANSWER_COLUMNS} FROM ruc_answers AS a WHERE a.n = ?`);
    this.#queries = db.prepare(
      `SELECT endpoint, sum(max(1, json_array_length(asked))) AS many FROM calls
       WHERE sent_at >= ? AND attempt = 1 GROUP BY endpoint ORDER BY endpoint`,
    );
    this.#body = db.prepare('SELECT body FROM answer_bodies WHERE sha256 = ?');
    this.#write = answerWriter(database);
  }

  /** The newest answer that knows the RUC or says that it does not exist. */
  latest(ruc: string): StoredAnswer | null {
    const row = this.#latest.get(ruc);
    return row === undefined ? null : hydrateAnswer(row);
  }

  /** The answer with this number, or null. */
  byN(n: number): StoredAnswer | null {
    const row = this.#byN.get(n);
    return row === undefined ? null : hydrateAnswer(row);
  }

  /** Queries sent since an instant (UTC ms) by endpoint: RUCs of collections counted singly, retries not. */
  queriesSince(since: number): Record<string, number> {
    return Object.fromEntries(this.#queries.all(since).map(({ endpoint, many }) => [endpoint, many]));
  }

  /**
   * The newest answers about these RUCs, where obtained at or after `since` (UTC ms); in no promised order. The
   * caller chunks by 500.
   */
  freshMany(rucs: readonly string[], since: number): StoredAnswer[] {
    return this.#freshMany.all(JSON.stringify(rucs), since).map(hydrateAnswer);
  }

  /** The states seen of a RUC, newest first, one per change. */
  history(ruc: string): StateSpan[] {
    return stateSpans(this.#ofRuc.all(ruc).map(hydrateFact));
  }

  /**
   * Adds one attempt: call, raw answer, what it says of each RUC, and the projection. Inside the caller's
   * transaction, with what follows from it; throws where none is open.
   */
  append(entry: AnswerEntry): StoredAnswer[] {
    return this.#write(entry);
  }

  /** A raw answer by its SHA-256, checked against it; null where there is none (or it was purged). */
  body(sha256: string): Buffer | null {
    const row = this.#body.get(sha256);
    if (row === undefined) return null;
    const body = inflateSync(row.body);
    if (createHash('sha256').update(body).digest('hex') !== sha256) throw new HabidoError('datos-danados');
    return body;
  }

  /** Makes the projection again from the facts alone. */
  rebuild(): void {
    const { db } = this.#database;
    this.#database.transaction(() => {
      const rows = db.prepare<[], AnswerRow>(`SELECT ${ANSWER_COLUMNS} FROM ruc_answers AS a`).iterate();
      const latest = latestAnswers(facts(rows));
      db.exec('DELETE FROM latest_answers');
      const insert = db.prepare('INSERT INTO latest_answers (ruc, n, at, id) VALUES (?, ?, ?, ?)');
      for (const fact of latest.values()) insert.run(fact.ruc, fact.n, fact.at, fact.id);
    });
  }
}

function* facts(rows: Iterable<AnswerRow>): Generator<ReturnType<typeof hydrateFact>> {
  for (const row of rows) yield hydrateFact(row);
}
