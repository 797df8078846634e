/** What the window says of workbooks that can be read but not given back as they are. */
import type { CallOutput } from '../../shared/contract.ts';

/** Names under which such a workbook is no surprise. */
const READ_ONLY = /\.(xls|xlsb|ods)$/i;
const NAMES_SHOWN = 5;

/** Said before anything is asked of a workbook whose copy will be a report. */
export function reportOnly({ nombre }: { nombre: string }): string {
  return READ_ONLY.test(nombre)
    ? 'Este formato se lee, pero no se puede devolver igual: la copia será un informe nuevo en .xlsx con los valores de sus hojas.'
    : 'El archivo no es lo que dice su nombre: la copia será un informe nuevo en .xlsx con los valores de sus hojas.';
}

/** Whether the one workbook of a run comes back as a report. */
export function givesReport(salidas: CallOutput<'run.outputs'> | null): boolean {
  return salidas?.libros === 1 && salidas.informes.length === 1;
}

/** Said beside the button that saves: that the copy of a run is a report, or which of its copies are; or nothing. */
export function reportSaved(salidas: CallOutput<'run.outputs'> | null): string {
  if (salidas === null || salidas.informes.length === 0) return '';
  if (givesReport(salidas))
    return 'La copia será un informe nuevo en .xlsx con los valores del libro, no el mismo archivo.';
  return reportsAmong(salidas.informes);
}

/** Which of several workbooks come back as a report, or nothing. */
export function reportsAmong(nombres: readonly string[]): string {
  return nombres.length === 0 ? '' : `Se devuelven como informe nuevo en .xlsx: ${listed(nombres)}.`;
}

/** Names in a sentence; of many, the first. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN ? `${shown} y ${String(names.length - NAMES_SHOWN)} más` : shown;
}
