/** What changed between two editions, row by row. */

/** What an edition says of a RUC. */
export interface State {
  estado: string;
  condicion: string;
  nombre: string;
}

/** A RUC that two editions do not say the same of; `de` is null where it appeared, `a` where it left. */
export interface RowChange {
  ruc: number;
  de: State | null;
  a: State | null;
}

/** How many changed, and what: a modified row may count in several kinds. */
export interface ChangeCounts {
  nuevos: number;
  retirados: number;
  modificados: number;
  porTipo: { estado: number; condicion: number; nombre: number };
}
