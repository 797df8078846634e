/**
 * What stands in the index beside a name's words: one word more, which says how many words it has, whether the
 * taxpayer is active, and which word is the first. The index answers for its first three characters as fast as
 * for a word, so the likeliest of a hundred thousand names can be asked for without reading them all.
 *
 * A mark begins with a private character that the index takes for part of a word; `nameWords` lets none through.
 */

const MARK = '\ue000';
/** Longer names count as this long. */
export const MOST_WORDS = 20;

/** Begins the marks of names of `count` words, legal forms apart. */
export function countMark(count: number, active: boolean): string {
  const letter = String.fromCharCode(96 + Math.min(Math.max(count, 1), MOST_WORDS));
  return `${MARK}${letter}${active ? 'a' : 'i'}`;
}

/** The mark of such names whose first word is this one; it also begins the marks of longer first words. */
export function firstMark(count: number, active: boolean, first: string): string {
  return `${countMark(count, active)}${MARK}${first}`;
}

/** What the index holds of a name. */
export function indexedText(own: readonly string[], active: boolean): string {
  return `${own.join(' ')} ${firstMark(own.length, active, own[0] ?? '')}`;
}
