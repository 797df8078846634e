import { moveOf, type GridPlace } from '../../../components/grid/keys.ts';
import { lineAt, startOf, type Section } from '../state/lines.ts';

/** What a key does in the table of partners. `linea`: go there, with Shift: select up to there. */
export type PartnerMove =
  | { tipo: 'linea'; linea: number; extiende: boolean }
  | { tipo: 'cabecera'; columna: number }
  | { tipo: 'detalle' }
  | { tipo: 'elegir' }
  | { tipo: 'plegar'; seccion: number };

export interface PartnerPlace extends GridPlace {
  secciones: readonly Section[];
}

/** What a key does from a place of the table, or null where it is not the table's. */
export function partnerMove(key: string, shift: boolean, place: PartnerPlace): PartnerMove | null {
  if (place.inHead === null) {
    const own = ownMove(key, place);
    if (own !== null) return own;
  }
  const move = moveOf(key, place);
  if (move?.tipo === 'fila') return { tipo: 'linea', linea: move.fila, extiende: shift };
  return move;
}

/** The keys of sections and of selecting. */
function ownMove(key: string, { activa, secciones }: PartnerPlace): PartnerMove | null {
  const at = lineAt(secciones, activa);
  if (at === null) return null;
  if (at.tipo === 'socio') {
    if (key === ' ') return { tipo: 'elegir' };
    const headed = secciones[at.seccion]?.clave !== null;
    if (key !== 'ArrowLeft' || !headed) return null;
    return { tipo: 'linea', linea: startOf(secciones, at.seccion), extiende: false };
  }
  const folded = secciones[at.seccion]?.plegada === true;
  const turns = key === ' ' || key === 'Enter' || key === (folded ? 'ArrowRight' : 'ArrowLeft');
  return turns ? { tipo: 'plegar', seccion: at.seccion } : null;
}
