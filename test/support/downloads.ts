/** Downloads from a loopback server of one file, under a clock that the test moves. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { downloadFile, type DownloadRequest } from '../../main/padron/download/download-file.ts';
import { chanceOf } from '../../main/simulator/chance.ts';
import { dataFixture } from './data.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { startFileServer, type FileServer, type ServedFile } from './file-server.ts';

export const MODIFIED = 'Mon, 23 Nov 2026 10:15:00 GMT';
/** Patience with a silent server, ms: longer than any wait between tries. */
export const STALL = 600_000;

/** Bytes that differ by their seed, with a zip's beginning. */
export function bytesOf(seed: number, length: number): Buffer {
  const random = chanceOf(String(seed));
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i += 1) bytes[i] = Math.floor(random() * 256);
  bytes.write('PK\u0003\u0004', 0, 'latin1');
  return bytes;
}

export interface Setting {
  target: string;
  clock: FakeClock;
  download(changes?: Partial<DownloadRequest>): ReturnType<typeof downloadFile>;
}

export interface DownloadFixture {
  folder(): string;
  serve(file?: Partial<ServedFile>): Promise<FileServer>;
  /** Without a target: one in a folder that is not there yet. */
  setting(server: FileServer, target?: string): Setting;
}

/** Registers the clean-up of one test file. */
export function downloadFixture(): DownloadFixture {
  const data = dataFixture();
  const servers: FileServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  return {
    folder: data.folder,
    serve: async (file = { etag: '"one"', lastModified: MODIFIED }) => {
      const server = await startFileServer({ bytes: bytesOf(1, 700_000), ...file });
      servers.push(server);
      return server;
    },
    setting: (server, target = join(data.folder(), 'descargas', 'padron.zip')) => {
      const clock = createFakeClock();
      const common = { url: server.url, target, clock, random: () => 0.5, stallMs: STALL };
      return {
        target,
        clock,
        download: (changes) =>
          clock.runUntil(downloadFile({ ...common, ...changes }), { horizonMs: STALL - 1 }),
      };
    },
  };
}

/** What lies beside the target, the target aside. */
export function leftovers(target: string): string[] {
  const folder = join(target, '..');
  return existsSync(folder) ? readdirSync(folder).filter((name) => join(folder, name) !== target) : [];
}
