/** Which of the names found comes first: the very name, then those that begin so, then the shortest. Pure. */
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { type NameQuery, nameWords } from './words.ts';

type Named = Pick<Taxpayer, 'ruc' | 'razonSocial' | 'estado'>;

/** The best `limit` in order; of equal ones the one with the lower RUC first. */
export function best<T extends Named>(found: readonly T[], query: NameQuery, limit: number): T[] {
  const asked = query.begun === null ? query.whole : [...query.whole, query.begun];
  const own = asked.join(' ');
  const typed = query.typed.join(' ');
  const beginning = query.begun === null ? `${own} ` : own;
  const placed = found.map((item) => {
    const words = nameWords(item.razonSocial);
    const name = words.own.join(' ');
    const begins = `${name} `.startsWith(beginning) ? 2 : 3;
    // The very name with the legal form that was typed comes before those with another one.
    const kind = name === own ? Number(words.all.join(' ') !== typed) : begins;
    return { item, kind, extra: words.own.length - asked.length, inactive: Number(item.estado !== 'ACTIVO') };
  });
  placed.sort(
    (a, b) =>
      a.kind - b.kind || a.extra - b.extra || a.inactive - b.inactive || (a.item.ruc < b.item.ruc ? -1 : 1),
  );
  return placed.slice(0, limit).map(({ item }) => item);
}
