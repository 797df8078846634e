/**
 * Everything over one data folder: database, settings, client, runs. The window, the command line and the
 * demonstration open the same workspace; nothing in it knows Electron.
 */
import { AuditLog } from './audit/audit-log.ts';
import { AnswerStore, type AskedBy } from './database/answer-store.ts';
import { ChoiceMemory } from './database/choice-memory.ts';
import { prepareDataFolder } from './database/data-folder.ts';
import { limiterPool, SqliteLimiter } from './database/limiter.ts';
import { Locks } from './database/locks.ts';
import { openDatabase, type HabidoDatabase } from './database/open.ts';
import { RunQuota } from './database/quota.ts';
import { SqliteReservations } from './database/reservations.ts';
import { RunStore } from './database/run-store.ts';
import { SunatFiles } from './database/sunat-files.ts';
import { createMigoClient } from './migo/client.ts';
import { createSwitchableClient, type SwitchableClient } from './migo/switchable-client.ts';
import type { TakeInDeps } from './padron/consulta-multiple/take-in.ts';
import { openPadron, type Padron, type PadronWorkers } from './padron/padron.ts';
import { placeOfTaxpayer } from './padron/place/ubigeo.ts';
import { PartnerBook } from './partners/book.ts';
import { createObserver } from './partners/observer.ts';
import { openPartners } from './partners/partners.ts';
import { createLocalTurn } from './partners/turn.ts';
import type { Partners } from './partners/types.ts';
import type { SecretStore } from './settings/secrets.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { createTokenKeeper, type TokenKeeper } from './settings/token.ts';
import type { AccountDeps } from './validation/account.ts';
import { LocalReader } from './validation/local-reader.ts';
import { lookUpRucs, type LookupEnd, type LookupOptions } from './validation/lookups.ts';
import { RunService } from './validation/run-service.ts';
import { createWorkbooks } from './workbook/workbooks.ts';
import type { Workbooks } from '../shared/workbook.ts';
import type { LocalKnowledge } from '../shared/padron.ts';
import type { Clock, Limiter, Random } from '../shared/ports.ts';

export interface WorkspaceOptions {
  folder: string;
  /** Read for HABIDO_MIGO_URL, HABIDO_MIGO_TOKEN, HABIDO_POR_MINUTO, HABIDO_CONCURRENCIA. */
  env: Readonly<Record<string, string | undefined>>;
  appVersion: string;
  askedBy: AskedBy;
  /** The worker thread's entry for workbooks. */
  workbookWorker: URL;
  /** The worker threads' entries for the padrón. */
  padronWorkers: PadronWorkers;
  secrets: SecretStore;
  clock: Clock;
  random: Random;
  /** In place of the padrón and the registers of the data folder, for tests. */
  local?: LocalKnowledge;
}

export interface Workspace {
  readonly folder: string;
  readonly clock: Clock;
  readonly database: HabidoDatabase;
  readonly answers: AnswerStore;
  readonly runs: RunStore;
  /** What is known without asking, for plans and verdicts. */
  readonly onDisk: LocalReader;
  readonly choices: ChoiceMemory;
  readonly audit: AuditLog;
  readonly settings: SettingsStore;
  readonly token: TokenKeeper;
  readonly client: SwitchableClient;
  readonly service: RunService;
  readonly workbooks: Workbooks;
  readonly padron: Padron;
  readonly partners: Partners;
  /** For {@link askAccount}. */
  readonly accountDeps: AccountDeps;
  /** For {@link takeInAnswerFile}. */
  readonly answerFiles: TakeInDeps;
  /** Requests a minute allowed now. */
  rate(): number;
  lookUp(texts: readonly string[], options: Omit<LookupOptions, 'askedBy'>): Promise<LookupEnd>;
  /** Cancels what runs, waits for its last commit, closes all. Goes on past failures. */
  close(): Promise<void>;
}

/** Opens the workspace. Throws HabidoError where the data folder can't be used. */
export function openWorkspace(options: WorkspaceOptions): Workspace {
  const { folder, env, appVersion, askedBy, clock, random } = options;
  prepareDataFolder(folder);
  const database = openDatabase(folder);
  const answers = new AnswerStore(database);
  const locks = new Locks(folder);
  const runs = new RunStore(database);
  const audit = new AuditLog(database, { appVersion, askedBy, clock });
  const settings = new SettingsStore(database, {
    env,
    audit: (change) => {
      audit.append('ajuste-cambiado', { ...change });
    },
  });
  const token = createTokenKeeper({ secrets: options.secrets, env, address: () => settings.get().direccion });
  const { client, rate, concurrency } = openConnection(database, settings, token, { clock, random });
  const reservations = new SqliteReservations(database, answers, { isAlive: (owner) => locks.isHeld(owner) });
  const ttlMs = (): number => settings.get().frescuraHoras * 3_600_000;
  const padron = openPadron({
    ...options,
    database,
    audit,
    locks,
    holidayEdits: () => settings.get().feriados,
    workers: options.padronWorkers,
  });
  const onDisk = openReader(answers, settings, options.local ?? padron, clock);
  const parts = { clock, database, answers, runs, onDisk, audit };
  const book = new PartnerBook({ database, audit, settings: () => settings.get(), clock, askedBy });
  const observer = createObserver(book, runs);
  const record = { ...parts, appVersion, ttlMs, observer };
  const service = new RunService({
    engine: { runs, answers, reservations, quota: new RunQuota(database), client, clock, concurrency },
    recorder: record,
    runs,
    clock,
    locks,
    price: () => settings.get().precio,
    perMinute: rate,
    concurrency,
    health: () => client.health(),
  });
  client.onHealth(() => {
    service.healthChanged();
  });
  const workbooks = createWorkbooks({ workerUrl: options.workbookWorker });
  const lookUp: Workspace['lookUp'] = (texts, lookup) =>
    lookUpRucs({ ...record, reservations, locks, client }, texts, { ...lookup, askedBy });
  const partners = openPartners({
    ...parts,
    book,
    observer,
    lookUp,
    placeOf: placeOfTaxpayer,
    refresh: {
      service,
      turn: createLocalTurn(locks),
      hasToken: () => token.get() !== null,
      price: () => settings.get().precio,
    },
  });
  const unwatch = padron.onChange(() => {
    void partners.compareWithSunat();
  });
  return {
    folder,
    ...parts,
    choices: new ChoiceMemory(database, clock),
    settings,
    token,
    client,
    service,
    workbooks,
    padron,
    partners,
    accountDeps: { ...record, client },
    answerFiles: {
      ...record,
      sunatFiles: new SunatFiles(database),
      onAnswers: (stored) => {
        observer.answered(stored, { runId: null, askedBy });
      },
    },
    rate,
    lookUp,
    close: async () => {
      unwatch();
      await endRuns(service);
      await partners.close();
      await Promise.allSettled([client.close(), workbooks.close(), padron.close()]);
      database.close();
    },
  };
}

const DAY_MS = 86_400_000;

async function endRuns(service: RunService): Promise<void> {
  const live = service.active();
  for (const run of live) run.cancel();
  await Promise.allSettled(live.map((run) => run.done));
}

/** Reads what needs no question. */
function openReader(
  answers: AnswerStore,
  settings: SettingsStore,
  local: LocalKnowledge,
  clock: Clock,
): LocalReader {
  const padronAgeMs = (): number => settings.get().padronEdadDias * DAY_MS;
  return new LocalReader({ answers, local, padronAgeMs, clock });
}

interface Connection {
  client: SwitchableClient;
  /** Requests a minute allowed now. */
  rate: () => number;
  concurrency: () => number;
}

/** The client and the limiter of its pool, made anew when address or token change. */
function openConnection(
  database: HabidoDatabase,
  settings: SettingsStore,
  token: TokenKeeper,
  { clock, random }: Pick<WorkspaceOptions, 'clock' | 'random'>,
): Connection {
  const concurrency = (): number => settings.get().concurrencia;
  let limiter: Limiter | null = null;
  const client = createSwitchableClient(() => {
    const { direccion } = settings.get();
    limiter = new SqliteLimiter(database, {
      pool: limiterPool(database, direccion, token.get() ?? ''),
      perMinute: () => settings.get().porMinuto,
      clock,
    });
    return createMigoClient({
      url: direccion,
      token: () => token.get(),
      limiter,
      concurrency,
      clock,
      random,
    });
  });
  return { client, concurrency, rate: () => limiter?.rate() ?? settings.get().porMinuto };
}
