/** The words of estado and condición by their bytes: every line names one of each, out of a few dozen. */

/** No padrón has more; a file that does is something else. */
const MOST_NODES = 4096;
const MOST_WORDS = 1024;
/** Twice what a padrón has. */
const MOST_PAIRS_ALIKE = 128;

/**
 * A tree over bytes, one step a byte: nothing is hashed, nothing sliced, and what it answers is exact. Its arrays
 * are open to the loop that reads millions of lines.
 */
export class WordTree {
  /** By `node << 8 | byte`: the next node, 0 where there is none. */
  readonly next = new Int32Array(MOST_NODES << 8);
  /** By node: the number of the word that ends there, or -1. */
  readonly ends = new Int16Array(MOST_NODES).fill(-1);
  readonly texts: string[] = [];
  #nodes = 1;

  /** The number of the word in these bytes, which are added where they are new; -1 where there are too many. */
  number(bytes: Uint8Array, from: number, to: number, decode: (from: number, to: number) => string): number {
    let node = 0;
    for (let i = from; i < to; i += 1) {
      const at = (node << 8) | (bytes[i] as number);
      let next = this.next[at] as number;
      if (next === 0) {
        if (this.#nodes === MOST_NODES) return -1;
        next = this.#nodes;
        this.#nodes += 1;
        this.next[at] = next;
      }
      node = next;
    }
    const known = this.ends[node] as number;
    if (known >= 0) return known;
    if (this.texts.length === MOST_WORDS) return -1;
    this.texts.push(decode(from, to));
    return (this.ends[node] = this.texts.length - 1);
  }
}

/** Pairs of estado and condición, numbered as they are met. */
export class Situations {
  readonly estados = new WordTree();
  readonly condiciones = new WordTree();
  /** By `estado * MOST_WORDS + condicion`: the pair's number, or -1. */
  readonly pairs = new Int16Array(MOST_WORDS * MOST_WORDS).fill(-1);
  readonly rows: { estado: string; condicion: string }[] = [];

  /**
   * Numbers the pairs of another edition first, in its own order: two editions are compared faster where their
   * numbers say the same. `bytesOf` is how this file writes a word.
   */
  beginLike(rows: readonly { estado: string; condicion: string }[], bytesOf: (word: string) => Buffer): void {
    const numberIn = (tree: WordTree, word: string): number => {
      const bytes = bytesOf(word);
      return tree.number(bytes, 0, bytes.length, () => word);
    };
    // A broken line's words must not be handed on for ever, until there is no room for the file's own.
    for (const { estado, condicion } of rows.slice(0, MOST_PAIRS_ALIKE))
      this.number(numberIn(this.estados, estado), numberIn(this.condiciones, condicion));
  }

  /** The pair's number; -1 where there are more pairs than any padrón has. */
  number(estado: number, condicion: number): number {
    const at = estado * PAIR_STRIDE + condicion;
    const known = this.pairs[at] as number;
    if (known >= 0) return known;
    if (this.rows.length > 0x7fff) return -1;
    this.rows.push({
      estado: this.estados.texts[estado] as string,
      condicion: this.condiciones.texts[condicion] as string,
    });
    return (this.pairs[at] = this.rows.length - 1);
  }
}

/** What an estado's number is multiplied by in {@link Situations.pairs}. */
export const PAIR_STRIDE = MOST_WORDS;
