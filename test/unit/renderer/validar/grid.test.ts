import { describe, expect, it } from 'vitest';
import {
  conditionLine,
  conditionWords,
  riskOf,
  stateWords,
} from '../../../../renderer/screens/validar/grid/stretches.ts';
import { columnsFor } from '../../../../renderer/screens/validar/grid/columns.ts';
import { moveOf, type GridPlace } from '../../../../renderer/screens/validar/grid/keys.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 15);

describe('the condition line', () => {
  it('ranks by the same equality as the verdict', () => {
    expect(riskOf('ACTIVO', 'HABIDO')).toBe('apto');
    expect(riskOf('ACTIVO', 'NO HABIDO')).toBe('noapto');
    expect(riskOf('ACTIVO', 'NO HALLADO SE MUDO D')).toBe('obs');
    expect(riskOf('BAJA DE OFICIO', 'HABIDO')).toBe('noapto');
    expect(riskOf('', 'HABIDO')).toBe('nada');
    expect(stateWords('BAJA DE OFICIO', 'HABIDO')).toBe('BAJA DE OFICIO');
    expect(stateWords('ACTIVO', '-')).toBe('Sin condición');
  });

  it('runs from the oldest to now, with the time in which nothing was seen', () => {
    const line = conditionLine(
      [
        { estado: 'ACTIVO', condicion: 'NO HABIDO', desde: NOW - 50 * DAY, hasta: null },
        { estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - 200 * DAY, hasta: NOW - 100 * DAY },
      ],
      NOW,
    );
    expect(line.map((s) => s.riesgo)).toEqual(['apto', 'nada', 'noapto']);
    expect(line.map((s) => Math.round(s.parte * 100))).toEqual([50, 25, 25]);
    expect(line.map((s) => s.etiqueta)).toEqual(['may.', 'ago.', 'oct.']);
  });

  it('keeps the shortest state visible, without a label that would touch the next', () => {
    const line = conditionLine(
      [
        { estado: 'ACTIVO', condicion: 'NO HABIDO', desde: NOW - DAY, hasta: null },
        { estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - 365 * DAY, hasta: NOW - DAY },
      ],
      NOW,
    );
    expect(line[1]?.parte).toBeGreaterThan(0.03);
    expect(line[1]?.etiqueta).toBe('');
    expect(line.reduce((sum, s) => sum + s.parte, 0)).toBeCloseTo(1);
  });

  it('stands for what was seen a moment ago for the first time', () => {
    expect(
      conditionLine([{ estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW, hasta: null }], NOW),
    ).toHaveLength(1);
    expect(conditionLine([], NOW)).toEqual([]);
  });

  it('says the same in words', () => {
    expect(conditionWords([{ estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - DAY, hasta: NOW }])).toBe(
      'HABIDO desde el 23/11/2026 hasta el 24/11/2026',
    );
  });
});

describe('the keys of the grid', () => {
  const place: GridPlace = { activa: 5, total: 100, inHead: null, heads: [0, 1, 2, 5], pageRows: 20 };

  it('walks the rows and stops at both ends', () => {
    expect(moveOf('ArrowDown', place)).toEqual({ tipo: 'fila', fila: 6 });
    expect(moveOf('PageDown', { ...place, activa: 90 })).toEqual({ tipo: 'fila', fila: 99 });
    expect(moveOf('PageUp', place)).toEqual({ tipo: 'fila', fila: 0 });
    expect(moveOf('End', place)).toEqual({ tipo: 'fila', fila: 99 });
    expect(moveOf('Home', place)).toEqual({ tipo: 'fila', fila: 0 });
    expect(moveOf('Enter', place)).toEqual({ tipo: 'detalle' });
  });

  it('goes up from the first row into the heads, and past those without room', () => {
    expect(moveOf('ArrowUp', { ...place, activa: 0 })).toEqual({ tipo: 'cabecera', columna: 0 });
    expect(moveOf('ArrowRight', { ...place, inHead: 2 })).toEqual({ tipo: 'cabecera', columna: 5 });
    expect(moveOf('ArrowRight', { ...place, inHead: 5 })).toEqual({ tipo: 'cabecera', columna: 5 });
    expect(moveOf('ArrowLeft', { ...place, inHead: 5 })).toEqual({ tipo: 'cabecera', columna: 2 });
    expect(moveOf('ArrowDown', { ...place, inHead: 2 })).toEqual({ tipo: 'fila', fila: 0 });
  });

  it('leaves other keys, and the sorting of a head by Enter, alone', () => {
    expect(moveOf('a', place)).toBeNull();
    expect(moveOf('Tab', place)).toBeNull();
    expect(moveOf('Enter', { ...place, inHead: 1 })).toBeNull();
    expect(moveOf('Enter', { ...place, total: 0 })).toBeNull();
  });
});

describe('the columns of the results', () => {
  it('say where a row stands only where there are several sources', () => {
    const classes = (varios: boolean): string[] => columnsFor(varios).map((column) => column.clase);
    expect(classes(false)).not.toContain('libro');
    expect(classes(true).slice(0, 3)).toEqual(['fila', 'libro', 'veredicto']);
    expect(classes(true).filter((clase) => clase !== 'libro')).toEqual(classes(false));
  });
});
