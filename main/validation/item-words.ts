/** What people read of an item: its observation with all that its cells and its name add, and how the name compares. */
import type { RunItemRow } from '../database/run-store.ts';
import { DIFFERENT_NAME, matchNames, nameMatchWords } from '../../shared/name-match.ts';
import { repairSentence } from '../../shared/ruc.ts';

export interface ItemWords {
  observacion: string;
  /** `coincide`, `parecido 0.86`, `distinto`; empty where the workbook or the register has no name. */
  nombre: string;
}

/** Nothing repaired silently, no different name unsaid: the same words in window, commands and reports. */
export function itemWords(row: RunItemRow): ItemWords {
  const match = matchNames(row.nombre, row.razonSocial);
  const different = match?.tipo === 'distinto' ? DIFFERENT_NAME : '';
  const parts = [row.observacion, repairSentence(row.repairs), row.aviso, different];
  return { observacion: parts.filter((text) => text !== '').join(' '), nombre: nameMatchWords(match) };
}
