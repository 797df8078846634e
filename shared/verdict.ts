/**
 * The verdict on a taxpayer, and the words that explain it. Pure.
 *
 * Compared by equality after trimming and upper-casing: `NO HABIDO` contains `HABIDO`. Both texts are cut
 * to 20 characters at the source, so the long ones are matched by prefix.
 */
import { deadlineOf, liftWords } from './deadline.ts';
import type { Taxpayer } from './taxpayer.ts';

/** The six verdicts, in the order of display (most urgent first, good last). */
export const VEREDICTOS = [
  'NO APTO',
  'OBSERVADO',
  'NO EXISTE',
  'RUC INVÁLIDO',
  'SIN RESPUESTA',
  'APTO',
] as const;
export type Veredicto = (typeof VEREDICTOS)[number];

/** What each verdict means, for summaries and reports. Risk is said as risk. */
export const VERDICT_MEANINGS: Readonly<Record<Veredicto, string>> = {
  'NO APTO':
    'No está ACTIVO, o figura NO HABIDO: riesgo de que SUNAT desconozca el gasto y el crédito fiscal.',
  OBSERVADO: 'ACTIVO, con otra condición: puede pasar a NO HABIDO. Pida que confirme su domicilio fiscal.',
  'NO EXISTE': 'Migo no encuentra ese número. No prueba fraude: confírmelo con el proveedor.',
  'RUC INVÁLIDO': 'No puede ser un RUC: longitud, prefijo o dígito verificador. No se consultó.',
  'SIN RESPUESTA': 'No se pudo saber. La observación dice por qué y cuándo volver a consultar.',
  APTO: 'ACTIVO y HABIDO en la fecha del dato.',
};

/** Worst first: which one stands where a cell holds several RUCs. */
export const WORST_FIRST: readonly Veredicto[] = [
  'NO APTO',
  'NO EXISTE',
  'RUC INVÁLIDO',
  'SIN RESPUESTA',
  'OBSERVADO',
  'APTO',
];

/** Where a verdict comes from; `CACHE` is an earlier answer whose own source is `origen`. */
export const FUENTES = ['MIGO', 'CACHE', 'PADRON', 'SUNAT', 'LOCAL', 'NINGUNA'] as const;
export type Fuente = (typeof FUENTES)[number];

/** `FUENTE` as the annotated workbook and the window say it. */
export function fuenteWords(fuente: Fuente, origen: Fuente = 'MIGO'): string {
  switch (fuente) {
    case 'MIGO':
      return 'Migo';
    case 'CACHE':
      return origen === 'SUNAT' ? 'Consulta múltiple SUNAT' : 'Migo (guardado)';
    case 'PADRON':
      return 'Padrón SUNAT';
    case 'SUNAT':
      return 'Consulta múltiple SUNAT';
    case 'LOCAL':
    case 'NINGUNA':
      return 'Sin consultar';
  }
}

export interface Judgement {
  veredicto: Veredicto;
  /** What to know or do; empty for a plain APTO. */
  observacion: string;
}

/** Days after which `actualizado_en` is called old. */
export const STALE_AFTER_DAYS = 365;
const DAY_MS = 86_400_000;

/** Whether an estado says anything: Migo also writes a dash where it has none. */
export function saysEstado(estado: string): boolean {
  return !['', '-'].includes(normal(estado));
}

/** The verdict on a known taxpayer. `now` is UTC ms, for the age of the data. */
export function judgeTaxpayer(taxpayer: Taxpayer, now: number): Judgement {
  const estado = normal(taxpayer.estado);
  const condicion = normal(taxpayer.condicion);
  if (!saysEstado(estado)) {
    return {
      veredicto: 'SIN RESPUESTA',
      observacion: 'La respuesta no trae el estado del contribuyente: vuelva a consultar más tarde.',
    };
  }
  const base = judgeTexts(estado, condicion, now);
  const warnings = base.veredicto === 'SIN RESPUESTA' ? [] : warningsOf(taxpayer, now);
  return {
    veredicto: base.veredicto,
    observacion: [base.observacion, ...warnings].filter((text) => text !== '').join(' '),
  };
}

function judgeTexts(estado: string, condicion: string, now: number): Judgement {
  if (estado !== 'ACTIVO' && condicion === 'NO HABIDO') {
    return { veredicto: 'NO APTO', observacion: `${estadoRisk(estado)} ${noHabidoRisk(estado, now)}` };
  }
  if (estado !== 'ACTIVO') return { veredicto: 'NO APTO', observacion: estadoRisk(estado) };
  if (condicion === 'NO HABIDO') return { veredicto: 'NO APTO', observacion: noHabidoRisk(estado, now) };
  if (condicion === 'HABIDO') return { veredicto: 'APTO', observacion: '' };
  return { veredicto: 'OBSERVADO', observacion: condicionAdvice(condicion) };
}

function estadoRisk(estado: string): string {
  return `Estado ${estado}: riesgo de que SUNAT desconozca el gasto y el crédito fiscal de sus comprobantes.`;
}

/** With the date by which it can be lifted, where there is one. */
function noHabidoRisk(estado: string, now: number): string {
  const deadline = deadlineOf({ estado, condicion: 'NO HABIDO', now });
  const risk =
    'Condición NO HABIDO: riesgo de que SUNAT desconozca el gasto y el crédito fiscal mientras dure.';
  return deadline === null ? risk : `${risk} ${liftWords(deadline.hasta)}`;
}

function condicionAdvice(condicion: string): string {
  if (condicion === '' || condicion === '-') return 'SUNAT no informa la condición.';
  if (condicion.startsWith('NO HALLADO')) {
    return `Condición ${condicion}: puede pasar a NO HABIDO; pida que confirme su domicilio fiscal.`;
  }
  if (condicion === 'PENDIENTE' || condicion === 'POR VERIFICAR') {
    return `Condición ${condicion}: SUNAT aún no verifica su domicilio.`;
  }
  if (condicion === 'NO APLICABLE') return 'La condición no aplica a este contribuyente.';
  return `Condición ${condicion}.`;
}

function warningsOf(taxpayer: Taxpayer, now: number): string[] {
  const warnings: string[] = [];
  if (taxpayer.razonSocial.length < 3) warnings.push('El nombre registrado está vacío o incompleto.');
  if (taxpayer.ruc.startsWith('20') && taxpayer.direccion.replace(/^-+$/, '').length < 10) {
    warnings.push('El domicilio fiscal no figura o está incompleto.');
  }
  if (taxpayer.datoAl !== null && now - taxpayer.datoAl > STALE_AFTER_DAYS * DAY_MS) {
    warnings.push('El dato tiene más de un año: confírmelo en SUNAT.');
  }
  if (taxpayer.ruc.startsWith('16') || taxpayer.ruc.startsWith('17')) {
    warnings.push(`RUC de tipo ${taxpayer.ruc.slice(0, 2)}, poco usual: verifique el comprobante.`);
  }
  return warnings;
}

function normal(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toUpperCase();
}

/** The words for a RUC that Migo says it does not find. */
export const NOT_FOUND_ADVICE =
  'Migo no encuentra este número. Eso no prueba fraude: confírmelo con el proveedor.';
