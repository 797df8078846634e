/** Counts and percents as people in Peru read them: `1,408`, `58 %`. */

const counts = new Intl.NumberFormat('es-PE', {
  useGrouping: 'always',
  maximumFractionDigits: 0,
});

/** `1408` → `1,408` */
export function count(n: number): string {
  return counts.format(n);
}

/** `1` → `1 consulta`, `12` → `12 consultas`. */
export function countOf(n: number, one: string, many: string): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Whole percent of a part, rounded down: 100 is shown only when all is done. An empty whole is done. */
export function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 100;
  return Math.max(0, Math.min(100, Math.floor((part / whole) * 100)));
}

/** `58` → `58 %`, with a space that does not break. */
export function percent(n: number): string {
  return `${String(n)}\u00a0%`;
}

/** First letter in capitals, the rest as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
