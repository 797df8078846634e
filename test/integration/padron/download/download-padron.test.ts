import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { Locks } from '../../../../main/database/locks.ts';
import {
  downloadPadron,
  type PadronDownloadOptions,
} from '../../../../main/padron/download/download-padron.ts';
import { HabidoError } from '../../../../shared/errors.ts';
import type { PadronProgress } from '../../../../shared/padron.ts';
import { downloadFixture, leftovers } from '../../../support/downloads.ts';
import type { FileServer } from '../../../support/file-server.ts';

const { folder, serve } = downloadFixture();
const PUBLISHED = Date.UTC(2026, 10, 23, 10, 15);

type ImportFile = (path: string, options: { fecha: number | null; archivo?: string }) => Promise<string>;

function setUp(
  server: FileServer,
  importFile: ImportFile,
  inUse: { fecha: number; end: string } | null = null,
) {
  const data = folder();
  const locks = new Locks(data);
  const deps = { folder: data, locks, clock: systemClock, random: () => 0, importFile, inUse: () => inUse };
  return {
    locks,
    target: join(data, 'padron', 'descargas', 'padron_reducido_ruc.zip'),
    run: (options: Partial<PadronDownloadOptions> = {}) =>
      downloadPadron(deps, { url: `${server.url}/padron%20nuevo.zip?v=2`, ...options }),
  };
}

describe('downloading the padrón', () => {
  it('imports what came, under its name and with its date, and keeps no copy', async () => {
    const server = await serve();
    const told: PadronProgress[] = [];
    const { run, target } = setUp(server, (path, { fecha, archivo }) => {
      expect(readFileSync(path).equals(server.file.bytes)).toBe(true);
      return Promise.resolve(`${archivo ?? ''} ${String(fecha)}`);
    });
    expect(await run({ onProgress: (news) => told.push(news) })).toBe(
      `padron nuevo.zip ${String(PUBLISHED)}`,
    );
    expect(existsSync(target)).toBe(false);
    expect(leftovers(target)).toEqual([]);
    expect(told.at(-1)).toMatchObject({ fase: 'descargar', avance: 1, bytes: 700_000 });
  });

  it('does not bring again what came and was not imported', async () => {
    const server = await serve();
    let cancelled = true;
    const { run, target } = setUp(server, (_path, { fecha }) =>
      cancelled ? Promise.reject(new HabidoError('cancelado')) : Promise.resolve(String(fecha)),
    );
    await expect(run()).rejects.toMatchObject({ code: 'cancelado' });
    expect(existsSync(target)).toBe(true);
    cancelled = false;
    const asked = server.asked.length;
    expect(await run()).toBe(String(PUBLISHED));
    expect(server.asked).toHaveLength(asked);
    expect(existsSync(target)).toBe(false);
  });

  it('brings nothing where the server has nothing newer than the edition in use', async () => {
    const server = await serve();
    const inUse = { fecha: PUBLISHED, end: 'in use' };
    const { run } = setUp(server, () => Promise.resolve('imported'), inUse);
    expect(await run()).toBe('in use');
    expect(server.asked).toEqual(['all']);
    server.file = { ...server.file, lastModified: 'Tue, 24 Nov 2026 10:15:00 GMT' };
    expect(await run()).toBe('imported');
  });

  it('throws away what is no padrón, or an old one, so that the next download begins anew', async () => {
    for (const code of ['padron-archivo-danado', 'padron-otro-formato', 'padron-mas-antiguo'] as const) {
      const server = await serve();
      const { run, target } = setUp(server, () => Promise.reject(new HabidoError(code)));
      await expect(run()).rejects.toMatchObject({ code });
      expect(existsSync(target)).toBe(false);
    }
  });

  it('is done by one process at a time', async () => {
    const server = await serve();
    const { run, locks } = setUp(server, () => Promise.resolve(''));
    const held = locks.acquire('descarga-padron');
    await expect(run()).rejects.toMatchObject({ code: 'descarga-en-uso' });
    held?.release();
    expect(await run()).toBe('');
  });
});
