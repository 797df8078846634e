/** How the name beside each RUC compares with the registered one, compared once per RUC and name. */
import { matchNames, nameMatchWords, type NameMatch } from '../../../shared/name-match.ts';
import type { JudgedColumn } from '../column.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';

/** What is said of one row's name. */
export interface NameWords {
  /** `coincide`, `parecido 0.86`, `distinto`; empty where either name is missing. */
  words: string;
  different: boolean;
}

const LETTER = /\p{L}/u;
const SAME: NameMatch = { tipo: 'coincide', puntaje: 1 };
const NOTHING: NameWords = { words: '', different: false };

/** Compares names row by row. One supplier is nearly always written in one way: the last answer is kept. */
export class RowNames {
  readonly #judged: JudgedColumn;
  readonly #verdicts: VerdictStore;
  readonly #lastRef: Float64Array;
  readonly #last: Uint16Array;
  readonly #known: NameWords[] = [NOTHING];
  readonly #knownIndex = new Map<string, number>([['', 0]]);

  constructor(judged: JudgedColumn, verdicts: VerdictStore) {
    this.#judged = judged;
    this.#verdicts = verdicts;
    this.#lastRef = new Float64Array(judged.items.length).fill(NaN);
    this.#last = new Uint16Array(judged.items.length);
  }

  /** What the name of the n-th value's row is against those of its items: of several, the most alike. */
  of(n: number, items: readonly number[]): NameWords {
    const ref = this.#judged.nameRef(n);
    if (Number.isNaN(ref)) return NOTHING;
    const first = items[0] as number;
    if (items.length > 1) return wordsOf(this.#best(n, items));
    if (this.#lastRef[first] !== ref) {
      this.#lastRef[first] = ref;
      this.#last[first] = this.#keep(wordsOf(this.#match(n, first)));
    }
    return this.#known[this.#last[first] as number] as NameWords;
  }

  #best(n: number, items: readonly number[]): NameMatch | null {
    let best: NameMatch | null = null;
    for (const item of items) {
      const match = this.#match(n, item);
      if (match !== null && match.puntaje > (best?.puntaje ?? -1)) best = match;
    }
    return best;
  }

  #match(n: number, item: number): NameMatch | null {
    const registered = this.#verdicts.registeredName(item);
    if (registered === '') return null;
    const written = this.#judged.name(n);
    // Copied names are the most usual ones: no need to take them to pieces.
    return written === registered && LETTER.test(written) ? SAME : matchNames(written, registered);
  }

  #keep(words: NameWords): number {
    let index = this.#knownIndex.get(words.words);
    if (index === undefined) {
      index = this.#known.length;
      this.#known.push(words);
      this.#knownIndex.set(words.words, index);
    }
    return index;
  }
}

function wordsOf(match: NameMatch | null): NameWords {
  return match === null ? NOTHING : { words: nameMatchWords(match), different: match.tipo === 'distinto' };
}
