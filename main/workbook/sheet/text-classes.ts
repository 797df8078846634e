/** Classes of texts met before, told by their bytes: most texts of a long sheet stand in it many times. */

/** Longer ones are rarely met twice. */
const MAX_LENGTH = 120;
const SLOTS = 1 << 17;

/**
 * A cache of a fixed size, two or three megabytes however long the sheet is. A text is known again by 64 bits
 * mixed from its bytes, so two different ones are never taken for one in practice.
 */
export class TextClasses {
  readonly #first = new Uint32Array(SLOTS);
  readonly #second = new Uint32Array(SLOTS);
  /** Class plus one; 0 is a free slot. */
  readonly #classes = new Uint8Array(SLOTS);

  /** The class of the text whose bytes stand here; `classify` is asked where it is not known. */
  of(buf: Buffer, from: number, to: number, classify: () => number): number {
    if (to - from > MAX_LENGTH) return classify();
    let a = 0x811c9dc5 ^ (to - from);
    let b = 0x1b873593;
    for (let i = from; i < to; i += 1) {
      const byte = buf[i] as number;
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b ^ byte, 0x85ebca6b);
      b ^= b >>> 15;
    }
    a >>>= 0;
    b >>>= 0;
    const slot = (a ^ (b >>> 13)) & (SLOTS - 1);
    const held = this.#classes[slot] as number;
    if (held !== 0 && this.#first[slot] === a && this.#second[slot] === b) return held - 1;
    const cls = classify();
    this.#first[slot] = a;
    this.#second[slot] = b;
    this.#classes[slot] = cls + 1;
    return cls;
  }
}
