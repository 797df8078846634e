/** The plan for people: what would be checked, and what each way of checking asks for. */
import type { Politica } from '../../shared/contract.ts';
import type { PadronImport } from '../../shared/padron.ts';
import { toLimaDay } from '../../shared/time.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import type { PlanFigures } from '../validation/plan.ts';

const NAMES: Readonly<Record<Politica, string>> = {
  vivo: 'Consultar a Migo',
  'padron-primero': 'Padrón primero',
  local: 'Sin consultar',
};

/** All ways side by side; the run's own is marked. `padron-primero` only where there is a padrón. */
export function planText(
  reading: ColumnReading,
  plans: Readonly<Record<Politica, PlanFigures>>,
  politica: Politica,
  edition: Pick<PadronImport, 'fecha'> | null,
): string {
  const { filas, distintos, formatoInvalido, consultasMinimo, consultasMaximo, peticiones } = plans[politica];
  const shown = (Object.keys(NAMES) as Politica[]).filter(
    (one) => one !== 'padron-primero' || edition !== null || one === politica,
  );
  return [
    placeText(reading.choice),
    `${number(filas)} filas con RUC, ${number(distintos)} distintos, ${number(formatoInvalido)} que no pueden ser un RUC.`,
    ...shown.map((one) => policyLine(one, plans[one], one === politica, edition)),
    `Por consultar: ${number(consultasMaximo)}, en ${number(peticiones)} peticiones`,
    `(de ${number(consultasMinimo)} a ${number(consultasMaximo)} consultas según cobre Migo cada lote).`,
    '',
  ].join('\n');
}

function policyLine(
  politica: Politica,
  figures: PlanFigures,
  chosen: boolean,
  edition: Pick<PadronImport, 'fecha'> | null,
): string {
  const { distintos, formatoInvalido, enCache, enPadron, consultasMaximo } = figures;
  const unknown = distintos - formatoInvalido - enCache - enPadron - consultasMaximo;
  const padron = edition === null ? '' : ` del ${toLimaDay(edition.fecha)}`;
  const parts = [
    `${number(consultasMaximo)} consultas`,
    `${number(enCache)} ya respondidos`,
    ...(politica === 'vivo' || edition === null ? [] : [`${number(enPadron)} del padrón${padron}`]),
    ...(unknown > 0 ? [`${number(unknown)} sin respuesta`] : []),
  ];
  return `${chosen ? '*' : ' '} ${`${NAMES[politica]} (${politica})`.padEnd(33)} ${parts.join(', ')}`;
}

function number(value: number): string {
  return value.toLocaleString('es-PE');
}

/** A text has no sheets, and not every table has a header. */
function placeText({ hoja, columna, filaEncabezado }: ColumnReading['choice']): string {
  const header = filaEncabezado === 0 ? 'sin encabezado' : `encabezado en la fila ${String(filaEncabezado)}`;
  return hoja === '' ? `Columna ${columna}, ${header}.` : `Hoja «${hoja}», columna ${columna}, ${header}.`;
}
