import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownChange, type KnownImport, spansOf } from '../../../../main/padron/changes/spans.ts';
import type { State } from '../../../../main/padron/changes/types.ts';

const DAY = 86_400_000;
const state = (estado: string, nombre = 'EL SOL S.A.C.', condicion = 'HABIDO'): State => ({
  estado,
  condicion,
  nombre,
});

/** What the import of each edition records, given what each edition says of the RUC. */
function recorded(states: readonly (State | null)[]): { imports: KnownImport[]; changes: KnownChange[] } {
  const imports = states.map((_, i) => ({
    n: i + 1,
    sha256: `sha${String(i + 1)}`,
    fecha: (i + 1) * DAY,
    previa: i === 0 ? null : `sha${String(i)}`,
  }));
  const changes = states.flatMap((a, i): KnownChange[] => {
    const de = states[i - 1] ?? null;
    if (i === 0 || JSON.stringify(de) === JSON.stringify(a)) return [];
    const renamed = de !== null && a !== null && de.nombre !== a.nombre;
    const named = (which: State | null, keep: boolean): KnownChange['a'] =>
      which === null ? null : { ...which, nombre: keep ? which.nombre : null };
    return [{ n: i + 1, de: named(de, renamed || a === null), a: named(a, renamed) }];
  });
  return { imports, changes };
}

const span = (s: State | null, desde: number, hasta: number | null) => ({
  ausente: s === null,
  estado: s?.estado ?? '',
  condicion: s?.condicion ?? '',
  razonSocial: s?.nombre ?? '',
  desde: desde * DAY,
  hasta: hasta === null ? null : hasta * DAY,
});

const anyState = fc.option(
  fc.record({
    estado: fc.constantFrom('ACTIVO', 'BAJA DE OFICIO'),
    condicion: fc.constantFrom('HABIDO', 'NO HABIDO'),
    nombre: fc.constantFrom('EL SOL', 'LA LUNA'),
  }),
);

describe('the states of a RUC over the editions kept', () => {
  test('one edition, no change: one state, open', () => {
    const { imports } = recorded([state('ACTIVO')]);
    expect(spansOf({ imports, changes: [], current: state('ACTIVO'), inUse: 1 })).toEqual([
      span(state('ACTIVO'), 1, null),
    ]);
  });

  test('a change lies between two editions: one ends with the last that showed it', () => {
    const states = [
      state('ACTIVO'),
      state('ACTIVO'),
      state('SUSPENSION TEMPORAL'),
      state('SUSPENSION TEMPORAL'),
    ];
    expect(spansOf({ ...recorded(states), current: state('SUSPENSION TEMPORAL'), inUse: 4 })).toEqual([
      span(state('SUSPENSION TEMPORAL'), 3, null),
      span(state('ACTIVO'), 1, 2),
    ]);
  });

  test('appeared, left, and came back under another name', () => {
    const states = [null, state('ACTIVO'), null, state('ACTIVO', 'LA LUNA S.A.')];
    expect(spansOf({ ...recorded(states), current: state('ACTIVO', 'LA LUNA S.A.'), inUse: 4 })).toEqual([
      span(state('ACTIVO', 'LA LUNA S.A.'), 4, null),
      span(null, 3, 3),
      span(state('ACTIVO'), 2, 2),
      span(null, 1, 1),
    ]);
  });

  test('in no edition: nothing', () => {
    expect(spansOf({ ...recorded([null, null]), current: null, inUse: 2 })).toEqual([]);
    expect(spansOf({ imports: [], changes: [], current: null, inUse: 0 })).toEqual([]);
  });

  test('whatever the editions said is what comes out, in whichever order the facts come in', () => {
    fc.assert(
      fc.property(
        fc.array(anyState, { minLength: 1, maxLength: 9 }).chain((states) => {
          const { imports, changes } = recorded(states);
          return fc.record({
            states: fc.constant(states),
            imports: fc.shuffledSubarray(imports, { minLength: imports.length }),
            changes: fc.shuffledSubarray(changes, { minLength: changes.length }),
          });
        }),
        ({ states, imports, changes }) => {
          const spans = spansOf({ imports, changes, current: states.at(-1) ?? null, inUse: states.length });
          const seen = states.map((_, i) => {
            const at = spans.find((s) => s.desde <= (i + 1) * DAY && (s.hasta ?? Infinity) >= (i + 1) * DAY);
            return at === undefined || at.ausente
              ? null
              : { estado: at.estado, condicion: at.condicion, nombre: at.razonSocial };
          });
          expect(seen).toEqual(states);
          expect(spans.filter(({ hasta }) => hasta === null)).toHaveLength(
            states.every((s) => s === null) ? 0 : 1,
          );
          expect([...spans].sort((a, b) => b.desde - a.desde)).toEqual(spans);
        },
      ),
    );
  });

  test('before an edition that could be compared with none, only what changed is known', () => {
    const { imports, changes } = recorded([
      state('ACTIVO'),
      state('BAJA DE OFICIO'),
      state('BAJA DE OFICIO'),
    ]);
    const broken = imports.map((item) => (item.n === 3 ? { ...item, previa: null } : item));
    const current = state('BAJA DE OFICIO');
    expect(spansOf({ imports: broken, changes, current, inUse: 3 })).toEqual([
      span(state('BAJA DE OFICIO'), 2, null),
      span(state('ACTIVO'), 1, 1),
    ]);
    expect(spansOf({ imports: broken, changes: [], current, inUse: 3 })).toEqual([span(current, 3, null)]);
  });

  test('an import that never came into use is left out', () => {
    const { imports, changes } = recorded([state('ACTIVO'), state('BAJA DE OFICIO')]);
    expect(spansOf({ imports, changes, current: state('ACTIVO'), inUse: 1 })).toEqual([
      span(state('ACTIVO'), 1, null),
    ]);
    const third = { n: 3, sha256: 'sha3', fecha: 3 * DAY, previa: 'sha1' };
    expect(spansOf({ imports: [...imports, third], changes, current: state('ACTIVO'), inUse: 3 })).toEqual([
      span(state('ACTIVO'), 1, null),
    ]);
  });

  test('an older edition that was taken in all the same is put where its date belongs', () => {
    const { imports, changes } = recorded([state('ACTIVO'), state('BAJA DE OFICIO')]);
    const dated = imports.map((item) => ({ ...item, fecha: item.n === 1 ? 5 * DAY : 3 * DAY }));
    expect(spansOf({ imports: dated, changes, current: state('BAJA DE OFICIO'), inUse: 2 })).toEqual([
      span(state('ACTIVO'), 5, 5),
      span(state('BAJA DE OFICIO'), 3, 3),
    ]);
  });
});
