/** Several columns checked in one run: one list of distinct readings, each with where it was met first. */
import type { NewItem } from '../database/run-store.ts';
import type { ColumnReading } from '../../shared/workbook.ts';

/** What a run over some columns has to decide. */
export interface MergedReading {
  /** In order of first appearance, column after column. */
  items: readonly NewItem[];
  filas: number;
  otros: number;
}

/** Joins the readings: a text that stands in several is one item, its cells counted together. */
export function mergeReadings(readings: readonly ColumnReading[]): MergedReading {
  const [only] = readings;
  // The usual case, and the large one: its items are taken as they are, not copied.
  if (only !== undefined && readings.length === 1) {
    return { items: only.items, filas: only.filas, otros: only.otros };
  }
  const merged = new Map<string, NewItem>();
  let filas = 0;
  let otros = 0;
  readings.forEach((reading, libro) => {
    filas += reading.filas;
    otros += reading.otros;
    for (const item of reading.items) {
      const known = merged.get(item.texto);
      if (known === undefined) merged.set(item.texto, { ...item, libro });
      else known.filas += item.filas;
    }
  });
  return { items: [...merged.values()], filas, otros };
}
