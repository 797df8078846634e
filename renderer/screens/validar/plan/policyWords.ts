import type { Plan, PlanOption } from '../../../../shared/contract.ts';
import { toLimaDay } from '../../../../shared/time.ts';
import { spanRange } from '../../../format/durations.ts';
import { soles } from '../../../format/money.ts';
import { count } from '../../../format/numbers.ts';
import { leftWithoutAnswer } from './cuadre.ts';

const NAMES: Record<PlanOption['politica'], string> = {
  vivo: 'Consultar a Migo',
  'padron-primero': 'Padrón primero',
  local: 'Sin consultar',
};

/** The card of one way of checking: its name, and what it does with the edition there is. */
export function policyWords(plan: Plan, politica: PlanOption['politica']): { nombre: string; texto: string } {
  return { nombre: NAMES[politica], texto: textOf(plan, politica) };
}

function textOf({ padron }: Plan, politica: PlanOption['politica']): string {
  const edition = padron === null ? '' : ` del ${toLimaDay(padron.fecha)}`;
  switch (politica) {
    case 'vivo':
      return 'Pregunta por cada RUC que no tenga una respuesta reciente. Cada veredicto lleva la fecha de la suya.';
    case 'padron-primero':
      return padron === null
        ? 'Toma del padrón de SUNAT a quienes figuran ACTIVO y HABIDO, y pregunta por el resto.'
        : `Toma el padrón${edition} donde dice ACTIVO y HABIDO, con esa fecha, y pregunta por el resto.`;
    case 'local':
      return padron === null
        ? 'Usa solo lo guardado en esta computadora, con su fecha. Lo que no se conozca queda SIN RESPUESTA.'
        : `Usa lo más nuevo del padrón${edition} y lo guardado. El resto queda SIN RESPUESTA.`;
  }
}

/** What it costs and how long it takes; of the way that asks nobody, how many it leaves without an answer. */
export function policyFacts(plan: Plan, option: PlanOption): string {
  const unknown = leftWithoutAnswer(plan, option);
  const cost = option.costo === null ? [] : [Number(option.costo) === 0 ? 'Sin costo' : soles(option.costo)];
  const last =
    option.politica === 'local'
      ? `${count(unknown)} SIN RESPUESTA`
      : spanRange(option.tiempoMinMs, option.tiempoMaxMs);
  return [...cost, last].join(' · ');
}

/** What a person should know of the edition before using it, or null. */
export function padronNotice({ padron }: Plan): string | null {
  if (padron?.antiguo !== true) return null;
  return `El padrón es del ${toLimaDay(padron.fecha)}: conviene importar uno más reciente.`;
}
