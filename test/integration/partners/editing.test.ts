/** What people say of partners and of groups. */
import { describe, expect, test } from 'vitest';
import type { GroupEdit } from '../../../main/partners/types.ts';
import { projectionsOf } from '../../support/partner-facts.ts';
import { entriesOf, EVERYONE, partnersFixture } from '../../support/partners.ts';
import { DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import type { Workspace } from '../../../main/workspace.ts';

const fixture = partnersFixture();
const [A = '', B = '', STRANGER = ''] = companyRucs(3);
const PLAIN: GroupEdit = { clave: null, nombre: 'Obras', empresa: null, frescuraDias: null, agenda: null };

async function two(): Promise<Workspace> {
  const workspace = await fixture.open();
  await workspace.partners.add([{ texto: A }, { texto: B }], { tipo: 'proveedor', grupos: ['Obras'] });
  return workspace;
}

describe('an edit', () => {
  test('changes the fields that it names, in partners alone', async () => {
    const { partners } = await two();
    await partners.edit([A, STRANGER, A], { alias: ' Andina ', nota: 'x\u0000y', tipo: 'ambos' });
    await partners.edit([A], { agregarGrupos: ['Sede', 'OBRAS'], quitarGrupos: ['obras'] });
    expect(partners.detail(A)).toMatchObject({
      alias: 'Andina',
      nota: 'xy',
      tipo: 'ambos',
      // Named both ways: it is in it.
      grupos: ['obras', 'sede'],
    });
    await partners.edit([A, B], { quitarGrupos: ['obras', 'no existe'] });
    expect(partners.rows(EVERYONE, 0, 10).filas.map(({ alias, grupos }) => [alias, grupos])).toEqual([
      ['Andina', ['sede']],
      ['', []],
    ]);
    expect(partners.detail(STRANGER)).toBeNull();
  });

  test('that changes nothing leaves no fact and no entry', async () => {
    const workspace = await two();
    const facts = (): unknown =>
      workspace.database.db.prepare('SELECT count(*) FROM partner_edits').pluck().get();
    const before = facts();
    await workspace.partners.edit([A, B], { tipo: 'proveedor', alias: '', agregarGrupos: ['obras'] });
    expect(facts()).toBe(before);
    expect(entriesOf(workspace, 'socio-editado')).toEqual([]);
    await workspace.partners.edit([A, B], { nota: 'x' });
    expect(entriesOf(workspace, 'socio-editado')).toMatchObject([{ rucs: [A, B] }]);
  });
});

describe('a group', () => {
  test('has a key without accents and case, and keeps it and its partners under another name', async () => {
    const { partners } = await two();
    expect(partners.saveGroup({ ...PLAIN, nombre: '  Clínica  Ñandú ', empresa: B })).toBe('clinica nandu');
    await partners.edit([A], { agregarGrupos: ['CLINICA ÑANDÚ'] });
    partners.saveGroup({
      ...PLAIN,
      clave: 'clinica nandu',
      nombre: 'Sanatorio',
      empresa: B,
      frescuraDias: 3,
    });
    expect(partners.summary().grupos).toEqual([
      {
        clave: 'clinica nandu',
        nombre: 'Sanatorio',
        empresa: B,
        frescuraDias: 3,
        agenda: null,
        socios: 1,
        vencidos: 1,
      },
      expect.objectContaining({ clave: 'obras', socios: 2 }) as unknown,
    ]);
    await partners.edit([B], { agregarGrupos: ['sanatorio'] });
    expect(partners.detail(B)?.grupos).toEqual(['clinica nandu', 'obras']);
    // The old name is free, its key is not.
    expect(partners.saveGroup({ ...PLAIN, nombre: 'Clínica Ñandú' })).toBe('clinica nandu 2');
  });

  test('has a name of its own, and must be there to be changed', async () => {
    const { partners } = await two();
    expect(() => partners.saveGroup({ ...PLAIN, nombre: 'ÓBRAS' })).toThrow('Ya hay un grupo con ese nombre');
    partners.saveGroup({ ...PLAIN, nombre: 'Sede' });
    expect(() => partners.saveGroup({ ...PLAIN, clave: 'sede', nombre: 'obras' })).toThrow('Ya hay un grupo');
    expect(() => partners.saveGroup({ ...PLAIN, clave: 'nadie' })).toThrow();
    await expect(partners.removeGroup('nadie')).rejects.toMatchObject({ code: 'grupo-no-existe' });
  });

  test('goes without its partners, who stay, and comes back empty', async () => {
    const workspace = await two();
    const { partners } = workspace;
    await partners.removeGroup('obras');
    expect(partners.rows(EVERYONE, 0, 10).filas.map(({ grupos }) => grupos)).toEqual([[], []]);
    expect(partners.summary()).toMatchObject({ socios: 2, sinGrupo: 2, grupos: [] });
    await expect(partners.removeGroup('obras')).rejects.toMatchObject({ code: 'grupo-no-existe' });
    expect(partners.saveGroup(PLAIN)).toBe('obras');
    expect(partners.summary().grupos).toMatchObject([{ clave: 'obras', socios: 0 }]);
    expect(entriesOf(workspace, 'grupo-quitado')).toHaveLength(1);
    expect(entriesOf(workspace, 'grupo-guardado')).toHaveLength(2);
  });

  test('sets the freshness of its partners, the least where they are in several', async () => {
    const workspace = await two();
    const { partners } = workspace;
    await partners.edit([A], { agregarGrupos: ['Diario'] });
    await refresh(workspace);
    fixture.clock().move(2 * DAY_MS);
    const due = (): string[] =>
      partners.rows({ ...EVERYONE, filtro: 'vencidos' }, 0, 10).filas.map(({ ruc }) => ruc);
    expect(due()).toEqual([]);
    partners.saveGroup({ ...PLAIN, clave: 'diario', nombre: 'Diario', frescuraDias: 1 });
    partners.saveGroup({ ...PLAIN, clave: 'obras', frescuraDias: 30 });
    expect(due()).toEqual([A]);
    fixture.clock().move(10 * DAY_MS);
    expect(due()).toEqual([A]);
    await partners.removeGroup('diario');
    expect(due()).toEqual([]);
    partners.saveGroup({ ...PLAIN, clave: 'obras', frescuraDias: null });
    expect(due()).toEqual([A, B]);
    const rows = projectionsOf(workspace.database);
    await partners.rebuild();
    expect(projectionsOf(workspace.database)).toEqual(rows);
  });
});
