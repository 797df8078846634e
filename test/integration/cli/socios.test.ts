/** `habido socios agregar`, `listar`, `quitar` and `cambios` by the contract: text, JSON and exit codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli } from '../../support/cli.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs } from '../../support/rucs.ts';
import { GOOD, LOST, sociosFixture } from '../../support/socios.ts';

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}-05:00$/;
const { start, socios, rows, watched, folder, simulator, env } = sociosFixture();

describe('agregar', () => {
  test('RUCs as written, and what can’t be one, with its reason', async () => {
    await start();
    const [a, b] = companyRucs(2) as [string, string];
    const spaced = `${a.slice(0, 2)} ${a.slice(2, 10)} ${a.slice(10)}`;
    const first = await socios('agregar', spaced, b, b, '20131312956', '--json');
    expect(first.exit).toBe(0);
    expect(first.json()).toEqual({
      agregados: 2,
      yaEstaban: 0,
      volvieron: 0,
      invalidos: [{ texto: '20131312956', motivo: expect.stringContaining('dígito verificador') as string }],
    });
    expect((await socios('agregar', a, '--json')).json()).toMatchObject({ agregados: 0, yaEstaban: 1 });
    expect((await socios('quitar', a, '--json')).json()).toEqual({ quitados: 1 });
    expect((await socios('agregar', a, '--json')).json()).toMatchObject({ agregados: 0, volvieron: 1 });
    expect(simulator().stats.requests).toEqual([]);
  });

  test('says in text what came of it', async () => {
    await start();
    const { exit, out, err } = await socios('agregar', ...companyRucs(3), '123');
    expect([exit, out]).toEqual([0, 'Se agregaron 3 socios.\nNo son RUC: 1.\n']);
    expect(err).toContain('«123»: ');
  });

  test('nothing that is a RUC ends with 4', async () => {
    await start();
    expect((await socios('agregar', '20131312956')).exit).toBe(4);
    expect((await socios('agregar', 'hola')).exit).toBe(4);
    expect(await rows()).toEqual([]);
  });

  test('kind, groups and alias; an alias is of one', async () => {
    await start();
    const [a, b] = companyRucs(2) as [string, string];
    const groups = ['--grupo', 'Cliente Ñandú S.A.', '--grupo', 'Fletes'];
    await socios('agregar', a, '--tipo', 'cliente', ...groups, '--alias', 'El de siempre');
    expect(await rows()).toMatchObject([
      { ruc: a, tipo: 'cliente', grupos: ['Cliente Ñandú S.A.', 'Fletes'], alias: 'El de siempre' },
    ]);
    expect((await socios('agregar', a, b, '--alias', 'Ambos')).exit).toBe(2);
    expect((await socios('agregar', b, '--tipo', 'otro')).exit).toBe(2);
    expect(await rows()).toHaveLength(1);
  });

  test('a workbook’s column, chosen as validar chooses it', async () => {
    await start();
    const rucs = companyRucs(30);
    const libro = writeLibro(folder(), [...rucs, '20131312956']);
    const done = await socios('agregar', libro, '--grupo', 'Compras', '--json');
    expect(done.exit).toBe(0);
    expect(done.json()).toMatchObject({ agregados: 30, invalidos: [{ texto: '20131312956' }] });
    expect(done.err).toContain('columna B de «Compras»');
    expect((await rows('--grupo', 'compras')).map(({ ruc }) => ruc)).toEqual([...rucs].sort());
    // Another column holds none, and is judged as it was asked for.
    expect((await socios('agregar', libro, '--columna', 'A')).exit).toBe(4);
    expect((await socios('agregar', libro, '--hoja', 'Otra')).exit).toBe(4);
    expect(
      (await socios('agregar', libro, '--columna', 'B', '--hoja', 'Compras', '--json')).json(),
    ).toMatchObject({
      agregados: 0,
      yaEstaban: 30,
    });
  });

  test('a text file, from the folder where the command was given', async () => {
    await start();
    const rucs = companyRucs(12);
    writeFileSync(join(folder(), 'lista.csv'), `ruc;nombre\n${rucs.map((ruc) => `${ruc};x`).join('\n')}\n`);
    const done = await cli(['socios', 'agregar', 'lista.csv', '--json'], env(), { cwd: folder() });
    expect(done.json()).toMatchObject({ agregados: 12, invalidos: [] });
  });

  test('never asks: one RUC on every row ends with 4 without --aceptar', async () => {
    await start();
    const [ruc] = companyRucs(1) as [string];
    const libro = writeLibro(
      folder(),
      Array.from({ length: 8 }, () => ruc),
    );
    const refused = await socios('agregar', libro);
    expect(refused.exit).toBe(4);
    expect(refused.err).toContain('--aceptar');
    expect((await socios('agregar', libro, '--aceptar', '--json')).json()).toMatchObject({ agregados: 1 });
  });

  test('a file that is not there ends with 4; a file and RUCs at once with 2', async () => {
    await start();
    const missing = await socios('agregar', join(folder(), 'no-hay.xlsx'));
    expect(missing.exit).toBe(4);
    expect(missing.err).toContain('No se encuentra el archivo');
    const libro = writeLibro(folder(), companyRucs(3));
    expect((await socios('agregar', libro, companyRucs(1)[0] as string)).exit).toBe(2);
    expect(await rows()).toEqual([]);
  });
});

describe('listar', () => {
  test('no partners is an answer', async () => {
    await start();
    expect(await rows()).toEqual([]);
    const { exit, out, err } = await socios('listar');
    expect([exit, out]).toEqual([0, '']);
    expect(err).toContain('Todavía no hay socios');
  });

  test('the contract’s fields, with instants of Lima', async () => {
    await start();
    const [a] = companyRucs(1) as [string];
    await socios('agregar', a);
    const blank = { desde: null, ultimaRespuesta: null, ultimoIntento: null, veredicto: null };
    expect(await rows()).toMatchObject([{ ruc: a, razonSocial: '', alias: '', grupos: [], ...blank }]);
    simulator().change(a, LOST);
    await socios('refrescar');
    const [row] = await rows();
    expect(Object.keys(row as object).slice(0, 11)).toEqual([
      'ruc',
      'razonSocial',
      'alias',
      'tipo',
      'grupos',
      'veredicto',
      'estado',
      'condicion',
      'desde',
      'ultimaRespuesta',
      'ultimoIntento',
    ]);
    expect(row).toMatchObject({
      tipo: 'proveedor',
      veredicto: 'NO APTO',
      estado: 'ACTIVO',
      condicion: 'NO HABIDO',
      desde: expect.stringMatching(ISO) as string,
      ultimaRespuesta: expect.stringMatching(ISO) as string,
      ultimoIntento: expect.stringMatching(ISO) as string,
    });
    const { out } = await socios('listar');
    expect(out).toContain(`${a}  NO APTO`);
    expect(out).toContain('ACTIVO, NO HABIDO desde el ');
  });

  test('more than a page of them, each once', async () => {
    await start();
    const rucs = companyRucs(1_203);
    await socios('agregar', writeLibro(folder(), rucs));
    expect((await rows()).map(({ ruc }) => ruc)).toEqual([...rucs].sort());
  });

  test('a group that does not exist ends with 4', async () => {
    await start();
    for (const command of ['listar', 'refrescar']) {
      const { exit, out } = await socios(command, '--grupo', 'Ninguno', '--json');
      expect([command, exit, out]).toEqual([command, 4, '']);
    }
  });
});

describe('quitar', () => {
  test('several, and one that is none', async () => {
    await start();
    const [a, b, c] = companyRucs(3) as [string, string, string];
    await socios('agregar', a, b);
    const done = await socios('quitar', a, c, '--json');
    expect([done.exit, done.json()]).toEqual([0, { quitados: 1 }]);
    expect(done.err).toContain(`${c} no es socio`);
    expect((await rows()).map(({ ruc }) => ruc)).toEqual([b]);
    expect((await socios('quitar', b)).out).toBe('Se quitó 1 socio.\n');
  });

  test('what is no RUC ends with 2, and nothing was removed', async () => {
    await start();
    const [a] = companyRucs(1) as [string];
    await socios('agregar', a);
    expect((await socios('quitar', a, '20131312956')).exit).toBe(2);
    expect(await rows()).toHaveLength(1);
  });
});

describe('cambios', () => {
  test('none is an answer', async () => {
    await start();
    await watched(companyRucs(2));
    expect((await socios('cambios', '--json')).json()).toEqual({ cambios: [] });
    expect((await socios('cambios')).err).toBe('No hay cambios.\n');
  });

  test('newest first, by the contract, for people, and unread until somebody reads them', async () => {
    await start();
    const [a, b] = companyRucs(2) as [string, string];
    await watched([a, b]);
    simulator().change(a, { ...GOOD, condicion_de_domicilio: 'NO HALLADO' });
    await socios('refrescar', '--todos');
    simulator().change(b, { ...GOOD, estado_del_contribuyente: 'BAJA DEFINITIVA' });
    await socios('refrescar', '--todos');
    const done = await socios('cambios', '--dias', '7', '--sin-leer', '--json');
    expect(done.exit).toBe(0);
    const notadoEn: unknown = expect.stringMatching(ISO);
    const razonSocial: unknown = expect.stringMatching(/./);
    expect(done.json()).toEqual({
      cambios: [
        { ruc: b, razonSocial, campo: 'estado', de: 'ACTIVO', a: 'BAJA DEFINITIVA', notadoEn, leido: false },
        { ruc: a, razonSocial, campo: 'condicion', de: 'HABIDO', a: 'NO HALLADO', notadoEn, leido: false },
      ],
    });
    const { out } = await socios('cambios');
    expect(out).toMatch(new RegExp(`^\\* \\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2}  ${b}  `));
    expect(out).toContain('Empeoró · Estado: ACTIVO → BAJA DEFINITIVA');
  });

  test('days that are no number of days end with 2', async () => {
    await start();
    expect((await socios('cambios', '--dias', 'siete')).exit).toBe(2);
  });
});

test('every command tells how it is used', async () => {
  await start();
  for (const words of [[], ['agregar'], ['listar'], ['quitar'], ['refrescar'], ['cambios']]) {
    const { exit, out } = await socios(...words, '--help');
    expect([words, exit]).toEqual([words, 0]);
    expect(out).toContain('Uso: habido socios');
  }
  expect((await socios('nada')).exit).toBe(2);
});
