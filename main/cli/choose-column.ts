/** Which column a command checks: the one named, or the best found; where a person would be asked, it ends. */
import { HabidoError } from '../../shared/errors.ts';
import { CONSTANT_ROWS } from '../validation/plan.ts';
import type { ColumnCandidate, WorkbookReading } from '../../shared/workbook.ts';

export interface ColumnOptions {
  hoja?: string;
  columna?: string;
  filaEncabezado?: number;
  aceptar: boolean;
}

export interface ChosenColumn {
  hoja: string;
  columna: string;
  filaEncabezado: number | null;
  manual: boolean;
  /** The column of names found beside it. */
  columnaNombre?: string;
  alternativas: { hoja: string; columna: string }[];
}

/** Throws `hoja-no-existe`, `sin-columna-ruc`, `columna-sin-ruc`, `columna-un-solo-ruc`, `libro-firmado`. */
export function chooseColumn(reading: WorkbookReading, options: ColumnOptions): ChosenColumn {
  if (reading.firmado && !options.aceptar) throw new HabidoError('libro-firmado');
  const hoja = options.hoja;
  if (hoja !== undefined && !reading.hojas.some((sheet) => sheet.nombre === hoja)) {
    throw new HabidoError('hoja-no-existe', { hoja });
  }
  const candidates = reading.candidatas.filter((found) => hoja === undefined || found.hoja === hoja);
  if (options.columna !== undefined) {
    const columna = options.columna.toUpperCase();
    const sheet = hoja ?? reading.hojas[0]?.nombre;
    if (sheet === undefined) throw new HabidoError('libro-sin-hojas');
    return {
      hoja: sheet,
      columna,
      filaEncabezado: options.filaEncabezado ?? null,
      manual: true,
      alternativas: others(candidates, sheet, columna),
    };
  }
  const best = candidates[0];
  if (best === undefined || (reading.columnaSinRuc !== null && hoja === undefined))
    throw noColumn(reading, hoja);
  if (best.constante && best.filas > CONSTANT_ROWS && !options.aceptar)
    throw new HabidoError('columna-un-solo-ruc');
  return {
    hoja: best.hoja,
    columna: best.columna,
    filaEncabezado: options.filaEncabezado ?? best.filaEncabezado,
    manual: false,
    ...(best.columnaNombre === '' ? {} : { columnaNombre: best.columnaNombre }),
    alternativas: others(candidates, best.hoja, best.columna),
  };
}

function noColumn(reading: WorkbookReading, hoja: string | undefined): HabidoError {
  const empty = reading.columnaSinRuc;
  if (empty !== null && (hoja === undefined || empty.hoja === hoja)) {
    return new HabidoError('columna-sin-ruc', { columna: empty.columna, titulo: empty.titulo });
  }
  return new HabidoError('sin-columna-ruc');
}

function others(
  candidates: readonly ColumnCandidate[],
  hoja: string,
  columna: string,
): { hoja: string; columna: string }[] {
  return candidates
    .filter((found) => found.hoja !== hoja || found.columna !== columna)
    .map((found) => ({ hoja: found.hoja, columna: found.columna }));
}
