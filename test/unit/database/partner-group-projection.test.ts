import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupOf, type GroupFact } from '../../../main/database/partner-group-projection.ts';
import type { GroupEditField } from '../../../main/database/partner-types.ts';

const fact = (at: number, id: string, edit: GroupEditField): GroupFact => ({ at, id, edit });

test('each field stands as it was said last', () => {
  expect(
    groupOf('obras', [
      fact(3, 'c', { campo: 'nombre', valor: 'Sede' }),
      fact(1, 'a', { campo: 'alta', valor: true }),
      fact(1, 'b', { campo: 'nombre', valor: 'Obras' }),
      fact(2, 'd', { campo: 'frescuraDias', valor: 3 }),
    ]),
  ).toEqual({ clave: 'obras', activo: true, nombre: 'Sede', empresa: null, frescuraDias: 3, agenda: null });
});

test('a group of which nothing was said is none', () => {
  expect(groupOf('obras', [])).toMatchObject({ activo: false, nombre: 'obras' });
});

test('facts in any order make the same group', () => {
  const edit: fc.Arbitrary<GroupEditField> = fc.oneof(
    fc.record({ campo: fc.constant('alta' as const), valor: fc.boolean() }),
    fc.record({ campo: fc.constant('nombre' as const), valor: fc.string() }),
    fc.record({ campo: fc.constant('frescuraDias' as const), valor: fc.option(fc.integer()) }),
  );
  const facts = fc
    .array(fc.record({ at: fc.integer({ min: 0, max: 3 }), edit }), { maxLength: 12 })
    .map((made) => made.map((one, i) => ({ ...one, id: String(i).padStart(2, '0') })));
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 12 }), (given, turn) => {
      const turned = [...given.slice(turn), ...given.slice(0, turn)];
      expect(groupOf('a', turned)).toEqual(groupOf('a', given));
      expect(groupOf('a', given.toReversed())).toEqual(groupOf('a', given));
    }),
  );
});
