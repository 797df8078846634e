import { describe, expect, it } from 'vitest';
import { moveOf, type GridPlace } from '../../../../../renderer/components/grid/keys.ts';

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
