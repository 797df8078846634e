/** Reading the chosen column whole: its distinct readings, and the first rows for the window. */
import { dateStyles } from '../book/number-formats.ts';
import { openBook } from '../book/open.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import { titleOf } from '../detect/layout.ts';
import { previewOf } from '../preview.ts';
import { columnLetter } from '../sheet/columns.ts';
import type { ColumnReading } from '../types.ts';
import { readChosen, type Choice, type ChosenColumn } from './chosen.ts';
import type { Job } from './job.ts';

/** Reads a column of the workbook at `path`. */
export async function readColumn(path: string, choice: Choice, job: Job): Promise<ColumnReading> {
  const file = await openSource(path);
  try {
    const book = await openBook(file);
    const hash = await hashFile(file, job.check);
    const chosen = await readChosen(book, choice, job.check, (avance) => {
      job.progress({ fase: 'leer', avance });
    });
    const { facts, layout, judged } = chosen;
    job.progress({ fase: 'leer', avance: 1 });
    return {
      choice: { hoja: facts.nombre, columna: columnLetter(layout.column), filaEncabezado: layout.header },
      titulo: titleOf(facts, layout.column, layout.headerTop, layout.header),
      hash,
      filas: judged.filas,
      otros: judged.otros,
      constante: judged.constante,
      items: judged.items,
      preview: previewOf({
        facts,
        layout,
        judged: judgedRows(chosen),
        dateStyles: await dateStyles(book),
        date1904: book.date1904,
      }),
    };
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}

/** The rows of the zone whose cell is judged: what a preview can show. */
function judgedRows({ facts, focus, judged }: ChosenColumn): Set<number> {
  const last = facts.profile.zone.rows.at(-1)?.row ?? 0;
  const rows = new Set<number>();
  for (let n = 0; n < focus.rows.length && focus.rows.at(n) <= last; n += 1) {
    if (judged.reading(n) !== null) rows.add(focus.rows.at(n));
  }
  return rows;
}
