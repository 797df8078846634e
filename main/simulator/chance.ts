/** Repeatable chance: the same text gives the same numbers, on every machine and in every version. Pure. */
import type { Random } from '../../shared/ports.ts';

/** A stream of numbers in [0, 1) that depends on the text alone. */
export function chanceOf(text: string): Random {
  // FNV-1a over the text, then mulberry32.
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the values. */
export function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** One of the values by its weight. */
export function pickWeighted<T>(values: readonly (readonly [T, number])[], random: Random): T {
  let left = random() * values.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of values) {
    left -= weight;
    if (left < 0) return value;
  }
  return (values[values.length - 1] as readonly [T, number])[0];
}
