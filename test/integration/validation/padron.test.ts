/** Runs and look-ups that the padrón and the registers take part in, over real SQLite and real loopback HTTP. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { takeInAnswerFile } from '../../../main/padron/consulta-multiple/take-in.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { mergeReadings } from '../../../main/validation/merge-readings.ts';
import { planPolicies } from '../../../main/validation/plan.ts';
import type { Workspace } from '../../../main/workspace.ts';
import type { LocalKnowledge } from '../../../shared/padron.ts';
import { fuenteWords } from '../../../shared/verdict.ts';
import { createFastClock } from '../../support/fast-clock.ts';
import {
  EDITION,
  EDITION_DAY,
  localKnowledge,
  ON_SSCO,
  padronEntry,
  RETENTION_AGENT,
} from '../../support/local-knowledge.ts';
import { companyRucs } from '../../support/rucs.ts';
import { itemsOf, startRun, type TestRun } from '../../support/run.ts';
import { HEADER, line, writeAnswerFile, WRITTEN } from '../../support/sunat-file.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const DAY = 86_400_000;
/** 24/11/2026 10:00 in Lima. */
const NOW = Date.UTC(2026, 10, 24, 15, 0);

let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;
const open: Workspace[] = [];

async function setUp(
  local: LocalKnowledge,
  { simulate = {}, token }: { simulate?: SimulatorOptions; token?: string | null } = {},
): Promise<Workspace> {
  simulator = await createSimulator({ existAll: true, ...simulate });
  return openOne(local, token);
}

function openOne(local: LocalKnowledge, token?: string | null): Workspace {
  const workspace = testWorkspace(place.folder, {
    url: simulator.url,
    local,
    clock: createFastClock(200, NOW),
    ...(token === undefined ? {} : { token }),
  });
  open.push(workspace);
  return workspace;
}

async function run(workspace: Workspace, rucs: readonly string[], options: TestRun = {}): Promise<string> {
  const live = await startRun(workspace, columnOf(rucs), { now: NOW, ...options });
  const end = await live.done;
  expect(end.error).toBeNull();
  return live.id;
}

function asked(): string[] {
  return simulator.stats.requests.flatMap((request) => request.rucs);
}

function logged(workspace: Workspace, type: string): string[] {
  return workspace.database.db
    .prepare<[], string>('SELECT payload FROM audit_log')
    .pluck()
    .all()
    .filter((payload) => payload.includes(`"${type}"`));
}

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.close();
  await simulator.close();
  place.remove();
});

const [APTO, BAJA, ABSENT, LISTED, FOURTH] = companyRucs(5) as [string, string, string, string, string];
const ROWS = [padronEntry(APTO), padronEntry(BAJA, 'BAJA DE OFICIO', 'HABIDO'), padronEntry(LISTED)];
const KNOWN = localKnowledge({ rows: ROWS, marks: { [LISTED]: ON_SSCO, [APTO]: RETENTION_AGENT } });

describe('padron-primero', () => {
  test('takes who is APTO, asks for the rest, and writes down what each verdict rests on', async () => {
    const workspace = await setUp(KNOWN);
    const id = await run(workspace, [APTO, BAJA, ABSENT, LISTED], { politica: 'padron-primero' });
    expect(asked().sort()).toEqual([BAJA, ABSENT, LISTED].sort());
    const items = itemsOf(workspace, id);
    expect(items.get(APTO)).toMatchObject({
      veredicto: 'APTO',
      fuente: 'PADRON',
      origen: 'PADRON',
      datoAl: EDITION_DAY,
      padronImport: EDITION.n,
      marcas: RETENTION_AGENT,
      answerN: null,
    });
    expect(items.get(APTO)?.consultadoEn).toBeGreaterThanOrEqual(NOW);
    expect(items.get(BAJA)).toMatchObject({ fuente: 'MIGO', padronImport: null });
    expect(items.get(LISTED)).toMatchObject({ veredicto: 'NO APTO', fuente: 'MIGO' });
    const snapshot = workspace.service.snapshot(id);
    expect(snapshot).toMatchObject({ desdePadron: 1, desdeCache: 0, consultasUsadas: 3 });
    expect(logged(workspace, 'padron-consultado')).toHaveLength(1);
    expect(logged(workspace, 'padron-consultado')[0]).toContain(APTO);
  });

  test('a fresh answer goes before the padrón', async () => {
    const workspace = await setUp(KNOWN);
    await run(workspace, [APTO]);
    const id = await run(workspace, [APTO], { politica: 'padron-primero' });
    expect(itemsOf(workspace, id).get(APTO)).toMatchObject({ fuente: 'CACHE', origen: 'MIGO' });
  });

  test('without an edition asks for everything', async () => {
    const workspace = await setUp(localKnowledge({ edition: null, rows: ROWS }));
    await run(workspace, [APTO, BAJA], { politica: 'padron-primero' });
    expect(asked().sort()).toEqual([APTO, BAJA].sort());
  });
});

describe('local', () => {
  test('asks nobody: the padrón by its date, who is not in it unknown, never NO EXISTE', async () => {
    const workspace = await setUp(KNOWN, { token: null });
    const id = await run(workspace, [APTO, BAJA, ABSENT, LISTED], { politica: 'local' });
    expect(simulator.stats.requests).toEqual([]);
    const items = itemsOf(workspace, id);
    expect(items.get(BAJA)).toMatchObject({
      veredicto: 'NO APTO',
      fuente: 'PADRON',
      estado: 'BAJA DE OFICIO',
    });
    expect(items.get(ABSENT)).toMatchObject({ veredicto: 'SIN RESPUESTA', fuente: 'NINGUNA' });
    expect(items.get(ABSENT)?.observacion).toContain(
      'No figura en el padrón del 23/11/2026; puede ser más nuevo.',
    );
    expect(items.get(LISTED)).toMatchObject({ veredicto: 'NO APTO', fuente: 'PADRON' });
    expect(workspace.service.snapshot(id)).toMatchObject({ desdePadron: 3, puedeRetomar: true });
  });

  test('takes the younger of answer and padrón, and keeps the count of both for good', async () => {
    const workspace = await setUp(KNOWN);
    await run(workspace, [APTO, BAJA]);
    await workspace.close();
    open.length = 0;
    // Long after, with a younger edition that holds one of them.
    const later = EDITION_DAY + 30 * DAY;
    const next = localKnowledge({
      edition: { ...EDITION, n: 5, fecha: later },
      rows: [padronEntry(APTO, 'ACTIVO', 'NO HABIDO', later)],
    });
    const again = openOne(next);
    const id = await run(again, [APTO, BAJA], { politica: 'local', now: later + DAY });
    const items = itemsOf(again, id);
    expect(items.get(APTO)).toMatchObject({ veredicto: 'NO APTO', fuente: 'PADRON', datoAl: later });
    expect(items.get(BAJA)).toMatchObject({ fuente: 'CACHE' });
    expect(items.get(BAJA)?.observacion).toContain('más antigua que lo pedido');
    expect(again.runs.get(id)).toMatchObject({ desdePadron: 1, desdeCache: 1 });
    expect(again.runs.get(id)?.cacheMasAntiguo).not.toBeNull();
  });

  test('an edition older than the set age is said', async () => {
    const workspace = await setUp(
      localKnowledge({
        edition: { ...EDITION, fecha: NOW - 8 * DAY },
        rows: [padronEntry(APTO, 'ACTIVO', 'HABIDO', NOW - 8 * DAY)],
      }),
    );
    const id = await run(workspace, [APTO], { politica: 'local' });
    expect(itemsOf(workspace, id).get(APTO)?.observacion).toContain('El padrón usado es del 16/11/2026');
    workspace.settings.save({ padronEdadDias: 30 });
    const second = await run(workspace, [APTO], { politica: 'local' });
    expect(itemsOf(workspace, second).get(APTO)?.observacion).toBe('');
  });

  test('is taken up live: who is known stays, the others are asked', async () => {
    const workspace = await setUp(KNOWN);
    const column = columnOf([APTO, ABSENT]);
    const id = await run(workspace, [APTO, ABSENT], { politica: 'local' });
    const input = { readings: [column], tope: null, politica: 'vivo' } as const;
    await (
      await workspace.service.resume(id, input, { askedBy: 'comando' })
    ).done;
    expect(asked()).toEqual([ABSENT]);
    expect(itemsOf(workspace, id).get(ABSENT)).toMatchObject({ fuente: 'MIGO' });
    expect(workspace.runs.get(id)).toMatchObject({
      politica: 'vivo',
      desdePadron: 1,
      consultasPlan: 1,
      peticionesPlan: 1,
    });
  });
});

describe('where Migo does not answer', () => {
  test('the verdict is SIN RESPUESTA, and what the padrón knows is said', async () => {
    const workspace = await setUp(KNOWN, { simulate: { tokens: ['otro'] } });
    const live = await startRun(workspace, columnOf([APTO, ABSENT]), { now: NOW });
    await live.done;
    const items = itemsOf(workspace, live.id);
    expect(items.get(APTO)).toMatchObject({
      veredicto: 'SIN RESPUESTA',
      fuente: 'NINGUNA',
      padronImport: null,
    });
    expect(items.get(APTO)?.observacion).toContain('según el padrón del 23/11/2026: ACTIVO, HABIDO.');
    expect(items.get(ABSENT)?.observacion).toContain('No figura en el padrón');
    expect(workspace.service.snapshot(live.id).desdePadron).toBe(0);
  });

  test('who is on the SSCO list is NO APTO and is asked when the run is taken up', async () => {
    const workspace = await setUp(KNOWN, { simulate: { tokens: ['otro'] } });
    const live = await startRun(workspace, columnOf([LISTED, FOURTH]), { now: NOW });
    const end = await live.done;
    expect(end.conteo).toMatchObject({ 'NO APTO': 1, 'SIN RESPUESTA': 1 });
    expect(itemsOf(workspace, live.id).get(LISTED)).toMatchObject({
      fuente: 'LOCAL',
      state: 'sin-respuesta',
    });
    expect(workspace.service.snapshot(live.id).puedeRetomar).toBe(true);
    await workspace.close();
    open.length = 0;
    await simulator.close();
    const again = await setUp(KNOWN);
    const input = { readings: [columnOf([LISTED, FOURTH])], tope: null };
    const second = await again.service.resume(live.id, input, { askedBy: 'comando' });
    const conteo = (await second.done).conteo;
    expect(asked().sort()).toEqual([LISTED, FOURTH].sort());
    expect(itemsOf(again, live.id).get(LISTED)).toMatchObject({
      veredicto: 'NO APTO',
      fuente: 'MIGO',
      state: 'listo',
    });
    expect(conteo['SIN RESPUESTA']).toBe(0);
    expect(Object.values(conteo).reduce((sum, many) => sum + many, 0)).toBe(2);
  });

  test('an item is counted once, under its last verdict, whatever it had while it was not answered', async () => {
    // The last round asks for it again, in vain.
    const workspace = await setUp(KNOWN, { simulate: { poison: [{ ruc: LISTED, single: true }] } });
    const live = await startRun(workspace, columnOf([LISTED, FOURTH]), { now: NOW });
    const { conteo } = await live.done;
    expect(conteo).toEqual(workspace.runs.counts(live.id).conteo);
    expect(conteo['SIN RESPUESTA']).toBe(0);
    expect(itemsOf(workspace, live.id).get(LISTED)).toMatchObject({ veredicto: 'NO APTO', fuente: 'LOCAL' });
  });
});

describe('answer files of SUNAT', () => {
  test('are stored answers: reused fresh in a live run, weighed by their date against the padrón', async () => {
    const workspace = await setUp(KNOWN);
    const path = join(place.folder, 'RM20261124153010.zip');
    await writeAnswerFile(path, [HEADER, line(BAJA, 'UNO S.A.C.', 'HABIDO', 'ACTIVO')]);
    const later = WRITTEN + DAY / 2;
    const clock = { ...workspace.clock, now: () => later };
    await takeInAnswerFile({ ...workspace.answerFiles, clock }, path);
    const live = await run(workspace, [BAJA, ABSENT], { now: later });
    expect(asked()).toEqual([ABSENT]);
    const found = itemsOf(workspace, live).get(BAJA);
    expect(found).toMatchObject({ veredicto: 'APTO', fuente: 'CACHE', origen: 'SUNAT', datoAl: WRITTEN });
    expect(fuenteWords('CACHE', found?.origen ?? undefined)).toBe('Consulta múltiple SUNAT');
    // A day after it is no longer fresh, and still younger than the edition of the day before it.
    const local = await run(workspace, [BAJA], { now: WRITTEN + 3 * DAY, politica: 'local' });
    expect(itemsOf(workspace, local).get(BAJA)).toMatchObject({ fuente: 'CACHE', origen: 'SUNAT' });
  });
});

describe('look-ups', () => {
  const options = {
    priority: 'interactive',
    signal: new AbortController().signal,
    since: NOW - DAY,
  } as const;

  test('offline take the padrón and the marks', async () => {
    const workspace = await setUp(KNOWN, { token: null });
    const { results } = await workspace.lookUp([APTO, ABSENT, LISTED], { ...options, offline: true });
    expect(results.map(({ verdict }) => [verdict.veredicto, verdict.fuente])).toEqual([
      ['APTO', 'PADRON'],
      ['SIN RESPUESTA', 'NINGUNA'],
      ['NO APTO', 'PADRON'],
    ]);
    expect(results[0]?.verdict.marcas).toEqual(RETENTION_AGENT);
    expect(simulator.stats.requests).toEqual([]);
  });

  test('live carry the marks too', async () => {
    const workspace = await setUp(KNOWN);
    const { results } = await workspace.lookUp([LISTED], { ...options, offline: false });
    expect(results[0]?.verdict).toMatchObject({ veredicto: 'NO APTO', fuente: 'MIGO', marcas: ON_SSCO });
  });
});

describe('the plan', () => {
  test.each(['vivo', 'padron-primero', 'local'] as const)(
    'counts for %s what the run then does',
    async (politica) => {
      const workspace = await setUp(KNOWN);
      const rucs = [APTO, BAJA, ABSENT, LISTED, FOURTH, '20131312956'];
      await run(workspace, [FOURTH]);
      const before = asked().length;
      const reading = columnOf(rucs);
      const plans = await planPolicies(mergeReadings([reading]), {
        onDisk: workspace.onDisk,
        since: NOW - DAY,
      });
      const plan = plans[politica];
      const id = await run(workspace, rucs, { politica });
      const snapshot = workspace.service.snapshot(id);
      expect({
        enCache: plan.enCache,
        enPadron: plan.enPadron,
        consultas: plan.consultasMaximo,
      }).toEqual({
        enCache: snapshot.desdeCache,
        enPadron: snapshot.desdePadron,
        consultas: asked().length - before,
      });
      const unknown = politica === 'local' ? snapshot.conteo['SIN RESPUESTA'] : 0;
      expect(plan.formatoInvalido + plan.enCache + plan.enPadron + plan.consultasMaximo + unknown).toBe(
        plan.distintos,
      );
    },
  );
});
