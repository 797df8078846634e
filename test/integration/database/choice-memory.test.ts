import { expect, it } from 'vitest';
import { ChoiceMemory } from '../../../main/database/choice-memory.ts';
import { dataFixture } from '../../support/data.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const data = dataFixture();
const SHAPE = 'a'.repeat(64);

it('remembers the last choice of a shape over restarts, and forgets it', () => {
  const folder = data.folder();
  const memory = new ChoiceMemory(data.open(folder), createFakeClock());
  expect(memory.get(SHAPE)).toBeNull();
  memory.remember(SHAPE, { hoja: 'Compras', columna: 'H', filaEncabezado: 7, manual: false });
  const chosen = { hoja: 'Maestro', columna: 'B', filaEncabezado: null, manual: true };
  memory.remember(SHAPE, chosen);
  const again = new ChoiceMemory(data.open(folder), createFakeClock());
  expect(again.get(SHAPE)).toEqual(chosen);
  expect(again.get('b'.repeat(64))).toBeNull();
  again.forget(SHAPE);
  expect(again.get(SHAPE)).toBeNull();
});
