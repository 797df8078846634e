/** What a scheduled refresh's end means for its occurrence: dealt with, or to be tried again. */
import type { RefreshEnd } from '../../../shared/contract.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { TurnEnd } from '../../database/schedule-turns.ts';
import type { PutOff } from './words.ts';

/** Dealt with for good, or put off. */
export type Outcome = { done: TurnEnd } | { putOff: PutOff };

/** Stops that trying again in a few minutes would only meet again; a ceiling is reached by design. */
const STOPS = new Set<ErrorCode>([
  'tope-alcanzado',
  'plan-agotado',
  'token-rechazado',
  'direccion-equivocada',
]);

/** Of a refresh that ran. */
export function outcomeOf({ estado, freno }: Pick<RefreshEnd, 'estado' | 'freno'>): Outcome {
  if (estado !== 'interrumpida') return { done: estado };
  if (freno !== null && STOPS.has(freno.code)) return { done: 'frenada' };
  return { putOff: freno?.code === 'migo-no-responde' ? 'migo' : 'error' };
}

/** Of one that could not begin. */
export function outcomeOfRefusal(code: ErrorCode): Outcome {
  if (code === 'socios-nada-vencido') return { done: 'sin-vencidos' };
  if (code === 'socios-en-refresco') return { putOff: 'en-refresco' };
  return { putOff: code === 'token-falta' ? 'sin-token' : 'error' };
}
