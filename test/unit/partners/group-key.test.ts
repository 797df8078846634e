import { expect, test } from 'vitest';
import { groupKeyOf } from '../../../main/partners/group-key.ts';

test.each([
  ['  Clínica   Ñandú ', 'clinica nandu'],
  ['OBRAS', 'obras'],
  ['obras\tnorte', 'obras norte'],
  // The same name as two keyboards write it.
  ['Peru\u0301', 'peru'],
  ['Perú', 'peru'],
  ['   ', ''],
  ['x'.repeat(100), 'x'.repeat(80)],
  [`${'x'.repeat(79)} y`, 'x'.repeat(79)],
])('%j', (nombre, clave) => {
  expect(groupKeyOf(nombre)).toBe(clave);
});
