/** The sheets that a copy gets beside the user's, and how they are known again: by what their first cell says. */
import type { SheetFacts } from '../detect/facts.ts';

/** First cell of the summary. */
export const SUMMARY_MARK = 'Habido: resumen de la validación';

/** First cell of the rows to review of one column. */
export function problemsMark(hoja: string, columna: string): string {
  return `Por revisar: hoja «${hoja}», columna ${columna}`;
}

const PROBLEMS = /^Por revisar: hoja «.*», columna [A-Z]{1,3}$/s;

/** Whether a sheet whose first cell holds this text is one that Habido added. */
export function isOwnMark(text: string): boolean {
  return text === SUMMARY_MARK || PROBLEMS.test(text);
}

/** Whether the sheet is one that Habido added: its RUCs are no data. */
export function isOwnSheet(facts: SheetFacts): boolean {
  return isOwnMark(facts.profile.zone.cellAt(1, 1)?.text ?? '');
}
