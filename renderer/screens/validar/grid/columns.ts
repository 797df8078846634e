import type { SortField } from '../../../../shared/contract.ts';

export type ColumnClass =
  'fila' | 'libro' | 'veredicto' | 'ruc' | 'nombre' | 'estado' | 'condicion' | 'observacion' | 'fuente';

/** A column of the results. `campo` null: it can't be sorted by. `clase` ties head and cells to the widths. */
export interface GridColumn {
  clase: ColumnClass;
  campo: SortField | null;
  titulo: string;
  /** The title while the column before it is folded into this one. */
  tituloUnido?: string;
}

const FILA: GridColumn = { clase: 'fila', campo: 'fila', titulo: 'Fila' };

const REST: readonly GridColumn[] = [
  { clase: 'veredicto', campo: 'veredicto', titulo: 'Veredicto' },
  { clase: 'ruc', campo: 'ruc', titulo: 'RUC' },
  { clase: 'nombre', campo: 'razonSocial', titulo: 'Nombre o razón social' },
  { clase: 'estado', campo: 'estado', titulo: 'Estado' },
  { clase: 'condicion', campo: 'condicion', titulo: 'Condición', tituloUnido: 'Estado y condición' },
  { clase: 'observacion', campo: null, titulo: 'Observación' },
  { clase: 'fuente', campo: 'fuente', titulo: 'Fuente' },
];

const OF_ONE_BOOK = [FILA, ...REST];
const OF_SEVERAL: readonly GridColumn[] = [
  FILA,
  { clase: 'libro', campo: null, titulo: 'Libro u hoja' },
  ...REST,
];

/** The columns in order, with where each row stands if the run has several sources. Room decides which show. */
export function columnsFor(varios: boolean): readonly GridColumn[] {
  return varios ? OF_SEVERAL : OF_ONE_BOOK;
}
