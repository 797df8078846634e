/** What the tray shows for a state: icon, tooltip and menu. Pure; {@link Tray} draws it. */
import type { PartnerSummary, RefreshEnd, RunSnapshot } from '../../shared/contract.ts';
import { countDownWords } from '../../shared/deadline.ts';
import { whenWords } from '../../shared/when.ts';
import { costOf } from '../validation/money.ts';

/** All that the tray tells of. */
export interface TrayState {
  /** Of the partners, schedule included. */
  summary: PartnerSummary;
  /** Runs over workbooks that this process has in course. */
  runs: readonly RunSnapshot[];
  /** Soles per query, decimal text; null where unknown. */
  price: string | null;
  /** UTC ms. */
  now: number;
}

/** Nothing to do, something in course, something to look at: told apart by their shape. */
export const TRAY_ICONS = ['idle', 'working', 'attention'] as const;
export type TrayIcon = (typeof TRAY_ICONS)[number];

/** What choosing an item asks for. `cambios`: of one refresh alone, or all of them. */
export type TrayAction =
  | { tipo: 'abrir' | 'refrescar' | 'cancelar' | 'pausar' | 'reanudar' | 'socios' | 'salir' }
  | { tipo: 'cambios'; corrida: string | null };

/** A line of the menu; without an action it is there to be read. */
export interface TrayItem {
  /** Stable, whatever the label says. */
  id: string;
  label: string;
  action: TrayAction | null;
}

export interface TrayView {
  icon: TrayIcon;
  /** One sentence. Windows shows 127 characters. */
  tooltip: string;
  /** Groups of items, a line between each and the next. */
  groups: TrayItem[][];
}

/** Windows cuts a tooltip after this. */
const TOOLTIP_LENGTH = 127;
/** Characters of a workbook's name that are shown. */
const NAME_LENGTH = 40;

export function trayView(state: TrayState): TrayView {
  return {
    icon: iconOf(state),
    tooltip: shortened(`Habido: ${sentenceOf(state)}.`, TOOLTIP_LENGTH),
    groups: [
      [item('abrir', 'Abrir Habido', { tipo: 'abrir' })],
      [...workItems(state), lastItem(state), nextItem(state), ...putOffItems(state), pauseItem(state)],
      newsItems(state),
      [item('salir', 'Salir', { tipo: 'salir' })],
    ],
  };
}

function iconOf({ summary, runs }: TrayState): TrayIcon {
  if (summary.enCurso !== null || runs.length > 0) return 'working';
  return summary.cambiosSinLeer > 0 || hasStopped(summary) ? 'attention' : 'idle';
}

/** The last refresh ended before its time, because of token, plan or the like. */
function hasStopped({ ultimo }: PartnerSummary): boolean {
  return ultimo !== null && ultimo.freno !== null;
}

function sentenceOf(state: TrayState): string {
  const { summary, runs, now } = state;
  const { enCurso, agenda } = summary;
  if (enCurso !== null) return lowerFirst(progressWords(enCurso));
  if (runs[0] !== undefined) return lowerFirst(runWords(runs[0]));
  if (summary.socios === 0) return 'aún no hay socios que vigilar';
  const parts = [stateWords(summary)];
  if (summary.sinConfirmar > 0) parts.push(`${number(summary.sinConfirmar)} sin confirmar`);
  if (agenda.enPausaHasta !== null) parts.push(`en pausa hasta ${whenWords(agenda.enPausaHasta, now)}`);
  else if (agenda.proximo !== null) parts.push(`próximo refresco ${whenWords(agenda.proximo.en, now)}`);
  return parts.join(', ');
}

function stateWords(summary: PartnerSummary): string {
  const { cambiosSinLeer, vencidos, socios } = summary;
  if (cambiosSinLeer > 0) return many(cambiosSinLeer, 'cambio sin leer', 'cambios sin leer');
  if (hasStopped(summary)) return 'el último refresco se detuvo antes de terminar';
  if (vencidos > 0) return `${number(vencidos)} de ${many(socios, 'socio', 'socios')} por refrescar`;
  return `${many(socios, 'socio', 'socios')} al día`;
}

function workItems(state: TrayState): TrayItem[] {
  const runs = state.runs.map((run) => item(`corrida-${run.corrida}`, runWords(run), null));
  const { summary } = state;
  if (summary.enCurso !== null) {
    return [
      ...runs,
      item('progreso', progressWords(summary.enCurso), null),
      item('cancelar', 'Cancelar el refresco', { tipo: 'cancelar' }),
    ];
  }
  return [...runs, refreshItem(state)];
}

function refreshItem({ summary, price }: TrayState): TrayItem {
  const { socios, vencidos, enOtroProceso } = summary;
  if (enOtroProceso) return item('refrescar', 'Otro programa está refrescando los socios', null);
  if (socios === 0) return item('refrescar', 'Refrescar ahora (aún no hay socios)', null);
  if (vencidos === 0) return item('refrescar', 'Refrescar ahora (ninguno vencido)', null);
  const cost = costOf(vencidos, price);
  const figures = [many(vencidos, 'vencido', 'vencidos'), ...(cost === null ? [] : [`S/ ${cost}`])];
  return item('refrescar', `Refrescar ahora (${figures.join(' · ')})`, { tipo: 'refrescar' });
}

function lastItem({ summary, now }: TrayState): TrayItem {
  const { ultimo } = summary;
  if (ultimo === null) return item('ultimo', 'Último refresco: ninguno todavía', null);
  const action: TrayAction | null = ultimo.cambios > 0 ? { tipo: 'cambios', corrida: ultimo.corrida } : null;
  return item('ultimo', `Último refresco: ${whenWords(ultimo.fin, now)}, ${resultWords(ultimo)}`, action);
}

function resultWords(end: RefreshEnd): string {
  const parts = [end.cambios === 0 ? 'sin cambios' : many(end.cambios, 'cambio', 'cambios')];
  // Of one that did not end, those are the ones that were never asked about.
  if (end.estado !== 'terminada') parts.push(end.estado === 'cancelada' ? 'cancelado' : 'interrumpido');
  else if (end.sinRespuesta > 0) parts.push(`${number(end.sinRespuesta)} sin respuesta`);
  return parts.join(', ');
}

function nextItem({ summary, now }: TrayState): TrayItem {
  const { enPausaHasta, proximo } = summary.agenda;
  if (enPausaHasta !== null)
    return item('proximo', `Próximo: en pausa hasta ${whenWords(enPausaHasta, now)}`, null);
  if (proximo === null) return item('proximo', 'Próximo: no hay agenda', null);
  const group = proximo.grupo === '' ? '' : ` (${shortened(proximo.nombre, NAME_LENGTH)})`;
  return item('proximo', `Próximo: ${whenWords(proximo.en, now)}${group}`, null);
}

function putOffItems({ summary }: TrayState): TrayItem[] {
  const { aplazado } = summary.agenda;
  return aplazado === null ? [] : [item('aplazado', aplazado, null)];
}

function pauseItem({ summary }: TrayState): TrayItem {
  const { enPausaHasta, proximo } = summary.agenda;
  if (enPausaHasta !== null) return item('pausa', 'Reanudar', { tipo: 'reanudar' });
  return item('pausa', 'Pausar por hoy', proximo === null ? null : { tipo: 'pausar' });
}

function newsItems({ summary, now }: TrayState): TrayItem[] {
  const { cambiosSinLeer, sinConfirmar, enPlazo } = summary;
  const unread =
    cambiosSinLeer === 0
      ? 'Ningún cambio sin leer'
      : many(cambiosSinLeer, 'cambio sin leer', 'cambios sin leer');
  const countDown = countDownWords(enPlazo, now);
  return [
    item('cambios', unread, { tipo: 'cambios', corrida: null }),
    ...(sinConfirmar === 0
      ? []
      : [
          item('sin-confirmar', many(sinConfirmar, 'socio sin confirmar', 'socios sin confirmar'), {
            tipo: 'socios',
          }),
        ]),
    ...(countDown === null ? [] : [item('plazo', countDown.replace(/\.$/, ''), { tipo: 'socios' })]),
  ];
}

function progressWords(run: RunSnapshot): string {
  const done = `${number(run.listos)} de ${many(run.distintos, 'socio', 'socios')}`;
  return run.estado === 'en pausa' ? `Refresco en pausa: ${done}` : `Refrescando: ${done}`;
}

function runWords(run: RunSnapshot): string {
  const what = run.estado === 'en pausa' ? 'En pausa' : 'Validando';
  return `${what} ${shortened(run.nombre, NAME_LENGTH)}: ${number(run.listos)} de ${number(run.distintos)} RUC`;
}

function item(id: string, label: string, action: TrayAction | null): TrayItem {
  return { id, label, action };
}

const counts = new Intl.NumberFormat('es-PE', { useGrouping: 'always', maximumFractionDigits: 0 });

function number(n: number): string {
  return counts.format(n);
}

function many(n: number, one: string, several: string): string {
  return `${number(n)} ${n === 1 ? one : several}`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
