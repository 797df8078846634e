/** What the window says of answer files of SUNAT's Consulta múltiple. */
import type { AnswerFileView } from '../../shared/contract.ts';
import { count } from '../format/numbers.ts';

/** RUCs that one file for SUNAT takes. */
const PER_FILE = 100;

/** One sentence or more on what was read; empty where nothing was given. */
export function answersRead(files: readonly AnswerFileView[]): string {
  const fresh = files.filter((file) => file.fallo === null && !file.repetido);
  const rucs = fresh.reduce((sum, file) => sum + file.rucs, 0);
  const left = fresh.reduce((sum, file) => sum + file.omitidas, 0);
  const again = files.filter((file) => file.repetido).map((file) => file.nombre);
  return [
    fresh.length === 0 ? '' : `Se leyeron ${count(rucs)} respuestas de SUNAT.`,
    left === 0 ? '' : `Se dejaron fuera ${count(left)} líneas que no son respuestas.`,
    again.length === 0 ? '' : `Ya se habían leído: ${again.join(', ')}.`,
    ...files.flatMap((file) => (file.fallo === null ? [] : [`${file.nombre}: ${file.fallo.message}`])),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** How many files the RUCs make. */
export function uploadsOf(rucs: number): string {
  const files = Math.ceil(rucs / PER_FILE);
  return files === 1 ? 'un archivo' : `${count(files)} archivos de hasta ${String(PER_FILE)}`;
}
