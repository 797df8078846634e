/** The pages of results that the window shows: filter, text, order, offset. */
import type { SortField } from '../../shared/contract.ts';
import type { Veredicto } from '../../shared/verdict.ts';
import type { RunItemRow } from './run-types.ts';

export interface PageQuery {
  /** `revisar`: every verdict but APTO; `pendientes`: without a verdict yet. */
  filtro: Veredicto | 'todos' | 'revisar' | 'pendientes';
  /** Looked for in RUC and registered name, accents and case ignored; empty: all. */
  texto: string;
  campo: SortField;
  descendente: boolean;
  desde: number;
  cuantas: number;
}

export interface RunPage {
  /** Items that fit the filter and the text. */
  total: number;
  filas: RunItemRow[];
}
