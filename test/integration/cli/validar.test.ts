/** `habido validar` by the contract: plan, run, copy, JSON and exit codes. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { cli, cliProcess } from '../../support/cli.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;

function env(extra: Record<string, string> = {}): Record<string, string> {
  return {
    HABIDO_DATOS: join(place.folder, 'datos'),
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
    HABIDO_POR_MINUTO: '1000',
    ...extra,
  };
}

async function start(options: SimulatorOptions = {}): Promise<void> {
  simulator = await createSimulator(options);
}

function sha(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Result cells by row of the first sheet, header first. */
function rowsOf(path: string): Record<string, unknown>[] {
  const book = read(readFileSync(path));
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] as string] as object, { defval: null });
}

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(async () => {
  await simulator.close();
  place.remove();
});

test('gives the same workbook back with a verdict in every row, and the JSON of the contract', async () => {
  await start();
  const rucs = [...companyRucs(140), ...personRucs(20), ...companyRucs(10), '20131312956'];
  const libro = writeLibro(place.folder, rucs);
  const before = sha(libro);
  const { exit, json } = await cli(['validar', libro, '--json'], env());
  expect(exit).toBe(0);
  const result = json() as {
    corrida: string;
    salida: string;
    plan: Record<string, unknown>;
    resumen: Record<string, number>;
    resultados: { ruc: string; veredicto: string; fuente: string; consultadoEn: string | null }[];
    consultasUsadas: number;
    peticiones: number;
  };
  expect(sha(libro)).toBe(before);
  expect(result.salida).toBe(join(place.folder, 'libro (verificado).xlsx'));
  expect(result.plan).toEqual({
    hoja: 'Compras',
    columna: 'B',
    filaEncabezado: 1,
    filas: 171,
    otros: 0,
    distintos: 161,
    formatoInvalido: 1,
    enCache: 0,
    enPadron: 0,
    consultasMinimo: 2,
    consultasMaximo: 160,
    peticiones: 2,
    alternativas: [],
  });
  expect(result.resultados.map((item) => item.ruc)).toEqual([...new Set(rucs)]);
  expect(Object.values(result.resumen).reduce((sum, many) => sum + many, 0)).toBe(161);
  expect(result.consultasUsadas).toBe(160 + (result.resumen['NO EXISTE'] ?? 0));
  expect(result.peticiones).toBe(2 + (result.resumen['NO EXISTE'] ?? 0));
  const verdicts = new Map(result.resultados.map((item) => [item.ruc, item.veredicto]));
  const rows = rowsOf(result.salida);
  expect(rows.length).toBe(171);
  rows.forEach((row, i) => {
    expect(row['VEREDICTO']).toBe(verdicts.get(rucs[i] as string));
    expect(row['Importe']).toBe(i + 0.5);
  });
});

test('a second copy takes the next free name; a named one is replaced', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(3));
  await cli(['validar', libro], env());
  const second = (await cli(['validar', libro, '--json'], env())).json();
  expect(second['salida']).toBe(join(place.folder, 'libro (verificado) (2).xlsx'));
  const named = join(place.folder, 'otra.xlsx');
  writeFileSync(named, 'lo de antes');
  expect((await cli(['validar', libro, '--salida', named], env())).exit).toBe(0);
  expect(rowsOf(named).length).toBe(3);
  expect(readdirSync(place.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('--solo-plan asks nobody and writes nothing', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(250));
  const { exit, json } = await cli(['validar', libro, '--solo-plan', '--json'], env());
  expect(exit).toBe(0);
  expect(json()).toMatchObject({
    corrida: null,
    salida: null,
    resultados: [],
    plan: { consultasMaximo: 250, peticiones: 3 },
  });
  expect(simulator.stats.requests.length).toBe(0);
  expect(readdirSync(place.folder).sort()).toEqual(['datos', 'libro.xlsx']);
});

test('exit 3: some have no answer, the workbook is written', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(5));
  const { exit, json } = await cli(['validar', libro, '--sin-red', '--json'], env());
  expect(exit).toBe(3);
  expect(json()).toMatchObject({ resumen: { 'SIN RESPUESTA': 5 }, consultasUsadas: 0 });
  expect(existsSync(String(json()['salida']))).toBe(true);
});

test('without a token the policy is local; an explicit vivo ends with 5', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(5));
  const noToken: Record<string, string> = env();
  delete noToken['HABIDO_MIGO_TOKEN'];
  expect((await cli(['validar', libro], noToken)).exit).toBe(3);
  expect(simulator.stats.requests.length).toBe(0);
  const explicit = await cli(['validar', libro, '--politica', 'vivo'], noToken);
  expect(explicit.exit).toBe(5);
  expect(explicit.err).toContain('token');
});

test('exit 5: a rejected token, a used-up plan, the ceiling; the workbook is written and the run resumed', async () => {
  await start({ tokens: ['otro'] });
  const libro = writeLibro(place.folder, companyRucs(250));
  const rejected = await cli(['validar', libro, '--json'], env());
  expect(rejected.exit).toBe(5);
  expect(existsSync(String(rejected.json()['salida']))).toBe(true);
  await simulator.close();
  await start({ existAll: true });
  const capped = await cli(['validar', libro, '--tope', '120', '--json'], env());
  expect(capped.exit).toBe(5);
  const corrida = String(capped.json()['corrida']);
  expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(120);
  const resumed = await cli(['validar', libro, '--reanudar', corrida, '--tope', '250', '--json'], env());
  expect(resumed.exit).toBe(0);
  expect(resumed.json()).toMatchObject({ corrida, consultasUsadas: 250, resumen: { 'SIN RESPUESTA': 0 } });
  expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(250);
});

test('--reanudar refuses a source that changed', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(20));
  const corrida = String((await cli(['validar', libro, '--json'], env())).json()['corrida']);
  writeLibro(place.folder, companyRucs(21));
  const { exit, err } = await cli(['validar', libro, '--reanudar', corrida], env());
  expect(exit).toBe(4);
  expect(err).toContain('cambió');
});

test('exit 4: what is no workbook or has no RUC, nothing written', async () => {
  await start();
  const cases: Record<string, () => string> = {
    vanished: () => join(place.folder, 'no-existe.xlsx'),
    empty: () => touch('vacio.xlsx', ''),
    text: () => touch('texto.xlsx', 'esto no es un libro'),
    folder: () => {
      mkdirSync(join(place.folder, 'carpeta.xlsx'));
      return join(place.folder, 'carpeta.xlsx');
    },
    'no RUC': () => writeLibro(place.folder, ['hola', 'mundo', 'total'], 'palabras.xlsx'),
  };
  for (const [name, make] of Object.entries(cases)) {
    const path = make();
    const { exit, err, out } = await cli(['validar', path], env());
    expect([name, exit]).toEqual([name, 4]);
    expect(err.trim()).toMatch(/\.$/);
    expect(err).not.toContain(place.folder);
    expect(out).toBe('');
  }
  expect(readdirSync(place.folder).some((name) => name.includes('verificado'))).toBe(false);
});

test('exit 4: one RUC on every row, unless accepted or named', async () => {
  await start();
  const libro = writeLibro(
    place.folder,
    Array.from({ length: 8 }, () => companyRucs(1)[0] as string),
  );
  const asked = await cli(['validar', libro], env());
  expect(asked.exit).toBe(4);
  expect(asked.err).toContain('--aceptar');
  expect((await cli(['validar', libro, '--aceptar'], env())).exit).toBe(0);
  expect((await cli(['validar', libro, '--columna', 'B'], env())).exit).toBe(0);
});

test('a named column is judged whole; one without anything gives a copy without verdicts', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(4));
  const named = await cli(['validar', libro, '--columna', 'a', '--json'], env());
  expect(named.exit).toBe(0);
  expect(named.json()).toMatchObject({ plan: { columna: 'A', filas: 4, distintos: 4, formatoInvalido: 4 } });
  const nothing = await cli(['validar', libro, '--columna', 'H', '--json'], env());
  expect(nothing.exit).toBe(0);
  expect(nothing.json()).toMatchObject({ plan: { filas: 0, distintos: 0 }, resultados: [] });
  expect(existsSync(String(nothing.json()['salida']))).toBe(true);
});

test('exit 2: words that are off, a target that is the source or has another extension', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(2));
  for (const words of [
    [],
    ['bailar'],
    ['validar'],
    ['validar', libro, '--nada'],
    ['validar', libro, '--tope', 'x'],
    ['validar', libro, '--politica', 'otra'],
    ['validar', libro, '--sin-red', '--politica', 'vivo'],
    ['validar', libro, '--salida', libro],
    ['validar', libro, '--salida', join(place.folder, 'copia.csv')],
    ['validar', libro, '--reanudar', '01990000-0000-7000-8000-000000000000'],
  ]) {
    const { exit, err } = await cli(words, env());
    expect([words.slice(1), exit]).toEqual([words.slice(1), 2]);
    expect(err).not.toBe('');
  }
});

test('--salida is never the source, whatever it is called, nor that of the run taken up', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(4));
  const before = sha(libro);
  const linked = join(place.folder, 'otro-nombre.xlsx');
  linkSync(libro, linked);
  const moved = join(place.folder, 'llevado.xlsx');
  copyFileSync(libro, moved);
  const first = (await cli(['validar', libro, '--tope', '2', '--json'], env())).json();
  const requests = simulator.stats.requests.length;
  for (const words of [
    ['validar', libro, '--salida', linked],
    ['validar', moved, '--reanudar', String(first['corrida']), '--salida', libro],
  ]) {
    const { exit } = await cli(words, env());
    expect([words.slice(1), exit]).toEqual([words.slice(1), 2]);
  }
  expect(sha(libro)).toBe(before);
  // Said before anything is asked.
  expect(simulator.stats.requests.length).toBe(requests);
});

test('help of everything ends with 0, in Spanish', async () => {
  await start();
  for (const words of [
    ['--help'],
    ['validar', '--help'],
    ['ruc', '--help'],
    ['cuenta', '--help'],
    ['corridas', '--help'],
    ['simulador', '--help'],
  ]) {
    const { exit, out } = await cli(words, env());
    expect([words, exit]).toEqual([words, 0]);
    expect(out).toContain('Uso:');
    expect(out).not.toContain('display help');
  }
});

test('exit 6: a data folder that is a file', async () => {
  await start();
  const libro = writeLibro(place.folder, companyRucs(2));
  const file = touch('datos-que-son-archivo', 'x');
  const { exit, err } = await cli(['validar', libro], env({ HABIDO_DATOS: file }));
  expect(exit).toBe(6);
  expect(err).not.toContain(file);
});

test('exit 130: cancelled, no workbook, what was answered is kept', async () => {
  await start({ latencyMs: 30, existAll: true });
  const libro = writeLibro(place.folder, companyRucs(2_000));
  const interrupt = new AbortController();
  const done = cli(['validar', libro], env(), { interrupted: interrupt.signal });
  await answered(5);
  interrupt.abort();
  expect((await done).exit).toBe(130);
  expect(readdirSync(place.folder).sort()).toEqual(['datos', 'libro.xlsx']);
  const list = (await cli(['corridas', '--json'], env())).json() as {
    corridas: { estado: string; resumen: Record<string, number> }[];
  };
  expect(list.corridas[0]?.estado).toBe('cancelada');
  expect(list.corridas[0]?.resumen['SIN RESPUESTA']).toBeLessThan(2_000);
});

test('killed in mid-run: interrumpida at once, and only what was in flight is asked again', async () => {
  await start({ latencyMs: 30, existAll: true });
  const libro = writeLibro(place.folder, companyRucs(3_000));
  let kill = (): void => undefined;
  const done = cliProcess(['validar', libro, '--frescura', '0'], env(), (child) => {
    kill = () => child.kill('SIGKILL');
  });
  await answered(8);
  kill();
  await done;
  const list = (await cli(['corridas', '--json'], env())).json() as {
    corridas: { corrida: string; estado: string }[];
  };
  expect(list.corridas[0]?.estado).toBe('interrumpida');
  expect(readdirSync(place.folder).sort()).toEqual(['datos', 'libro.xlsx']);
  const resumed = await cli(
    ['validar', libro, '--reanudar', String(list.corridas[0]?.corrida), '--json'],
    env(),
  );
  expect(resumed.exit).toBe(0);
  expect(rowsOf(String(resumed.json()['salida'])).length).toBe(3_000);
  const times = [...simulator.stats.timesAnswered().values()];
  expect(times.length).toBe(3_000);
  expect(times.filter((many) => many > 1).length).toBeLessThanOrEqual(400);
  expect(Math.max(...times)).toBeLessThanOrEqual(2);
});

test('killed with batches set aside: a resume sends what is left of the ceiling, and no more', async () => {
  await start({ latencyMs: 300, existAll: true });
  const libro = writeLibro(place.folder, companyRucs(600));
  const slowly = env({ HABIDO_CONCURRENCIA: '1' });
  let kill = (): void => undefined;
  const done = cliProcess(['validar', libro, '--tope', '400'], slowly, (child) => {
    kill = () => child.kill('SIGKILL');
  });
  // The first request is answered, the second on its way, and two more batches wait for their turn.
  await answered(1);
  await requested(2);
  kill();
  await done;
  const list = (await cli(['corridas', '--json'], slowly)).json() as { corridas: { corrida: string }[] };
  const words = ['validar', libro, '--reanudar', String(list.corridas[0]?.corrida), '--json'];
  expect((await cli(words, slowly)).exit).toBe(5);
  expect(simulator.stats.requests.map(({ rucs }) => rucs.length)).toEqual([100, 100, 100, 100]);
});

function touch(name: string, content: string): string {
  const path = join(place.folder, name);
  writeFileSync(path, content);
  return path;
}

/** Waits until the simulator has answered so many requests. */
function answered(count: number): Promise<void> {
  return until(() => simulator.stats.requests.filter(({ status }) => status === 200).length >= count);
}

/** Waits until so many requests have reached it. */
function requested(count: number): Promise<void> {
  return until(() => simulator.stats.requests.length >= count);
}

async function until(reached: () => boolean): Promise<void> {
  const limit = Date.now() + 15_000;
  while (!reached()) {
    if (Date.now() > limit) throw new Error('the simulator was not asked');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
