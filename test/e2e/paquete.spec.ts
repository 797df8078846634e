/**
 * The package as it is handed out, unpacked: what it holds, its fuses, its window, its command line. It refuses to be
 * inspected as Node, so that it is steered by the page alone.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ROOT } from '../../scripts/setup/platform.mjs';
import { environment, switches } from '../support/electron-app.ts';
import { expect, exitCode, test } from './harness.ts';

const FOLDER = join(ROOT, 'dist', process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
const PROGRAM = join(FOLDER, process.platform === 'win32' ? 'Habido.exe' : 'habido');

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const child = spawn(process.execPath, ['scripts/dist.ts', '--dir'], { cwd: ROOT, stdio: 'ignore' });
  expect(await exitCode(child)).toBe(0);
});

interface Ended {
  code: number | null;
  out: string;
}

function command(words: string[], env: Record<string, string>): Promise<Ended> {
  const child = spawn(PROGRAM, [...switches(), '--cli', ...words], {
    env,
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out });
    });
  });
}

/** The page of the packaged window, spoken to by Chromium's own protocol: Playwright can't attach to it. */
class PackagedPage {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', (event) => {
      const { id, result } = JSON.parse(String(event.data)) as { id?: number; result?: unknown };
      if (id !== undefined) this.#waiting.get(id)?.(result);
    });
  }

  /** Attaches once the window is there. */
  static async attach(port: string): Promise<PackagedPage> {
    let address: string | undefined;
    await expect
      .poll(async () => {
        const list = await fetch(`http://127.0.0.1:${port}/json/list`);
        const targets = (await list.json()) as { type: string; webSocketDebuggerUrl: string }[];
        address = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
        return address;
      })
      .toBeDefined();
    const socket = new WebSocket(address ?? '');
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return new PackagedPage(socket);
  }

  /** The value of an expression in the page. */
  async read(expression: string): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression } }));
    // No result: the page was just being left for another.
    return ((await answer) as { result: { value?: unknown } } | undefined)?.result.value;
  }

  /** Waits for the link, button or switch that reads so and can be used; answers how the page finds it. */
  async see(name: RegExp): Promise<string> {
    const find = `[...document.querySelectorAll('a, button, [role=switch]')].find((part) =>
      ${String(name)}.test(part.getAttribute('aria-label') ?? part.labels?.[0]?.textContent ?? part.textContent) && !part.disabled)`;
    await expect.poll(() => this.read(`(${find}) !== undefined`), { timeout: 60_000 }).toBe(true);
    return find;
  }

  async click(name: RegExp): Promise<void> {
    await this.read(`(${await this.see(name)}).click()`);
  }

  close(): void {
    this.#socket.close();
  }
}

/** Starts the packaged window. */
async function openWindow(datos: string): Promise<{ child: ChildProcess; page: PackagedPage }> {
  const child = spawn(PROGRAM, [...switches(), '--remote-debugging-port=0'], {
    env: environment(datos),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.once('exit', () => {
      reject(new Error('The package ended before its window.'));
    });
    child.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, page: await PackagedPage.attach(port) };
}

test('holds what this platform needs, and no more', () => {
  const unpacked = join(FOLDER, 'resources', 'app.asar.unpacked', 'node_modules');
  expect(readdirSync(join(unpacked, 'better-sqlite3', 'prebuilds'))).toEqual([
    `${process.platform}-${process.arch}.node`,
  ]);
  expect(readdirSync(join(FOLDER, 'locales')).sort()).toEqual(['en-US.pak', 'es-419.pak', 'es.pak']);
  expect(existsSync(join(FOLDER, 'resources', 'app.asar'))).toBe(true);
});

test('has its fuses as they were asked for', async () => {
  const wire = await getCurrentFuseWire(PROGRAM);
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
    FuseV1Options.EnableCookieEncryption,
  ];
  const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  for (const fuse of off)
    expect([FuseV1Options[fuse], wire[fuse]]).toEqual([FuseV1Options[fuse], FuseState.DISABLE]);
  for (const fuse of on)
    expect([FuseV1Options[fuse], wire[fuse]]).toEqual([FuseV1Options[fuse], FuseState.ENABLE]);
});

test('validates a sample in the demonstration, and answers commands', async ({ folder }) => {
  const { child, page } = await openWindow(join(folder, 'datos'));
  try {
    await page.see(/^Ajustes/);
    await page.read("window.habido.call('demo.set', { activo: true })");
    await page.see(/^Salir de la demostración/);
    await page.click(/^Validar$/);
    await page.click(/^Probar con un libro de ejemplo/);
    await page.click(/^Validar (ahora|\d)/);
    await page.see(/^Guardar copia anotada/);
  } finally {
    page.close();
    child.kill();
    await exitCode(child);
  }
  const listed = await command(['corridas', '--json'], environment(join(folder, 'datos', 'demostracion')));
  expect(listed.code).toBe(0);
  const { corridas } = JSON.parse(listed.out) as { corridas: { estado: string }[] };
  expect(corridas.map(({ estado }) => estado)).toEqual(['terminada']);
});
