/** Answer files of SUNAT's Consulta múltiple that were read back: the file, its bytes, and what it says. */
import { v7 as uuid } from 'uuid';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import type { StoredAnswer } from './answer-types.ts';
import { answerFacts } from './answer-writer.ts';
import type { HabidoDatabase } from './open.ts';
import { cleanText } from './text.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

export interface NewSunatFile {
  archivo: string;
  /** SHA-256 of the text, lower-case hex. */
  sha256: string;
  /** When SUNAT wrote it, UTC ms: its answers count from then. */
  fecha: number;
  bytes: Buffer;
  taxpayers: readonly Taxpayer[];
  omitidas: number;
  /** When it was read here, UTC ms. */
  leidoEn: number;
  /** How long its answers count as fresh, ms. */
  ttlMs: number;
}

/** Reader and writer of the files. */
export class SunatFiles {
  readonly #database: HabidoDatabase;
  readonly #facts: ReturnType<typeof answerFacts>;

  constructor(database: HabidoDatabase) {
    this.#database = database;
    this.#facts = answerFacts(database);
  }

  /** Whether a file with this text was read before. */
  has(sha256: string): boolean {
    return this.#database.db.prepare('SELECT 1 FROM sunat_files WHERE sha256 = ?').get(sha256) !== undefined;
  }

  /** Adds a file with its answers, inside the caller's transaction. Throws where it was added before. */
  add(file: NewSunatFile): StoredAnswer[] {
    const { db, deskId } = this.#database;
    if (!db.inTransaction) throw new Error('answers are written inside the transaction of what they change');
    const { leidoEn, sha256, archivo, fecha, taxpayers, omitidas } = file;
    db.prepare(
      `INSERT INTO sunat_files (id, origin, v, at, sha256, archivo, fecha, filas, omitidas)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      uuid(),
      deskId,
      ROW_VERSION,
      leidoEn,
      sha256,
      cleanText(archivo),
      fecha,
      taxpayers.length,
      omitidas,
    );
    const sha = this.#facts.body(file.bytes, leidoEn);
    const basis = { at: fecha, fuente: 'SUNAT' as const, callId: null, sha, ttlMs: file.ttlMs };
    return taxpayers.map((taxpayer) =>
      this.#facts.answer({ ruc: taxpayer.ruc, kind: 'known', taxpayer, message: '' }, basis),
    );
  }
}
