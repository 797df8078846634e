import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { downloadFile } from '../../../../main/padron/download/download-file.ts';
import { chanceOf } from '../../../../main/simulator/chance.ts';
import { bytesOf, downloadFixture, leftovers, MODIFIED, STALL } from '../../../support/downloads.ts';

const { serve, setting } = downloadFixture();

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
      const server = await serve({
        etag: '"one"',
        bytes: bytesOf(round, 400_000 + Math.floor(random() * 300_000)),
      });
      server.behave = (n) => (n <= 4 ? { breakAfter: Math.floor(random() * 120_000) } : {});
      const { target, download } = setting(server);
      await download();
      expect(readFileSync(target).equals(server.file.bytes)).toBe(true);
      expect(server.asked).toHaveLength(5);
      expect(server.asked[4]).toMatch(/^bytes=\d+-$/);
    }
  });

  it('goes on after another start of the app, with the date alone as the mark of the version', async () => {
    const server = await serve({ lastModified: MODIFIED });
    server.behave = () => ({ breakAfter: 1000 });
    const first = setting(server);
    await expect(first.download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    expect(leftovers(first.target)).toHaveLength(2);
    server.behave = () => ({});
    server.asked.length = 0;
    await setting(server, first.target).download();
    expect(server.asked).toEqual(['bytes=5000-']);
    expect(readFileSync(first.target).equals(server.file.bytes)).toBe(true);
  });

  it('brings nothing where the server has nothing newer, but goes on with what it began', async () => {
    const server = await serve();
    const { target, download } = setting(server);
    const newerThan = Date.parse(MODIFIED);
    expect(await download({ newerThan })).toBeNull();
    expect(existsSync(target)).toBe(false);
    expect(await download({ newerThan: newerThan - 1000 })).toMatchObject({ bytes: 700_000 });
    server.behave = () => ({ breakAfter: 1000 });
    await expect(download()).rejects.toMatchObject({ code: 'descarga-fallida' });
    server.behave = () => ({});
    server.asked.length = 0;
    expect(await download({ newerThan })).toMatchObject({ bytes: 700_000 });
    expect(server.asked).toEqual(['bytes=5000-']);
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
    const bare = await serve({ bytes: bytesOf(3, 5000) });
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
    const server = await serve({ etag: '"one"', bytes: bytesOf(1, 4_000_000) });
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
});
