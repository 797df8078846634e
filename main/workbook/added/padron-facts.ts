/** What a summary says of the padrón: how many verdicts rest on it, and on which edition. */
import { toLimaDay } from '../../../shared/time.ts';
import type { RunSummary } from '../types.ts';

/** Label and value, one line an edition; none where the run did not use the padrón. */
export function padronFacts({ desdePadron, ediciones }: RunSummary): [string, string][] {
  if (desdePadron === 0) return [];
  return [
    ['Tomados del padrón de SUNAT', desdePadron.toLocaleString('es-PE')],
    ...ediciones.map(({ fecha, sha256 }): [string, string] => [
      `Padrón del ${toLimaDay(fecha)}, SHA-256`,
      sha256,
    ]),
  ];
}
