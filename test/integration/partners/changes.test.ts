/** The time line of changes, and what was read of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../main/workspace.ts';
import { entriesOf, EVERY_CHANGE, GOOD, LOST, partnersFixture } from '../../support/partners.ts';
import { ALL, DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const RUCS = companyRucs(4);
const [A = '', B = '', C = ''] = RUCS;

let workspace: Workspace;
/** The two refreshes that noticed something. */
let first: string;
let second: string;

beforeEach(async () => {
  workspace = await fixture.open({
    simulator: {
      overrides: { [A]: GOOD, [B]: LOST, [C]: { ...GOOD, nombre_o_razon_social: 'ÑANDÚ S.A.C.' } },
    },
  });
  const { partners } = workspace;
  await partners.add([{ texto: A, alias: 'Andina' }, { texto: B }], { tipo: 'proveedor', grupos: ['Obras'] });
  await partners.add([{ texto: C }], { tipo: 'cliente', grupos: [] });
  await refresh(workspace);
  const { simulator, clock } = { simulator: fixture.simulator(), clock: fixture.clock() };
  clock.move(20 * DAY_MS);
  simulator.change(A, LOST);
  simulator.change(B, GOOD);
  first = (await refresh(workspace, ALL)).corrida;
  clock.move(20 * DAY_MS);
  simulator.change(C, { ...GOOD, nombre_o_razon_social: 'AVESTRUZ S.A.C.' });
  second = (await refresh(workspace, ALL)).corrida;
});

describe('rows', () => {
  const found = (query: Partial<typeof EVERY_CHANGE>): string[] =>
    workspace.partners.changes
      .rows({ ...EVERY_CHANGE, ...query }, 0, 10)
      .filas.map(({ ruc, campo, rumbo }) => `${RUCS.indexOf(ruc)} ${campo} ${rumbo}`);

  test('are the newest first, counted by course, with what they mean and where their partner stands', () => {
    const { total, sinLeer, conteo, filas } = workspace.partners.changes.rows(EVERY_CHANGE, 0, 10);
    expect([total, sinLeer, conteo]).toEqual([3, 3, { peor: 1, mejor: 1, otro: 1 }]);
    expect(filas.map(({ campo, corrida }) => [campo, corrida])).toEqual([
      ['razonSocial', second],
      ['condicion', first],
      ['condicion', first],
    ]);
    const worse = filas.find(({ rumbo }) => rumbo === 'peor');
    expect(worse).toMatchObject({
      ruc: A,
      alias: 'Andina',
      grupos: ['obras'],
      veredictoDe: 'APTO',
      veredictoA: 'NO APTO',
      leido: false,
      plazo: 'Puede levantarse hasta el 31/12/2026.',
    });
    expect(workspace.partners.changes.rows(EVERY_CHANGE, 1, 1)).toMatchObject({
      total: 3,
      filas: [filas[1]],
    });
  });

  test('by course, group, days, refresh, text', () => {
    expect(found({ rumbo: 'peor' })).toEqual(['0 condicion peor']);
    expect(found({ grupo: '' })).toEqual(['2 razonSocial otro']);
    expect(found({ grupo: 'obras', rumbo: 'mejor' })).toEqual(['1 condicion mejor']);
    expect(found({ dias: 10 })).toEqual(['2 razonSocial otro']);
    expect(found({ corrida: first }).toSorted()).toEqual(['0 condicion peor', '1 condicion mejor']);
    expect(found({ texto: 'avestruz' })).toEqual(['2 razonSocial otro']);
    expect(found({ texto: 'ÁNDINA' })).toEqual(['0 condicion peor']);
    expect(found({ texto: 'ñandú' })).toEqual([]);
    const { total, conteo } = workspace.partners.changes.rows({ ...EVERY_CHANGE, rumbo: 'peor' }, 0, 10);
    expect([total, conteo]).toEqual([1, { peor: 1, mejor: 1, otro: 1 }]);
  });

  test('all of them, page by page', () => {
    expect([...workspace.partners.changes.pages(EVERY_CHANGE)].flat()).toHaveLength(3);
    expect([...workspace.partners.changes.pages({ ...EVERY_CHANGE, texto: 'nadie' })]).toEqual([]);
  });
});

describe('what was read', () => {
  test('is marked by itself, by a query, and back; one that is marked so already is not counted', async () => {
    const { changes, summary } = workspace.partners;
    const [newest] = changes.rows(EVERY_CHANGE, 0, 1).filas;
    expect(await changes.mark(EVERY_CHANGE, [newest?.id ?? '', 'no such change'], true)).toBe(1);
    expect(summary().cambiosSinLeer).toBe(2);
    expect(changes.rows({ ...EVERY_CHANGE, sinLeer: true }, 0, 10)).toMatchObject({ total: 2, sinLeer: 2 });
    expect(await changes.mark(EVERY_CHANGE, null, true)).toBe(2);
    expect(await changes.mark(EVERY_CHANGE, null, true)).toBe(0);
    expect(summary().cambiosSinLeer).toBe(0);
    expect(await changes.mark({ ...EVERY_CHANGE, rumbo: 'peor' }, null, false)).toBe(1);
    expect(summary().cambiosSinLeer).toBe(1);
    expect(entriesOf(workspace, 'cambios-leidos')).toEqual([
      { cambios: 1, leido: true },
      { cambios: 2, leido: true },
      { cambios: 1, leido: false },
    ]);
  });

  test('stays so for whoever else works over the folder, and when all is made anew', async () => {
    await workspace.partners.changes.mark({ ...EVERY_CHANGE, rumbo: 'peor' }, null, true);
    const other = await fixture.open();
    expect(other.partners.summary().cambiosSinLeer).toBe(2);
    await other.partners.rebuild();
    expect(workspace.partners.summary().cambiosSinLeer).toBe(2);
  });
});
