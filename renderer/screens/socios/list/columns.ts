import type { PartnerSort } from '../../../../shared/contract.ts';

/** Ties head and cells of a column to its width. */
export type ColumnClass =
  | 'ruc'
  | 'nombre'
  | 'alias'
  | 'tipo'
  | 'grupos'
  | 'veredicto'
  | 'estado'
  | 'condicion'
  | 'desde'
  | 'respondido'
  | 'intento'
  | 'nota';

/** A column of the table. `campo` null: it can't be sorted by. */
export interface PartnerColumn {
  clase: ColumnClass;
  campo: PartnerSort | null;
  titulo: string;
  /** The title while the column before it is folded into this one. */
  tituloUnido?: string;
}

/** The columns in order, after the one that selects. Room decides which show. */
export const COLUMNS: readonly PartnerColumn[] = [
  { clase: 'ruc', campo: 'ruc', titulo: 'RUC' },
  { clase: 'nombre', campo: 'razonSocial', titulo: 'Nombre o razón social' },
  { clase: 'alias', campo: 'alias', titulo: 'Alias' },
  { clase: 'tipo', campo: 'tipo', titulo: 'Tipo' },
  { clase: 'grupos', campo: null, titulo: 'Grupos' },
  { clase: 'veredicto', campo: 'veredicto', titulo: 'Veredicto' },
  { clase: 'estado', campo: 'estado', titulo: 'Estado' },
  { clase: 'condicion', campo: 'condicion', titulo: 'Condición', tituloUnido: 'Estado y condición' },
  { clase: 'desde', campo: 'desde', titulo: 'Así desde' },
  { clase: 'respondido', campo: 'ultimaRespuesta', titulo: 'Respondido' },
  { clase: 'intento', campo: 'ultimoIntento', titulo: 'Último intento' },
  { clase: 'nota', campo: null, titulo: 'Nota' },
];

/** Where a column stands among all, as `aria-colindex` counts: the one that selects is the first. */
export function placeOf(clase: ColumnClass): number {
  return COLUMNS.findIndex((column) => column.clase === clase) + 2;
}
