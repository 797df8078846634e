import type { Candidate, Plan, Reading } from '../../../../shared/contract.ts';
import { ageWords } from '../../../format/durations.ts';

/** What of a workbook is to be checked; `manual`: every filled cell is judged, since the user named the column. */
export interface ColumnChoice {
  hoja: string;
  columna: string;
  filaEncabezado: number | null;
  manual: boolean;
}

/** What the user chose in a workbook like this one, else the best candidate of it all, or null without any. */
export function firstChoice(reading: Reading): ColumnChoice | null {
  if (reading.recordada !== undefined && reading.recordada !== null) return reading.recordada;
  const best = reading.sinColumna === null ? reading.candidatas[0] : undefined;
  return best === undefined ? null : fromCandidate(best);
}

/** Whether a choice is the one remembered of another workbook. */
export function isRemembered(reading: Reading, choice: ColumnChoice | null): boolean {
  const { recordada } = reading;
  return choice !== null && recordada != null && sameChoice(recordada, choice);
}

/** The choice when the user takes another sheet: its best candidate, or null: then the column is theirs to name. */
export function choiceOfSheet(reading: Reading, hoja: string): ColumnChoice | null {
  const best = reading.candidatas.find((c) => c.hoja === hoja);
  return best === undefined ? null : fromCandidate(best);
}

/** The choice when the user takes a column: as found where Habido found it, else taken as it is. */
export function choiceOfColumn(reading: Reading, hoja: string, columna: string): ColumnChoice {
  const found = reading.candidatas.find((c) => c.hoja === hoja && c.columna === columna);
  return found === undefined ? { hoja, columna, filaEncabezado: null, manual: true } : fromCandidate(found);
}

/** Whether two choices name the same column of a workbook, wherever in it they begin. */
export function sameColumn(
  a: Pick<ColumnChoice, 'hoja' | 'columna'>,
  b: Pick<ColumnChoice, 'hoja' | 'columna'>,
): boolean {
  return a.hoja === b.hoja && a.columna === b.columna;
}

/** Whether two choices are one: a column may hold two tables, one under the other. */
export function sameChoice(a: Omit<ColumnChoice, 'manual'>, b: Omit<ColumnChoice, 'manual'>): boolean {
  return sameColumn(a, b) && a.filaEncabezado === b.filaEncabezado;
}

/** A candidate taken as it was found. */
export function fromCandidate(candidate: Candidate): ColumnChoice {
  const { hoja, columna, filaEncabezado } = candidate;
  return { hoja, columna, filaEncabezado, manual: false };
}

export interface Option {
  value: string;
  label: string;
}

/** The sheets, the hidden ones marked. */
export function sheetOptions(reading: Reading): Option[] {
  return reading.hojas.map((h) => ({ value: h.nombre, label: h.oculta ? `${h.nombre} (oculta)` : h.nombre }));
}

/** The columns of a sheet: those where RUCs were found first, then the rest. */
export function columnOptions(reading: Reading, hoja: string): { group: string; items: Option[] }[] {
  const columns = reading.hojas.find((h) => h.nombre === hoja)?.columnas ?? [];
  const found = new Set(reading.candidatas.filter((c) => c.hoja === hoja).map((c) => c.columna));
  const option = (c: { letra: string; titulo: string }): Option => ({
    value: c.letra,
    label: c.titulo === '' ? c.letra : `${c.letra} · ${c.titulo}`,
  });
  return [
    { group: 'Con RUC', items: columns.filter((c) => found.has(c.letra)).map(option) },
    { group: 'Otras columnas', items: columns.filter((c) => !found.has(c.letra)).map(option) },
  ].filter((g) => g.items.length > 0);
}

const HEADER_ROWS = 20;

/** The rows that may be the header: none, the first twenty, and the one in use. */
export function headerOptions(current: number | null): Option[] {
  const last = Math.max(HEADER_ROWS, current ?? 0);
  const rows = Array.from({ length: HEADER_ROWS }, (_, i) => i + 1);
  if (last > HEADER_ROWS) rows.push(last);
  return [
    { value: '0', label: 'sin encabezado' },
    ...rows.map((n) => ({ value: String(n), label: `fila ${String(n)}` })),
  ];
}

const HOUR = 3_600_000;

/** Ages of a saved answer that may be reused, the one in use among them. */
export function freshnessOptions(current: number): Option[] {
  const ages = [...new Set([0, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR, current])].sort((a, b) => a - b);
  return ages.map((ms) => ({
    value: String(ms),
    label: ms === 0 ? 'Ninguna: preguntar por todo' : `Las de hasta ${ageWords(ms)}`,
  }));
}

/** The way that a fresh plan proposes: the first that can be taken. */
export function defaultPolicy(plan: Plan): Plan['opciones'][number]['politica'] {
  return (plan.opciones.find((o) => o.impedimento === null) ?? plan.opciones[0])?.politica ?? 'local';
}
