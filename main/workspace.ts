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
import { openPartners, type PartnersDeps } from './partners/partners.ts';
import { createLocalTurn } from './partners/turn.ts';
import type { Partners } from './partners/types.ts';
import type { SecretStore } from './settings/secrets.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { createTokenKeeper, type TokenKeeper } from './settings/token.ts';
import type { AccountDeps } from './validation/account.ts';
import { LocalReader } from './validation/local-reader.ts';
import { lookUpRucs, type LookupDeps, type LookupEnd, type LookupOptions } from './validation/lookups.ts';
import { RunService, type RunServiceDeps } from './validation/run-service.ts';
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
  const { folder, appVersion, askedBy, clock } = options;
  prepareDataFolder(folder);
  const kept = openKept(options);
  const { database, answers, runs, audit, settings, token, locks } = kept;
  const { client, rate, concurrency } = openConnection(database, settings, token, options);
  const reservations = new SqliteReservations(database, answers, { isAlive: (owner) => locks.isHeld(owner) });
  const padron = openPadron({
    ...options,
    database,
    audit,
    locks,
    holidayEdits: () => settings.get().feriados,
    workers: options.padronWorkers,
  });
  const onDisk = openReader(answers, settings, options.local ?? padron, clock);
  const book = new PartnerBook({ database, audit, settings: () => settings.get(), clock, askedBy });
  const observer = createObserver(book, runs);
  const ttlMs = (): number => settings.get().frescuraHoras * 3_600_000;
  const parts = { clock, database, answers, runs, onDisk, audit };
  const record = { ...parts, appVersion, ttlMs, observer };
  const asking = { ...record, reservations, locks, client };
  const lookUp: Workspace['lookUp'] = (texts, lookup) => lookUpRucs(asking, texts, { ...lookup, askedBy });
  const service = openService(asking, settings, { rate, concurrency });
  const partners = openPartnersOver({ ...kept, onDisk, book, observer, lookUp, service, padron });
  const workbooks = createWorkbooks({ workerUrl: options.workbookWorker });
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
      await endRuns(service);
      await Promise.allSettled([partners.close()]);
      await Promise.allSettled([client.close(), workbooks.close(), padron.close()]);
      database.close();
    },
  };
}

/** What lies in the database and beside it, and is ready at once. */
interface Kept {
  database: HabidoDatabase;
  answers: AnswerStore;
  runs: RunStore;
  audit: AuditLog;
  settings: SettingsStore;
  token: TokenKeeper;
  locks: Locks;
}

function openKept({ folder, env, appVersion, askedBy, clock, secrets }: WorkspaceOptions): Kept {
  const database = openDatabase(folder);
  const audit = new AuditLog(database, { appVersion, askedBy, clock });
  const settings = new SettingsStore(database, {
    env,
    audit: (change) => {
      audit.append('ajuste-cambiado', { ...change });
    },
  });
  return {
    database,
    answers: new AnswerStore(database),
    runs: new RunStore(database),
    audit,
    settings,
    token: createTokenKeeper({ secrets, env, address: () => settings.get().direccion }),
    locks: new Locks(folder),
  };
}

/** The runs; they tell of themselves when the connection's state changes. */
function openService(
  asking: LookupDeps & RunServiceDeps['recorder'] & { client: SwitchableClient },
  settings: SettingsStore,
  { rate, concurrency }: Pick<Connection, 'rate' | 'concurrency'>,
): RunService {
  const { client, database } = asking;
  const service = new RunService({
    ...asking,
    engine: { ...asking, quota: new RunQuota(database), concurrency },
    recorder: asking,
    price: () => settings.get().precio,
    perMinute: rate,
    concurrency,
    health: () => client.health(),
  });
  client.onHealth(() => {
    service.healthChanged();
  });
  return service;
}

const DAY_MS = 86_400_000;

async function endRuns(service: RunService): Promise<void> {
  const live = service.active();
  for (const run of live) run.cancel();
  await Promise.allSettled(live.map((run) => run.done));
}

type PartnerParts = Kept &
  Pick<PartnersDeps, 'book' | 'observer' | 'onDisk' | 'lookUp'> &
  Pick<Workspace, 'service' | 'padron'>;

/** The partners, compared with SUNAT's lists whenever others come into use. */
function openPartnersOver({ locks, padron, token, settings, service, ...deps }: PartnerParts): Partners {
  const partners = openPartners({
    ...deps,
    placeOf: placeOfTaxpayer,
    listsInUse: () => {
      const ssco = padron.registers.states().find(({ lista }) => lista === 'ssco');
      return [deps.onDisk.edition()?.sha256 ?? '-', ssco?.enUso?.sha256 ?? '-'].join(' ');
    },
    refresh: {
      service,
      turn: createLocalTurn(locks),
      hasToken: () => token.get() !== null,
      price: () => settings.get().precio,
    },
  });
  // What fails here is written down nowhere as done: it is done at the next change or start.
  const compare = (): Promise<unknown> =>
    partners
      .rebuildIfOld()
      .then(() => partners.compareIfNew())
      .catch(() => undefined);
  padron.onChange(() => {
    void compare();
  });
  void padron.ready().then(compare);
  return partners;
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
