/** The chosen column as it is told: its distinct readings, and the first rows for the window. */
import { candidatesOf } from '../detect/candidates.ts';
import { dateColumnOf } from '../detect/companions.ts';
import { originOf } from '../detect/origin.ts';
import { titleOf } from '../detect/titles.ts';
import { previewOf } from '../preview.ts';
import { columnLetter } from '../sheet/columns.ts';
import type { ColumnReading } from '../types.ts';
import type { JudgedSheet } from './chosen.ts';

/** How the preview reads numbers. */
export interface DateLook {
  dateStyles: ReadonlySet<number>;
  date1904: boolean;
}

/** A text's numbers are as they are written. */
export const NO_DATES: DateLook = { dateStyles: new Set(), date1904: false };

/** What is told of a judged column. `hash` is the file's. */
export function columnReadingOf(chosen: JudgedSheet, hash: string, look: DateLook): ColumnReading {
  const { facts, focus, layout, judged } = chosen;
  return {
    choice: { hoja: facts.nombre, columna: columnLetter(layout.column), filaEncabezado: layout.header },
    titulo: titleOf(facts, layout.column, layout.headerTop, layout.headerLeaf),
    columnaNombre: letterOrNone(focus.nameColumn),
    columnaFecha: dateLetter(chosen),
    origenReconocido: originOf(facts, layout),
    hash,
    filas: judged.filas,
    otros: judged.otros,
    constante: judged.constante,
    items: judged.items,
    preview: previewOf({ facts, layout, judged: judgedRows(chosen), ...look }),
  };
}

/** The dates that belong to the column's own table; of the whole sheet where it is none that Habido would find. */
function dateLetter({ facts, layout }: JudgedSheet): string {
  const columna = columnLetter(layout.column);
  const found = candidatesOf(facts).find(
    ({ candidate }) => candidate.columna === columna && candidate.filaEncabezado === layout.header,
  );
  if (found !== undefined) return found.candidate.columnaFecha;
  return letterOrNone(dateColumnOf(facts, layout, { left: 1, right: facts.profile.classes.lastColumn }));
}

function letterOrNone(column: number): string {
  return column === 0 ? '' : columnLetter(column);
}

/** The rows of the zone whose cell is judged: what a preview can show. */
function judgedRows({ facts, focus, judged }: JudgedSheet): Set<number> {
  const last = facts.profile.zone.rows.at(-1)?.row ?? 0;
  const rows = new Set<number>();
  for (let n = 0; n < focus.rows.length && focus.rows.at(n) <= last; n += 1) {
    if (judged.reading(n) !== null) rows.add(focus.rows.at(n));
  }
  return rows;
}
