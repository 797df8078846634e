import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract.ts';
import { expect, test } from './harness.ts';

/** What the preload puts there; the page's own types stay out of the tests. */
interface PageWindow {
  habido: Bridge;
}

/** A page on the loopback address that counts who comes. */
class Outside {
  hits = 0;
  private readonly server: Server = createServer((_request, response) => {
    this.hits += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end('<h1>Outside</h1>');
  });
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`;
  }
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const outside = new Outside();
let address = '';
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  address = await outside.open();
});
test.afterAll(() => outside.close());
test.beforeEach(async ({ launch }) => {
  outside.hits = 0;
  ({ app, page } = await launch());
});
test.afterEach(() => {
  expect(outside.hits, 'requests that left the window').toBe(0);
});

test('the window is locked down', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    // Not in the types, and the only way to read what was in force.
    type Contents = { getLastWebPreferences(): Record<string, unknown> };
    return BrowserWindow.getAllWindows().map((window) =>
      (window.webContents as unknown as Contents).getLastWebPreferences(),
    );
  });
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
  });
  expect(page.url()).toBe('app://habido/');
});

test('the page sees the bridge and nothing else of Node or Electron', async () => {
  const seen = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
    bridge: Object.keys((window as unknown as PageWindow).habido).sort(),
  }));
  expect(seen).toEqual({ globals: [], bridge: ['acceptFile', 'acceptFiles', 'call', 'on'] });
});

test('the bridge refuses names that are not in the contract', async () => {
  const refusals = await page.evaluate(() => {
    const bridge = (window as unknown as PageWindow).habido as unknown as Record<
      'call' | 'on',
      (name: string, more: unknown) => unknown
    >;
    const tryIt = (act: () => unknown): string => {
      try {
        act();
        return 'passed';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [
      tryIt(() => bridge.call('files.accept', { path: '/etc/passwd' })),
      tryIt(() => bridge.call('constructor', {})),
      tryIt(() => bridge.call('ELECTRON_BROWSER_GET_LAST_WEB_PREFERENCES', {})),
      tryIt(() => bridge.on('anything', () => undefined)),
    ];
  });
  expect(refusals).toEqual(['No such call.', 'No such call.', 'No such call.', 'No such event.']);
});

test('a file that was never dropped has no path', async () => {
  const answer = await page.evaluate(() =>
    (window as unknown as PageWindow).habido.acceptFile(new File(['x'], 'x.xlsx')),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'entrada-invalida' } });
});

test('inline scripts, eval and every connection are refused by policy', async () => {
  const seen = await page.evaluate(async (url) => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    // In a task of its own: what the test runner itself injects may evaluate.
    const evaluated = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          // oxlint-disable-next-line no-eval
          resolve((0, eval)('true') as boolean);
        } catch {
          resolve(false);
        }
      });
    });
    const reached = await fetch(url).then(
      () => true,
      () => false,
    );
    const image = new Image();
    const loaded = new Promise<boolean>((resolve) => {
      image.addEventListener('load', () => resolve(true));
      image.addEventListener('error', () => resolve(false));
    });
    image.src = url;
    const frame = document.createElement('iframe');
    frame.src = 'app://habido/index.html';
    document.body.append(frame);
    const drawn = await loaded;
    return {
      injected: 'injected' in window,
      evaluated,
      reached,
      drawn,
      violations: [...new Set(violations)].sort(),
    };
  }, address);
  expect(seen).toMatchObject({ injected: false, evaluated: false, reached: false, drawn: false });
  expect(seen.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem']));
});

test('even a page without a policy reaches nothing outside', async () => {
  const error = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    const failure = await window.loadURL(url).then(
      () => 'loaded',
      (reason: Error) => reason.message,
    );
    window.destroy();
    return failure;
  }, address);
  expect(error).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('new windows and navigations are denied', async () => {
  const opened = await page.evaluate(
    (url) => [window.open(url), window.open('about:blank')].map((it) => it === null),
    address,
  );
  expect(opened).toEqual([true, true]);
  const refused = page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        location.href = url;
        // A denied navigation leaves this page running, so the next task of it comes.
        setTimeout(() => resolve(location.href), 300);
      }),
    address,
  );
  expect(await refused).toBe('app://habido/');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are denied', async () => {
  const answers = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    position: await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
      );
    }),
    queried: await Promise.all(
      (['camera', 'microphone', 'geolocation', 'notifications', 'persistent-storage'] as const).map(
        async (name) => (await navigator.permissions.query({ name })).state,
      ),
    ),
  }));
  expect(answers).toMatchObject({ notifications: 'denied', position: 'denied' });
  expect([...new Set(answers.queried)]).toEqual(['denied']);
});

test('the protocol serves the pages and nothing beside them', async () => {
  const answers = await app.evaluate(async ({ session }) => {
    const ask = (url: string): Promise<number | string> =>
      session.defaultSession.fetch(url).then(
        ({ status }) => status,
        (error: Error) => error.message,
      );
    const home = await session.defaultSession.fetch('app://habido/');
    return {
      policy: home.headers.get('content-security-policy'),
      page: home.status,
      above: await ask('app://habido/..%2f..%2fpackage.json'),
      encoded: await ask('app://habido/%2e%2e/%2e%2e/package.json'),
      backslash: await ask('app://habido/..%5c..%5cpackage.json'),
      main: await ask('app://habido/../main/index.js'),
      other: await ask('app://elsewhere/'),
      missing: await ask('app://habido/missing.html'),
    };
  });
  expect(answers.policy).toContain("default-src 'none'");
  expect(answers.policy).toContain("script-src 'self';");
  expect(answers).toMatchObject({
    page: 200,
    above: 404,
    encoded: 404,
    backslash: 404,
    main: 404,
    missing: 404,
  });
  expect(answers.other).toContain('ERR_BLOCKED_BY_CLIENT');
});
