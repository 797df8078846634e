/** What the table of partners shows: filters, search, order, groups, and the figures over all. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../main/workspace.ts';
import type { PartnerQuery, PartnerSort } from '../../../shared/contract.ts';
import { localKnowledge, padronEntry } from '../../support/local-knowledge.ts';
import { EVERYONE, GOOD, LOST, partnersFixture } from '../../support/partners.ts';
import { DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const RUCS = companyRucs(6);
const [A = '', B = '', C = '', D = '', E = '', F = ''] = RUCS;
const NAMES: Record<string, string> = { [A]: 'ÑUSTA S.A.C.', [B]: 'Andina S.A.', [C]: 'ÁGUILA E.I.R.L.' };

let workspace: Workspace;

/**
 * A to D answered, A forty days ago, the others now: APTO, NO APTO (NO HABIDO), OBSERVADO, NO EXISTE. E failed, and F
 * was only seen in the padrón.
 */
beforeEach(async () => {
  const named = (ruc: string, fields: object): object => ({ ...fields, nombre_o_razon_social: NAMES[ruc] });
  workspace = await fixture.open({
    local: localKnowledge({ rows: [padronEntry(F, 'BAJA DEFINITIVA', 'HABIDO')] }),
    simulator: {
      overrides: {
        [A]: named(A, GOOD),
        [B]: named(B, LOST),
        [C]: named(C, { ...GOOD, condicion_de_domicilio: 'PENDIENTE' }),
        [D]: null,
        [F]: GOOD,
      },
    },
  });
  const { partners } = workspace;
  await partners.add([{ texto: A, alias: 'zorro' }], { tipo: 'proveedor', grupos: ['Obras', 'Sede'] });
  await refresh(workspace);
  fixture.clock().move(40 * DAY_MS);
  await partners.add([{ texto: B, alias: 'Abeja' }], { tipo: 'cliente', grupos: ['Obras'] });
  await partners.add([{ texto: C }, { texto: D }], { tipo: 'ambos', grupos: [] });
  await refresh(workspace, { tipo: 'rucs', rucs: [B, C, D] });
  fixture.clock().move(1000);
  await partners.add([{ texto: E }, { texto: F }], { tipo: 'proveedor', grupos: ['Sede'] });
  fixture.simulator().answerNext({ status: 422, body: { success: false, message: 'No' } });
  await partners.ask(E, new AbortController().signal);
  await partners.edit([D], { nota: 'Cobra en dólares' });
});

const found = (query: Partial<PartnerQuery>): string =>
  workspace.partners
    .rows({ ...EVERYONE, ...query }, 0, 100)
    .filas.map(({ ruc }) => 'ABCDEF'[RUCS.indexOf(ruc)])
    .join('');

const sorted = (campo: PartnerSort, descendente = false): string => found({ orden: { campo, descendente } });

describe('filters', () => {
  test.each<[PartnerQuery['filtro'], string]>([
    ['todos', 'ABCDEF'],
    ['revisar', 'BCDF'],
    ['vencidos', 'AEF'],
    ['sin-confirmar', 'A'],
    ['nunca', 'EF'],
    ['APTO', 'A'],
    ['NO APTO', 'BF'],
    ['OBSERVADO', 'C'],
    ['NO EXISTE', 'D'],
    ['SIN RESPUESTA', ''],
  ])('%s', (filtro, letters) => {
    expect(found({ filtro })).toBe(letters);
  });

  test('by kind, by group, by both', () => {
    expect(found({ tipo: 'ambos' })).toBe('CD');
    expect(found({ grupo: 'obras' })).toBe('AB');
    expect(found({ grupo: '' })).toBe('CD');
    expect(found({ grupo: 'sede', tipo: 'proveedor', filtro: 'nunca' })).toBe('EF');
  });

  test('by text in name, alias, RUC and note, whatever its accents; every word must be there', () => {
    expect(found({ texto: 'nusta' })).toBe('A');
    expect(found({ texto: 'ABÉJA' })).toBe('B');
    expect(found({ texto: 'dolares' })).toBe('D');
    expect(found({ texto: C.slice(3) })).toBe('C');
    expect(found({ texto: 's.a zorro' })).toBe('A');
    expect(found({ texto: 's.a', filtro: 'NO APTO' })).toBe('BF');
    expect(found({ texto: '%' })).toBe('');
  });
});

describe('order', () => {
  test.each<[PartnerSort, string, string]>([
    ['ruc', 'ABCDEF', 'FEDCBA'],
    // What is empty stands last both ways.
    ['razonSocial', 'CBAFDE', 'FABCED'],
    ['alias', 'BACDEF', 'ABCDEF'],
    ['tipo', 'CDBAEF', 'AEFBCD'],
    ['veredicto', 'BFCDAE', 'ADCBFE'],
    ['estado', 'ABCFDE', 'FABCDE'],
    ['condicion', 'AFBCDE', 'CBAFDE'],
    ['ultimaRespuesta', 'ABCDEF', 'DBCAEF'],
    ['ultimoIntento', 'ABCDEF', 'EDBCAF'],
    ['desde', 'ABCDFE', 'FDBCAE'],
  ])('%s', (campo, up, down) => {
    expect([sorted(campo), sorted(campo, true)]).toEqual([up, down]);
  });

  test('pages go on where the one before ended, and see what changed meanwhile', async () => {
    const query: PartnerQuery = { ...EVERYONE, orden: { campo: 'alias', descendente: false } };
    const page = (desde: number): string[] =>
      workspace.partners.rows(query, desde, 2).filas.map(({ ruc }) => ruc);
    expect([page(0), page(2), page(4), page(6)]).toEqual([[B, A], [C, D], [E, F], []]);
    await workspace.partners.edit([F], { alias: 'AAA' });
    expect(page(0)).toEqual([F, B]);
    await workspace.partners.remove([B]);
    expect(workspace.partners.rows(query, 0, 2)).toMatchObject({ total: 5 });
  });
});

test('sections count what each group holds of the query, by name, those without one last', () => {
  const query = { texto: '', tipo: null, filtro: 'todos' } as const;
  expect(workspace.partners.sections(query)).toEqual([
    { grupo: 'obras', nombre: 'Obras', socios: 2 },
    { grupo: 'sede', nombre: 'Sede', socios: 3 },
    { grupo: '', nombre: 'Sin grupo', socios: 2 },
  ]);
  expect(workspace.partners.sections({ ...query, filtro: 'revisar', texto: 's.a' })).toEqual([
    { grupo: 'obras', nombre: 'Obras', socios: 1 },
    { grupo: 'sede', nombre: 'Sede', socios: 1 },
  ]);
});

test('the figures over all, and of each group', () => {
  expect(workspace.partners.summary()).toMatchObject({
    socios: 6,
    porRevisar: 4,
    vencidos: 3,
    sinConfirmar: 1,
    enPlazo: 1,
    sinGrupo: 2,
    cambiosSinLeer: 0,
    grupos: [
      { clave: 'obras', socios: 2, vencidos: 1 },
      { clave: 'sede', socios: 3, vencidos: 3 },
    ],
    agenda: { proximo: null, enPausaHasta: null, aplazado: null },
  });
  workspace.settings.save({ sociosFrescuraDias: 60, sociosSinConfirmarDias: 90 });
  expect(workspace.partners.summary()).toMatchObject({ vencidos: 2, sinConfirmar: 0 });
});

test('a row says how the last attempt ended, and since when it has not been confirmed', () => {
  const { filas } = workspace.partners.rows(EVERYONE, 0, 10);
  const answeredAt = filas[0]?.ultimaRespuesta;
  expect(filas[0]).toMatchObject({
    veredicto: 'APTO',
    vencido: true,
    sinConfirmarDesde: answeredAt,
    ultimoIntento: { en: answeredAt, respondido: true, motivo: '' },
  });
  expect(filas[4]).toMatchObject({
    veredicto: null,
    ultimaRespuesta: null,
    ultimoIntento: { respondido: false, motivo: expect.stringMatching(/^Migo/) as string },
  });
});

test('listeners are told of what changed, here and in another process, and no longer once they stopped', async () => {
  let told = 0;
  const stop = workspace.partners.onChange(() => {
    told += 1;
  });
  await workspace.partners.edit([A], { nota: 'x' });
  await expect.poll(() => told).toBe(1);
  const other = await fixture.open();
  await other.partners.edit([A], { nota: 'y' });
  await expect.poll(() => told, { timeout: 5_000 }).toBeGreaterThan(1);
  stop();
  const before = told;
  await workspace.partners.edit([A], { nota: 'z' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(told).toBe(before);
});
