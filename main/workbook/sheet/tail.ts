/** What follows a sheet's rows, gathered where it is looked at as one text. */
import { HabidoError } from '../../../shared/errors.ts';
import { collectAll } from '../collect.ts';

/** Merges, formats by rule and validations can be long: a quarter of a million rules take this much. */
const MAX_TAIL = 48 * 1024 ** 2;
/** From here on it is worth freeing what the pieces were made from before they are joined. */
const LARGE_TAIL = 4 * 1024 ** 2;

/** Gathers pieces into a latin1 view. */
export class SheetTail {
  #pieces: string[] = [];
  #bytes = 0;

  /** Throws `archivo-demasiado-grande` where it becomes too long to be held. */
  add(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > MAX_TAIL)
      throw new HabidoError('archivo-demasiado-grande', {}, { cause: new Error('what follows the rows') });
    this.#pieces.push(piece.toString('latin1'));
  }

  /** The whole, which is held no more. */
  take(): string {
    if (this.#bytes > LARGE_TAIL) collectAll();
    const text = this.#pieces.join('');
    this.#pieces = [];
    return text;
  }
}
