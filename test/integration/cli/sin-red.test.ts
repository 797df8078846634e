/** `habido validar` and `habido ruc` with a padrón on the disk, by the contract: policies, JSON, copies, exit codes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { cli } from '../../support/cli.ts';
import { writeLibro } from '../../support/libro.ts';
import { listZip, sscoBook } from '../../support/register-files.ts';
import { writePadron, type PadronFileFacts } from '../../support/padron-file.ts';
import type { PadronRow } from '../../support/padron-rows.ts';
import { companyRucs } from '../../support/rucs.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const DAY = 86_400_000;
const PLAN_KEYS = ['enCache', 'enPadron', 'consultasMinimo', 'consultasMaximo', 'peticiones'];

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;
let padron: PadronFileFacts;
let apto: PadronRow[];
let others: PadronRow[];

interface Result {
  corrida: string;
  salida: string;
  plan: Record<string, unknown>;
  resumen: Record<string, number>;
  resultados: Record<string, string | null>[];
  consultasUsadas: number;
}

function env(extra: Record<string, string> = {}): Record<string, string> {
  return {
    HABIDO_DATOS: join(place.folder, 'datos'),
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_POR_MINUTO: '1000',
    ...extra,
  };
}

const withToken = (): Record<string, string> => env({ HABIDO_MIGO_TOKEN: 'prueba-0123456789' });

/** Imports a padrón of two days ago and finds rows of it to validate. */
async function importPadron(fecha = new Date(Date.now() - 2 * DAY)): Promise<void> {
  const [day, month, year] = toLimaDay(fecha.getTime()).split('/').map(Number) as [number, number, number];
  const path = join(place.folder, 'padron.zip');
  padron = await writePadron(path, { rows: 2_000, entryTime: { year, month, day, hour: 10, minute: 0 } });
  const rows = Array.from({ length: 2_000 }, (_, i) => padron.rows.row(i)).filter((row) => row !== null);
  const companies = rows.filter((row) => row.ruc.startsWith('20'));
  const isApto = (row: PadronRow): boolean => row.estado === 'ACTIVO' && row.condicion === 'HABIDO';
  apto = companies.filter(isApto).slice(0, 20);
  others = companies.filter((row) => !isApto(row)).slice(0, 5);
  expect([apto.length, others.length]).toEqual([20, 5]);
  await inWorkspace((workspace) => workspace.padron.importFile(path, { fecha: null, aceptar: false }));
}

/** Works on the data folder that the commands then open. */
async function inWorkspace(work: (workspace: Workspace) => Promise<unknown>): Promise<void> {
  const folder = join(place.folder, 'datos');
  mkdirSync(folder, { recursive: true });
  const workspace = testWorkspace(folder, { url: simulator.url, token: null });
  try {
    await work(workspace);
  } finally {
    await workspace.close();
  }
}

function asked(): string[] {
  return simulator.stats.requests.flatMap((request) => request.rucs);
}

const rucsOf = (rows: readonly PadronRow[]): string[] => rows.map((row) => row.ruc);

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({ existAll: true });
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

test('without a network: verdicts by the padrón and its date, who is not in it unanswered, exit 3', async () => {
  await importPadron();
  const absent = padron.rows.absent(2);
  const libro = writeLibro(place.folder, [...rucsOf(apto), ...rucsOf(others), ...absent]);
  const { exit, json } = await cli(['validar', libro, '--sin-red', '--json'], withToken());
  expect(exit).toBe(3);
  const result = json() as unknown as Result;
  const bare = Object.fromEntries(PLAN_KEYS.map((key) => [key, result.plan[key]]));
  expect(bare).toEqual({ enCache: 0, enPadron: 25, consultasMinimo: 0, consultasMaximo: 0, peticiones: 0 });
  expect(result.resumen).toMatchObject({ APTO: 20, 'NO EXISTE': 0, 'SIN RESPUESTA': 2 });
  expect(result.consultasUsadas).toBe(0);
  expect(simulator.stats.requests).toEqual([]);
  const edition = toLimaDay(Date.now() - 2 * DAY);
  const iso = edition.split('/').reverse().join('-');
  expect(result.resultados[0]).toMatchObject({
    ruc: apto[0]?.ruc,
    veredicto: 'APTO',
    razonSocial: apto[0]?.razonSocial,
    fuente: 'PADRON',
    origen: 'PADRON',
  });
  expect(result.resultados[0]?.['datoAl']).toContain(iso);
  expect(result.resultados.at(-1)).toMatchObject({
    veredicto: 'SIN RESPUESTA',
    fuente: 'NINGUNA',
    datoAl: null,
  });
  expect(result.resultados.at(-1)?.['observacion']).toContain(`No figura en el padrón del ${edition}`);
  const book = read(readFileSync(result.salida));
  const rows = utils.sheet_to_json<Record<string, unknown>>(
    book.Sheets[book.SheetNames[0] as string] as object,
  );
  expect(rows[0]).toMatchObject({ VEREDICTO: 'APTO', FUENTE: 'Padrón SUNAT' });
  const summary = utils.sheet_to_csv(book.Sheets['Habido'] as object);
  expect(summary).toContain(createHash('sha256').update(readFileSync(padron.path)).digest('hex'));
});

test('padron-primero asks only for who is not APTO there, and its plan says so', async () => {
  await importPadron();
  const unknown = companyRucs(3, 900);
  const libro = writeLibro(place.folder, [...rucsOf(apto), ...rucsOf(others), ...unknown]);
  const plan = await cli(
    ['validar', libro, '--politica', 'padron-primero', '--solo-plan', '--json'],
    withToken(),
  );
  expect(plan.json()).toMatchObject({ plan: { enPadron: 20, consultasMaximo: 8, peticiones: 1 } });
  const words = await cli(['validar', libro, '--politica', 'padron-primero', '--solo-plan'], withToken());
  expect(words.out).toContain('* Padrón primero');
  expect(words.out).toContain('28 consultas');
  const { exit, json } = await cli(['validar', libro, '--politica', 'padron-primero', '--json'], withToken());
  expect(exit).toBe(0);
  const result = json() as unknown as Result;
  expect(asked().sort()).toEqual([...rucsOf(others), ...unknown].sort());
  expect(result.consultasUsadas).toBe(8);
  expect(result.resultados.filter((item) => item['fuente'] === 'PADRON')).toHaveLength(20);
  expect(result.resultados.filter((item) => item['fuente'] === 'MIGO')).toHaveLength(8);
});

test('padron-primero without a token is local, and says so', async () => {
  await importPadron();
  const libro = writeLibro(place.folder, rucsOf(apto));
  const { exit, err, json } = await cli(['validar', libro, '--politica', 'padron-primero', '--json'], env());
  expect(exit).toBe(0);
  expect(err).toContain('Falta el token');
  expect(json()).toMatchObject({ resumen: { APTO: 20 } });
  expect(simulator.stats.requests).toEqual([]);
});

test('what was left unanswered is asked when the run is taken up with another policy', async () => {
  await importPadron();
  const unknown = companyRucs(2, 900);
  const libro = writeLibro(place.folder, [...rucsOf(apto), ...unknown]);
  const offline = (
    await cli(['validar', libro, '--sin-red', '--json'], withToken())
  ).json() as unknown as Result;
  const args = ['validar', libro, '--reanudar', offline.corrida, '--json'];
  expect((await cli(args, withToken())).exit).toBe(3);
  expect(simulator.stats.requests).toEqual([]);
  expect((await cli([...args, '--politica', 'vivo'], env())).exit).toBe(5);
  const live = await cli([...args, '--politica', 'vivo'], withToken());
  expect(live.exit).toBe(0);
  expect(asked().sort()).toEqual([...unknown].sort());
  expect(
    (live.json() as unknown as Result).resultados.filter((item) => item['fuente'] === 'PADRON'),
  ).toHaveLength(20);
});

test('an old edition is said in the copy and on stderr', async () => {
  await importPadron(new Date(Date.now() - 30 * DAY));
  const libro = writeLibro(place.folder, rucsOf(apto));
  const { err, json } = await cli(['validar', libro, '--sin-red', '--json'], env());
  expect(err).toContain('conviene importar uno más reciente');
  expect((json() as unknown as Result).resultados[0]?.['observacion']).toContain('de hace 30 días');
});

test('ruc --sin-red answers from the padrón', async () => {
  await importPadron();
  const [known] = rucsOf(apto);
  const [absent] = padron.rows.absent(1);
  const { exit, json } = await cli(['ruc', known as string, absent as string, '--sin-red', '--json'], env());
  expect(exit).toBe(3);
  expect(json()).toMatchObject({
    resultados: [
      { ruc: known, veredicto: 'APTO', fuente: 'PADRON' },
      { ruc: absent, veredicto: 'SIN RESPUESTA', fuente: 'NINGUNA' },
    ],
  });
  const words = await cli(['ruc', known as string, '--sin-red'], env());
  expect(words.exit).toBe(0);
  expect(words.out).toContain(`Padrón SUNAT del ${toLimaDay(Date.now() - 2 * DAY)}`);
});

test('the registers: SSCO is NO APTO live and offline, with its dates; others stand in `padrones`', async () => {
  await importPadron();
  const [listed = '', agent = ''] = rucsOf(apto);
  const unknown = padron.rows.absent(1)[0] as string;
  await inWorkspace(async ({ padron: { registers } }) => {
    const ssco = join(place.folder, 'sujesincapacidadOperativa.xlsx');
    const lines = [listed, unknown].map((ruc) => ({ ruc: Number(ruc), publicada: '31/10/2026' }));
    writeFileSync(ssco, sscoBook(lines));
    await registers.importFile(ssco);
    const agents = join(place.folder, 'AgenRet_TXT.zip');
    writeFileSync(agents, listZip([`${agent}|EMPRESA|01/05/2014|033-2014|`]));
    await registers.importFile(agents, { lista: 'retencion' });
  });
  const libro = writeLibro(place.folder, [listed, agent, unknown]);
  const offline = (await cli(['validar', libro, '--sin-red', '--json'], env())).json() as unknown as Result;
  expect(offline.resultados).toMatchObject([
    { ruc: listed, veredicto: 'NO APTO', estado: 'ACTIVO', fuente: 'PADRON', padrones: 'SSCO' },
    { ruc: agent, veredicto: 'APTO', padrones: 'Retención' },
    { ruc: unknown, veredicto: 'NO APTO', fuente: 'LOCAL', padrones: 'SSCO' },
  ]);
  expect(offline.resultados[0]?.['observacion']).toMatch(
    /\(SSCO\).*publicada el 31\/10\/2026.*30 días hábiles/,
  );
  expect(offline.resumen).toMatchObject({ APTO: 1, 'NO APTO': 2, 'SIN RESPUESTA': 0 });
  const live = (
    await cli(['validar', libro, '--politica', 'padron-primero', '--json'], withToken())
  ).json() as unknown as Result;
  expect(asked().sort()).toEqual([listed, unknown].sort());
  expect(live.resultados).toMatchObject([
    { veredicto: 'NO APTO', fuente: 'MIGO' },
    { veredicto: 'APTO', fuente: 'PADRON' },
    { veredicto: 'NO APTO', fuente: 'MIGO' },
  ]);
  const words = await cli(['ruc', agent, '--sin-red'], env());
  expect(words.out).toContain('Agente de retención desde el 01/05/2014.');
});
