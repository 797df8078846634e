import type { Plan, PlanOption } from '../../../../shared/contract.ts';
import { ageWords } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import { soles } from '../../../format/money.ts';

/** One line of the plan's statement; `suma` closes a sum, `total` carries the double rule. */
export interface StatementLine {
  clase: 'dato' | 'resta' | 'suma' | 'producto' | 'total';
  texto: string;
  valor: string;
}

/**
 * The plan as an accountant's statement: rows, less what is not asked, leaves what is asked, times its price.
 * Every sum follows from the lines above it. Without a price it ends at what is asked.
 */
export function statement(plan: Plan, option: PlanOption): StatementLine[] {
  const unknown = leftWithoutAnswer(plan, option);
  const lines: StatementLine[] = [
    { clase: 'dato', texto: 'Filas con datos', valor: count(plan.filas + plan.otros) },
    { clase: 'resta', texto: '− DNI y otros documentos', valor: count(plan.otros) },
    { clase: 'resta', texto: '− RUC repetidos', valor: count(plan.filas - plan.distintos) },
    { clase: 'suma', texto: 'RUC distintos', valor: count(plan.distintos) },
    { clase: 'resta', texto: '− Inválidos, no se envían', valor: count(plan.formatoInvalido) },
    { clase: 'resta', texto: reusedWords(option, plan.frescuraMs), valor: count(option.enCache) },
  ];
  if (option.politica !== 'vivo' || option.enPadron > 0) {
    lines.push({ clase: 'resta', texto: '− Tomados del padrón', valor: count(option.enPadron) });
  }
  if (unknown > 0)
    lines.push({ clase: 'resta', texto: '− Sin dato guardado: SIN RESPUESTA', valor: count(unknown) });
  lines.push({ clase: 'suma', texto: 'Por consultar', valor: count(option.consultasMaximo) });
  if (plan.precio !== null && option.costo !== null) {
    lines.push({ clase: 'producto', texto: '× precio por consulta', valor: soles(plan.precio) });
    lines.push({ clase: 'total', texto: costWord(option), valor: soles(option.costo) });
  }
  return lines;
}

/** RUCs that this way of checking neither asks for nor knows. */
export function leftWithoutAnswer(plan: Plan, option: PlanOption): number {
  const rest =
    plan.distintos - plan.formatoInvalido - option.enCache - option.enPadron - option.consultasMaximo;
  return Math.max(0, rest);
}

/** `Costo`, or `Costo máximo` while it is not known what a collection of 100 counts as. */
export function costWord(option: PlanOption): string {
  return option.consultasMinimo < option.consultasMaximo ? 'Costo máximo' : 'Costo';
}

function reusedWords(option: PlanOption, frescuraMs: number): string {
  if (option.politica === 'local') return '− Respuestas guardadas';
  return frescuraMs === 0 ? '− Respuestas reusadas' : `− Respondidos hace menos de ${ageWords(frescuraMs)}`;
}

/** How the ceiling stands to a plan; `parte` is 0…1 of the meter. */
export function ceiling(option: PlanOption, tope: number | null): { pasa: boolean; parte: number } | null {
  if (tope === null) return null;
  return {
    pasa: option.consultasMaximo > tope,
    parte: tope === 0 ? 1 : Math.min(1, option.consultasMaximo / tope),
  };
}
