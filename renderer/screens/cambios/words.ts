/** What the time line of changes says. Instants are UTC ms, days are Lima's. */
import type { ChangeCourse, ChangeQuery, PartnerChange, PartnerSummary } from '../../../shared/contract.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { when } from '../../format/dates.ts';
import { capital, count, countOf } from '../../format/numbers.ts';

const WEEKDAYS = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'];
const DAY_MS = 86_400_000;
const LIMA_OFFSET_MS = -5 * 3_600_000;

/** The head of a day: `Hoy`, `Ayer`, else its weekday; its date stands below. */
export function dayName(ms: number, now: number): string {
  const day = toLimaDay(ms);
  if (day === toLimaDay(now)) return 'Hoy';
  if (day === toLimaDay(now - DAY_MS)) return 'Ayer';
  return capital(WEEKDAYS[new Date(ms + LIMA_OFFSET_MS).getUTCDay()] as string);
}

/** What changed: "Condición: de NO HALLADO a NO HABIDO". */
export function changeWords(change: Pick<PartnerChange, 'campo' | 'de' | 'a' | 'razonSocial'>): string {
  const { campo, de, a, razonSocial } = change;
  switch (campo) {
    case 'estado':
      return `Estado: de ${text(de)} a ${text(a)}`;
    case 'condicion':
      return `Condición: de ${text(de)} a ${text(a)}`;
    case 'razonSocial':
      // The name of now stands above it.
      return a === razonSocial
        ? `Razón social: antes ${text(de)}`
        : `Razón social: de ${text(de)} a ${text(a)}`;
    case 'direccion':
      return `Domicilio fiscal: de ${text(de)} a ${text(a)}`;
    case 'ssco':
      return a === 'FIGURA'
        ? 'Entró a la lista SSCO de SUNAT: sujeto sin capacidad operativa'
        : 'Salió de la lista SSCO de SUNAT';
    case 'existe':
      return a === 'EXISTE' ? 'Migo volvió a encontrarlo' : 'Migo dejó de encontrarlo: confirme el número';
  }
}

function text(value: string): string {
  return value === '' || value === '-' ? 'sin dato' : value;
}

/** Which way it went, for those who do not see the arrow; empty where neither. */
export function courseWord(rumbo: ChangeCourse): string {
  if (rumbo === 'otro') return '';
  return rumbo === 'peor' ? 'Empeoró' : 'Mejoró';
}

/** Spans of time that can be chosen; null: all of them. */
export const PERIODS: readonly { dias: number | null; titulo: string }[] = [
  { dias: 7, titulo: 'Últimos 7 días' },
  { dias: 30, titulo: 'Últimos 30 días' },
  { dias: 90, titulo: 'Últimos 90 días' },
  { dias: 365, titulo: 'Último año' },
  { dias: null, titulo: 'Todo el tiempo' },
];

/** `38 cambios en 30 días` */
export function totalWords(total: number, consulta: ChangeQuery): string {
  const span = consulta.dias === null ? '' : ` en ${countOf(consulta.dias, 'día', 'días')}`;
  return `${countOf(total, 'cambio', 'cambios')}${span}`;
}

/** `4 sin leer`; null where all are read. */
export function unreadWords(n: number): string | null {
  return n === 0 ? null : `${count(n)} sin leer`;
}

/** The chip of changes that one refresh noticed; `at`: when it noticed the last of them, null while that is not here. */
export function refreshWords(at: number | null, now: number): string {
  if (at === null) return 'De un refresco';
  const words = when(at, now);
  return `Del refresco ${words.includes('/') ? 'del' : 'de'} ${words}`;
}

/** Whether the query leaves changes out for another reason than their age. */
export function isNarrowed({ rumbo, grupo, sinLeer, corrida, texto }: ChangeQuery): boolean {
  return rumbo !== 'todos' || grupo !== null || sinLeer || corrida !== null || texto.trim() !== '';
}

/** What stands in the place of changes where there are none, and what can be done about it. */
export function emptiness(
  consulta: ChangeQuery,
  resumen: Pick<PartnerSummary, 'socios' | 'ultimo'> | null,
  now: number,
): { frase: string; accion: 'socios' | 'filtros' | null } {
  if (isNarrowed(consulta)) {
    const onlyUnread = consulta.sinLeer && !isNarrowed({ ...consulta, sinLeer: false });
    const frase = onlyUnread ? 'No queda ningún cambio sin leer.' : 'Ningún cambio coincide con lo elegido.';
    return { frase, accion: 'filtros' };
  }
  if (resumen?.socios === 0) {
    return {
      frase:
        'Todavía no hay socios. Agréguelos en «Socios»: aquí quedará cada cambio que Habido note en ellos.',
      accion: 'socios',
    };
  }
  const span =
    consulta.dias === null
      ? 'Sin cambios hasta hoy.'
      : `Sin cambios en ${countOf(consulta.dias, 'día', 'días')}.`;
  return { frase: `${span} ${lastCheck(resumen?.ultimo ?? null, now)}`, accion: null };
}

function lastCheck(ultimo: PartnerSummary['ultimo'], now: number): string {
  if (ultimo === null) return 'Los socios todavía no se han revisado con un refresco.';
  const [day, hour] = when(ultimo.fin, now).split(' ') as [string, string];
  return `La última revisión fue ${day.includes('/') ? 'el ' : ''}${day} a las ${hour}.`;
}

/** `38 cambios marcados como leídos`, or as not read. */
export function markedWords({ marcados, leido }: { marcados: number; leido: boolean }): string {
  const what = leido ? 'leído' : 'no leído';
  return marcados === 1
    ? `1 cambio marcado como ${what}`
    : `${count(marcados)} cambios marcados como ${what}s`;
}
