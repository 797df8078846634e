/** Opens the workspace for a command: the platform's data folder, the keychain, the real clock. */
import { homedir } from 'node:os';
import { systemClock } from '../clock.ts';
import { resolveDataFolder } from '../database/data-folder.ts';
import type { PadronWorkers } from '../padron/padron.ts';
import { KeyringSecrets } from '../settings/keyring-secrets.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';
import { APP_VERSION } from '../version.ts';
import type { CliIo } from './io.ts';

/** The workers' entries when TypeScript runs unbuilt; the packaged application hands in its own. */
const SOURCE_WORKER = new URL('../workbook/worker.ts', import.meta.url);
const SOURCE_PADRON_WORKERS: PadronWorkers = {
  import: new URL('../padron/import/worker.ts', import.meta.url),
  names: new URL('../padron/names/worker.ts', import.meta.url),
  registers: new URL('../padron/registers/worker.ts', import.meta.url),
};

export interface CliParts {
  /** Entry of the workbook worker; absent: the source's. */
  workbookWorker?: URL;
  /** Entries of the padrón's workers; absent: the sources'. */
  padronWorkers?: PadronWorkers;
}

/** Runs `work` over an open workspace and closes it whatever happens. */
export async function withWorkspace<T>(
  io: CliIo,
  parts: CliParts,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const workspace = openWorkspace({
    folder: resolveDataFolder(io.env, process.platform, homedir()),
    env: io.env,
    appVersion: APP_VERSION,
    askedBy: 'comando',
    workbookWorker: parts.workbookWorker ?? SOURCE_WORKER,
    padronWorkers: parts.padronWorkers ?? SOURCE_PADRON_WORKERS,
    secrets: new KeyringSecrets(),
    clock: systemClock,
    random: Math.random,
  });
  try {
    // A command that ends a killed import would otherwise say one edition and answer from the next.
    await workspace.padron.ready();
    return await work(workspace);
  } finally {
    await workspace.close();
  }
}
