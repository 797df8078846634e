/** The window's calls over a desk, without Electron: inputs, outputs and events go through the contract's schemas. */
import { Desk } from '../../main/desk.ts';
import { eventSender, registerCalls } from '../../main/ipc/handle.ts';
import type { ScheduleControl } from '../../main/ipc/partner-events.ts';
import { windowCalls } from '../../main/ipc/window-calls.ts';
import { MemorySecrets } from '../../main/settings/memory-secrets.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Result,
} from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports.ts';
import { systemClock } from '../../main/clock.ts';
import { PADRON_WORKERS, TEST_TOKEN, WORKBOOK_WORKER } from './workspace.ts';

export interface TestWindow {
  desk: Desk;
  /** As the page calls: answers the value, or rejects with the error's code. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** What was sent so far under this name. */
  events<N extends EventName>(name: N): EventPayload<N>[];
  /** The first event of this name that fits, sent already or still to come. */
  event<N extends EventName>(name: N, fits?: (payload: EventPayload<N>) => boolean): Promise<EventPayload<N>>;
  /** What the next dialogs answer. */
  chooses(answer: { target?: string | null; workbooks?: string[] | null }): void;
  /** Lines of the log at `warn` or above. */
  logged: string[];
  close(): Promise<void>;
}

export interface TestWindowOptions {
  folder: string;
  url: string;
  token?: string | null;
  clock?: Clock;
  schedule?: ScheduleControl;
}

/** Nothing is planned. */
export const NO_SCHEDULE: ScheduleControl = {
  state: () => ({ proximo: null, enPausaHasta: null, aplazado: null }),
  pauseToday: () => undefined,
  onChange: () => () => undefined,
};

/** Opens a desk and registers all calls. */
export function openTestWindow(options: TestWindowOptions): TestWindow {
  const desk = openDesk(options);
  const registered = new Map<string, (sender: string, input: unknown) => Promise<unknown>>();
  const sent: { name: string; payload: unknown }[] = [];
  const waiting = new Set<() => void>();
  const logged: string[] = [];
  let chosen: { target: string | null; workbooks: string[] | null } = { target: null, workbooks: null };
  const log = {
    info: () => undefined,
    warn: (line: string) => void logged.push(line),
    error: (line: string, error?: unknown) => void logged.push(`${line} ${String(error)}`),
  };
  const target = {
    send: (name: string, payload: unknown) => {
      sent.push({ name, payload });
      for (const look of waiting) look();
    },
  };
  const { handlers } = windowCalls({
    desk,
    send: eventSender(target, true),
    schedule: options.schedule ?? NO_SCHEDULE,
    chooseWorkbooks: () => Promise.resolve(chosen.workbooks),
    chooseTarget: () => Promise.resolve(chosen.target),
    chooseFolder: () => Promise.resolve(null),
    choosePadron: () => Promise.resolve(null),
    readClipboard: () => Promise.resolve(''),
    writeClipboard: () => Promise.resolve(),
    printPage: () => Promise.resolve(new Uint8Array()),
    open: () => Promise.resolve(),
    openPage: () => Promise.resolve(),
    showInFolder: () => undefined,
    log,
    samplePath: '/no-hay/muestra.xlsx',
    version: '0.0.0-test',
    platform: 'linux',
  });
  registerCalls(
    { handle: (channel, listener) => void registered.set(channel, listener) },
    { guard: () => null, log, checkOutputs: true },
    handlers,
  );
  const events = <N extends EventName>(name: N): EventPayload<N>[] =>
    sent.filter((event) => event.name === name).map(({ payload }) => payload as EventPayload<N>);
  return {
    desk,
    logged,
    events,
    chooses: (answer) => (chosen = { ...chosen, ...answer }),
    call: async (name, input) => {
      const answer = (await registered.get(name)?.('page', input)) as Result<CallOutput<typeof name>>;
      if (!answer.ok)
        throw new HabidoError(answer.error.code, {}, { cause: new Error(answer.error.message) });
      return answer.value;
    },
    event: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events(name).find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => desk.close(),
  };
}

function openDesk({ folder, url, token = TEST_TOKEN, clock = systemClock }: TestWindowOptions): Desk {
  return new Desk({
    folder,
    env: {
      HABIDO_MIGO_URL: url,
      HABIDO_POR_MINUTO: '1000',
      ...(token === null ? {} : { HABIDO_MIGO_TOKEN: token }),
    },
    appVersion: '0.0.0-test',
    askedBy: 'ventana',
    workbookWorker: WORKBOOK_WORKER,
    padronWorkers: PADRON_WORKERS,
    simulatorWorker: new URL('../../main/simulator/worker.ts', import.meta.url),
    secrets: new MemorySecrets(),
    clock,
    random: () => 0,
  });
}
