/** Why a RUC that was really sent got no answer, in the words that its partner keeps of the attempt. */
import type { NoAnswerReason } from './item-verdicts.ts';

const WORDS: Record<NoAnswerReason, string> = {
  red: 'No hubo conexión con Migo.',
  tiempo: 'Migo no respondió a tiempo.',
  servidor: 'Migo tuvo una falla.',
  ilegible: 'Migo respondió algo que no se entiende.',
  lento: 'Migo pidió ir más lento y no llegó a responder.',
  'gave-up': 'Migo dejó de responder.',
  token: 'Migo rechazó el token.',
  plan: 'Se agotaron las consultas del plan.',
  direccion: 'La dirección de la API no responde como Migo.',
  // Sent in a collection whose answer left it out, and then never asked for singly.
  tope: 'Migo lo dejó fuera de su respuesta, y la corrida llegó a su tope antes de confirmarlo.',
  'sin-red': 'No hubo conexión con Migo.',
  cancelado: 'La consulta se canceló.',
};

/** One sentence. */
export function failureWords(reason: NoAnswerReason): string {
  return WORDS[reason];
}
