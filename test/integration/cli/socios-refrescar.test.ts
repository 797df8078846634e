/** `habido socios refrescar` by the contract: text, JSON and exit codes. */
import { expect, test } from 'vitest';
import { cli, cliProcess } from '../../support/cli.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs } from '../../support/rucs.ts';
import { GOOD, LOST, sociosFixture } from '../../support/socios.ts';

const { start, socios, rows, watched, folder, simulator, env, asked } = sociosFixture();

test('asks for all that are due in as few requests as there can be, then nobody is', async () => {
  await start();
  const rucs = companyRucs(250);
  await socios('agregar', ...rucs);
  const done = await socios('refrescar', '--json');
  expect([done.exit, done.json()]).toEqual([
    0,
    { consultados: 250, sinRespuesta: 0, cambios: [], peticiones: 3 },
  ]);
  expect(simulator().stats.requests.map(({ endpoint }) => endpoint)).toEqual(
    Array.from({ length: 3 }, () => 'ruc/collection'),
  );
  const again = await socios('refrescar', '--json');
  expect([again.exit, again.json()]).toEqual([
    0,
    { consultados: 0, sinRespuesta: 0, cambios: [], peticiones: 0 },
  ]);
  expect(again.err).toContain('no hay nada que consultar');
  expect(simulator().stats.requests).toHaveLength(3);
});

test('--todos asks again, and tells what changed', async () => {
  await start();
  const [a, b, c] = companyRucs(3) as [string, string, string];
  await watched([a, b, c]);
  simulator().change(b, LOST);
  const done = await socios('refrescar', '--todos', '--json');
  expect([done.exit, done.json()]).toEqual([
    0,
    {
      consultados: 3,
      sinRespuesta: 0,
      cambios: [{ ruc: b, campo: 'condicion', de: 'HABIDO', a: 'NO HABIDO' }],
      peticiones: 1,
    },
  ]);
  simulator().change(b, GOOD);
  const text = await socios('refrescar', '--todos');
  expect(text.exit).toBe(0);
  expect(text.out).toContain('Socios consultados: 3 (peticiones: 1).');
  expect(text.out).toContain('Condición: NO HABIDO → HABIDO');
  expect(text.out).toContain('Mejoró');
});

test('--grupo asks for its partners alone', async () => {
  await start();
  const [a, b] = companyRucs(2) as [string, string];
  await socios('agregar', a, '--grupo', 'Uno');
  await socios('agregar', b, '--grupo', 'Dos');
  const done = await socios('refrescar', '--grupo', 'UNO', '--json');
  expect(done.json()).toMatchObject({ consultados: 1 });
  expect(await rows('--grupo', 'Dos')).toMatchObject([{ ruc: b, ultimaRespuesta: null }]);
});

test('exit 3: one without an answer stays as it was', async () => {
  await start();
  const [a, b] = companyRucs(2) as [string, string];
  await watched([a, b]);
  const [, before] = await rows();
  simulator().change(b, { estado_del_contribuyente: '' });
  const done = await socios('refrescar', '--todos', '--json');
  expect(done.exit).toBe(3);
  expect(done.json()).toMatchObject({ consultados: 2, sinRespuesta: 1, cambios: [] });
  const [, after] = await rows();
  const { ultimaRespuesta, veredicto, desde } = before as Record<string, unknown>;
  expect(after).toMatchObject({ ruc: b, ultimaRespuesta, veredicto, desde });
  expect(after?.['motivoUltimoIntento']).not.toBe('');
  expect((await socios('refrescar', '--todos')).out).toContain('Sin respuesta: 1; siguen como estaban.');
});

test('exit 5: without a token, with one that is rejected, with the plan used up', async () => {
  await start({ tokens: ['otro'] });
  const rucs = companyRucs(3);
  await socios('agregar', ...rucs);
  const without = env();
  delete without['HABIDO_MIGO_TOKEN'];
  const none = await cli(['socios', 'refrescar', '--json'], without);
  expect([none.exit, none.out]).toEqual([5, '']);
  const rejected = await socios('refrescar', '--json');
  expect(rejected.exit).toBe(5);
  expect(rejected.json()).toMatchObject({ consultados: 3, sinRespuesta: 3, cambios: [] });
  expect(rejected.err).toContain('Migo rechazó el token');
  expect(await rows()).toMatchObject(rucs.map(() => ({ veredicto: null, ultimaRespuesta: null })));
  await simulator().close();
  await start();
  simulator().failAll('plan');
  expect((await socios('refrescar')).exit).toBe(5);
});

test('exit 5: the ceiling leaves the rest for the next time', async () => {
  await start();
  await socios('agregar', ...companyRucs(30));
  const done = await socios('refrescar', '--tope', '10', '--json');
  expect(done.exit).toBe(5);
  expect(done.json()).toMatchObject({ consultados: 10, sinRespuesta: 20 });
  expect((await socios('refrescar', '--json')).json()).toMatchObject({ consultados: 20, sinRespuesta: 0 });
});

test('exit 6: while another process refreshes', async () => {
  await start({ latencyMs: 60_000 });
  await socios('agregar', ...companyRucs(3));
  let other: { kill(signal: NodeJS.Signals): boolean } | null = null;
  const first = cliProcess(['socios', 'refrescar'], env(), (child) => (other = child));
  await asked(1);
  const second = await socios('refrescar', '--json');
  expect([second.exit, second.out]).toEqual([6, '']);
  expect(second.err).toContain('Ya se está refrescando');
  (other as unknown as { kill(signal: NodeJS.Signals): boolean }).kill('SIGINT');
  expect((await first).exit).toBe(130);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'exit 130: %s ends it cleanly, and what was answered is kept',
  async (signal) => {
    await start({ latencyMs: 40 });
    await socios('agregar', writeLibro(folder(), companyRucs(900)));
    const done = await cliProcess(['socios', 'refrescar', '--json'], env(), (child) => {
      void asked(3).then(() => child.kill(signal));
    });
    expect([done.exit, done.out]).toEqual([130, '']);
    expect(done.err).toContain('Se canceló');
    const kept = (await rows()).filter(({ ultimaRespuesta }) => ultimaRespuesta !== null).length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(900);
    const rest = await socios('refrescar', '--json');
    expect([rest.exit, rest.json()['consultados']]).toEqual([0, 900 - kept]);
  },
);

test('is no run over a workbook', async () => {
  await start();
  await watched(companyRucs(2));
  expect((await cli(['corridas', '--json'], env())).json()).toEqual({ corridas: [] });
});
