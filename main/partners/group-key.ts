/** The natural key of a group, which two desks can make apart. Pure. */
import { foldText } from '../database/text.ts';

/** Longest key. */
const MAX_LENGTH = 80;

/** The name without case, accents and spare spaces; '' for a name that has nothing in it. */
export function groupKeyOf(nombre: string): string {
  return foldText(nombre.trim().replace(/\s+/g, ' ')).slice(0, MAX_LENGTH).trim();
}
