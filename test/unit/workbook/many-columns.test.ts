/** Detection over sheets with many columns of RUCs: what it looks at grows with the columns, not with their square. */
import { expect, test, vi } from 'vitest';
import { recognise } from '../../../main/workbook/detect/recognise.ts';
import { factsOf } from '../../support/sheet-facts.ts';
import { fixtureRuc } from '../../support/package-builder.ts';

const ROWS = 20;

/** Cells looked at while this many columns of RUCs are judged, and what was found. */
function lookedAt(columns: number, headed: boolean): { looks: number; found: string[] } {
  const header = Array.from({ length: columns }, (_, i) =>
    i === columns - 1 ? 'RUC Proveedor' : `Dato ${String(i)}`,
  );
  const data = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: columns }, (__, i) => Number(fixtureRuc((row * 31 + i) % 4000))),
  );
  const facts = factsOf(headed ? [header, ...data] : data);
  const at = vi.spyOn(facts.profile.classes, 'at');
  const cellAt = vi.spyOn(facts.profile.zone, 'cellAt');
  const { candidatas } = recognise([facts]);
  return {
    looks: at.mock.calls.length + cellAt.mock.calls.length,
    found: candidatas.map(({ columna }) => columna),
  };
}

test.each([true, false])(
  'four times the columns cost four times the looks at most (headers: %s)',
  (headed) => {
    const few = lookedAt(150, headed);
    const many = lookedAt(600, headed);
    expect(few.found.length).toBeGreaterThan(50);
    expect(many.looks).toBeLessThan(few.looks * 4.2);
  },
);

test('of very many columns the one whose header says RUC is looked at, wherever it stands', () => {
  expect(lookedAt(300, true).found[0]).toBe('KN');
});
