/** How the window and the app end, over stand-ins for Electron's objects: what is said to whom, in which order. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardClosing } from '../../../main/app/closing.ts';
import { MainWindow } from '../../../main/app/main-window.ts';
import { watchNetwork } from '../../../main/app/network-watch.ts';
import { OutsideFiles } from '../../../main/app/outside-files.ts';
import { PageMail } from '../../../main/app/page-mail.ts';
import { takeSingleInstance } from '../../../main/app/single-instance.ts';
import { HabidoError } from '../../../shared/errors.ts';
import { recordingLog } from '../../support/recording-log.ts';

type App = Parameters<typeof guardClosing>[0];
type BrowserWindow = Parameters<ReturnType<typeof guardClosing>['guard']>[0];

/** An event that can be refused, told as Electron tells it. */
function tell(emitter: EventEmitter, name: string): boolean {
  let refused = false;
  emitter.emit(name, { preventDefault: () => (refused = true) });
  return !refused;
}

/** Closes as Electron's windows do: asked first, then gone. */
class FakeWindow extends EventEmitter {
  gone = false;

  close(): void {
    if (this.gone || !tell(this, 'close')) return;
    this.gone = true;
    this.emit('closed');
  }
}

/** Quits as Electron does: asked, windows closed, asked once more. */
class FakeApp extends EventEmitter {
  windows: FakeWindow[] = [];
  ended: number | null = null;

  quit(): void {
    if (!tell(this, 'before-quit')) return;
    for (const window of this.windows) window.close();
    if (this.windows.every(({ gone }) => gone) && tell(this, 'will-quit')) this.ended = -1;
  }

  exit(code: number): void {
    this.ended ??= code;
  }
}

function asWindow(window: FakeWindow): BrowserWindow {
  return window as unknown as BrowserWindow;
}

function closingApp({ tray = true, busy = false, agrees = true } = {}) {
  const app = new FakeApp();
  const did: string[] = [];
  const state = { tray, busy, agrees };
  const log = recordingLog();
  const closing = guardClosing(app as unknown as App, {
    isBusy: () => state.busy,
    confirm: () => {
      did.push('asked');
      return Promise.resolve(state.agrees);
    },
    staysInTray: () => state.tray,
    stayed: () => void did.push('stayed'),
    stop: () => {
      did.push('stopped');
      return Promise.resolve();
    },
    log,
  });
  const open = (): FakeWindow => {
    const window = new FakeWindow();
    app.windows = [window];
    window.on('closed', () => {
      app.windows = [];
      setImmediate(() => app.emit('window-all-closed'));
    });
    closing.guard(asWindow(window));
    return window;
  };
  return { app, did, state, open, closing };
}

/** Lets everything that was begun come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

describe('closing the window', () => {
  it('leaves the app in the tray, in mid-run too, again and again', async () => {
    const { app, did, open } = closingApp({ busy: true });
    for (const times of [1, 2]) {
      const window = open();
      window.close();
      await settled();
      expect(window.gone).toBe(true);
      expect(did).toEqual(Array.from({ length: times }, () => 'stayed'));
    }
    expect(app.ended).toBeNull();
  });

  it('ends the app where it does not stay', async () => {
    const { app, did, open } = closingApp({ tray: false });
    open().close();
    await settled();
    expect(did).toEqual(['stopped']);
    expect(app.ended).toBe(0);
  });

  it('asks in mid-run where the app does not stay', async () => {
    const { app, did, state, open } = closingApp({ tray: false, busy: true, agrees: false });
    const window = open();
    window.close();
    window.close();
    await settled();
    expect([window.gone, did]).toEqual([false, ['asked']]);
    state.agrees = true;
    window.close();
    await settled();
    expect([window.gone, did, app.ended]).toEqual([true, ['asked', 'asked', 'stopped'], 0]);
  });
});

describe('quitting', () => {
  it('stops all parts and ends, whatever the tray', async () => {
    const { app, did, open } = closingApp();
    const window = open();
    app.quit();
    await settled();
    expect([window.gone, did, app.ended]).toEqual([true, ['stopped'], 0]);
  });

  it('asks in mid-run, with and without a window; who goes on can close the window as before', async () => {
    const { app, did, state, open } = closingApp({ busy: true, agrees: false });
    const window = open();
    app.quit();
    await settled();
    expect([window.gone, did, app.ended]).toEqual([false, ['asked'], null]);
    window.close();
    await settled();
    expect([window.gone, did, app.ended]).toEqual([true, ['asked', 'stayed'], null]);
    state.agrees = true;
    app.quit();
    await settled();
    expect([did.slice(2), app.ended]).toEqual([['asked', 'stopped'], 0]);
  });

  it('does not ask where the system goes down', async () => {
    const { app, did, closing, open } = closingApp({ busy: true, agrees: false });
    open();
    closing.quitNow();
    await settled();
    expect([did, app.ended]).toEqual([['stopped'], 0]);
  });

  it('ends the process though stopping fails', async () => {
    const app = new FakeApp();
    const log = recordingLog();
    guardClosing(app as unknown as App, {
      isBusy: () => false,
      confirm: () => Promise.resolve(true),
      staysInTray: () => true,
      stayed: () => undefined,
      stop: () => Promise.reject(new Error('stuck')),
      log,
    });
    app.quit();
    await settled();
    expect(app.ended).toBe(0);
    expect(log.lines[0]).toContain('Stopping failed. Error: stuck');
  });
});

describe('MainWindow', () => {
  it('is opened, brought to the front, and opened anew when it is gone', () => {
    const did: string[] = [];
    let made = 0;
    const main = new MainWindow({
      open: () => {
        made += 1;
        did.push('open');
        return asWindow(new FakeWindow());
      },
      focus: () => void did.push('focus'),
      opened: () => void did.push('guard'),
      closed: () => void did.push('closed'),
    });
    expect(main.current()).toBeNull();
    main.show();
    main.show();
    const first = main.current();
    (first as unknown as FakeWindow).close();
    expect(main.current()).toBeNull();
    main.show();
    expect(main.current()).not.toBe(first);
    expect([made, did]).toEqual([2, ['open', 'guard', 'focus', 'closed', 'open', 'guard']]);
  });
});

describe('PageMail', () => {
  const show = { pantalla: 'cambios', corrida: null } as const;
  const failure = new HabidoError('interno').toPlain();

  function mailbox(): { mail: PageMail; got: unknown[] } {
    const got: unknown[] = [];
    return { mail: new PageMail((name, payload) => void got.push([name, payload])), got };
  }

  it('keeps what must arrive until a page listens: the last of each kind', () => {
    const { mail, got } = mailbox();
    mail.send('app.show', { pantalla: 'socios', corrida: null });
    mail.send('app.show', show);
    mail.send('app.failure', failure);
    expect(got).toEqual([]);
    mail.listening();
    expect(got).toEqual([
      ['app.show', show],
      ['app.failure', failure],
    ]);
    mail.listening();
    expect(got).toHaveLength(2);
    mail.send('app.show', show);
    expect(got).toHaveLength(3);
  });

  it('keeps again once the page is gone, and lets go what a page reads by itself', () => {
    const { mail, got } = mailbox();
    mail.listening();
    mail.gone();
    mail.send('app.show', show);
    mail.send('partners.progress', {} as never);
    expect(got).toEqual([['partners.progress', {}]]);
    mail.listening();
    expect(got.at(-1)).toEqual(['app.show', show]);
  });
});

describe('a second start', () => {
  it.each([
    [['habido', '--oculto'], [], true],
    [['habido'], [], false],
    [['habido', '--oculto'], ['/abs/compras.xlsx'], false],
  ])('%j with %j asks for no window: %s', (argv, files, hidden) => {
    const app = new EventEmitter();
    const starts: unknown[] = [];
    const locked = Object.assign(app, { requestSingleInstanceLock: () => true });
    takeSingleInstance(locked as unknown as App, [], (...start) => void starts.push(start));
    app.emit('second-instance', {}, argv, '/', { files });
    expect(starts).toEqual([[files, hidden]]);
  });
});

describe('with time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('files wait from the end of one page to the beginning of the next', () => {
    const outside = new OutsideFiles([]);
    const given: string[][] = [];
    outside.deliverTo((paths) => void given.push(paths));
    outside.offer(['/a.xlsx']);
    outside.hold();
    outside.offer(['/b.xlsx']);
    vi.advanceTimersByTime(5_000);
    expect(given).toEqual([]);
    outside.deliverTo((paths) => void given.push(paths));
    vi.advanceTimersByTime(5_000);
    expect(given).toEqual([['/a.xlsx', '/b.xlsx']]);
  });

  it('the network is told of when it comes back, not when it goes or stays', () => {
    let online = true;
    let back = 0;
    const stop = watchNetwork(
      () => online,
      () => (back += 1),
    );
    vi.advanceTimersByTime(60_000);
    online = false;
    vi.advanceTimersByTime(60_000);
    expect(back).toBe(0);
    online = true;
    vi.advanceTimersByTime(60_000);
    expect(back).toBe(1);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
