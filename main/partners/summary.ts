/** The figures of the whole, for the head of Socios, the navigation and the tray. */
import type { PartnerGroup, PartnerSummary } from '../../shared/contract.ts';
import type { PartnerBook } from './book.ts';
import type { RefreshState } from './refresh/refreshes.ts';

export function partnerSummary(book: PartnerBook, refreshes: RefreshState): PartnerSummary {
  const { porGrupo, ...figures } = book.pages.figures(book.limits());
  const grupos: PartnerGroup[] = book.groups
    .all()
    .map(({ clave, nombre, empresa, frescuraDias, agenda }) => ({
      clave,
      nombre,
      empresa,
      frescuraDias,
      agenda,
      ...(porGrupo.get(clave) ?? { socios: 0, vencidos: 0 }),
    }));
  return {
    ...figures,
    grupos,
    enCurso: refreshes.current(),
    enOtroProceso: refreshes.elsewhere(),
    interrumpido: refreshes.interrupted(),
    ultimo: refreshes.last(),
    // Whoever runs a schedule says what it does next.
    agenda: { proximo: null, enPausaHasta: book.settings().agendaEnPausaHasta, aplazado: null },
  };
}
