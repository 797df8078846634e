/** What the Padrón screen says, as sentences. Pure; instants are UTC ms. */
import type { PadronEdition, PadronEnd, PadronJob, PadronTaxpayer } from '../../../shared/contract.ts';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import { roughSpan } from '../../format/durations.ts';
import { size } from '../../format/sizes.ts';
import { count, countOf, percent } from '../../format/numbers.ts';

const DAY_MS = 86_400_000;

/** `Padrón reducido del 23/11/2026: 18,297,300 contribuyentes.` */
export function editionSentence({ fecha, filas }: PadronEdition): string {
  return `Padrón reducido del ${toLimaDay(fecha)}: ${countOf(filas, 'contribuyente', 'contribuyentes')}.`;
}

/** Whole days in Lima between two instants. */
export function ageInDays(fecha: number, now: number): number {
  return Math.max(0, Math.round((limaMidnight(now) - limaMidnight(fecha)) / DAY_MS));
}

/** How old the edition is, and whether that is older than asked for. */
export function ageSentence(fecha: number, now: number, limitDays: number): string {
  const days = ageInDays(fecha, now);
  if (days === 0) return 'Es de hoy.';
  const age = `Tiene ${countOf(days, 'día', 'días')}`;
  return days <= limitDays
    ? `${age}.`
    : `${age}, más de los ${count(limitDays)} que fijó en Ajustes: SUNAT puede haber cambiado lo que aquí figura.`;
}

/** When and from which file it came, with what was left out of it. */
export function importSentence({ importadaEn, archivo, defectos }: PadronEdition, now: number): string {
  const left =
    defectos.danadas === 0
      ? ''
      : defectos.danadas === 1
        ? '; 1 línea dañada se omitió y se contó'
        : `; ${count(defectos.danadas)} líneas dañadas se omitieron y se contaron`;
  return `Importado ${atWords(importadaEn, now)} desde ${archivo}${left}.`;
}

/** What was mended on reading, or nothing. */
export function mendedSentence({ defectos }: PadronEdition): string {
  const kinds = [
    defectos.repetidas === 0
      ? ''
      : `${countOf(defectos.repetidas, 'RUC repetido', 'RUC repetidos')} (vale la última línea)`,
    defectos.nombreConSeparador === 0
      ? ''
      : `${countOf(defectos.nombreConSeparador, 'nombre', 'nombres')} con «|» (se leyeron enteros)`,
    defectos.desordenadas === 0
      ? ''
      : `${countOf(defectos.desordenadas, 'línea', 'líneas')} fuera de orden (se leyeron igual)`,
  ].filter((text) => text !== '');
  return kinds.length === 0 ? '' : `Además: ${kinds.join(', ')}.`;
}

/** `ayer a las 19:12`, `el 20/11/2026 a las 09:12`. */
export function atWords(ms: number, now: number): string {
  const day = toLimaDay(ms);
  const time = `a las ${toLimaMinute(ms).slice(11)}`;
  if (day === toLimaDay(now)) return `hoy ${time}`;
  return day === toLimaDay(now - DAY_MS) ? `ayer ${time}` : `el ${day} ${time}`;
}

const PHASES: Record<NonNullable<PadronJob['progreso']>['fase'], string> = {
  descargar: 'Descargando el padrón',
  leer: 'Leyendo el padrón',
  ordenar: 'Ordenando lo leído',
  revisar: 'Revisando lo escrito',
  comparar: 'Comparando con la edición anterior',
  nombres: 'Preparando la búsqueda por nombre',
};

/** What the job does now. */
export function phaseWords({ tipo, progreso, cancelando }: PadronJob): string {
  if (cancelando) return 'Cancelando';
  if (progreso === null) return tipo === 'descargar' ? PHASES.descargar : PHASES.leer;
  return PHASES[progreso.fase];
}

/** How far it is: rows or megabytes, percent, time left. */
export function progressWords({ progreso, cancelando }: PadronJob): string {
  if (progreso === null || cancelando) return '';
  const { fase, filas, bytes, avance, restanMs } = progreso;
  const part = avance === null ? '' : percent(Math.floor(avance * 100));
  const done = fase === 'descargar' ? size(bytes) : filas > 0 ? countOf(filas, 'fila', 'filas') : '';
  const left = restanMs === null ? '' : `quedan unos ${roughSpan(restanMs)}`;
  return [done, part, left].filter((text) => text !== '').join(' · ');
}

/** What can be done while a job goes on. */
export function meanwhileWords({ progreso }: PadronJob, hasEdition: boolean): string {
  if (progreso?.fase === 'nombres') return 'El padrón nuevo ya está en uso; falta la búsqueda por nombre.';
  return hasEdition
    ? 'Puede seguir trabajando: el padrón anterior se usa hasta el final.'
    : 'Puede seguir trabajando en otra pantalla.';
}

/** How a job ended, where that is no failure. */
export function endSentence({ fin, tipo, nombre }: PadronEnd): string {
  if (fin === 'ya-estaba') return `El padrón de ${nombre} ya está en uso: no se cambió nada.`;
  if (fin === 'importado') return `Se importó ${nombre}. Desde ahora se usa este padrón.`;
  return tipo === 'descargar'
    ? 'Se canceló. Lo descargado se conserva y la próxima vez sigue desde ahí; el padrón anterior sigue en uso.'
    : 'Se canceló la importación. El padrón anterior sigue en uso.';
}

/** The kinds of change between two editions, in the order of the plot. */
export const CHANGE_KINDS = ['nuevos', 'retirados', 'estado', 'condicion', 'nombre'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_TITLES: Record<ChangeKind, string> = {
  nuevos: 'Nuevos',
  retirados: 'Retirados',
  estado: 'Estado',
  condicion: 'Condición',
  nombre: 'Nombre',
};

/** How many changed in each way against the edition before; null for the first. */
export function changeCounts({ cambios, porTipo }: PadronEdition): Record<ChangeKind, number> | null {
  if (cambios === null || porTipo === null) return null;
  return { nuevos: cambios.nuevos, retirados: cambios.retirados, ...porTipo };
}

/** The most that changed in any way, over these editions: what all bars are measured by. */
export function mostChanged(editions: readonly PadronEdition[]): number {
  const all = editions.flatMap((edition) => Object.values(changeCounts(edition) ?? {}));
  return Math.max(0, ...all);
}

type Span = PadronTaxpayer['tramos'][number];

/** The state of a stretch in words. */
export function spanState({ ausente, estado, condicion }: Span): string {
  if (ausente) return 'No figura';
  return [estado, condicion].filter((text) => text !== '' && text !== '-').join(' · ') || 'Sin datos';
}

/** Since when a RUC is seen so: known at editions only, so the change lies between two of them. */
export function spanWords({ desde, hasta }: Span, older: Span | undefined): string {
  if (hasta !== null) {
    return toLimaDay(desde) === toLimaDay(hasta)
      ? `En la edición del ${toLimaDay(desde)}`
      : `En las ediciones del ${toLimaDay(desde)} al ${toLimaDay(hasta)}`;
  }
  if (older?.hasta == null) return `Así desde la primera edición guardada, del ${toLimaDay(desde)}`;
  return `Así desde la edición del ${toLimaDay(desde)}; cambió entre ella y la del ${toLimaDay(older.hasta)}`;
}

/** Where it lies, from the least to the greatest; empty where nothing is known. */
export function placeWords({
  distrito,
  provincia,
  departamento,
}: {
  distrito: string;
  provincia: string;
  departamento: string;
}): string {
  return [distrito, provincia, departamento].filter((text) => text !== '').join(', ');
}

function limaMidnight(ms: number): number {
  const [day, month, year] = toLimaDay(ms).split('/').map(Number) as [number, number, number];
  return Date.UTC(year, month - 1, day);
}
