/** The time line of changes: read, marked, and handed on as a workbook. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { read, utils } from 'xlsx';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import type { CallInput } from '../../../shared/contract.ts';
import { HabidoError } from '../../../shared/errors.ts';
import { toLimaMinute } from '../../../shared/time.ts';
import { companyRucs } from '../../support/rucs.ts';
import { GOOD, LOST } from '../../support/socios.ts';
import { openTestWindow, type TestWindow } from '../../support/window.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const QUERY: CallInput<'changes.export'> = {
  rumbo: 'todos',
  grupo: null,
  dias: null,
  sinLeer: false,
  corrida: null,
  texto: '',
};
const [A, B, C] = companyRucs(3) as [string, string, string];
/** What a name can bring. */
const HOSTILE = '=HYPERLINK("http://ejemplo.pe";"vea")';

let place: ReturnType<typeof temporaryFolder>;
let simulator: Simulator;
let window: TestWindow;

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({ existAll: true });
  for (const ruc of [A, B, C]) simulator.change(ruc, GOOD);
  window = openTestWindow({ folder: join(place.folder, 'datos'), url: simulator.url });
  const add = {
    tipo: 'proveedor',
    texto: A,
    alias: 'El de siempre',
    grupos: ['Fletes', 'Cliente Uno'],
  } as const;
  await window.call('partners.add', { ...add, grupos: [...add.grupos] });
  await window.call('partners.add', { ...add, texto: `${B} ${C}`, grupos: [] });
  await refresh();
});

afterEach(async () => {
  await window.close();
  await simulator.close();
  place.remove();
});

async function refresh(): Promise<string> {
  const asked = { alcance: { tipo: 'todos' }, tambienFrescos: true, tope: null } as const;
  const { corrida } = await window.call('partners.refresh', asked);
  await window.event('partners.refreshed', (end) => end.corrida === corrida);
  return corrida;
}

/** A gets worse, B another name, then A better; answers the two refreshes. */
async function threeChanges(): Promise<[string, string]> {
  simulator.change(A, LOST);
  simulator.change(B, { ...GOOD, nombre_o_razon_social: HOSTILE });
  const first = await refresh();
  simulator.change(A, GOOD);
  return [first, await refresh()];
}

const rows = (query: Partial<typeof QUERY> = {}): Promise<Awaited<ReturnType<typeof page>>> =>
  page({ ...QUERY, ...query });
const page = (query: typeof QUERY) => window.call('changes.rows', { ...query, desde: 0, cuantas: 100 });

test('newest first, counted by course, by refresh, group, text and what was read', async () => {
  const [first, second] = await threeChanges();
  const all = await rows();
  expect(all).toMatchObject({ total: 3, sinLeer: 3, conteo: { peor: 1, mejor: 1, otro: 1 } });
  expect(all.filas[0]).toMatchObject({
    ruc: A,
    alias: 'El de siempre',
    campo: 'condicion',
    de: 'NO HABIDO',
    a: 'HABIDO',
    veredictoDe: 'NO APTO',
    veredictoA: 'APTO',
    rumbo: 'mejor',
    corrida: second,
    leido: false,
  });
  expect(
    all.filas
      .slice(1)
      .map(({ campo }) => campo)
      .sort(),
  ).toEqual(['condicion', 'razonSocial']);
  expect(await rows({ corrida: first })).toMatchObject({ total: 2 });
  expect(await rows({ rumbo: 'peor' })).toMatchObject({ total: 1, conteo: { mejor: 1 } });
  expect(await rows({ grupo: 'fletes' })).toMatchObject({ total: 2 });
  expect(await rows({ texto: 'siempre' })).toMatchObject({ total: 2 });
  expect(await rows({ dias: 1 })).toMatchObject({ total: 3 });
});

test('are marked one by one or all that a query finds, and back', async () => {
  await threeChanges();
  const { filas } = await rows();
  const ids = [filas[0]?.id ?? ''];
  expect(await window.call('changes.mark', { consulta: QUERY, ids, leido: true })).toEqual({ marcados: 1 });
  await window.event('partners.changed', ({ cambiosSinLeer }) => cambiosSinLeer === 2);
  expect(await rows({ sinLeer: true })).toMatchObject({ total: 2 });
  expect(await window.call('changes.mark', { consulta: { ...QUERY, rumbo: 'otro' }, leido: true })).toEqual({
    marcados: 1,
  });
  expect(await window.call('changes.mark', { consulta: QUERY, leido: true })).toEqual({ marcados: 1 });
  expect(await window.call('changes.mark', { consulta: QUERY, leido: true })).toEqual({ marcados: 0 });
  expect(await rows()).toMatchObject({ total: 3, sinLeer: 0 });
  expect(await window.call('changes.mark', { consulta: QUERY, ids, leido: false })).toEqual({ marcados: 1 });
  expect(await window.call('partners.summary', {})).toMatchObject({ cambiosSinLeer: 1 });
});

test('are exported as the query finds them: real dates, names of groups, texts that stay texts', async () => {
  await threeChanges();
  const { filas } = await rows();
  await window.call('changes.mark', { consulta: QUERY, ids: [filas[0]?.id ?? ''], leido: true });
  const target = join(place.folder, 'salida.xlsx');
  window.chooses({ target });
  const saved = await window.call('changes.export', QUERY);
  expect(saved).toMatchObject({ nombre: 'salida.xlsx', filas: 3, copias: 1, avisos: [] });
  const sheet = read(readFileSync(target)).Sheets['Cambios'] ?? expect.unreachable('no sheet');
  const table = utils.sheet_to_json<Record<string, string>>(sheet, { defval: '', raw: false });
  expect(Object.keys(table[0] ?? {})).toEqual(
    (
      'NOTADO EL,RUC,RAZÓN SOCIAL,ALIAS,GRUPOS,CAMPO,DE,A,VEREDICTO ANTES,VEREDICTO AHORA,RUMBO,FUENTE,DATO AL,' +
      'LEÍDO,PLAZO'
    ).split(','),
  );
  expect(table[0]).toMatchObject({
    'NOTADO EL': toLimaMinute(filas[0]?.notadoEn ?? 0),
    RUC: A,
    ALIAS: 'El de siempre',
    GRUPOS: 'Cliente Uno, Fletes',
    CAMPO: 'Condición',
    DE: 'NO HABIDO',
    A: 'HABIDO',
    'VEREDICTO ANTES': 'NO APTO',
    'VEREDICTO AHORA': 'APTO',
    RUMBO: 'Mejoró',
    FUENTE: 'Migo',
    LEÍDO: 'Sí',
  });
  expect(table.map((row) => row['LEÍDO'])).toEqual(['Sí', 'No', 'No']);
  expect(sheet['A2']).toMatchObject({ t: 'n' });
  expect(table.find((row) => row['CAMPO'] === 'Razón social')).toMatchObject({
    RUC: B,
    A: HOSTILE,
    GRUPOS: '',
  });
  expect(Object.values(sheet as Record<string, { f?: string }>).every((cell) => cell.f === undefined)).toBe(
    true,
  );
  // The handle opens it like every copy.
  await window.call('copy.show', { copia: saved?.copia ?? '' });
  const only = await window.call('changes.export', { ...QUERY, rumbo: 'peor' });
  expect(only).toMatchObject({ filas: 1 });
});

test('nothing is written where the dialog was cancelled, and it says why where it can’t be', async () => {
  await threeChanges();
  window.chooses({ target: null });
  expect(await window.call('changes.export', QUERY)).toBeNull();
  window.chooses({ target: join(place.folder, 'no-hay', 'cambios') });
  await expect(window.call('changes.export', QUERY)).rejects.toMatchObject({ code: 'salida-sin-permiso' });
  const folder = join(place.folder, 'cambios');
  window.chooses({ target: folder });
  expect(await window.call('changes.export', QUERY)).toMatchObject({ nombre: 'cambios.xlsx' });
  expect(existsSync(`${folder}.xlsx`)).toBe(true);
});

test('an export leaves an earlier file whole where it fails on its way', async () => {
  await threeChanges();
  const target = join(place.folder, 'antes.xlsx');
  writeFileSync(target, 'antes');
  window.chooses({ target });
  const { changes } = window.desk.workspace().partners;
  vi.spyOn(changes, 'pages').mockImplementation(function* () {
    yield* changes.rows(QUERY, 0, 1).filas.map((change) => [change]);
    throw new HabidoError('datos-danados');
  });
  await expect(window.call('changes.export', QUERY)).rejects.toMatchObject({ code: 'datos-danados' });
  expect(readFileSync(target, 'utf8')).toBe('antes');
});

test('all are read once each, whatever is noticed or marked as read meanwhile', async () => {
  const rucs = companyRucs(700, 100);
  const turn = async (condicion: string): Promise<void> => {
    for (const ruc of rucs) simulator.change(ruc, { ...GOOD, condicion_de_domicilio: condicion });
    await refresh();
  };
  const add = { tipo: 'proveedor', texto: rucs.join(' '), alias: '', grupos: [] } as const;
  await window.call('partners.add', { ...add, grupos: [] });
  await turn('HABIDO');
  await turn('NO HABIDO');
  const { changes } = window.desk.workspace().partners;
  function* rucsIn(query: typeof QUERY): Generator<string[]> {
    for (const found of changes.pages(query)) yield found.map(({ ruc }) => ruc);
  }
  const pages = rucsIn({ ...QUERY, sinLeer: true });
  const first: string[] = pages.next().value ?? [];
  expect(first).toHaveLength(500);
  await turn('NO HALLADO');
  await window.call('changes.mark', { consulta: { ...QUERY, texto: first[0] ?? '' }, leido: true });
  const rest = [...pages].flat();
  expect([...first, ...rest].toSorted()).toEqual([...rucs].sort());
});
