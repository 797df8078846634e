import type { Candidate } from '../../../../shared/contract.ts';
import { count } from '../../../format/numbers.ts';

/** Where a column stands: `Hoja Maestro · columna B`; a text has no sheets. */
export function placeWords({ hoja, columna }: { hoja: string; columna: string }): string {
  return hoja === '' ? `Columna ${columna}` : `Hoja ${hoja} · columna ${columna}`;
}

/** A column that may be checked too: where it is, and how many RUCs it holds. */
export function candidateWords(found: Candidate): string {
  const hidden = found.oculta ? ', hoja oculta' : '';
  const many = found.constante ? 'un solo RUC en todas las filas' : `${count(found.distintos)} RUC`;
  return `${placeWords(found)} (${many}${hidden})`;
}

/** Which other columns go with it: its names are compared with the registered ones. Empty where none does. */
export function companionWords({ columnaNombre, columnaFecha }: Candidate): string {
  const names =
    columnaNombre === '' ? '' : `Los nombres de la columna ${columnaNombre} se comparan con los registrados.`;
  const dates = columnaFecha === '' ? '' : `Las fechas de emisión están en la columna ${columnaFecha}.`;
  return [names, dates].filter((text) => text !== '').join(' ');
}

/** Where a column stands, in a list whose head says what it is: `Maestro · B · RUC`. */
export function shortPlace(hoja: string, columna: string, titulo: string): string {
  return [hoja, columna, titulo].filter((text) => text !== '').join(' · ');
}
