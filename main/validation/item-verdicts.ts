/** From an answer, a stored answer or a failure to the verdict of one item of a run. Pure. */
import type { StoredAnswer } from '../database/answer-store.ts';
import type { ItemState, ItemVerdict, NewItem } from '../database/run-store.ts';
import type { FailureReason } from '../migo/types.ts';
import { faultSentence } from '../../shared/ruc.ts';
import { toLimaDay } from '../../shared/time.ts';
import { judgeTaxpayer, NOT_FOUND_ADVICE, type Fuente } from '../../shared/verdict.ts';

const BLANK = {
  razonSocial: '',
  estado: '',
  condicion: '',
  datoAl: null,
  consultadoEn: null,
  answerN: null,
} as const;

/** An item that cannot be a RUC: decided without asking anybody. */
export function verdictOfInvalid(n: number, item: NewItem): ItemVerdict {
  return {
    ...BLANK,
    n,
    state: 'listo',
    veredicto: 'RUC INVÁLIDO',
    observacion: faultSentence(item.fault ?? 'letras', item.texto, item.suggestion ?? undefined),
    fuente: 'LOCAL',
    origen: 'LOCAL',
  };
}

/** An answer just obtained (`MIGO`) or reused (`CACHE`). `now` UTC ms, for the age of the data. */
export function verdictOfAnswer(
  n: number,
  answer: StoredAnswer,
  via: 'MIGO' | 'CACHE',
  now: number,
): ItemVerdict {
  const common = {
    n,
    state: 'listo' as const,
    fuente: via as Fuente,
    origen: answer.fuente,
    consultadoEn: answer.consultadoEn,
    answerN: answer.n,
  };
  if (answer.kind === 'unknown') {
    return { ...BLANK, ...common, veredicto: 'NO EXISTE', observacion: NOT_FOUND_ADVICE };
  }
  if (answer.kind === 'refused' || answer.taxpayer === null) {
    const words = answer.message === '' ? 'sin decir por qué' : `con estas palabras: ${answer.message}`;
    return {
      ...BLANK,
      ...common,
      veredicto: 'SIN RESPUESTA',
      observacion: `Migo no aceptó este número, ${words}. Verifíquelo en SUNAT.`,
    };
  }
  const { razonSocial, estado, condicion, datoAl } = answer.taxpayer;
  return { ...common, razonSocial, estado, condicion, datoAl, ...judgeTaxpayer(answer.taxpayer, now) };
}

/** Why an item has no answer; `freno` when the whole run stopped. */
export type NoAnswerReason =
  FailureReason | 'token' | 'plan' | 'direccion' | 'tope' | 'sin-red' | 'cancelado';

const NO_ANSWER: Record<NoAnswerReason, string> = {
  red: 'No hubo conexión con Migo: vuelva a consultar cuando tenga internet.',
  tiempo: 'Migo no respondió a tiempo: vuelva a consultar en unos minutos.',
  servidor: 'Migo tuvo una falla: vuelva a consultar en unos minutos.',
  ilegible: 'Migo respondió algo que no se entiende: vuelva a consultar en unos minutos.',
  lento: 'Migo pidió ir más lento y no llegó a responder: vuelva a consultar en unos minutos.',
  'gave-up': 'Migo dejó de responder: retome la corrida en unos minutos.',
  token: 'No se consultó: Migo rechazó el token. Revíselo en Ajustes y retome la corrida.',
  plan: 'No se consultó: se agotaron las consultas de su plan. Retome la corrida cuando lo renueve.',
  direccion: 'No se consultó: la dirección de la API no responde como Migo. Revísela en Ajustes.',
  tope: 'No se consultó: la corrida llegó a su tope. Retómela con otro tope.',
  'sin-red': 'Sin consultar: no hay una respuesta guardada de este RUC. Valide con conexión.',
  cancelado: 'No se llegó a consultar: la corrida se canceló. Puede retomarla.',
};

/**
 * No answer, for this reason; adds what is known locally, with its date, but never as an answer.
 * `state` keeps `omitido` for what must later be asked singly.
 */
export function verdictOfSilence(
  n: number,
  state: Extract<ItemState, 'sin-respuesta' | 'omitido'>,
  reason: NoAnswerReason,
  known: StoredAnswer | null,
): ItemVerdict {
  return {
    ...BLANK,
    n,
    state,
    veredicto: 'SIN RESPUESTA',
    observacion: NO_ANSWER[reason] + knownLocally(known),
    fuente: 'NINGUNA',
    origen: 'NINGUNA',
  };
}

function knownLocally(known: StoredAnswer | null): string {
  if (known === null) return '';
  const day = toLimaDay(known.consultadoEn);
  if (known.taxpayer === null) return ` Según la respuesta guardada del ${day}: Migo no lo encontraba.`;
  return ` Según la respuesta guardada del ${day}: ${known.taxpayer.estado}, ${known.taxpayer.condicion}.`;
}

/** The verdict of policy `local`: whatever is stored, its age said where it is older than `since` (UTC ms). */
export function verdictOffline(
  n: number,
  known: StoredAnswer | null,
  since: number,
  now: number,
): ItemVerdict {
  if (known === null) return verdictOfSilence(n, 'sin-respuesta', 'sin-red', null);
  const verdict = verdictOfAnswer(n, known, 'CACHE', now);
  if (known.consultadoEn >= since) return verdict;
  const old = `Respuesta guardada del ${toLimaDay(known.consultadoEn)}, más antigua que lo pedido.`;
  return { ...verdict, observacion: [verdict.observacion, old].filter((text) => text !== '').join(' ') };
}
