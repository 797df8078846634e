/** Whether a sheet lists what was bought or sold, or only who there is: registers come before lists. */
import { CLASS, isWords } from './classes.ts';
import type { ColumnSpan } from './block.ts';
import type { ScoredColumn } from './candidates.ts';
import { looksOf, type SheetFacts } from './facts.ts';
import type { TableLayout } from './layout.ts';

/** Words by which a sheet says that it lists parties, and not what was bought or sold. */
const MASTER_NAME = /MAESTR|CATALOG|PADR[OÓ]N|PROVEEDORES|CLIENTES|LISTA|TABLA|BASE|AUXILIAR|ANEXO/i;
/** Rows of data looked at. */
const SAMPLE = 200;

/** What the table and its place in the workbook add to the score. `index`: the sheet's, from 0. */
export function tableBonus(scored: ScoredColumn, index: number): number {
  const { candidate, rucCells, facts } = scored;
  const repeats = rucCells > candidate.validos;
  const amounts = amountColumns(scored);
  const dated = candidate.columnaFecha !== '';
  const register = amounts >= 3 || (amounts >= 1 && (dated || repeats));
  return (
    (register ? 0.2 : 0) +
    (repeats ? 0.03 : 0) -
    (!register && MASTER_NAME.test(facts.nombre) ? 0.08 : 0) -
    Math.min(0.06, index * 0.02)
  );
}

function amountColumns({ facts, layout, span }: ScoredColumn): number {
  const key = `amounts:${String(layout.first)}:${String(layout.last)}:${String(span.left)}:${String(span.right)}`;
  return looksOf(facts).once(key, () => countAmounts(facts, layout, span));
}

function countAmounts(facts: SheetFacts, layout: TableLayout, span: ColumnSpan): number {
  const { classes } = facts.profile;
  const last = Math.min(layout.last, layout.first + SAMPLE);
  let amounts = 0;
  for (let column = span.left; column <= span.right; column += 1) {
    if (!classes.hasColumn(column)) continue;
    let numbers = 0;
    let words = 0;
    for (let row = layout.first; row <= last; row += 1) {
      const cls = classes.at(row, column);
      if (cls === CLASS.number) numbers += 1;
      else if (isWords(cls)) words += 1;
    }
    if (numbers > 0 && numbers > words * 4) amounts += 1;
  }
  return amounts;
}
