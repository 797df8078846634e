/** The build of window, main and preload into out/, done again only when something in it changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuilder } from 'vite';
import { ROOT } from '../setup/platform.mjs';

const MARK = join(ROOT, 'out', '.source');
const SOURCES = ['main', 'preload', 'renderer', 'shared'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** Builds all three parts; throws where one fails. */
export async function bundle(): Promise<void> {
  const source = fingerprint();
  const builder = await createBuilder({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
  writeFileSync(MARK, source);
}

/** Whether out/ holds the build of the sources as they are now. */
export function isBundled(): boolean {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === fingerprint();
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const path of [...files, ...FILES.map((file) => join(ROOT, file))].sort()) {
    hash.update(path).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex');
}
