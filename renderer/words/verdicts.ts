import { VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';

/** The short name of a verdict in classes and marks. */
export type VerdictKey = 'apto' | 'obs' | 'noapto' | 'noexiste' | 'invalido' | 'sinresp';

const KEYS: Record<Veredicto, VerdictKey> = {
  APTO: 'apto',
  OBSERVADO: 'obs',
  'NO APTO': 'noapto',
  'NO EXISTE': 'noexiste',
  'RUC INVÁLIDO': 'invalido',
  'SIN RESPUESTA': 'sinresp',
};

/** The key of a verdict. */
export function verdictKey(veredicto: Veredicto): VerdictKey {
  return KEYS[veredicto];
}

/** The verdicts that ask for a person's eye, in the order of display. */
export const TO_REVIEW = VEREDICTOS.filter((v) => v !== 'APTO');

/** The order of the running tally: APTO first, since it grows. */
export const TALLY_ORDER: readonly Veredicto[] = [
  'APTO',
  'OBSERVADO',
  'NO APTO',
  'NO EXISTE',
  'RUC INVÁLIDO',
  'SIN RESPUESTA',
];

/** How many of these counts need review. */
export function toReview(counts: Record<Veredicto, number>): number {
  return TO_REVIEW.reduce((sum, v) => sum + counts[v], 0);
}
