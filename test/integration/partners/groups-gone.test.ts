/** Groups that are no more: no partner stays behind in one, where no section would show it. */
import { expect, test } from 'vitest';
import { partnersFixture } from '../../support/partners.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const [A = '', B = ''] = companyRucs(2);

test('a partner that comes back after its group went stands with those without one', async () => {
  const { partners } = await fixture.open();
  await partners.add([{ texto: A }, { texto: B }], { tipo: 'proveedor', grupos: ['Obras', 'Sede'] });
  await partners.remove([A]);
  await partners.removeGroup('obras');
  await partners.removeGroup('sede');
  await partners.add([{ texto: A }], { tipo: 'proveedor', grupos: ['Sede'] });
  expect(partners.detail(A)?.grupos).toEqual(['sede']);
  expect(partners.sections({ texto: '', tipo: null, filtro: 'todos' })).toEqual([
    { grupo: 'sede', nombre: 'Sede', socios: 1 },
    { grupo: '', nombre: 'Sin grupo', socios: 1 },
  ]);
});
