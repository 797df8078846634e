/** How rows are ordered by a field: `campo`, and whether from its end. */
export interface Order<F extends string> {
  campo: F;
  descendente: boolean;
}

/** How a column stands in an order, as `aria-sort` says it. */
export function sortedBy<F extends string>(
  orden: Order<F>,
  campo: F,
): 'ascending' | 'descending' | undefined {
  if (orden.campo !== campo) return undefined;
  return orden.descendente ? 'descending' : 'ascending';
}

/** The order after a head was pressed: the same column again turns it round. */
export function pressed<F extends string>(orden: Order<F>, campo: F): Order<F> {
  return { campo, descendente: orden.campo === campo && !orden.descendente };
}
