/** How the window says that a name in the workbook is not the registered one. */
import type { RunRow } from '../../shared/contract.ts';

/** The short word that goes before an observation, so that it is read even where the rest is cut; or nothing. */
export function nameTag(nombre: RunRow['nombre']): string {
  return nombre === '' || nombre === 'coincide' ? '' : `Nombre ${nombre}`;
}

/** The workbook's name with how it compares, for the detail; empty where the workbook has none. */
export function nameInBook({ nombre, nombreEnLibro }: { nombre: string; nombreEnLibro: string }): string {
  if (nombreEnLibro === '') return '';
  return nombre === '' ? nombreEnLibro : `${nombreEnLibro} · ${nombre}`;
}
