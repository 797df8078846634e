/** What the user sees of the app, joined: a window that comes and goes, the tray that stays, and how both end. */
import { net, powerMonitor, type App, type BrowserWindow } from 'electron';
import type { Desk } from '../desk.ts';
import { eventSender } from '../ipc/handle.ts';
import { collectAll } from '../workbook/collect.ts';
import type { Log } from '../../shared/log.ts';
import { Autostart, type AutostartOptions } from './autostart.ts';
import { Background } from './background.ts';
import { guardClosing } from './closing.ts';
import { reviveWindow } from './crash.ts';
import { confirmClosing } from './dialogs.ts';
import { eventTarget } from './ipc-main.ts';
import type { Lifecycle } from './lifecycle.ts';
import { MainWindow } from './main-window.ts';
import { watchNetwork } from './network-watch.ts';
import { desktopNotices } from './notices.ts';
import type { OutsideFiles } from './outside-files.ts';
import { OwnSettings } from './own-settings.ts';
import { PageMail } from './page-mail.ts';
import type { Scheduling } from './scheduling.ts';
import { serveWindow, type ServeOptions } from './serve-window.ts';
import { trayPanel } from './tray-panel.ts';
import { focusWindow, setTheme } from './window.ts';

/** Milliseconds after which the threads that had work have ended too: their memory is kept for others until then. */
const REST_MS = 5_000;

/** Where it finds what it shows and starts. */
export interface FrontPlaces extends Pick<
  ServeOptions,
  'checkWorker' | 'folder' | 'samplePath' | 'developing'
> {
  openWindow(): BrowserWindow;
  /** Folder of the tray's pictures. */
  icons: string;
  autostart: Pick<AutostartOptions, 'env' | 'home' | 'program'>;
}

export interface FrontOptions extends FrontPlaces {
  app: App;
  desk: Desk;
  schedule: Scheduling;
  outside: OutsideFiles;
  life: Lifecycle;
  log: Log;
  /** Ends the app in order and says why. */
  fail(error: unknown): void;
}

/** Joins all of it; `hidden`: no window at first. Answers how to bring the window to the front. */
export async function openFront(options: FrontOptions, hidden: boolean): Promise<() => void> {
  const front = new Front(options);
  await front.open(hidden);
  return front.show;
}

class Front {
  readonly #options: FrontOptions;
  readonly #window: MainWindow;
  readonly #mail: PageMail;
  readonly #autostart: Autostart;
  readonly #own: OwnSettings;
  #background: Background | null = null;

  constructor(options: FrontOptions) {
    const { app, desk, life, log, fail, outside } = options;
    this.#options = options;
    this.#own = new OwnSettings(desk);
    const current = (): BrowserWindow | null => this.#window.current();
    this.#mail = new PageMail(eventSender(eventTarget(current), options.developing));
    const closing = guardClosing(app, {
      isBusy: () => desk.workspace().service.active().length > 0,
      confirm: () => confirmClosing(current(), this.#whatRuns()),
      staysInTray: () => this.#staysInTray(),
      stayed: () => this.#stayed(),
      stop: () => life.stop(),
      log,
    });
    // The system goes down: what runs is taken up later.
    powerMonitor.on('shutdown', () => closing.quitNow());
    this.#window = new MainWindow({
      open: options.openWindow,
      focus: focusWindow,
      opened: (window) => {
        closing.guard(window);
        reviveWindow(window, log, fail);
      },
      closed: () => {
        this.#mail.gone();
        outside.hold();
        this.#rest();
      },
    });
    this.#autostart = new Autostart(
      {
        ...options.autostart,
        app,
        platform: process.platform,
        failed: (error) => this.#mail.send('app.failure', error.toPlain()),
        log,
      },
      this.#own.get().iniciarConSesion,
    );
    serveWindow({ ...options, window: current, mail: this.#mail, changed: () => this.#follow() });
  }

  readonly show = (): void => {
    this.#window.show();
  };

  async open(hidden: boolean): Promise<void> {
    const { life } = this.#options;
    this.#follow();
    if (!hidden) await life.start('window', this.show);
    this.#background = await life.start(
      'tray',
      () => this.#openBackground(),
      (background) => {
        this.#background = null;
        background.close();
      },
    );
    await life.start(
      'network',
      () =>
        watchNetwork(
          () => net.isOnline(),
          () => this.#options.schedule.wake(),
        ),
      (stop) => stop(),
    );
    this.#autostart.mend();
  }

  #openBackground(): Background {
    const { app, desk, schedule, icons, log } = this.#options;
    return new Background({
      desk,
      schedule,
      monitor: powerMonitor,
      makePanel: trayPanel(icons),
      notify: desktopNotices(log),
      showWindow: this.show,
      send: this.#mail.send,
      rested: this.#rest,
      quit: () => app.quit(),
      log,
    });
  }

  /** Settings are others now, or another workspace is open. */
  #follow(): void {
    const { desk, schedule } = this.#options;
    setTheme(desk.workspace().settings.get().tema);
    this.#autostart.follow(this.#own.get().iniciarConSesion);
    schedule.changed();
    this.#background?.update();
  }

  #staysInTray(): boolean {
    return this.#background !== null && this.#own.get().quedarseEnBandeja;
  }

  #stayed(): void {
    const { desk, log } = this.#options;
    // Nobody looks at the demonstration any more, and the firm's own partners want to be watched.
    desk
      .setDemo(false)
      .then(() => {
        this.#follow();
        this.#background?.stayed();
      })
      .catch((error: unknown) => log.error('The demonstration did not end.', error));
  }

  /** What is not needed without a window is given back: an idle V8 would not look for it. */
  readonly #rest = (): void => {
    setTimeout(() => {
      if (this.#window.current() === null) collectAll();
    }, REST_MS);
  };

  #whatRuns(): 'corrida' | 'refresco' {
    const { service } = this.#options.desk.workspace();
    const kinds = service.active().map(({ id }) => service.snapshot(id).tipo);
    return kinds.includes('libro') ? 'corrida' : 'refresco';
  }
}
