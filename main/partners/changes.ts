/** Changes noticed in partners, as the window, the export and the command line see them. */
import type { ListedChange, PartnerChanges } from '../database/partner-changes.ts';
import type { ChangeQuery, PartnerChange } from '../../shared/contract.ts';
import { changeDeadline } from '../../shared/deadline.ts';
import { breathe } from '../validation/plan.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import type { Changes } from './types.ts';

/** Changes read at a time where all are wanted, and marked in one transaction: some ten milliseconds. */
const CHUNK = 500;

export function createChanges(book: PartnerBook, store: PartnerChanges): Changes {
  const page = (query: ChangeQuery, desde: number, cuantas: number): PartnerChange[] => {
    const now = book.clock.now();
    return store.page(query, desde, cuantas, now).map((row) => changeView(row, now));
  };
  return {
    rows: (query, desde, cuantas) => {
      const { conteo, sinLeer } = store.counts(query, book.clock.now());
      const { rumbo } = query;
      const total = rumbo === 'todos' ? conteo.peor + conteo.mejor + conteo.otro : conteo[rumbo];
      return { total, sinLeer, conteo, filas: page(query, desde, cuantas) };
    },
    *pages(query) {
      const now = book.clock.now();
      for (let last: ListedChange | null = null; ;) {
        const rows: ListedChange[] = store.following(query, last, CHUNK, now);
        if (rows.length > 0) yield rows.map((row) => changeView(row, now));
        last = rows.at(-1) ?? null;
        if (rows.length < CHUNK) return;
      }
    },
    mark: async (query, ids, leido) => {
      const found = store.toMark(query, ids, leido, book.clock.now());
      let marked = 0;
      for (let from = 0; from < found.length; from += CHUNK) {
        const some = found.slice(from, from + CHUNK);
        marked += book.database.transaction(() => {
          const many = store.mark(query, some, leido, book.clock.now());
          if (many > 0) new PartnerEntries(book.audit).marked(many, leido);
          return many;
        });
        book.teller.changed();
        await breathe();
      }
      return marked;
    },
  };
}

/** `now`: UTC ms, for what its deadline says. */
export function changeView(row: ListedChange, now: number): PartnerChange {
  const { id, ruc, campo, de, a, rumbo, fuente, alias, estado, condicion } = row;
  return {
    id,
    ruc,
    razonSocial: row.razon_social,
    alias,
    grupos: JSON.parse(row.grupos) as string[],
    campo,
    de,
    a,
    veredictoDe: row.veredicto_de,
    veredictoA: row.veredicto_a,
    rumbo,
    notadoEn: row.at,
    fuente,
    datoAl: row.dato_al,
    corrida: row.run_id,
    leido: row.leido === 1,
    plazo: changeDeadline({ campo, de, a, notadoEn: row.at, now, estado, condicion }),
  };
}
