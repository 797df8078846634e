/** The colours of the verdicts in a workbook. */
import type { Veredicto } from '../../../shared/verdict.ts';

/** Fill and ink of each verdict: the light theme's, which read well on white paper too. ARGB. */
export const COLOURS: Readonly<Record<Veredicto, { fill: string; ink: string }>> = {
  APTO: { fill: 'FFE2F3EB', ink: 'FF0A6B4B' },
  OBSERVADO: { fill: 'FFFBEFD8', ink: 'FF8A5200' },
  'NO APTO': { fill: 'FFFCE8E6', ink: 'FFB4231A' },
  'NO EXISTE': { fill: 'FFF6E8F4', ink: 'FF83307C' },
  'RUC INVÁLIDO': { fill: 'FFE8EBEE', ink: 'FF3C4752' },
  'SIN RESPUESTA': { fill: 'FFE7EEF6', ink: 'FF425E80' },
};
