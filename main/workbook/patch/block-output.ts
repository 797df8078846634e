/** Gathers what is copied and what is inserted into blocks for the deflater. */
import { BLOCK_BYTES } from '../../zip/block-deflate.ts';

/** Takes a full block over; may answer one that it is done with, to be filled again. */
type TakeBlock = (block: Buffer) => Promise<unknown>;

/** An output of bytes in order; full blocks wait until they are handed on. */
export class BlockOutput {
  #block: Buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #length = 0;
  readonly #full: Buffer[] = [];
  /** Blocks that came back: new ones would only give the garbage collector work. */
  readonly #spare: Buffer[] = [];

  /** Copies bytes from a window. */
  copy(window: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      const step = Math.min(to - at, BLOCK_BYTES - this.#length);
      window.copy(this.#block, this.#length, at, at + step);
      this.#length += step;
      at += step;
      if (this.#length === BLOCK_BYTES) this.#turn();
    }
  }

  /** Writes a latin1 view. */
  write(view: string): void {
    if (view.length <= BLOCK_BYTES - this.#length) {
      this.#length += this.#block.write(view, this.#length, 'latin1');
      if (this.#length === BLOCK_BYTES) this.#turn();
      return;
    }
    const bytes = Buffer.from(view, 'latin1');
    this.copy(bytes, 0, bytes.length);
  }

  /** Hands the full blocks on, waiting where the deflater is behind. */
  async flush(push: TakeBlock): Promise<void> {
    while (this.#full.length > 0) {
      const done = await push(this.#full.shift() as Buffer);
      if (Buffer.isBuffer(done) && done.length === BLOCK_BYTES) this.#spare.push(done);
    }
  }

  /** Hands on all that is left. */
  async end(push: TakeBlock): Promise<void> {
    await this.flush(push);
    await push(this.#block.subarray(0, this.#length));
    this.#length = 0;
  }

  #turn(): void {
    this.#full.push(this.#block);
    this.#block = this.#spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
    this.#length = 0;
  }
}
