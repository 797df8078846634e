/** A set of positive numbers that costs about 16 bytes each: millions of RUCs without millions of objects. */
export class NumberSet {
  #slots = new Float64Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a number above zero; answers whether it is new. */
  add(value: number): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    if (!this.#insert(this.#slots, value)) return false;
    this.#size += 1;
    return true;
  }

  has(value: number): boolean {
    const mask = this.#slots.length - 1;
    for (let at = slotOf(value, mask); ; at = (at + 1) & mask) {
      const held = this.#slots[at];
      if (held === value) return true;
      if (held === 0) return false;
    }
  }

  forEach(visit: (value: number) => void): void {
    for (const value of this.#slots) if (value !== 0) visit(value);
  }

  #insert(slots: Float64Array, value: number): boolean {
    const mask = slots.length - 1;
    let at = slotOf(value, mask);
    for (let held = slots[at] as number; held !== 0; held = slots[at] as number) {
      if (held === value) return false;
      at = (at + 1) & mask;
    }
    slots[at] = value;
    return true;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const value of this.#slots) if (value !== 0) this.#insert(larger, value);
    this.#slots = larger;
  }
}

function slotOf(value: number, mask: number): number {
  const low = (value % 4294967296) | 0;
  return (Math.imul(low ^ (low >>> 15), 0x9e3779b1) >>> 7) & mask;
}
