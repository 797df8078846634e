/** `habido ruc`, `cuenta`, `corridas` and `simulador` by the contract. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { cli, cliProcess } from '../../support/cli.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;
const TOKEN = 'prueba-0123456789';

function env(extra: Record<string, string> = {}): Record<string, string> {
  return {
    HABIDO_DATOS: join(place.folder, 'datos'),
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: TOKEN,
    ...extra,
  };
}

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await createSimulator(options);
}

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

test('ruc: one asks singly, several as a collection, a second time nobody', async () => {
  const [a, b] = companyRucs(2) as [string, string];
  await start({ existAll: true });
  const one = await cli(['ruc', a, '--json'], env());
  expect(one.exit).toBe(0);
  expect(one.json()).toMatchObject({ resultados: [{ ruc: a, fuente: 'MIGO', origen: 'MIGO' }] });
  expect(simulator.stats.requests.map((request) => request.endpoint)).toEqual(['ruc']);
  const two = await cli(['ruc', a, b, '20131312956', '--json'], env());
  expect(two.json()).toMatchObject({
    resultados: [
      { ruc: a, fuente: 'CACHE', origen: 'MIGO' },
      { ruc: b, fuente: 'MIGO' },
      { ruc: '20131312956', veredicto: 'RUC INVÁLIDO', fuente: 'LOCAL' },
    ],
  });
  expect(simulator.stats.requests.length).toBe(2);
  const offline = await cli(['ruc', a, companyRucs(1, 50)[0] as string, '--sin-red', '--json'], env());
  expect(offline.exit).toBe(3);
  expect(simulator.stats.requests.length).toBe(2);
});

test('ruc: a RUC that does not exist is said by its own answer', async () => {
  const ruc = companyRucs(1)[0] as string;
  await start({ overrides: { [ruc]: null } });
  expect((await cli(['ruc', ruc, '--json'], env())).json()).toMatchObject({
    resultados: [{ veredicto: 'NO EXISTE' }],
  });
});

test('ruc: a missing or rejected token ends with 5', async () => {
  await start({ tokens: ['otro'] });
  const ruc = companyRucs(1)[0] as string;
  expect((await cli(['ruc', ruc], env())).exit).toBe(5);
  const without: Record<string, string> = env();
  delete without['HABIDO_MIGO_TOKEN'];
  expect((await cli(['ruc', ruc], without)).exit).toBe(5);
});

test('cuenta: what Migo answers, and what Habido counted', async () => {
  await start({ existAll: true });
  await cli(['ruc', ...companyRucs(3)], env());
  const { exit, json, out } = await cli(['cuenta', '--json'], env());
  expect(exit).toBe(0);
  expect(json()).toMatchObject({ respuesta: { success: true }, consultasDelMes: { 'ruc/collection': 3 } });
  expect(out).not.toContain(TOKEN);
});

test('corridas: an empty list is an answer', async () => {
  await start();
  expect((await cli(['corridas', '--json'], env())).json()).toEqual({ corridas: [] });
});

test('simulador: says its address, answers, and ends on a signal', async () => {
  await start();
  let url = '';
  const done = cliProcess(['simulador'], {}, (child) => {
    child.stdout?.once('data', (chunk: Buffer) => {
      url = chunk.toString().trim();
      void fetch(`${url}/api/v1/ruc`, {
        method: 'POST',
        body: JSON.stringify({ token: 'x', ruc: companyRucs(1)[0] }),
      })
        .then((answer) => answer.text())
        .then(() => child.kill('SIGTERM'));
    });
  });
  expect(await done).toMatchObject({ exit: 0 });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
