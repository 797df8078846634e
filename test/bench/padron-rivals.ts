/** What an import of the padrón is compared with: only inflating it, and the way that one would write first. */
import { createReadStream } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import Database from 'better-sqlite3';
import { readDirectory } from '../support/package-reader.ts';

const CHUNK_BYTES = 1024 * 1024;
const COLUMNS = 15;

function inflated(zip: string): AsyncIterable<Buffer> {
  const entry = readDirectory(zip).at(-1);
  if (entry === undefined) throw new Error('an empty package');
  const raw = createReadStream(zip, {
    start: entry.start,
    end: entry.start + entry.compressedSize - 1,
    highWaterMark: CHUNK_BYTES,
  });
  return raw.pipe(createInflateRaw({ chunkSize: CHUNK_BYTES })) as AsyncIterable<Buffer>;
}

/** L: inflates the entry and does nothing with it. Answers bytes of text. */
export async function inflateOnly(zip: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of inflated(zip)) bytes += chunk.length;
  return bytes;
}

/**
 * The naive way: each line split into texts, one INSERT a row in one transaction, an index over the RUC after.
 * Durability is off for it too. Stops after `most` rows; answers how many it took.
 */
export async function importNaively(zip: string, target: string, most: number): Promise<number> {
  const db = new Database(target);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  const names = Array.from({ length: COLUMNS }, (_, i) => `c${String(i)}`);
  db.exec(`CREATE TABLE padron (${names.map((name) => `${name} TEXT`).join()}); BEGIN`);
  const insert = db.prepare(`INSERT INTO padron VALUES (${names.map(() => '?').join()})`);
  let left = '';
  let rows = -1;
  reading: for await (const chunk of inflated(zip)) {
    const lines = (left + chunk.toString('latin1')).split('\n');
    left = lines.pop() ?? '';
    for (const line of lines) {
      rows += 1;
      // The header.
      if (rows === 0) continue;
      insert.run(line.split('|').slice(0, COLUMNS));
      if (rows === most) break reading;
    }
  }
  db.exec('COMMIT; CREATE INDEX padron_ruc ON padron (c0)');
  db.close();
  return rows;
}
