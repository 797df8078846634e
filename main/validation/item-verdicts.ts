/** From an answer, the padrón or a failure to the verdict of one item of a run. Pure. */
import type { StoredAnswer } from '../database/answer-store.ts';
import type { ItemState, ItemVerdict, NewItem } from '../database/run-store.ts';
import type { FailureReason } from '../migo/types.ts';
import type { PadronEntry, RegisterMarks } from '../../shared/padron.ts';
import { sscoSentence } from '../../shared/register-words.ts';
import { faultSentence } from '../../shared/ruc.ts';
import { limaDay, toLimaDay } from '../../shared/time.ts';
import { judgeTaxpayer, NOT_FOUND_ADVICE, type Fuente } from '../../shared/verdict.ts';
import { isPadron, newestLocal, type LocalFacts } from './local-reader.ts';

const BLANK = {
  razonSocial: '',
  estado: '',
  condicion: '',
  datoAl: null,
  consultadoEn: null,
  answerN: null,
  padronImport: null,
  marcas: null,
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
    ...BLANK,
    n,
    state: 'listo' as const,
    fuente: via as Fuente,
    origen: answer.fuente,
    consultadoEn: answer.consultadoEn,
    answerN: answer.n,
  };
  if (answer.kind === 'unknown') {
    return { ...common, veredicto: 'NO EXISTE', observacion: NOT_FOUND_ADVICE };
  }
  if (answer.kind === 'refused' || answer.taxpayer === null) {
    const words = answer.message === '' ? 'sin decir por qué' : `con estas palabras: ${answer.message}`;
    return {
      ...common,
      veredicto: 'SIN RESPUESTA',
      observacion: `Migo no aceptó este número, ${words}. Verifíquelo en SUNAT.`,
    };
  }
  const { razonSocial, estado, condicion, datoAl } = answer.taxpayer;
  return { ...common, razonSocial, estado, condicion, datoAl, ...judgeTaxpayer(answer.taxpayer, now) };
}

/** When it is looked up (UTC ms), and whether an edition of a date is called old. */
export interface PadronTime {
  now: number;
  isOld(fecha: number): boolean;
}

/** What the padrón says, dated by its edition; an old edition is said. Without an estado it may be asked again. */
export function verdictOfPadron(n: number, entry: PadronEntry, time: PadronTime): ItemVerdict {
  const { razonSocial, estado, condicion, datoAl } = entry.taxpayer;
  const judged = judgeTaxpayer(entry.taxpayer, time.now);
  const old = datoAl !== null && time.isOld(datoAl) ? oldEdition(datoAl, time.now) : '';
  return {
    n,
    state: judged.veredicto === 'SIN RESPUESTA' ? 'sin-respuesta' : 'listo',
    veredicto: judged.veredicto,
    observacion: joined(judged.observacion, old),
    fuente: 'PADRON',
    origen: 'PADRON',
    razonSocial,
    estado,
    condicion,
    datoAl,
    consultadoEn: time.now,
    answerN: null,
    padronImport: entry.importN,
    marcas: null,
  };
}

function oldEdition(fecha: number, now: number): string {
  const days = limaDay(now) - limaDay(fecha);
  return `El padrón usado es del ${toLimaDay(fecha)}, de hace ${days.toLocaleString('es-PE')} días: pudo cambiar desde entonces.`;
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
  facts: LocalFacts,
): ItemVerdict {
  return silence(n, state, joined(NO_ANSWER[reason], knownLocally(facts)));
}

function silence(n: number, state: ItemState, observacion: string): ItemVerdict {
  return {
    ...BLANK,
    n,
    state,
    veredicto: 'SIN RESPUESTA',
    observacion,
    fuente: 'NINGUNA',
    origen: 'NINGUNA',
  };
}

function knownLocally(facts: LocalFacts): string {
  // Nothing here is fresh, or it would have been the answer: only the dates of the knowledge count.
  const known = newestLocal(facts, Infinity);
  if (known === null) return notInPadron(facts);
  if (isPadron(known)) {
    const { estado, condicion, datoAl } = known.taxpayer;
    return `Lo último conocido, según el padrón del ${toLimaDay(datoAl ?? 0)}: ${estado}, ${condicion}.`;
  }
  const stored = `Lo último conocido, según la respuesta guardada del ${toLimaDay(known.consultadoEn)}`;
  if (known.taxpayer === null) return `${stored}: Migo no lo encontraba.`;
  return `${stored}: ${known.taxpayer.estado}, ${known.taxpayer.condicion}.`;
}

/** Absence from the padrón proves nothing: what is newer than the edition is not in it. */
function notInPadron({ edition }: LocalFacts): string {
  return edition === null
    ? ''
    : `No figura en el padrón del ${toLimaDay(edition.fecha)}; puede ser más nuevo.`;
}

/**
 * The verdict of policy `local`: what {@link newestLocal} chooses; an answer older than `since` (UTC ms) and
 * an old edition are said. What this disk does not know is SIN RESPUESTA, never NO EXISTE.
 */
export function verdictOffline(n: number, facts: LocalFacts, since: number, time: PadronTime): ItemVerdict {
  const known = newestLocal(facts, since);
  if (known === null) {
    const absent = notInPadron(facts);
    return silence(
      n,
      'sin-respuesta',
      absent === '' ? NO_ANSWER['sin-red'] : `${absent} Valide con conexión.`,
    );
  }
  if (isPadron(known)) return verdictOfPadron(n, known, time);
  const verdict = verdictOfAnswer(n, known, 'CACHE', time.now);
  if (known.consultadoEn >= since) return verdict;
  const old = `Respuesta guardada del ${toLimaDay(known.consultadoEn)}, más antigua que lo pedido.`;
  return { ...verdict, observacion: joined(verdict.observacion, old) };
}

const SSCO = 'SUJETO SIN CAPACIDAD OPERATIVA (SSCO).';

/**
 * The verdict with what the registers say: who stands on the SSCO list is NO APTO whatever its estado, answered
 * or not (its state stays, so that what was not answered can still be asked). `now` UTC ms.
 */
export function withMarks(verdict: ItemVerdict, marks: RegisterMarks | null, now: number): ItemVerdict {
  if (marks === null) return verdict;
  const marked = { ...verdict, marcas: marks };
  if (marks.ssco === null) return marked;
  const words = sscoSentence(marks.ssco, now);
  if (!marks.ssco.vigente) return { ...marked, observacion: joined(verdict.observacion, words) };
  return {
    ...marked,
    ...(verdict.fuente === 'NINGUNA' ? { fuente: 'LOCAL', origen: 'LOCAL' } : {}),
    veredicto: 'NO APTO',
    observacion: joined(SSCO, words, verdict.observacion),
  };
}

function joined(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}
