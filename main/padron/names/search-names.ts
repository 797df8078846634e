/** Finds companies by name in an edition and its index. Runs in a worker: broad texts take tens of ms. */
import Database from 'better-sqlite3';
import type { NameHit } from '../../../shared/padron.ts';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { EditionDb } from '../edition/edition-db.ts';
import { countMark, firstMark, MOST_WORDS } from './marks.ts';
import { BrokenNames, openNamesFile } from './names-file.ts';
import { best } from './rank.ts';
import { type NameQuery, readQuery } from './words.ts';

/** Up to so many names are read and put in order one by one; of more, the likeliest are asked for. */
const FEW = 500;

/** How many words, and whether active: the order in which the index is asked. */
type Kind = [count: number, active: boolean];

/** An edition and its index, open for searching. */
export class NameSearcher {
  readonly #edition: EditionDb;
  readonly #index: Database.Database | null = null;
  readonly #match: Database.Statement<[string, number], number> | null = null;
  readonly #kinds: Kind[] = [];

  /** `names` is null while the index is not there yet: then only RUCs are found. Throws {@link BrokenNames}. */
  constructor(edition: string, names: string | null) {
    this.#edition = new EditionDb(edition);
    if (names === null) return;
    try {
      this.#index = openNamesFile(names);
      this.#match = this.#index
        .prepare<[string, number], number>('SELECT rowid FROM nombres WHERE nombres MATCH ? LIMIT ?')
        .pluck();
      for (let count = 1; count <= MOST_WORDS; count += 1)
        for (const active of [true, false])
          if (this.#holds(beginning(countMark(count, active)))) this.#kinds.push([count, active]);
    } catch (error) {
      this.close();
      throw error instanceof BrokenNames ? error : new BrokenNames(error);
    }
  }

  /** The best `limit` for a text: eleven digits are a RUC, anything else a name, its last word as begun. */
  search(text: string, limit: number): NameHit[] {
    const plain = text.replace(/\s+/g, '');
    if (/^\d{11}$/.test(plain)) return this.#taxpayers([plain]).map(hit);
    const query = readQuery(text);
    if (query === null || this.#match === null) return [];
    const terms = termsOf(query);
    const all = this.#matching(and(terms), FEW + 1);
    const rucs = all.length <= FEW ? all : this.#likeliest(query, terms, limit);
    return best(this.#taxpayers(rucs.map(String)), query, limit).map(hit);
  }

  close(): void {
    this.#index?.close();
    this.#edition.close();
  }

  /** Of very many: the very name, then names that begin so, then any, each by how few words more they have. */
  #likeliest(query: NameQuery, terms: readonly string[], limit: number): number[] {
    const found = new Set<number>();
    const asked = [...query.whole, ...(query.begun === null ? [] : [query.begun])];
    const first = asked[0] ?? '';
    const add = (wanted: readonly string[]): void => {
      for (const ruc of this.#matching(and(wanted), FEW)) found.add(ruc);
    };
    for (const active of [true, false])
      add([...asked.map(word), word(firstMark(asked.length, active, first))]);
    const kinds = this.#kinds.filter(([count]) => count >= Math.min(asked.length, MOST_WORDS));
    const begins = kinds.map(([count, active]) => firstMark(count, active, first));
    const steps = [
      // A lone beginning is in its mark; of a whole first word, kinds that no name has are passed over.
      ...(query.whole.length === 0
        ? begins.map((mark) => [beginning(mark)])
        : begins.filter((mark) => this.#holds(word(mark))).map((mark) => [...terms, word(mark)])),
      ...kinds.map(([count, active]) => [...terms, beginning(countMark(count, active))]),
    ];
    for (const wanted of steps) {
      if (found.size >= limit) break;
      add(wanted);
    }
    return [...found];
  }

  #holds(term: string): boolean {
    return this.#matching(term, 1).length > 0;
  }

  #matching(expression: string, limit: number): number[] {
    try {
      return this.#match?.all(expression, limit) ?? [];
    } catch (error) {
      // A failure of the question says nothing of the file.
      const asked = !(error instanceof Database.SqliteError) || error.code === 'SQLITE_ERROR';
      throw asked ? error : new BrokenNames(error);
    }
  }

  #taxpayers(rucs: readonly string[]): Taxpayer[] {
    return rucs.flatMap((ruc) => this.#edition.find(ruc) ?? []);
  }
}

function hit(taxpayer: Taxpayer): NameHit {
  const { ruc, razonSocial, estado, condicion, ubigeo, distrito, provincia, departamento } = taxpayer;
  return { ruc, razonSocial, estado, condicion, ubigeo, distrito, provincia, departamento };
}

function termsOf({ whole, begun }: NameQuery): string[] {
  return [...whole.map(word), ...(begun === null ? [] : [beginning(begun)])];
}

/** In quotes nothing is syntax; `nameWords` lets no quote through. */
const word = (text: string): string => `"${text}"`;
const beginning = (text: string): string => `"${text}"*`;
const and = (terms: readonly string[]): string => terms.join(' AND ');
