/** `habido padron` by the contract: JSON shapes, exit codes, what goes to which stream. */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cli, cliProcess } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { writePadron, type PadronFileFacts } from '../../support/padron-file.ts';

const ROWS = 3_000;
const NOV_23 = { year: 2026, month: 11, day: 23, hour: 10, minute: 0 };
const NOV_24 = { ...NOV_23, day: 24 };

let place: ReturnType<typeof temporaryFolder>;
let env: Record<string, string>;

beforeEach(() => {
  place = temporaryFolder();
  env = { HABIDO_DATOS: join(place.folder, 'datos') };
});

afterEach(() => {
  place.remove();
});

const at = (name: string): string => join(place.folder, name);
const write = (name: string, options = {}): Promise<PadronFileFacts> =>
  writePadron(at(name), { rows: ROWS, entryTime: NOV_23, ...options });
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('importar: one object with what was read; estado shows it; the same again does nothing', async () => {
  const dirt = { danadas: 5, repetidas: 4, desordenadas: 3 };
  const { filas, defectos, path } = await write('padron_reducido_ruc.zip', { dirt });
  const first = await cli(['padron', 'importar', path, '--json'], env);
  expect(first.exit).toBe(0);
  const facts = {
    edicion: '2026-11-23',
    archivo: 'padron_reducido_ruc.zip',
    sha256: sha256(path),
    filas,
    omitidas: defectos.danadas,
    defectos,
    cambios: { nuevos: 0, retirados: 0, modificados: 0 },
  };
  expect(first.json()).toMatchObject({ ...facts, yaEstaba: false, duracionMs: expect.any(Number) as number });
  expect(first.err).toContain('Leyendo el padrón');
  const again = await cli(['padron', 'importar', path, '--json'], env);
  expect(again.exit).toBe(0);
  expect(again.json()).toMatchObject({ ...facts, yaEstaba: true });
  const estado = (await cli(['padron', 'estado', '--json'], env)).json() as {
    edicion: unknown;
    ediciones: unknown[];
    bytes: number;
  };
  expect(estado.edicion).toMatchObject(facts);
  expect(estado.ediciones).toHaveLength(1);
  expect(estado.bytes).toBeGreaterThan(50_000);
});

test('a later edition says what changed; an older one only with --aceptar', async () => {
  await write('uno.zip');
  const changes = { nuevos: 4, retirados: 5, estado: 6, condicion: 7, nombre: 8, todo: 2 };
  await write('dos.zip', { changes, entryTime: NOV_24 });
  await cli(['padron', 'importar', at('uno.zip')], env);
  const next = await cli(['padron', 'importar', at('dos.zip'), '--json'], env);
  expect(next.json()).toMatchObject({
    edicion: '2026-11-24',
    filas: ROWS + 4 - 5,
    cambios: { nuevos: 4, retirados: 5, modificados: 23 },
  });
  const older = await cli(['padron', 'importar', at('uno.zip'), '--json'], env);
  expect(older).toMatchObject({ exit: 4, out: '' });
  expect(older.err).toContain('--aceptar');
  const accepted = await cli(['padron', 'importar', at('uno.zip'), '--aceptar', '--json'], env);
  expect(accepted.exit).toBe(0);
  expect(accepted.json()).toMatchObject({
    edicion: '2026-11-23',
    cambios: { nuevos: 5, retirados: 4, modificados: 23 },
  });
  const text = await cli(['padron', 'estado'], env);
  expect(text.out).toContain('En uso: edición del 23/11/2026');
});

test('a text file has no date of its own: --fecha gives it', async () => {
  await write('padron.txt');
  const without = await cli(['padron', 'importar', at('padron.txt')], env);
  expect(without.exit).toBe(4);
  expect(without.err).toContain('--fecha');
  for (const day of ['23/11/2026', '2126-11-23'])
    expect((await cli(['padron', 'importar', at('padron.txt'), '--fecha', day], env)).exit).toBe(2);
  const dated = await cli(['padron', 'importar', at('padron.txt'), '--fecha', '2026-11-20', '--json'], env);
  expect(dated.json()).toMatchObject({ edicion: '2026-11-20', filas: ROWS });
});

test('what can not be imported ends with 4 and leaves the edition in use', async () => {
  const { path } = await write('bueno.zip');
  await cli(['padron', 'importar', path], env);
  const cut = readFileSync(path);
  writeFileSync(at('cortado.zip'), cut.subarray(0, cut.length / 2));
  const spoiled = Buffer.from(cut);
  spoiled[cut.length >> 1] = (spoiled[cut.length >> 1] as number) ^ 0xff;
  writeFileSync(at('cambiado.zip'), spoiled);
  await write('otro.zip', { header: ['RUC', 'RAZÓN SOCIAL', 'A PARTIR DEL', 'RESOLUCIÓN'] });
  for (const name of ['cortado.zip', 'cambiado.zip', 'otro.zip', 'no-esta.zip']) {
    const failed = await cli(['padron', 'importar', at(name), '--json'], env);
    expect({ name, exit: failed.exit, out: failed.out }).toEqual({ name, exit: 4, out: '' });
  }
  expect((await cli(['padron', 'estado', '--json'], env)).json()).toMatchObject({
    edicion: { archivo: 'bueno.zip', filas: ROWS },
    ediciones: [{ archivo: 'bueno.zip' }],
  });
});

test('buscar: companies by name, right after the import; without a padrón it says so', async () => {
  expect((await cli(['padron', 'buscar', 'algo', '--json'], env)).exit).toBe(4);
  const { path, rows } = await write('padron.zip');
  await cli(['padron', 'importar', path], env);
  const wanted = Array.from({ length: ROWS }, (_, i) => rows.row(i)).findLast((row) =>
    row?.ruc.startsWith('20'),
  );
  const { ruc, razonSocial, estado, condicion, ubigeo } = wanted ?? { ruc: '', razonSocial: '' };
  const found = await cli(['padron', 'buscar', razonSocial.toLowerCase(), '--json'], env);
  expect(found.exit).toBe(0);
  const { resultados } = found.json() as { resultados: unknown[] };
  expect(resultados[0]).toEqual({ ruc, razonSocial, estado, condicion, ubigeo });
  const apto = estado === 'ACTIVO' && condicion === 'HABIDO';
  const said = (await cli(['padron', 'buscar', ruc], env)).out;
  expect(said).toMatch(apto ? /^\d{11}  APTO  / : /^\d{11}  (NO APTO|OBSERVADO)  /);
  const none = await cli(['padron', 'buscar', 'zzzz qqqq', '--json'], env);
  expect(none).toMatchObject({ exit: 0, out: '{"resultados":[]}\n' });
});

test('estado: no padrón is an answer', async () => {
  const { exit, json } = await cli(['padron', 'estado', '--json'], env);
  expect(exit).toBe(0);
  expect(json()).toEqual({ edicion: null, ediciones: [], bytes: 0 });
});

test('Ctrl+C ends an import with 130, and the edition in use stays', async () => {
  await write('uno.zip');
  await cli(['padron', 'importar', at('uno.zip')], env);
  await writePadron(at('grande.zip'), { rows: 300_000, seed: 5, entryTime: NOV_24 });
  const cancelled = await cliProcess(['padron', 'importar', at('grande.zip'), '--json'], env, (child) => {
    child.stderr?.once('data', () => child.kill('SIGINT'));
  });
  expect(cancelled).toMatchObject({ exit: 130, out: '' });
  expect((await cli(['padron', 'estado', '--json'], env)).json()).toMatchObject({
    edicion: { archivo: 'uno.zip' },
    ediciones: [{ archivo: 'uno.zip' }],
  });
});

test('the words of the command', async () => {
  expect((await cli(['padron', '--help'], env)).exit).toBe(0);
  expect((await cli(['padron', 'importar', '--help'], env)).exit).toBe(0);
  expect((await cli(['padron', 'importar'], env)).exit).toBe(2);
  expect((await cli(['padron'], env)).exit).toBe(2);
  expect((await cli(['padron', 'borrar'], env)).exit).toBe(2);
  copyFileSync(new URL(import.meta.url).pathname, at('nota.txt'));
  expect((await cli(['padron', 'importar', at('nota.txt'), '--fecha', '2026-11-20'], env)).exit).toBe(4);
});
