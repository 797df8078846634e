/** Answer files of SUNAT's Consulta múltiple, as they are downloaded. */
import { open } from 'node:fs/promises';
import { newEntry } from '../../main/zip/new-entry.ts';
import { ZipWriter } from '../../main/zip/writer.ts';

/** When the files say that they were written: 24/11/2026 15:30:10 in Lima. */
export const WRITTEN = Date.UTC(2026, 10, 24, 20, 30, 10);

/** The columns of a real answer file, in its order: condición stands before estado. */
export const HEADER =
  'NumeroRuc|Nombre-RazonSocial|Tipo de Contribuyente|Profesion u Oficio|Nombre Comercial|' +
  'Condicion del Contribuyente|Estado del Contribuyente|Fecha de Inscripcion|Fecha de Inicio de Actividades|' +
  'Departamento|Provincia|Distrito|Direccion|Telefono|Fax|Actividad de Comercio Exterior|Principal-CIIU|' +
  'Secundario 1-CIIU|Secundario 2-CIIU|Afecto Nuevo RUS|Buen Contribuyente|Agente de Retencion|' +
  'Agente de Percepcion VtaInt|Agente de Percepcion ComLiq|';

/** One taxpayer as such a file has it, padded. */
export function line(ruc: string, name: string, condicion: string, estado: string, direccion = '-'): string {
  const pad = (text: string): string => text.padEnd(40);
  const before = [ruc, pad(name), 'SOCIEDAD ANONIMA CERRADA', '-', '-', pad(condicion), pad(estado)];
  const place = ['01/02/1999', '01/03/1999', 'LIMA', 'LIMA', 'SAN ISIDRO', pad(direccion)];
  return [...before, ...place, ...Array.from({ length: 11 }, () => '-'), ''].join('|');
}

/** Writes an answer file with these lines, the header among them. */
export async function writeAnswerFile(
  path: string,
  lines: readonly string[],
  entry = 'RM20261124153010.txt',
): Promise<void> {
  const file = await open(path, 'wx+');
  const bytes = Buffer.from(lines.map((text) => `${text}\r\n`).join(''), 'latin1');
  const zip = new ZipWriter(file);
  await zip.add(newEntry(entry, WRITTEN), bytes.length, (push) => push(bytes));
  await zip.finish(Buffer.alloc(0));
  await file.close();
}
