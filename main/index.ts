/** The composition root: reads where the data lies, builds each part with what it needs, starts in order. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain, session, type BrowserWindow } from 'electron';
import { boot, type Boot } from './app/boot.ts';
import { builtWorkers } from './app/built-workers.ts';
import { guardClosing } from './app/closing.ts';
import { commandLineArguments, runCommandLine } from './app/command-line.ts';
import { reviveWindow } from './app/crash.ts';
import { confirmClosing, desktop, fileDialogs } from './app/dialogs.ts';
import { eventTarget, ipcPort, senderGuard } from './app/ipc-main.ts';
import { laterCheck } from './app/later-check.ts';
import { Lifecycle } from './app/lifecycle.ts';
import { setMenu } from './app/menu.ts';
import { OutsideFiles } from './app/outside-files.ts';
import { APP_ORIGIN, declareScheme, servePages } from './app/protocol.ts';
import { lockDown } from './app/security.ts';
import { filesInArguments, takeSingleInstance } from './app/single-instance.ts';
import { boundsFile } from './app/window-bounds.ts';
import { focusWindow, openMainWindow, setTheme } from './app/window.ts';
import { checkAtStartup } from './audit/startup-check.ts';
import { systemClock } from './clock.ts';
import { prepareDataFolder, resolveDataFolder } from './database/data-folder.ts';
import { Desk } from './desk.ts';
import { eventSender, registerCalls, type Send } from './ipc/handle.ts';
import { windowCalls } from './ipc/window-calls.ts';
import { keepHeapSmall } from './heap.ts';
import { KeyringSecrets } from './settings/keyring-secrets.ts';
import { APP_VERSION } from './version.ts';
import type { Log } from '../shared/log.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUT = join(ROOT, 'out');
const SAMPLE = join(ROOT, 'samples', 'registro-compras-8.1.xlsx');
const workers = builtWorkers(OUT);
const developing = !app.isPackaged;

const folder = resolveDataFolder(process.env, process.platform, homedir());
keepHeapSmall();
const words = commandLineArguments(process.argv);
if (words === null) startWindow();
else runCommandLine(app, words, folder, workers);

function startWindow(): void {
  // Every page in the sandbox, whatever its window says; Chromium has none for root, under which tests run.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  const booted = boot(app, folder, () => prepareDataFolder(folder));
  if (booted.problem !== null) void booted.fail(booted.problem.error);
  else start(booted).catch(booted.fail);
}

async function start({ log, fail, stopFirst }: Boot): Promise<void> {
  let window: BrowserWindow | null = null;
  const files = filesInArguments(process.argv.slice(1), process.cwd());
  const outside = new OutsideFiles(files);
  const first = takeSingleInstance(app, files, (handed) => {
    if (window !== null) focusWindow(window);
    outside.offer(handed);
  });
  if (!first) return app.exit(0);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    outside.offer([path]);
  });
  await app.whenReady();
  lockDown(app, session.defaultSession, log);
  servePages(session.defaultSession, join(OUT, 'renderer'));
  setMenu(developing);
  const life = new Lifecycle(log);
  stopFirst(() => life.stop());
  const desk = await life.start('workspace', openDesk, (part) => part.close());
  serveWindow(desk, () => window, log, outside);
  window = await life.start('window', () =>
    openMainWindow({
      preload: join(OUT, 'preload', 'index.cjs'),
      url: APP_ORIGIN,
      bounds: boundsFile(join(folder, 'ventana.json'), log),
      devTools: developing,
    }),
  );
  window.once('closed', () => (window = null));
  guardClosing(app, window, {
    isBusy: () => desk.workspace().service.active().length > 0,
    confirm: confirmClosing,
    stop: () => life.stop(),
    log,
  });
  reviveWindow(app, window, log, (error) => void fail(error));
}

function openDesk(): Desk {
  return new Desk({
    folder,
    env: process.env,
    appVersion: APP_VERSION,
    askedBy: 'ventana',
    workbookWorker: workers.workbook,
    padronWorkers: workers.padron,
    simulatorWorker: workers.simulator,
    secrets: new KeyringSecrets(),
    clock: systemClock,
    random: Math.random,
  });
}

function serveWindow(desk: Desk, window: () => BrowserWindow | null, log: Log, outside: OutsideFiles): void {
  const followTheme = (): void => setTheme(desk.workspace().settings.get().tema);
  const tell = eventSender(eventTarget(window), developing);
  const send: Send = (name, payload) => {
    if (name === 'app.changed') followTheme();
    tell(name, payload);
  };
  const { handlers, openFromOutside } = windowCalls({
    desk,
    send,
    ...fileDialogs(window),
    ...desktop(),
    log,
    samplePath: SAMPLE,
    version: APP_VERSION,
    platform: process.platform,
  });
  const checkData = (): ReturnType<typeof checkAtStartup> => checkAtStartup(workers.check, folder);
  const checkLater = laterCheck(checkData, () => desk.workspace().padron.checkAtStart(), send, log);
  followTheme();
  registerCalls(
    ipcPort(ipcMain),
    { guard: senderGuard(window), log, checkOutputs: developing },
    {
      ...handlers,
      // The page listens to events before it makes this call, its first.
      'app.state': (input) => {
        outside.deliverTo(openFromOutside);
        checkLater();
        return handlers['app.state'](input);
      },
    },
  );
}
