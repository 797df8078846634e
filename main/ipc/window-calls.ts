/** All handlers of the window's calls, put together from the files of their domains. */
import type { Desk } from '../desk.ts';
import type { RunSnapshot } from '../../shared/contract.ts';
import { sunatHandlers, takeInAnswers, type SunatDeps } from './consulta-multiple.ts';
import { BookReader } from './book-reader.ts';
import { changeHandlers } from './changes.ts';
import { padronHandlers, type PadronDeps } from './padron.ts';
import { partnerEvents, type ScheduleControl } from './partner-events.ts';
import { partnerHandlers } from './partners.ts';
import { copyHandlers, type CopyDeps } from './copies.ts';
import { HandleRegistry, type OpenedFile } from './file-handles.ts';
import { fileHandlers } from './files.ts';
import type { Handlers, Send } from './handle.ts';
import { JobSlot } from './job-slot.ts';
import { planHandlers, type KeptPlan } from './plans.ts';
import { reportHandlers, type ReportDeps } from './reports.ts';
import { rowHandlers } from './run-rows.ts';
import { runHandlers } from './runs.ts';
import { appState, settingsHandlers } from './settings.ts';

export interface WindowDeps
  extends
    Pick<CopyDeps, 'open' | 'showInFolder'>,
    Pick<SunatDeps, 'chooseFolder' | 'openPage'>,
    Pick<PadronDeps, 'choosePadron' | 'log'>,
    Pick<ReportDeps, 'printPage' | 'writeClipboard'> {
  desk: Desk;
  send: Send;
  /** Who starts refreshes by themselves. */
  schedule: ScheduleControl;
  /** Asks where to save; `title` says what. Null where the dialog was cancelled. */
  chooseTarget(suggested: string, title: string): Promise<string | null>;
  chooseWorkbooks(folder: boolean): Promise<string[] | null>;
  /** The text on the clipboard, or empty. */
  readClipboard(): Promise<string>;
  samplePath: string;
  version: string;
  platform: string;
}

export interface WindowCalls {
  handlers: Handlers;
  /** Files given from outside (a second start): the window is told. */
  openFromOutside(paths: string[]): void;
}

/** Builds the handlers and passes the events of runs and connection on to the window. */
export function windowCalls(deps: WindowDeps): WindowCalls {
  const { desk, send, schedule } = deps;
  const workspace = (): ReturnType<Desk['workspace']> => desk.workspace();
  const files = new HandleRegistry<OpenedFile>('archivo');
  const plans = new HandleRegistry<KeptPlan>('plan', 1);
  const copies = new HandleRegistry<OpenedFile>('copia');
  const job = new JobSlot();
  const books = new BookReader({ workspace, files, job, send });
  const partnerNews = partnerEvents({ workspace, schedule, send });
  const fileCalls = fileHandlers({
    files,
    chooseWorkbooks: deps.chooseWorkbooks,
    readClipboard: deps.readClipboard,
    takeInAnswers: (paths) => takeInAnswers(workspace(), paths),
    samplePath: deps.samplePath,
    folder: () => workspace().folder,
  });
  const padron = padronHandlers({
    workspace,
    files,
    choosePadron: deps.choosePadron,
    now: () => workspace().clock.now(),
    send,
    log: deps.log,
  });
  desk.onOpen((opened) => {
    padron.opened();
    partnerNews.opened();
    opened.service.onProgress((snapshot: RunSnapshot) => {
      // A refresh of partners is told by `partners.progress`.
      if (snapshot.tipo === 'libro') send('run.progress', snapshot);
    });
    opened.client.onHealth(() => {
      send('app.changed', appState(deps));
    });
  });
  return {
    handlers: {
      ...fileCalls,
      ...planHandlers({ workspace, files, books, plans, job, send }),
      ...runHandlers({ workspace, plans, job, send }),
      ...rowHandlers({ workspace }),
      ...padron.handlers,
      ...partnerHandlers({ workspace, books, schedule, send }),
      ...outputCalls(deps, { workspace, copies, job }),
      ...settingsHandlers({
        desk,
        version: deps.version,
        platform: deps.platform,
        send,
        partnersChanged: partnerNews.changed,
      }),
    },
    openFromOutside: (paths) => {
      void fileCalls['files.acceptAll']({ paths }).then((given) => {
        send('files.opened', given);
      });
    },
  };
}

interface OutputParts {
  workspace: () => ReturnType<Desk['workspace']>;
  copies: HandleRegistry<OpenedFile>;
  job: JobSlot;
}

/** The calls that write something for the user to keep or to carry on with. */
function outputCalls(
  deps: WindowDeps,
  parts: OutputParts,
): ReturnType<typeof copyHandlers> &
  ReturnType<typeof reportHandlers> &
  ReturnType<typeof changeHandlers> &
  ReturnType<typeof sunatHandlers> {
  const { send, version, chooseFolder } = deps;
  const saving =
    (title: string) =>
    (suggested: string): Promise<string | null> =>
      deps.chooseTarget(suggested, title);
  return {
    ...copyHandlers({
      ...parts,
      send,
      version,
      chooseTarget: saving('Guardar copia anotada'),
      chooseFolder: (suggested) => chooseFolder(suggested, 'Carpeta de las copias anotadas'),
      open: deps.open,
      showInFolder: deps.showInFolder,
    }),
    ...reportHandlers({
      ...parts,
      send,
      version,
      chooseTarget: saving('Guardar informe'),
      printPage: deps.printPage,
      writeClipboard: deps.writeClipboard,
    }),
    ...changeHandlers({ ...parts, chooseTarget: saving('Exportar cambios'), send }),
    ...sunatHandlers({ ...parts, chooseFolder, openPage: deps.openPage }),
  };
}
