import { describe, expect, it } from 'vitest';
import { columnsFor } from '../../../../renderer/screens/validar/grid/columns.ts';

describe('the columns of the results', () => {
  it('say where a row stands only where there are several sources', () => {
    const classes = (varios: boolean): string[] => columnsFor(varios).map((column) => column.clase);
    expect(classes(false)).not.toContain('libro');
    expect(classes(true).slice(0, 3)).toEqual(['fila', 'libro', 'veredicto']);
    expect(classes(true).filter((clase) => clase !== 'libro')).toEqual(classes(false));
  });
});
