/** Lengths of time in words; all inputs in milliseconds. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `48 s`, `2 min`, `1 min 20 s`, `3 h 5 min`: two units at most, and only one from ten minutes on. */
export function span(ms: number): string {
  if (ms < SECOND) return 'menos de 1 s';
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return `${String(seconds)} s`;
  if (seconds < 600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${String(minutes)} min`;
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** A length that is only an estimate: seconds in fives from ten on, else whole minutes. */
export function roughSpan(ms: number): string {
  if (ms <= 10 * SECOND) return span(Math.max(SECOND, Math.ceil(ms / SECOND) * SECOND));
  if (ms <= MINUTE) return span(Math.ceil(ms / (5 * SECOND)) * 5 * SECOND);
  return span(Math.ceil(ms / MINUTE) * MINUTE);
}

/** `5 a 40 s`, `20 s a 2 min`; one length where both read the same. */
export function spanRange(minMs: number, maxMs: number): string {
  const from = roughSpan(minMs);
  const to = roughSpan(maxMs);
  if (minMs >= maxMs || from === to) return to;
  if (minMs < SECOND) return `hasta ${to}`;
  const [a, b] = [from.split(' '), to.split(' ')];
  if (a.length === 2 && b.length === 2 && a[1] === b[1]) return `${a[0]} a ${to}`;
  return `${from} a ${to}`;
}

/** An age that a person chose: `24 h`, `7 días`, `1 hora`. */
export function ageWords(ms: number): string {
  if (ms % DAY === 0 && ms > DAY) return `${String(ms / DAY)} días`;
  const hours = Math.round(ms / HOUR);
  return `${String(hours)} h`;
}

function join(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const head = `${String(big)} ${bigUnit}`;
  return small === 0 ? head : `${head} ${String(small)} ${smallUnit}`;
}
