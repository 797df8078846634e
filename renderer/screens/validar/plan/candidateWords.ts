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
