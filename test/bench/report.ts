/** What a benchmark measured: figures as ratios to a named baseline of the same run. */

export interface BenchRow {
  /** What was measured. */
  name: string;
  value: number;
  unit: 'x' | 's' | 'ms' | 'µs' | '/s' | 'MB' | 'peticiones' | 'consultas' | 'filas';
  /** What `value` is a ratio to, or compared with. */
  baseline?: string;
  /** The most that the figure may be, where one is asked for. */
  target?: number;
  /** The least that it must be. */
  least?: number;
}

export interface BenchReport {
  bench: string;
  rows: BenchRow[];
}

/** Whether a row misses its target, as what could not be measured does; rows without one never do. */
export function misses(row: BenchRow): boolean {
  return (
    (row.target !== undefined && !(row.value <= row.target)) ||
    (row.least !== undefined && !(row.value >= row.least))
  );
}

/** A table for people. */
export function tableOf(report: BenchReport): string {
  const lines = report.rows.map((row) => {
    const asked =
      row.target !== undefined
        ? `≤ ${String(row.target)}`
        : row.least === undefined
          ? ''
          : `≥ ${String(row.least)}`;
    const target = asked === '' ? '' : `  target ${asked}${misses(row) ? '  MISSED' : '  reached'}`;
    const baseline = row.baseline === undefined ? '' : `  (against ${row.baseline})`;
    return `  ${row.name.padEnd(58)} ${row.value.toFixed(3).padStart(11)} ${row.unit}${target}${baseline}`;
  });
  return `${report.bench}\n${lines.join('\n')}\n`;
}
