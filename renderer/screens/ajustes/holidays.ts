/** The office's corrections of the public holidays, as lines of a list. Days are `AAAA-MM-DD`. */
import type { HolidayEdits } from '../../../shared/contract.ts';
import { fromLimaText } from '../../../shared/time.ts';

/** `feriado`: no work is done that day; `laborable`: a public holiday on which this office works. */
export type HolidayKind = 'feriado' | 'laborable';

/** One corrected day. */
export interface HolidayLine {
  dia: string;
  tipo: HolidayKind;
}

/** All corrected days, the earliest first. */
export function holidayLines({ agregados, quitados }: HolidayEdits): HolidayLine[] {
  return [
    ...agregados.map((dia) => ({ dia, tipo: 'feriado' as const })),
    ...quitados.map((dia) => ({ dia, tipo: 'laborable' as const })),
  ].sort((a, b) => a.dia.localeCompare(b.dia));
}

/** The corrections once a day is of that kind; it is then no longer of the other. */
export function corrected(edits: HolidayEdits, { dia, tipo }: HolidayLine): HolidayEdits {
  const { agregados, quitados } = restored(edits, dia);
  return tipo === 'feriado'
    ? { agregados: [...agregados, dia].sort(), quitados }
    : { agregados, quitados: [...quitados, dia].sort() };
}

/** The corrections once nothing is said of a day any more. */
export function restored({ agregados, quitados }: HolidayEdits, dia: string): HolidayEdits {
  const others = (days: readonly string[]): string[] => days.filter((other) => other !== dia);
  return { agregados: others(agregados), quitados: others(quitados) };
}

/** `2026-12-08` → `08/12/2026` */
export function dayText(dia: string): string {
  return dia.split('-').reverse().join('/');
}

/** Reads `8/12/2026` as `2026-12-08`; null where it is no day. */
export function readDay(text: string): string | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (match === null) return null;
  const [, day, month, year] = match as unknown as [string, string, string, string];
  const dia = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return fromLimaText(dia) === null ? null : dia;
}
