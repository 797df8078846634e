/** Worker thread: reads the whole database once, and the whole audit log, and says whether both are sound. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { checkIntegrity } from '../database/integrity.ts';
import { DATABASE_FILE } from '../database/open.ts';
import type { StartupFinding } from './startup-check.ts';
import { verifyChain } from './verify-chain.ts';

const { folder } = workerData as { folder: string };
const db = new Database(join(folder, DATABASE_FILE), { readonly: true, fileMustExist: true });
try {
  const whole = checkIntegrity(db);
  const finding: StartupFinding = { whole, chained: whole && verifyChain(db).ok };
  parentPort?.postMessage(finding);
} finally {
  db.close();
}
