/** Schedules in words, and what a person writes in their fields. */
import type { Schedule, ScheduleDays, ScheduleState } from '../../shared/contract.ts';
import { whenNext } from '../format/dates.ts';
import { count } from '../format/numbers.ts';

/** Days of the week from Monday, as ISO counts them: name, and the letter that stands for it in Peru. */
export const WEEK: readonly { dia: number; letra: string; nombre: string }[] = [
  { dia: 1, letra: 'L', nombre: 'lunes' },
  { dia: 2, letra: 'M', nombre: 'martes' },
  { dia: 3, letra: 'M', nombre: 'miércoles' },
  { dia: 4, letra: 'J', nombre: 'jueves' },
  { dia: 5, letra: 'V', nombre: 'viernes' },
  { dia: 6, letra: 'S', nombre: 'sábado' },
  { dia: 7, letra: 'D', nombre: 'domingo' },
];

const LAST_MONTH_DAY = 31;

/** Reads an hour of the day, `7`, `7:30`, `0730` alike, as `07:30`; null where it is none. */
export function readHour(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Reads days of the month, `1, 15 y 31`, sorted and each once; null where it is no list of them. */
export function readMonthDays(text: string): number[] | null {
  if (!/^[\d\s,;y.]+$/i.test(text)) return null;
  const days = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (days.length === 0 || days.some((day) => day < 1 || day > LAST_MONTH_DAY)) return null;
  return [...new Set(days)].sort((a, b) => a - b);
}

/** `1, 15 y 31` */
export function monthDaysText(days: readonly number[]): string {
  return inWords(days.map(String));
}

/** The days of another kind of schedule, as near as they can be to those that were set. */
export function daysOf(tipo: ScheduleDays['tipo'], before: ScheduleDays): ScheduleDays {
  if (tipo === before.tipo) return before;
  if (tipo === 'semanal') return { tipo, dias: [1] };
  return tipo === 'mensual' ? { tipo, dias: [1] } : { tipo };
}

/** "Cada lunes y jueves a las 07:00, hasta 1,000 consultas". */
export function scheduleWords({ activa, dias, hora, tope }: Schedule): string {
  if (!activa) return 'Apagada';
  const ceiling = tope === null ? '' : `, hasta ${count(tope)} ${tope === 1 ? 'consulta' : 'consultas'}`;
  return `${dayWords(dias)} a las ${hora}${ceiling}`;
}

/** When the next one is, and what holds it up: "Próximo: mañana 07:00." */
export function nextWords({ proximo, enPausaHasta, aplazado }: ScheduleState, now: number): string {
  const parts = [
    proximo === null
      ? 'No hay un próximo refresco programado.'
      : `Próximo: ${whenNext(proximo.en, now)}${proximo.grupo === '' ? '' : ` (${proximo.nombre})`}.`,
    enPausaHasta === null || enPausaHasta <= now ? '' : 'En pausa por hoy.',
    aplazado ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function dayWords(days: ScheduleDays): string {
  switch (days.tipo) {
    case 'diaria':
      return 'Cada día';
    case 'semanal':
      return `Cada ${inWords(WEEK.filter(({ dia }) => days.dias.includes(dia)).map(({ nombre }) => nombre))}`;
    case 'mensual':
      return `${days.dias.length === 1 ? 'El día' : 'Los días'} ${monthDaysText(days.dias)} de cada mes`;
    case 'ultimo-habil':
      return 'El último día hábil de cada mes';
  }
}

function inWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} y ${words.at(-1) as string}`;
}
