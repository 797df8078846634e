/** What the window says of formats that can be read but not given back as they are. */

/** Formats that are read with their values alone. */
const READ_ONLY = /\.(xls|xlsb|ods)$/i;

/** Whether the copy will be a new workbook with the values, and not the same one with our columns. */
export function givesReport({ nombre }: { nombre: string }): boolean {
  return READ_ONLY.test(nombre);
}

/** Said before anything is asked. */
export const REPORT_ONLY =
  'Este formato se lee, pero no se puede devolver igual: la copia será un informe nuevo en .xlsx con los valores de sus hojas.';

/** Said beside the button that saves. */
export const REPORT_SAVED =
  'La copia será un informe nuevo en .xlsx con los valores del libro, no el mismo archivo.';
