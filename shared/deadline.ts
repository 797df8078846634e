/**
 * Until when a NO HABIDO can still be lifted, and the words for it. Pure.
 *
 * The date of issue decides: what a NO HABIDO issued in a year stays deductible where the condition is lifted by
 * 31 December of that same year. Earlier years are beyond it, and a BAJA has no such date. Precedents contradict
 * each other, so that all of it is said as risk.
 */
import { fromLimaText, toLimaDay } from './time.ts';

/** Where the date comes from, for the places that show it. */
export const DEADLINE_SOURCE = 'Ley del Impuesto a la Renta, art. 44 inc. j) y art. 20';

const DAY_MS = 86_400_000;
const NO_HABIDO = 'NO HABIDO';
/** The month from which on the days are counted down. */
const COUNT_DOWN_MONTH = '12';

/** The state of a taxpayer, in SUNAT's texts. */
interface TaxState {
  estado: string;
  condicion: string;
}

export interface Deadline {
  /** The last millisecond of that day in Lima, UTC ms. */
  hasta: number;
  /** What it means for invoices of this year and of those before, with its source. */
  frase: string;
}

/** The date by which this year's invoices can still be saved; null: it is not NO HABIDO, or it is a BAJA. */
export function deadlineOf({ estado, condicion, now }: TaxState & { now: number }): Deadline | null {
  if (!isLiftable({ estado, condicion })) return null;
  const hasta = lastDayOfYear(now);
  const year = limaYear(now);
  return {
    hasta,
    frase:
      `${liftWords(hasta)} Si ese día sigue ${NO_HABIDO}, riesgo de que SUNAT desconozca el gasto y el crédito ` +
      `fiscal de sus comprobantes de ${year}; los de años anteriores ya quedan fuera de esa fecha. ` +
      `Fuente: ${DEADLINE_SOURCE}.`,
  };
}

/** A change of a partner, with the state that it has now. */
export interface ChangeInTime extends TaxState {
  campo: string;
  de: string;
  a: string;
  notadoEn: number;
  now: number;
}

/**
 * What a change means for the invoices of its year, in one sentence; empty where it does not concern them, or no
 * longer does because the partner's state has moved on since.
 */
export function changeDeadline({ campo, de, a, notadoEn, now, estado, condicion }: ChangeInTime): string {
  const state = { estado, condicion };
  if (campo === 'condicion' && isNoHabido(a)) return isLiftable(state) ? becameWords(notadoEn, now) : '';
  if (campo === 'condicion' && isNoHabido(de) && normal(a) === 'HABIDO') {
    return isNoHabido(condicion) || isBaja(estado) ? '' : liftedWords(notadoEn);
  }
  if (campo !== 'estado' || !isNoHabido(condicion) || normal(a) !== normal(estado)) return '';
  return isBaja(a) ? 'Una BAJA no tiene fecha para levantarse: el riesgo queda.' : becameWords(notadoEn, now);
}

/** "Puede levantarse hasta el 31/12/2026." */
export function liftWords(hasta: number): string {
  return `Puede levantarse hasta el ${toLimaDay(hasta)}.`;
}

/** Whole days of Lima from today to that day; 0 on the day itself, negative after it. */
export function daysLeft(hasta: number, now: number): number {
  return Math.round((startOfDay(hasta) - startOfDay(now)) / DAY_MS);
}

/** From 1 December on, how many days are left for so many partners, in a sentence; null before, or for nobody. */
export function countDownWords(enPlazo: number, now: number): string | null {
  if (enPlazo === 0 || toLimaDay(now).slice(3, 5) !== COUNT_DOWN_MONTH) return null;
  const hasta = lastDayOfYear(now);
  const left = daysLeft(hasta, now);
  const who = enPlazo === 1 ? `1 socio ${NO_HABIDO} puede` : `${String(enPlazo)} socios ${NO_HABIDO} pueden`;
  const when =
    left === 0 ? 'Hoy es el último día' : left === 1 ? 'Queda 1 día' : `Quedan ${String(left)} días`;
  return `${when}: ${who} levantar su condición hasta el ${toLimaDay(hasta)}.`;
}

/** The same texts as the verdict compares: equality, since `NO HABIDO` contains `HABIDO`. */
function isLiftable({ estado, condicion }: TaxState): boolean {
  return isNoHabido(condicion) && !isBaja(estado);
}

function isNoHabido(condicion: string): boolean {
  return normal(condicion) === NO_HABIDO;
}

function isBaja(estado: string): boolean {
  return normal(estado).startsWith('BAJA');
}

function becameWords(notadoEn: number, now: number): string {
  const then = limaYear(notadoEn);
  const hasta = lastDayOfYear(now);
  if (then === limaYear(now)) return liftWords(hasta);
  return (
    `Para sus comprobantes de ${then} la fecha pasó el ${toLimaDay(lastDayOfYear(notadoEn))}; ` +
    `para los de ${limaYear(now)}, puede levantarse hasta el ${toLimaDay(hasta)}.`
  );
}

function liftedWords(notadoEn: number): string {
  return `Levantó antes del ${toLimaDay(lastDayOfYear(notadoEn))}: baja el riesgo.`;
}

/** The last millisecond of the year in Lima in which that instant lies, UTC ms. */
export function lastDayOfYear(ms: number): number {
  return startOf(`${String(Number(limaYear(ms)) + 1)}-01-01`) - 1;
}

function startOfDay(ms: number): number {
  const [day, month, year] = toLimaDay(ms).split('/') as [string, string, string];
  return startOf(`${year}-${month}-${day}`);
}

function startOf(day: string): number {
  return fromLimaText(day) as number;
}

function limaYear(ms: number): string {
  return toLimaDay(ms).slice(-4);
}

function normal(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toUpperCase();
}
