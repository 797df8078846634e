/** Whom a refresh asks about, read from the partners' rows. */
import { PartnerFreshness } from '../../database/partner-freshness.ts';
import type { PartnerScope } from '../../../shared/contract.ts';
import { HabidoError } from '../../../shared/errors.ts';
import type { PartnerBook } from '../book.ts';
import type { PartnersToAsk } from './ports.ts';

const DAY_MS = 86_400_000;

/** Reads through the book; the settings count as they are at each call. */
export function createPartnersToAsk(book: PartnerBook): PartnersToAsk {
  const { database, pages, groups, settings } = book;
  const freshness = new PartnerFreshness(database);
  return {
    toAsk: (scope, tambienFrescos) => {
      const nombre = nameOf(scope, groups);
      const limits = book.limits();
      const all = pages.scope(scope, { soloVencidos: false, limits });
      const due = pages.scope(scope, { soloVencidos: true, limits });
      const rucs = tambienFrescos ? all : due;
      const dias = freshness.shortest(rucs, limits.frescuraDias);
      return { nombre, socios: all.length, vencidos: due.length, rucs, frescuraMs: dias * DAY_MS };
    },
    longestFreshnessMs: () => freshness.longest(settings().sociosFrescuraDias) * DAY_MS,
  };
}

/** As the refresh is called. Throws `grupo-no-existe`. */
function nameOf(scope: PartnerScope, groups: Pick<PartnerBook['groups'], 'get'>): string {
  switch (scope.tipo) {
    case 'todos':
      return 'Todos los socios';
    case 'rucs': {
      const many = new Set(scope.rucs).size;
      return many === 1 ? '1 socio elegido' : `${many.toLocaleString('es-PE')} socios elegidos`;
    }
    case 'grupo': {
      if (scope.grupo === '') return 'Socios sin grupo';
      const group = groups.get(scope.grupo);
      if (group?.activo !== true) throw new HabidoError('grupo-no-existe');
      return group.nombre;
    }
  }
}
