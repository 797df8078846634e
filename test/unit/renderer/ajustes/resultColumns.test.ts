import { describe, expect, it } from 'vitest';
import { resultColumns } from '../../../../main/workbook/results/columns.ts';
import {
  canMove,
  COLUMN_WORDS,
  columnLines,
  moved,
  toggled,
} from '../../../../renderer/screens/ajustes/resultColumns.ts';
import { RESULT_KEYS, type ResultKey } from '../../../../shared/workbook.ts';

const chosen: ResultKey[] = ['veredicto', 'estado', 'condicion', 'fuente'];

describe('the result columns of a copy', () => {
  it('are called as the copy calls them', () => {
    for (const { key, titulo } of resultColumns(RESULT_KEYS)) expect(COLUMN_WORDS[key].titulo).toBe(titulo);
  });

  it('stand in their order, the ones left out behind', () => {
    const lines = columnLines(chosen);
    expect(lines.map((line) => line.clave)).toEqual([
      ...chosen,
      'razonSocial',
      'observacion',
      'datoAl',
      'consultadoEn',
      'nombre',
      'padrones',
    ]);
    expect(lines.filter((line) => line.puesta)).toHaveLength(4);
  });

  it('go in at the end and come out; VEREDICTO stays and stays first', () => {
    expect(toggled(chosen, 'nombre', true)).toEqual([...chosen, 'nombre']);
    expect(toggled(chosen, 'estado', false)).toEqual(['veredicto', 'condicion', 'fuente']);
    expect(toggled(chosen, 'veredicto', false)).toEqual(chosen);
    expect(toggled(['estado', 'veredicto'], 'fuente', true)).toEqual(['veredicto', 'estado', 'fuente']);
  });

  it('move by one place, never past VEREDICTO nor the end', () => {
    expect(moved(chosen, 'condicion', -1)).toEqual(['veredicto', 'condicion', 'estado', 'fuente']);
    expect(moved(chosen, 'estado', 1)).toEqual(['veredicto', 'condicion', 'estado', 'fuente']);
    expect(canMove(chosen, 'estado', -1)).toBe(false);
    expect(moved(chosen, 'estado', -1)).toEqual(chosen);
    expect(canMove(chosen, 'fuente', 1)).toBe(false);
    expect(canMove(chosen, 'veredicto', 1)).toBe(false);
    expect(canMove(chosen, 'nombre', -1)).toBe(false);
  });
});
