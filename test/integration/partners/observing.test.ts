/** Partners learn from runs, refreshes, look-ups and answer files, in the transaction that stores the answers. */
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { takeInAnswerFile } from '../../../main/padron/consulta-multiple/take-in.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { projectionsOf } from '../../support/partner-facts.ts';
import { entriesOf, EVERY_CHANGE, GOOD, LOST, partnersFixture } from '../../support/partners.ts';
import { addPartners, DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import { startRun } from '../../support/run.ts';
import { HEADER, line, writeAnswerFile } from '../../support/sunat-file.ts';
import { columnOf } from '../../support/workspace.ts';

const fixture = partnersFixture();
const [A = '', B = '', STRANGER = ''] = companyRucs(3);
const NOW = new AbortController().signal;

async function known(): Promise<Workspace> {
  const workspace = await fixture.open({ simulator: { overrides: { [A]: GOOD, [B]: GOOD } } });
  await addPartners(workspace, [A, B]);
  await refresh(workspace);
  fixture.clock().move(10 * DAY_MS);
  return workspace;
}

async function runOver(workspace: Workspace, rucs: readonly string[]): Promise<string> {
  const run = await startRun(workspace, columnOf(rucs), { now: fixture.clock().now() });
  await run.done;
  return run.id;
}

describe('a run over a workbook', () => {
  test('refreshes the partners that it meets, and says which changes it noticed', async () => {
    const workspace = await known();
    fixture.simulator().change(A, LOST);
    const corrida = await runOver(workspace, [A, STRANGER]);
    const { partners } = workspace;
    expect(partners.detail(A)).toMatchObject({
      veredicto: 'NO APTO',
      vencido: false,
      ultimoIntento: { respondido: true, motivo: '' },
      cambios: [{ campo: 'condicion', de: 'HABIDO', a: 'NO HABIDO', rumbo: 'peor', corrida, leido: false }],
    });
    expect(partners.detail(STRANGER)).toBeNull();
    expect(partners.detail(B)?.vencido).toBe(true);
    expect(partners.changes.rows({ ...EVERY_CHANGE, corrida }, 0, 10).total).toBe(1);
    expect(entriesOf(workspace, 'socio-cambio')).toEqual([
      {
        cambios: [
          {
            cambio: partners.detail(A)?.cambios[0]?.id,
            ruc: A,
            campo: 'condicion',
            de: 'HABIDO',
            a: 'NO HABIDO',
            veredictoDe: 'APTO',
            veredictoA: 'NO APTO',
            corrida,
          },
        ],
      },
    ]);
  });

  test('does not where the setting is off; a refresh and a look-up always do', async () => {
    const workspace = await known();
    workspace.settings.save({ corridasActualizanSocios: false });
    fixture.simulator().change(A, LOST);
    await runOver(workspace, [A]);
    expect(workspace.partners.detail(A)).toMatchObject({ veredicto: 'APTO', vencido: true });
    // The refresh pays for nothing: the run's answer is fresh, and now counts.
    const requests = fixture.simulator().stats.requests.length;
    const end = await refresh(workspace, { tipo: 'rucs', rucs: [A] });
    expect(fixture.simulator().stats.requests.length).toBe(requests);
    expect(end).toMatchObject({ respondidos: 1, cambios: 1, peores: 1 });
    expect(workspace.partners.detail(A)).toMatchObject({ veredicto: 'NO APTO', vencido: false });
    fixture.clock().move(DAY_MS);
    fixture.simulator().change(A, GOOD);
    const { detalle, sinRespuesta } = await workspace.partners.ask(A, NOW);
    expect([detalle.veredicto, sinRespuesta]).toEqual(['APTO', null]);
  });

  test('keeps nothing of answers whose transaction fails, neither there nor here', async () => {
    const workspace = await known();
    fixture.simulator().change(A, LOST);
    const before = projectionsOf(workspace.database);
    const append = workspace.audit.append.bind(workspace.audit);
    vi.spyOn(workspace.audit, 'append').mockImplementation((kind, data, options) => {
      if (kind === 'consulta') throw new Error('disk full');
      return append(kind, data, options);
    });
    const run = await startRun(workspace, columnOf([A]), { now: fixture.clock().now() });
    expect((await run.done).error).toBeInstanceOf(Error);
    expect(projectionsOf(workspace.database)).toEqual(before);
    vi.restoreAllMocks();
  });
});

describe('a failure', () => {
  test('never changes a partner, nor the age of its last real answer', async () => {
    const workspace = await known();
    const before = workspace.partners.detail(A);
    fixture.simulator().failAll('500');
    const { sinRespuesta } = await workspace.partners.ask(A, NOW);
    expect(sinRespuesta).toContain('Migo');
    const { ultimoIntento, ...after } = workspace.partners.detail(A) ?? {};
    expect(ultimoIntento).toMatchObject({
      respondido: false,
      motivo: expect.stringMatching(/^Migo .*\.$/) as string,
    });
    const { ultimoIntento: _, ...same } = before ?? {};
    expect(after).toEqual(same);
    expect(workspace.partners.detail(B)?.ultimoIntento).toMatchObject({ respondido: true });
  });

  test('is a number that Migo refuses, in its own words', async () => {
    const workspace = await known();
    fixture.simulator().answerNext({ status: 422, body: { success: false, message: 'Número observado' } });
    const { sinRespuesta, detalle } = await workspace.partners.ask(A, NOW);
    expect(sinRespuesta).toContain('Número observado');
    expect(detalle).toMatchObject({
      veredicto: 'APTO',
      ultimoIntento: { respondido: false, motivo: 'Migo no aceptó este número. Dijo: Número observado' },
    });
  });

  test('is said of nobody who was not asked about', async () => {
    const workspace = await known();
    fixture.simulator().answerNext({ status: 401, body: { success: false, message: 'Unauthenticated.' } });
    await expect(workspace.partners.ask(A, NOW)).rejects.toMatchObject({ code: 'token-rechazado' });
    expect(workspace.partners.detail(A)?.ultimoIntento).toMatchObject({ motivo: 'Migo rechazó el token.' });
    expect(workspace.partners.detail(B)?.ultimoIntento).toMatchObject({ respondido: true });
    await expect(workspace.partners.ask(STRANGER, NOW)).rejects.toMatchObject({ code: 'socio-no-existe' });
  });

  test('makes it unconfirmed in the end, since its last real answer', async () => {
    const workspace = await known();
    const answered = workspace.partners.detail(A)?.ultimaRespuesta;
    fixture.clock().move(21 * DAY_MS);
    fixture.simulator().failAll('500');
    await workspace.partners.ask(A, NOW);
    expect(workspace.partners.detail(A)?.sinConfirmarDesde).toBe(answered);
    expect(workspace.partners.summary().sinConfirmar).toBe(2);
  });
});

test('an answer file of SUNAT counts from when it was written, without a query', async () => {
  const workspace = await known();
  const path = join(fixture.folder(), 'RM20261124153010.zip');
  await writeAnswerFile(path, [
    HEADER,
    line(A, 'COMERCIAL', 'HABIDO', 'BAJA DE OFICIO'),
    line(STRANGER, 'X', 'HABIDO', 'ACTIVO'),
  ]);
  const requests = fixture.simulator().stats.requests.length;
  const { fecha } = await takeInAnswerFile(workspace.answerFiles, path);
  expect(fixture.simulator().stats.requests.length).toBe(requests);
  const bySunat = workspace.partners.detail(A)?.tramos.find(({ fuente }) => fuente === 'SUNAT');
  expect(bySunat).toMatchObject({ desde: fecha, veredicto: 'NO APTO', estado: 'BAJA DE OFICIO' });
  expect(workspace.partners.detail(STRANGER)).toBeNull();
});
