/** The items of `resultados`, and the `resumen`, as the contract gives them. */
import type { ItemVerdict, RunItemRow } from '../database/run-store.ts';
import { markCodes } from '../../shared/register-words.ts';
import { toLimaIso } from '../../shared/time.ts';
import { VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';

export interface ResultItem {
  ruc: string;
  veredicto: Veredicto;
  estado: string;
  condicion: string;
  razonSocial: string;
  fuente: string;
  origen: string;
  datoAl: string | null;
  consultadoEn: string | null;
  observacion: string;
  /** Marks of the registers in short; only where it is on one. */
  padrones?: string;
}

/** A verdict as a result; one without an answer yet reads `SIN RESPUESTA`. */
export function resultItem(
  ruc: string,
  item: Pick<
    RunItemRow | ItemVerdict,
    | 'veredicto'
    | 'estado'
    | 'condicion'
    | 'razonSocial'
    | 'fuente'
    | 'origen'
    | 'datoAl'
    | 'consultadoEn'
    | 'observacion'
    | 'marcas'
  >,
): ResultItem {
  return {
    ruc,
    veredicto: item.veredicto ?? 'SIN RESPUESTA',
    estado: item.estado,
    condicion: item.condicion,
    razonSocial: item.razonSocial,
    fuente: item.fuente ?? 'NINGUNA',
    origen: item.origen ?? 'NINGUNA',
    datoAl: item.datoAl === null ? null : toLimaIso(item.datoAl),
    consultadoEn: item.consultadoEn === null ? null : toLimaIso(item.consultadoEn),
    observacion: item.observacion,
    ...(item.marcas === null ? {} : { padrones: markCodes(item.marcas) }),
  };
}

/** Distinct RUCs per verdict, in the contract's order of keys. */
export function resumenOf(
  conteo: Readonly<Record<Veredicto, number>>,
  unanswered: number,
): Record<string, number> {
  const order: Veredicto[] = ['APTO', 'NO APTO', 'OBSERVADO', 'NO EXISTE', 'RUC INVÁLIDO', 'SIN RESPUESTA'];
  const resumen = Object.fromEntries(order.map((veredicto) => [veredicto, conteo[veredicto]]));
  resumen['SIN RESPUESTA'] = conteo['SIN RESPUESTA'] + unanswered;
  return resumen;
}

/** One line per verdict that occurs, for people. */
export function summaryLines(resumen: Readonly<Record<string, number>>): string {
  return VEREDICTOS.filter((veredicto) => (resumen[veredicto] ?? 0) > 0)
    .map(
      (veredicto) =>
        `  ${veredicto.padEnd(14)} ${(resumen[veredicto] ?? 0).toLocaleString('es-PE').padStart(9)}\n`,
    )
    .join('');
}
