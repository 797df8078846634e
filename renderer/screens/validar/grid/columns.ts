import type { SortField } from '../../../../shared/contract.ts';

/** A column of the results. `campo` null: it can't be sorted by. `clase` ties head and cells to the widths. */
export interface GridColumn {
  clase: 'fila' | 'veredicto' | 'ruc' | 'nombre' | 'estado' | 'condicion' | 'observacion' | 'fuente';
  campo: SortField | null;
  titulo: string;
  /** The title while the column before it is folded into this one. */
  tituloUnido?: string;
}

/** The columns in order; which of them show depends on the room. */
export const COLUMNS: readonly GridColumn[] = [
  { clase: 'fila', campo: 'fila', titulo: 'Fila' },
  { clase: 'veredicto', campo: 'veredicto', titulo: 'Veredicto' },
  { clase: 'ruc', campo: 'ruc', titulo: 'RUC' },
  { clase: 'nombre', campo: 'razonSocial', titulo: 'Nombre o razón social' },
  { clase: 'estado', campo: 'estado', titulo: 'Estado' },
  { clase: 'condicion', campo: 'condicion', titulo: 'Condición', tituloUnido: 'Estado y condición' },
  { clase: 'observacion', campo: null, titulo: 'Observación' },
  { clase: 'fuente', campo: 'fuente', titulo: 'Fuente' },
];
