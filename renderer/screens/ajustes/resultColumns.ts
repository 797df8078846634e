import { RESULT_KEYS, type ResultKey } from '../../../shared/workbook.ts';

/** Headers of the result columns, as a copy has them. */
export const COLUMN_WORDS: Record<ResultKey, { titulo: string; texto: string }> = {
  veredicto: { titulo: 'VEREDICTO', texto: 'Siempre va, y va primero.' },
  razonSocial: { titulo: 'RAZÓN SOCIAL (SUNAT)', texto: 'El nombre registrado.' },
  estado: { titulo: 'ESTADO', texto: 'ACTIVO, BAJA DE OFICIO…' },
  condicion: { titulo: 'CONDICIÓN', texto: 'HABIDO, NO HABIDO, NO HALLADO…' },
  observacion: { titulo: 'OBSERVACIÓN', texto: 'Por qué, qué se corrigió en la celda y qué hacer.' },
  fuente: { titulo: 'FUENTE', texto: 'De dónde salió la respuesta.' },
  datoAl: { titulo: 'DATO AL', texto: 'La fecha del dato.' },
  consultadoEn: { titulo: 'CONSULTADO EL', texto: 'Cuándo se preguntó.' },
  nombre: { titulo: 'NOMBRE EN EL LIBRO', texto: 'Si coincide con el registrado, se parece o es distinto.' },
  padrones: { titulo: 'PADRONES', texto: 'Retención, Percepción, Buen contribuyente, SSCO.' },
};

/** One line of the list of result columns. */
export interface ColumnLine {
  clave: ResultKey;
  puesta: boolean;
}

/** All result columns: those of a copy in their order, VEREDICTO first, then the ones left out. */
export function columnLines(chosen: readonly ResultKey[]): ColumnLine[] {
  const inside = withVerdictFirst(chosen);
  const outside = RESULT_KEYS.filter((clave) => !inside.includes(clave));
  return [
    ...inside.map((clave) => ({ clave, puesta: true })),
    ...outside.map((clave) => ({ clave, puesta: false })),
  ];
}

/** The columns once one is put in (at the end) or taken out. VEREDICTO stays. */
export function toggled(chosen: readonly ResultKey[], clave: ResultKey, on: boolean): ResultKey[] {
  const rest = chosen.filter((other) => other !== clave);
  return withVerdictFirst(on ? [...rest, clave] : rest);
}

/** Whether a column can be moved by that many places: nothing passes VEREDICTO. */
export function canMove(chosen: readonly ResultKey[], clave: ResultKey, by: -1 | 1): boolean {
  const columns = withVerdictFirst(chosen);
  const from = columns.indexOf(clave);
  const to = from + by;
  return from > 0 && to > 0 && to < columns.length;
}

/** The columns once one has moved by a place, where it can. */
export function moved(chosen: readonly ResultKey[], clave: ResultKey, by: -1 | 1): ResultKey[] {
  const columns = withVerdictFirst(chosen);
  if (!canMove(columns, clave, by)) return columns;
  const from = columns.indexOf(clave);
  columns.splice(from, 1);
  columns.splice(from + by, 0, clave);
  return columns;
}

function withVerdictFirst(chosen: readonly ResultKey[]): ResultKey[] {
  return ['veredicto', ...chosen.filter((clave) => clave !== 'veredicto')];
}
