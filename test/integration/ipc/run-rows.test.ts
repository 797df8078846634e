/** Asking again for one RUC of a run: the answer stands beside what the run recorded, which stays. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowHandlers } from '../../../main/ipc/run-rows.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { mergeReadings } from '../../../main/validation/merge-readings.ts';
import { planRun } from '../../../main/validation/plan.ts';
import type { Workspace } from '../../../main/workspace.ts';
import type { Politica } from '../../../shared/contract.ts';
import { localKnowledge, ON_SSCO, padronEntry, RETENTION_AGENT } from '../../support/local-knowledge.ts';
import { companyRucs } from '../../support/rucs.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const [RUC = ''] = companyRucs(1);
const GONE = { estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO' };
const asMigo = (estado: string, condicion: string) => ({
  estado_del_contribuyente: estado,
  condicion_de_domicilio: condicion,
});
let simulator: Simulator;
let later: Simulator;
let place: ReturnType<typeof temporaryFolder>;
let workspace: Workspace;

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({
    existAll: true,
    overrides: { [RUC]: asMigo('ACTIVO', 'HABIDO') },
  });
  later = await createSimulator({
    existAll: true,
    overrides: { [RUC]: asMigo(GONE.estado, GONE.condicion) },
  });
  workspace = testWorkspace(place.folder, { url: simulator.url });
});

afterEach(async () => {
  await workspace.close();
  await simulator.close();
  await later.close();
  place.remove();
});

/** A run over these texts, done. */
async function runOver(texts: readonly string[], politica: Politica = 'vivo'): Promise<string> {
  const path = join(place.folder, 'compras.xlsx');
  writeFileSync(path, '');
  const reading = columnOf(texts);
  const merged = mergeReadings([reading]);
  const since = Date.now();
  const figures = await planRun(merged, { onDisk: workspace.onDisk, politica, since });
  const fuentes = [{ path, nombre: 'compras.xlsx', reading, manual: false }];
  const live = await workspace.service.start(
    { fuentes, items: merged.items, figures, politica, since, tope: null },
    { askedBy: 'ventana' },
  );
  await live.done;
  return live.id;
}

/** Another day: the same folder, an API that answers something else. */
async function dayLater(token: string | null = 'prueba-0123456789'): Promise<ReturnType<typeof rowHandlers>> {
  await workspace.close();
  workspace = testWorkspace(place.folder, { url: later.url, token });
  return rowHandlers({ workspace: () => workspace });
}

test('asks once, whatever is kept, and shows the answer beside the run’s verdict', async () => {
  const corrida = await runOver([RUC]);
  const rows = await dayLater();
  expect(await rows['run.detail']({ corrida, n: 0 })).toMatchObject({ veredicto: 'APTO', posterior: null });

  const { detalle, sinRespuesta } = await rows['run.askAgain']({ corrida, n: 0 });
  expect(sinRespuesta).toBeNull();
  expect(later.stats.requests).toHaveLength(1);
  expect(detalle).toMatchObject({
    veredicto: 'APTO',
    estado: 'ACTIVO',
    posterior: { veredicto: 'NO APTO', ...GONE },
  });
  expect(detalle.posterior?.consultadoEn).toBeGreaterThan(detalle.consultadoEn ?? Infinity);
  expect(detalle.historia[0]).toMatchObject(GONE);

  // It is still there when the row is opened again, and the run's own rows and counts are as they were.
  expect(await rows['run.detail']({ corrida, n: 0 })).toEqual(detalle);
  expect(workspace.service.snapshot(corrida)).toMatchObject({ conteo: { APTO: 1 }, consultasUsadas: 1 });
  // The next validation uses it.
  expect(workspace.answers.latest(RUC)?.taxpayer).toMatchObject(GONE);
});

test('says why there is no answer, and keeps what there was', async () => {
  const corrida = await runOver([RUC]);
  const rows = await dayLater();
  later.answerNext({ status: 422, body: { success: false, message: 'El campo ruc no es admitido.' } });
  const { detalle, sinRespuesta } = await rows['run.askAgain']({ corrida, n: 0 });
  expect(sinRespuesta).toContain('El campo ruc no es admitido.');
  expect(detalle).toMatchObject({ veredicto: 'APTO', posterior: null });
});

test('shows the registers where it stands, and all that the edition says of it', async () => {
  await workspace.close();
  const local = localKnowledge({ rows: [padronEntry(RUC)], marks: { [RUC]: RETENTION_AGENT } });
  workspace = testWorkspace(place.folder, { url: simulator.url, local });
  const corrida = await runOver([RUC], 'local');
  const rows = rowHandlers({ workspace: () => workspace });
  const detail = await rows['run.detail']({ corrida, n: 0 });
  expect(detail).toMatchObject({
    fuente: 'PADRON',
    direccion: 'AV. SOL NRO. 100',
    distrito: 'SAN ISIDRO',
    padrones: ['Agente de retención desde el 01/05/2014.'],
  });
  // With the next edition in use the run's verdict stays, without what only its own edition said.
  await workspace.close();
  const next = { ...padronEntry(RUC, 'BAJA DE OFICIO'), importN: 99 };
  workspace = testWorkspace(place.folder, { url: simulator.url, local: localKnowledge({ rows: [next] }) });
  expect(await rows['run.detail']({ corrida, n: 0 })).toMatchObject({
    veredicto: 'APTO',
    direccion: '',
    padrones: ['Agente de retención desde el 01/05/2014.'],
  });
});

test('who is on the SSCO list stays NO APTO, and where Migo says nothing that is said', async () => {
  await workspace.close();
  const local = localKnowledge({ marks: { [RUC]: ON_SSCO } });
  workspace = testWorkspace(place.folder, { url: simulator.url, local });
  const corrida = await runOver([RUC], 'local');
  const rows = rowHandlers({ workspace: () => workspace });
  simulator.answerNext({ status: 422, body: { success: false, message: 'No se admite.' } });
  expect((await rows['run.askAgain']({ corrida, n: 0 })).sinRespuesta).toContain('No se admite.');
  const { detalle, sinRespuesta } = await rows['run.askAgain']({ corrida, n: 0 });
  expect(sinRespuesta).toBeNull();
  expect(detalle.posterior).toMatchObject({ veredicto: 'NO APTO', estado: 'ACTIVO' });
});

test('is refused without a token, for a row that is no RUC, and where there is none', async () => {
  const corrida = await runOver([RUC, '2051234567']);
  const rows = await dayLater(null);
  await expect(rows['run.askAgain']({ corrida, n: 0 })).rejects.toMatchObject({ code: 'token-falta' });
  await expect(rows['run.askAgain']({ corrida, n: 1 })).rejects.toMatchObject({ code: 'entrada-invalida' });
  await expect(rows['run.askAgain']({ corrida, n: 9 })).rejects.toMatchObject({ code: 'corrida-no-existe' });
  expect(later.stats.requests).toEqual([]);
});

test('stops with its reason where the token is rejected', async () => {
  const corrida = await runOver([RUC]);
  const rows = await dayLater();
  later.failNext(1, 'token');
  await expect(rows['run.askAgain']({ corrida, n: 0 })).rejects.toMatchObject({ code: 'token-rechazado' });
});
