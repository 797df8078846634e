/** Whom a refresh asks about, read from the partners' rows; the settings count as they are at each call. */
import type { PartnerScope } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { PartnerBook } from './book.ts';
import type { PartnersToAsk } from './refresh/ports.ts';

const DAY_MS = 86_400_000;

export function createPartnersToAsk(book: PartnerBook): PartnersToAsk {
  const { pages, groups, settings } = book;
  return {
    toAsk: (scope, tambienFrescos) => {
      const nombre = nameOf(scope, groups);
      const limits = book.limits();
      const all = pages.scope(scope, { soloVencidos: false, limits });
      const due = pages.scope(scope, { soloVencidos: true, limits });
      const rucs = tambienFrescos ? all : due;
      const dias = pages.leastFreshness(rucs, limits.frescuraDias);
      return { nombre, socios: all.length, vencidos: due.length, rucs, frescuraMs: dias * DAY_MS };
    },
    longestFreshnessMs: () => {
      const days = groups.all().flatMap((group) => group.frescuraDias ?? []);
      return Math.max(settings().sociosFrescuraDias, ...days) * DAY_MS;
    },
  };
}

/** As the refresh is called. Throws `grupo-no-existe`. */
function nameOf(scope: PartnerScope, groups: Pick<PartnerBook['groups'], 'get'>): string {
  switch (scope.tipo) {
    case 'todos':
      return 'Todos los socios';
    case 'rucs':
      return scope.rucs.length === 1 ? '1 socio' : `${scope.rucs.length.toLocaleString('es-PE')} socios`;
    case 'grupo': {
      if (scope.grupo === '') return 'Socios sin grupo';
      const group = groups.get(scope.grupo);
      if (group?.activo !== true) throw new HabidoError('grupo-no-existe');
      return group.nombre;
    }
  }
}
