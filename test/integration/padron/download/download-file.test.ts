import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { downloadFile, type DownloadRequest } from '../../../../main/padron/download/download-file.ts';
import { chanceOf } from '../../../../main/simulator/chance.ts';
import { dataFixture } from '../../../support/data.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';
import { startFileServer, type FileServer, type ServedFile } from '../../../support/file-server.ts';

const MODIFIED = 'Mon, 23 Nov 2026 10:15:00 GMT';
/** Longer than any wait between tries, shorter than the patience with a silent server. */
const STALL = 600_000;

const data = dataFixture();
const servers: FileServer[] = [];
const agents: Agent[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.destroy();
  for (const server of servers.splice(0)) await server.close();
});

async function serve(file: Partial<ServedFile> = {}): Promise<FileServer> {
  const server = await startFileServer({
    bytes: bytesOf(1, 700_000),
    etag: '"one"',
    lastModified: MODIFIED,
    ...file,
  });
  servers.push(server);
  return server;
}

function bytesOf(seed: number, length: number): Buffer {
  const random = chanceOf(String(seed));
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i += 1) bytes[i] = Math.floor(random() * 256);
  // Like every zip's.
  bytes.write('PK\u0003\u0004', 0, 'latin1');
  return bytes;
}

interface Setting {
  target: string;
  clock: FakeClock;
  download(changes?: Partial<DownloadRequest>): ReturnType<typeof downloadFile>;
}

function setting(server: FileServer, target = join(data.folder(), 'descargas', 'padron.zip')): Setting {
  const clock = createFakeClock();
  const agent = new Agent();
  agents.push(agent);
  return {
    target,
    clock,
    download: (changes) =>
      clock.runUntil(
        downloadFile({
          url: server.url,
          target,
          clock,
          random: () => 0.5,
          stallMs: STALL,
          agent,
          ...changes,
        }),
        { horizonMs: STALL - 1 },
      ),
  };
}

/** What lies beside the target, the target aside. */
function leftovers(target: string): string[] {
  const folder = join(target, '..');
  return existsSync(folder) ? readdirSync(folder).filter((name) => join(folder, name) !== target) : [];
}

describe('downloadFile', () => {
  it('brings the file with its date, tells how far it is, and leaves nothing else', async () => {
    const server = await serve();
    const { target, download } = setting(server);
    const told: [number, number | null][] = [];
    const end = await download({ onProgress: (...said) => told.push(said) });
    expect(end).toEqual({ bytes: 700_000, lastModified: Date.UTC(2026, 10, 23, 10, 15) });
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
    expect(statSync(target).mtimeMs).toBe(Date.UTC(2026, 10, 23, 10, 15));
    expect(leftovers(target)).toEqual([]);
    expect(told.at(-1)).toEqual([700_000, 700_000]);
    expect(told.map(([bytes]) => bytes)).toEqual(told.map(([bytes]) => bytes).sort((a, b) => a - b));
  });

  it('replaces an older file only when the new one is whole', async () => {
    const server = await serve();
    const { target, download } = setting(server);
    await download();
    server.file = { bytes: bytesOf(2, 1000), etag: '"two"' };
    server.behave = () => ({ breakAfter: 100 });
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    expect(statSync(target).size).toBe(700_000);
    server.behave = () => ({});
    expect(await download()).toEqual({ bytes: 1000, lastModified: null });
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it('goes on where it was cut off, at whatever bytes', async () => {
    const random = chanceOf('cuts');
    for (let round = 0; round < 12; round += 1) {
      const server = await serve({ bytes: bytesOf(round, 400_000 + Math.floor(random() * 300_000)) });
      server.behave = (n) => (n <= 4 ? { breakAfter: Math.floor(random() * 120_000) } : {});
      const { target, download } = setting(server);
      const { bytes } = await download();
      expect(bytes).toBe(server.file.bytes.length);
      expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
      expect(server.asked).toHaveLength(5);
      expect(server.asked[4]).toMatch(/^bytes=\d+-$/);
    }
  });

  it('goes on after another start of the app, with the date alone as the mark of the version', async () => {
    const { etag: _, ...undated } = (await serve()).file;
    const server = await serve();
    server.file = undated;
    server.behave = () => ({ breakAfter: 1000 });
    const first = setting(server);
    await expect(first.download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    expect(leftovers(first.target)).toHaveLength(2);
    server.behave = () => ({});
    server.asked.length = 0;
    const { bytes } = await setting(server, first.target).download();
    expect(bytes).toBe(700_000);
    expect(server.asked).toEqual(['bytes=5000-']);
    expect(readFileSync(first.target).equals(server.file.bytes)).toBe(true);
  });

  it('finds a download whole that was killed before it was put in its place', async () => {
    const server = await serve();
    const { target, download } = setting(server);
    server.behave = () => ({ breakAfter: 1000 });
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    writeFileSync(`${target}.parcial`, server.file.bytes);
    server.behave = () => ({});
    expect(await download()).toEqual({ bytes: 700_000, lastModified: Date.UTC(2026, 10, 23, 10, 15) });
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it('begins anew where the file changed in between', async () => {
    const server = await serve();
    server.behave = (n) => {
      if (n === 2) server.file = { bytes: bytesOf(9, 650_000), etag: '"two"', lastModified: MODIFIED };
      return n === 1 ? { breakAfter: 300_000 } : {};
    };
    const { target, download } = setting(server);
    await download();
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it.each([
    ['of the same size, told by its mark', { bytes: bytesOf(9, 700_000), etag: '"two"' }],
    ['told by its date', { bytes: bytesOf(9, 700_000), lastModified: 'Tue, 24 Nov 2026 10:15:00 GMT' }],
    ['told by its size', { bytes: bytesOf(9, 710_000) }],
  ])('never joins two versions, though the server gives ranges of both: %s', async (_name, other) => {
    const server = await serve();
    server.behave = (n) => {
      if (n === 2) server.file = other;
      return n === 1 ? { breakAfter: 300_000 } : { ignoreIfRange: true };
    };
    const { target, download } = setting(server);
    await download();
    expect(readFileSync(target).equals(other.bytes)).toBe(true);
  });

  it('begins anew on a server without ranges, and without any mark of the version', async () => {
    const server = await serve();
    server.behave = (n) => (n === 1 ? { breakAfter: 300_000 } : { ignoreRange: true });
    const one = setting(server);
    await one.download();
    expect(readFileSync(one.target).equals(server.file.bytes)).toBe(true);
    const bare = await startFileServer({ bytes: bytesOf(3, 5000) });
    servers.push(bare);
    bare.behave = (n) => (n === 1 ? { breakAfter: 1000 } : {});
    const two = setting(bare);
    await two.download();
    expect(bare.asked).toEqual(['all', 'all']);
    expect(readFileSync(two.target).equals(bare.file.bytes)).toBe(true);
  });

  it('does not take a weak mark for a promise about bytes', async () => {
    const server = await serve();
    server.file = { bytes: bytesOf(3, 5000), etag: 'W/"one"' };
    server.behave = (n) => (n === 1 ? { breakAfter: 1000 } : {});
    const { download } = setting(server);
    await download();
    expect(server.asked).toEqual(['all', 'all']);
  });

  it('takes a file whose length is not said', async () => {
    const server = await serve();
    server.behave = () => ({ chunked: true });
    const { target, download } = setting(server);
    const told: (number | null)[] = [];
    await download({ onProgress: (_, total) => told.push(total) });
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
    expect(new Set(told)).toEqual(new Set([null]));
  });

  it('never calls a file whole that is shorter than the server said', async () => {
    const server = await serve();
    server.behave = () => ({ length: 800_000, breakAfter: 700_000 });
    const { target, download } = setting(server);
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    expect(existsSync(target)).toBe(false);
  });

  it('gives up after five tries that bring next to nothing, with pauses that grow', async () => {
    const server = await serve();
    server.behave = () => ({ status: 503 });
    const { clock, download } = setting(server);
    const from = clock.now();
    await expect(download()).rejects.toMatchObject({
      code: 'descarga-fallida',
      data: { motivo: 'el servidor respondió 503' },
    });
    expect(server.asked).toHaveLength(5);
    expect(clock.now() - from).toBe((1 + 2 + 4 + 8) * 750);
  });

  it('waits for as long as the server asks', async () => {
    const server = await serve();
    server.behave = (n) => (n === 1 ? { status: 429, headers: { 'retry-after': '77' } } : {});
    const { clock, download } = setting(server);
    const from = clock.now();
    await download();
    expect(clock.now() - from).toBe(77_000);
  });

  it('goes on as long as each try brings much', async () => {
    const server = await serve({ bytes: bytesOf(1, 4_000_000) });
    server.behave = () => ({ breakAfter: 500_000 });
    const { target, download } = setting(server);
    await download();
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
    expect(server.asked.length).toBeGreaterThan(5);
  });

  it('gives a silent server up, and goes on from there', async () => {
    const server = await serve();
    server.behave = (n) => (n === 1 ? { stallAfter: 300_000 } : {});
    const { target, clock } = setting(server);
    let at = 0;
    const half = Promise.withResolvers<undefined>();
    const done = downloadFile({
      url: server.url,
      target,
      clock,
      random: () => 0.5,
      stallMs: STALL,
      onProgress: (bytes) => {
        at = bytes;
        if (bytes === 300_000) half.resolve(undefined);
      },
    });
    await half.promise;
    await clock.advance(STALL);
    await clock.runUntil(done, { horizonMs: STALL - 1 });
    expect(at).toBe(700_000);
    expect(server.asked).toEqual(['all', 'bytes=300000-']);
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it('gives a server up that never answers', async () => {
    const server = await serve();
    const { target, clock } = setting(server);
    const asked = Promise.withResolvers<undefined>();
    server.behave = (n) => {
      if (n > 1) return {};
      asked.resolve(undefined);
      return { stallAfter: 0 };
    };
    const done = downloadFile({ url: server.url, target, clock, random: () => 0.5, stallMs: STALL });
    await asked.promise;
    await clock.advance(STALL);
    await clock.runUntil(done, { horizonMs: STALL - 1 });
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it('keeps what came when it is cancelled, while bytes come and while it waits', async () => {
    const server = await serve();
    server.behave = () => ({ stallAfter: 300_000 });
    const { target, download } = setting(server);
    const stop = new AbortController();
    const cancelled = download({
      signal: stop.signal,
      onProgress: (bytes) => {
        if (bytes === 300_000) stop.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelado' });
    expect(statSync(`${target}.parcial`).size).toBe(300_000);

    server.behave = () => ({ status: 503 });
    const { clock } = setting(server);
    const again = new AbortController();
    const waiting = downloadFile({
      url: server.url,
      target,
      clock,
      random: () => 0.5,
      signal: again.signal,
      stallMs: STALL,
    });
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'cancelado' });
    while (!clock.waits().some((ms) => ms < STALL - 1)) await new Promise(setImmediate);
    again.abort();
    await outcome;
    server.behave = () => ({});
    server.asked.length = 0;
    await download();
    expect(server.asked).toEqual(['bytes=300000-']);
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
  });

  it('asks nobody where it was cancelled before', async () => {
    const server = await serve();
    await expect(setting(server).download({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelado',
    });
    expect(server.asked).toEqual([]);
  });

  it.each([404, 410, 403])('says at once that nothing is there: %i', async (status) => {
    const server = await serve();
    server.behave = () => ({ status, body: '<html>no</html>', headers: { 'content-type': 'text/html' } });
    await expect(setting(server).download()).rejects.toMatchObject({ code: 'descarga-no-existe' });
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ['by its type', { 'content-type': 'text/html; charset=utf-8' }],
    ['by its first bytes', { 'content-type': 'application/zip' }],
  ])('refuses a page in place of the file, told %s', async (_name, headers) => {
    const server = await serve();
    server.behave = () => ({ body: '\n<!doctype html><p>Mantenimiento</p>', headers });
    const { target, download } = setting(server);
    await expect(download()).rejects.toMatchObject({ code: 'descarga-no-es-archivo' });
    expect(leftovers(target)).toEqual([]);
  });

  it('refuses what is too large, said or not', async () => {
    const server = await serve();
    const { target, download } = setting(server);
    await expect(download({ maxBytes: 699_999 })).rejects.toMatchObject({
      code: 'descarga-demasiado-grande',
    });
    server.behave = () => ({ chunked: true });
    await expect(download({ maxBytes: 699_999 })).rejects.toMatchObject({
      code: 'descarga-demasiado-grande',
    });
    expect(leftovers(target)).toEqual([]);
  });

  it('follows redirects, five at most, and none to an address that could be read on the way', async () => {
    const server = await serve();
    const hop = (n: number, hops: number) =>
      n <= hops ? { status: 302, headers: { location: `/${String(n)}.zip` } } : {};
    server.behave = (n) => hop(n, 5);
    const { target, download } = setting(server);
    await download();
    expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
    server.asked.length = 0;
    server.behave = (n) => hop(n, 6);
    await expect(download()).rejects.toMatchObject({ code: 'descarga-direccion' });
    server.behave = () => ({ status: 302, headers: { location: 'http://www2.sunat.gob.pe/a.zip' } });
    await expect(download()).rejects.toMatchObject({ code: 'descarga-direccion' });
  });

  it('says that nobody is there', async () => {
    const server = await serve();
    const { download } = setting(server);
    await server.close();
    servers.length = 0;
    await expect(download()).rejects.toMatchObject({
      code: 'descarga-fallida',
      data: { motivo: 'el servidor no responde' },
    });
  });

  it('takes up nothing of another address, nor notes that are broken', async () => {
    const server = await serve();
    server.behave = () => ({ breakAfter: 1000 });
    const { target, download } = setting(server);
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    server.behave = () => ({});
    server.asked.length = 0;
    writeFileSync(`${target}.parcial.json`, '{"url":');
    await download();
    server.behave = () => ({ breakAfter: 1000 });
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    server.behave = () => ({});
    server.asked.length = 0;
    await download({ url: server.url.replace('padron', 'otro') });
    expect(server.asked).toEqual(['all']);
  });

  it('says that the folder is none', async () => {
    const server = await serve();
    const file = join(data.folder(), 'file');
    writeFileSync(file, '');
    await expect(setting(server, join(file, 'padron.zip')).download()).rejects.toMatchObject({
      code: 'datos-carpeta-invalida',
    });
  });
});
