import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadFixture, leftovers } from '../../../support/downloads.ts';

const { folder, serve, setting } = downloadFixture();

describe('downloadFile', () => {
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
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    await expect(setting(server, join(file, 'padron.zip')).download()).rejects.toMatchObject({
      code: 'datos-carpeta-invalida',
    });
  });
});
