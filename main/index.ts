/** The composition root: reads where the data lies, builds each part with what it needs, starts in order. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, session } from 'electron';
import { startsHidden } from './app/autostart.ts';
import { boot, type Boot } from './app/boot.ts';
import { builtWorkers } from './app/built-workers.ts';
import { commandLineArguments, runCommandLine } from './app/command-line.ts';
import { logProcesses } from './app/crash.ts';
import { openFront, type FrontPlaces } from './app/front.ts';
import { Lifecycle } from './app/lifecycle.ts';
import { setMenu } from './app/menu.ts';
import { OutsideFiles } from './app/outside-files.ts';
import { APP_ORIGIN, declareScheme, servePages } from './app/protocol.ts';
import { Scheduling } from './app/scheduling.ts';
import { lockDown } from './app/security.ts';
import { filesInArguments, takeSingleInstance } from './app/single-instance.ts';
import { boundsFile } from './app/window-bounds.ts';
import { openMainWindow } from './app/window.ts';
import { systemClock } from './clock.ts';
import { prepareDataFolder, resolveDataFolder } from './database/data-folder.ts';
import { Desk } from './desk.ts';
import { keepHeapSmall } from './heap.ts';
import { KeyringSecrets } from './settings/keyring-secrets.ts';
import { APP_VERSION } from './version.ts';
import type { Log } from '../shared/log.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const OUT = join(ROOT, 'out');
/** As electron-builder.yml has it: Windows shows notifications only of whom it knows by it. */
const APP_ID = 'pe.habido.app';
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
  app.setAppUserModelId(APP_ID);
  declareScheme();
  const booted = boot(app, folder, () => prepareDataFolder(folder));
  if (booted.problem !== null) void booted.fail(booted.problem.error);
  else start(booted).catch(booted.fail);
}

async function start({ log, fail, stopFirst }: Boot): Promise<void> {
  let wanted = false;
  let show = (): void => void (wanted = true);
  const files = filesInArguments(process.argv.slice(1), process.cwd());
  const outside = new OutsideFiles(files);
  const first = takeSingleInstance(app, files, (handed, hidden) => {
    if (!hidden) show();
    outside.offer(handed);
  });
  if (!first) return app.exit(0);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    show();
    outside.offer([path]);
  });
  await app.whenReady();
  lockDown(app, session.defaultSession, log);
  logProcesses(app, log);
  servePages(session.defaultSession, join(OUT, 'renderer'));
  setMenu(developing);
  const life = new Lifecycle(log);
  stopFirst(() => life.stop());
  const desk = await life.start('workspace', openDesk, (part) => part.close());
  const schedule = await life.start(
    'schedule',
    () => new Scheduling(desk, { random: Math.random, log }),
    (part) => part.stop(),
  );
  const hidden = startsHidden(process.argv, app, process.platform) && files.length === 0 && !wanted;
  const parts = { app, desk, schedule, outside, life, log };
  show = await openFront({ ...parts, ...places(log), fail: (error) => void fail(error) }, hidden);
  // Another start, or a file, that came while this one was under way.
  if (wanted) show();
  // A click on the icon in the dock of macOS.
  app.on('activate', () => show());
}

/** Where the front finds what it shows. */
function places(log: Log): FrontPlaces {
  return {
    openWindow: () =>
      openMainWindow({
        preload: join(OUT, 'preload', 'index.cjs'),
        url: APP_ORIGIN,
        bounds: boundsFile(join(folder, 'ventana.json'), log),
        devTools: developing,
      }),
    icons: join(ROOT, 'resources', 'bandeja'),
    checkWorker: workers.check,
    folder,
    samplePath: join(ROOT, 'samples', 'registro-compras-8.1.xlsx'),
    developing,
    autostart: { env: process.env, home: homedir(), program: process.execPath },
  };
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
