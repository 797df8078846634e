/** What the window says of partners. */
import type {
  PartnerDetail,
  PartnerKind,
  PartnerRow,
  PartnersAdded,
  PartnerSummary,
  RefreshEnd,
  RefreshPlan,
} from '../../../shared/contract.ts';
import { toLimaDay } from '../../../shared/time.ts';
import { fuenteWords } from '../../../shared/verdict.ts';
import { ago, when, whenNext } from '../../format/dates.ts';
import { soles, times } from '../../format/money.ts';
import { count, countOf } from '../../format/numbers.ts';
import { failureSentence } from '../../words/failures.ts';

const KINDS: Record<PartnerKind, string> = {
  proveedor: 'Proveedor',
  cliente: 'Cliente',
  ambos: 'Proveedor y cliente',
};

/** What a partner is to the firm. */
export function kindWords(tipo: PartnerKind): string {
  return KINDS[tipo];
}

/** The name of a group by its key; the key itself where it is gone meanwhile. */
export function groupName(clave: string, resumen: PartnerSummary | null): string {
  if (clave === '') return 'Sin grupo';
  return resumen?.grupos.find((group) => group.clave === clave)?.nombre ?? clave;
}

/** The names of its groups, in a sentence; empty without any. */
export function groupNames(claves: readonly string[], resumen: PartnerSummary | null): string {
  return claves.map((clave) => groupName(clave, resumen)).join(', ');
}

/** `486 en 3 grupos`, for the title bar; null while there is nothing to count. */
export function totalWords(resumen: PartnerSummary | null): string | null {
  if (resumen === null || resumen.socios === 0) return null;
  const { grupos, socios } = resumen;
  return grupos.length === 0
    ? count(socios)
    : `${count(socios)} en ${countOf(grupos.length, 'grupo', 'grupos')}`;
}

/** Whether the last attempt to ask came after the last answer, and failed. */
export function failedSince({ ultimoIntento, ultimaRespuesta }: PartnerRow): boolean {
  if (ultimoIntento === null || ultimoIntento.respondido) return false;
  return ultimaRespuesta === null || ultimoIntento.en > ultimaRespuesta;
}

/** How the last attempt ended: `hoy 07:04, respondido`; empty where there was none. */
export function attemptWords({ ultimoIntento }: PartnerRow, now: number): string {
  if (ultimoIntento === null) return '';
  const { en, respondido, motivo } = ultimoIntento;
  const end = respondido ? 'respondido' : motivo === '' ? 'sin respuesta' : `sin respuesta: ${motivo}`;
  return `${when(en, now)}, ${end}`;
}

/** How fresh what is known of it is, for a narrow column. */
export function answeredWords(row: PartnerRow, now: number): string {
  return row.ultimaRespuesta === null ? 'nunca' : ago(row.ultimaRespuesta, now);
}

/** The same where it has room; says since when it is not confirmed, where that is too long ago. */
export function confirmedWords(row: PartnerRow, now: number): string {
  const { sinConfirmarDesde } = row;
  if (sinConfirmarDesde === null) return answeredWords(row, now);
  return `sin confirmar desde ${toLimaDay(sinConfirmarDesde)}`;
}

/** All about the last answer and the last attempt, for who wants to know. */
export function answeredTitle(row: PartnerRow, now: number): string {
  const { ultimaRespuesta, sinConfirmarDesde, vencido } = row;
  const parts = [
    ultimaRespuesta === null ? 'Nunca ha respondido.' : `Última respuesta: ${when(ultimaRespuesta, now)}.`,
    sinConfirmarDesde !== null
      ? `Sin confirmar desde el ${toLimaDay(sinConfirmarDesde)}.`
      : vencido && ultimaRespuesta !== null
        ? 'La respuesta está vencida.'
        : '',
    failedSince(row) ? `Último intento: ${attemptWords(row, now)}.` : '',
  ];
  return parts.filter((text) => text !== '').join(' ');
}

/** Where what is known comes from and how old it is: `Migo, hoy 07:04, dato del 23/11/2026`. */
export function sourceWords(detail: PartnerDetail, now: number): string {
  const { fuente, ultimaRespuesta, datoAl } = detail;
  if (ultimaRespuesta === null && fuente === null) return 'Todavía no responde';
  const parts = [
    fuente === null ? '' : fuenteWords(fuente),
    ultimaRespuesta === null ? '' : when(ultimaRespuesta, now),
    datoAl === null ? '' : `dato del ${toLimaDay(datoAl)}`,
  ];
  return parts.filter((text) => text !== '').join(', ');
}

/** What SUNAT's words on it are; until when that can be put right is said apart, with its source. */
export function reasonWords({ observacion, plazo }: PartnerDetail): string[] {
  const said = plazo === '' ? observacion : observacion.replace(/\s*Puede levantarse hasta el [\d/]+\./, '');
  return [said, plazo].filter((text) => text !== '');
}

/** `S/ 0.96`, or `96 consultas` where no price is set. */
export function costWords(consultas: number, precio: string | null): string {
  return precio === null ? countOf(consultas, 'consulta', 'consultas') : soles(times(precio, consultas));
}

/** What the button that refreshes says: `Refrescar 96 vencidos · S/ 0.96`. */
export function refreshWords(plan: RefreshPlan | null, precio: string | null): string {
  if (plan === null) return 'Refrescar';
  const { vencidos, consultas } = plan;
  if (vencidos === 0) return 'Nada vencido';
  return `Refrescar ${countOf(vencidos, 'vencido', 'vencidos')} · ${costWords(consultas, precio)}`;
}

/** When partners are refreshed by themselves next, or why they are not. */
export function nextRefreshWords({ agenda, socios }: PartnerSummary, now: number): string {
  if (socios === 0) return '';
  if (agenda.aplazado !== null) return agenda.aplazado;
  if (agenda.enPausaHasta !== null && agenda.enPausaHasta > now) {
    return 'Refresco automático en pausa por hoy';
  }
  if (agenda.proximo === null) return 'Sin refresco automático';
  const { en, grupo, nombre } = agenda.proximo;
  return `Próximo refresco automático${grupo === '' ? '' : ` de ${nombre}`}: ${whenNext(en, now)}`;
}

/** How a refresh ended, in a sentence or two. */
export function endWords(fin: RefreshEnd): string {
  const { socios, respondidos, sinRespuesta, cambios, peores, freno } = fin;
  const answered =
    sinRespuesta === 0
      ? `${respondidos === 1 ? 'Respondió' : 'Respondieron'} ${countOf(respondidos, 'socio', 'socios')}.`
      : `Respondieron ${count(respondidos)} de ${countOf(socios, 'socio', 'socios')}; ${
          sinRespuesta === 1 ? 'el otro sigue' : 'los demás siguen'
        } como ${sinRespuesta === 1 ? 'estaba' : 'estaban'}.`;
  const changed =
    cambios === 0
      ? 'Sin cambios.'
      : `${countOf(cambios, 'cambio', 'cambios')}${
          peores === 0 ? '' : `, ${countOf(peores, 'empeoró', 'empeoraron')}`
        }.`;
  const why =
    freno !== null && freno.code !== 'cancelado'
      ? failureSentence(freno)
      : fin.estado === 'cancelada'
        ? 'Refresco cancelado.'
        : '';
  return [why, answered, changed].filter((text) => text !== '').join(' ');
}

/** What adding came to, line by line. */
export function addedWords({ agregados, yaEstaban, volvieron, invalidosTotal }: PartnersAdded): string[] {
  const lines = [
    agregados === 0 ? '' : countOf(agregados, 'socio agregado', 'socios agregados'),
    volvieron === 0 ? '' : countOf(volvieron, 'volvió con su historia', 'volvieron con su historia'),
    yaEstaban === 0 ? '' : countOf(yaEstaban, 'ya estaba', 'ya estaban'),
    invalidosTotal === 0 ? '' : countOf(invalidosTotal, 'no puede ser un RUC', 'no pueden ser RUC'),
  ].filter((text) => text !== '');
  return lines.length === 0 ? ['No había ningún RUC.'] : lines;
}

/** How many numbers a text holds that may be RUCs: words with a digit. */
export function numbersIn(texto: string): number {
  return texto.split(/[\s,;|]+/).filter((word) => /\d/.test(word)).length;
}
