import type { Plan } from '../../../../shared/contract.ts';
import { countOf } from '../../../format/numbers.ts';
import { failureSentence } from '../../../words/failures.ts';
import { listed, reportsAmong } from '../../../words/formats.ts';
import { fromCandidate, sameChoice, type ColumnChoice, type Option } from '../state/choices.ts';
import { candidateOf, isCopyAmong, sourceOf, type BatchBook, type BatchSubject } from '../state/subject.ts';
import { shortPlace } from './candidateWords.ts';

/** How many of several workbooks are checked: `12 libros: se validan 10 y 2 quedan fuera.` */
export function batchWords({ libros }: BatchSubject): string {
  const inside = libros.filter((book) => book.incluido).length;
  const outside = libros.length - inside;
  const all = countOf(libros.length, 'libro', 'libros');
  if (outside === 0) return `Se validan los ${all} en una sola corrida.`;
  if (inside === 0) return `Ninguno de los ${all} se valida todavía.`;
  return `De ${all} se ${inside === 1 ? 'valida' : 'validan'} ${String(inside)}; ${String(outside)} ${
    outside === 1 ? 'queda' : 'quedan'
  } fuera.`;
}

/** The names of what was dropped and is no workbook, or nothing. */
export function omittedWords({ omitidos, libros }: BatchSubject): string {
  const names = new Set(libros.map((book) => book.nombre));
  const copies = libros.filter((book) => !book.incluido && isCopyAmong(book.nombre, names));
  return [
    omitidos.length === 0 ? '' : `No son libros y quedan fuera: ${listed(omitidos)}.`,
    copies.length === 0
      ? ''
      : `Son copias anotadas de otro libro de la lista y quedan fuera: ${listed(copies.map((b) => b.nombre))}.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** Which of the workbooks come back as a report, or nothing. */
export function reportWords({ libros }: BatchSubject): string {
  return reportsAmong(
    libros.filter((book) => book.incluido && book.lectura?.enSitio === false).map((book) => book.nombre),
  );
}

/** Why a workbook can't be checked as it is, in the words of a list; empty where it can. */
export function bookProblem({ fallo, lectura, eleccion }: BatchBook): string {
  if (fallo !== null) return failureSentence(fallo);
  if (eleccion !== null) return '';
  // What to do about it is said by the button beside it.
  return (lectura?.sinColumna ?? 'No se halló una columna con RUC.').replace(
    / (?:Elija la columna|Revise el libro)[^]*$/,
    '',
  );
}

/** Rows and distinct RUCs of one workbook: as it was found, else as the plan read it; null while unknown. */
export function bookFigures(book: BatchBook, plan: Plan | null): { filas: number; distintos: number } | null {
  return candidateOf(book.lectura, book.eleccion) ?? sourceOf(plan, book);
}

/** The columns that one workbook can be checked by, the one in use among them. */
export function columnsOf({ lectura, eleccion }: BatchBook): {
  options: Option[];
  value: string | null;
  choices: Map<string, ColumnChoice>;
} {
  const found = (lectura?.candidatas ?? []).map(fromCandidate);
  const own = eleccion === null || found.some((c) => sameChoice(c, eleccion)) ? [] : [eleccion];
  const all = [...own, ...found];
  const key = (c: ColumnChoice): string => JSON.stringify([c.hoja, c.columna, c.filaEncabezado]);
  return {
    options: all.map((c) => ({
      value: key(c),
      label: shortPlace(c.hoja, c.columna, titleOf(lectura, c)),
    })),
    value: eleccion === null ? null : key(eleccion),
    choices: new Map(all.map((c) => [key(c), c])),
  };
}

function titleOf(lectura: BatchBook['lectura'], choice: ColumnChoice): string {
  const sheet = lectura?.hojas.find((h) => h.nombre === choice.hoja);
  return sheet?.columnas.find((c) => c.letra === choice.columna)?.titulo ?? '';
}
