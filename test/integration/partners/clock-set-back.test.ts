/** A clock that was far ahead and is put right: what is said or asked after that counts, whatever stands before it. */
import { expect, test } from 'vitest';
import { projectionsOf } from '../../support/partner-facts.ts';
import { EVERYONE, EVERY_CHANGE, LOST, partnersFixture } from '../../support/partners.ts';
import { DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import type { Workspace } from '../../../main/workspace.ts';

const fixture = partnersFixture();
const [A = '', B = ''] = companyRucs(2);

/** Two partners, made a year ahead; the clock is right from then on. */
async function madeAhead(): Promise<Workspace> {
  fixture.clock().move(365 * DAY_MS);
  const workspace = await fixture.open();
  await workspace.partners.add([{ texto: A }, { texto: B }], { tipo: 'proveedor', grupos: ['Obras'] });
  fixture.clock().move(-365 * DAY_MS);
  return workspace;
}

test('an edit counts after what it changes', async () => {
  const { partners, database } = await madeAhead();
  await partners.edit([A], { alias: 'Uno', tipo: 'cliente', quitarGrupos: ['obras'] });
  await partners.edit([A], { alias: 'Dos' });
  expect(partners.detail(A)).toMatchObject({ alias: 'Dos', tipo: 'cliente', grupos: [] });
  expect(await partners.remove([A])).toBe(1);
  expect(partners.rows(EVERYONE, 0, 10).filas.map(({ ruc }) => ruc)).toEqual([B]);
  const added = await partners.add([{ texto: A }], { tipo: 'ambos', grupos: [] });
  expect(added).toMatchObject({ volvieron: 1 });
  expect(partners.detail(A)).toMatchObject({ activo: true, tipo: 'ambos' });
  const before = projectionsOf(database);
  await partners.rebuild();
  expect(projectionsOf(database)).toEqual(before);
});

test('a group is renamed and removed, and its removal ends', async () => {
  const { partners } = await madeAhead();
  const plain = { empresa: null, frescuraDias: 5, agenda: null };
  partners.saveGroup({ ...plain, clave: 'obras', nombre: 'Sede' });
  expect(partners.summary().grupos).toMatchObject([{ nombre: 'Sede', frescuraDias: 5, socios: 2 }]);
  await partners.removeGroup('obras');
  expect(partners.summary()).toMatchObject({ grupos: [], sinGrupo: 2 });
});

test('a change is marked again, and stays so when all is made anew', async () => {
  const workspace = await madeAhead();
  const { partners, database } = workspace;
  await refresh(workspace);
  fixture.simulator().change(A, LOST);
  fixture.clock().move(365 * DAY_MS);
  await refresh(workspace);
  expect(await partners.changes.mark(EVERY_CHANGE, null, true)).toBe(1);
  fixture.clock().move(-300 * DAY_MS);
  expect(await partners.changes.mark(EVERY_CHANGE, null, false)).toBe(1);
  await partners.rebuild();
  expect(partners.changes.rows(EVERY_CHANGE, 0, 9).sinLeer).toBe(1);
  expect(database.db.prepare('SELECT count(*) FROM change_marks').pluck().get()).toBe(2);
});

test('listeners hear of changes at once', async () => {
  const { partners } = await madeAhead();
  let told = 0;
  const stop = partners.onChange(() => (told += 1));
  fixture.clock().move(365 * DAY_MS);
  await partners.edit([A], { alias: 'Uno' });
  await expect.poll(() => told).toBe(1);
  fixture.clock().move(-365 * DAY_MS);
  await partners.edit([A], { alias: 'Dos' });
  await expect.poll(() => told, { timeout: 2_000 }).toBe(2);
  stop();
});
