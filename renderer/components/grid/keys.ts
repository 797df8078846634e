/** Where the focus of the grid is. `inHead`: the column whose head has it, or null. */
export interface GridPlace {
  activa: number;
  total: number;
  inHead: number | null;
  /** The columns that show, by their place among all. */
  heads: readonly number[];
  /** Rows that Page Up and Page Down pass. */
  pageRows: number;
}

export type GridMove =
  { tipo: 'fila'; fila: number } | { tipo: 'cabecera'; columna: number } | { tipo: 'detalle' };

/** What a key does from a place of the grid, or null where it is not the grid's. */
export function moveOf(key: string, place: GridPlace): GridMove | null {
  return place.inHead === null ? moveInRows(key, place) : moveInHead(key, place, place.inHead);
}

function moveInRows(key: string, { activa, total, pageRows }: GridPlace): GridMove | null {
  const last = Math.max(0, total - 1);
  const to = (fila: number): GridMove => ({ tipo: 'fila', fila: Math.max(0, Math.min(last, fila)) });
  switch (key) {
    case 'ArrowDown':
      return to(activa + 1);
    case 'ArrowUp':
      return activa === 0 ? { tipo: 'cabecera', columna: 0 } : to(activa - 1);
    case 'PageDown':
      return to(activa + pageRows);
    case 'PageUp':
      return to(activa - pageRows);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'Enter':
      return total === 0 ? null : { tipo: 'detalle' };
    default:
      return null;
  }
}

function moveInHead(key: string, { total, heads }: GridPlace, column: number): GridMove | null {
  const at = Math.max(0, heads.indexOf(column));
  const head = (place: number): GridMove => ({
    tipo: 'cabecera',
    columna: heads[Math.max(0, Math.min(heads.length - 1, place))] ?? column,
  });
  switch (key) {
    case 'ArrowRight':
      return head(at + 1);
    case 'ArrowLeft':
      return head(at - 1);
    case 'Home':
      return head(0);
    case 'End':
      return head(heads.length - 1);
    case 'ArrowDown':
      return total === 0 ? null : { tipo: 'fila', fila: 0 };
    default:
      return null;
  }
}
