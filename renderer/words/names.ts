/** How the window says that a name in the workbook is not the registered one. */

/** How the sentence of a name that does not match begins; it comes last in an observation. */
const DIFFERENT = 'El nombre del libro no coincide';

/**
 * The short word that goes before an observation, so that it is read even where the rest is cut; nothing where
 * the observation says no more than that itself.
 */
export function nameTag({ nombre, observacion }: { nombre: string; observacion: string }): string {
  if (nombre === '' || nombre === 'coincide' || observacion.startsWith(DIFFERENT)) return '';
  return `Nombre ${nombre}`;
}

/** The workbook's name with how it compares, for the detail; empty where the workbook has none. */
export function nameInBook({ nombre, nombreEnLibro }: { nombre: string; nombreEnLibro: string }): string {
  if (nombreEnLibro === '') return '';
  return nombre === '' ? nombreEnLibro : `${nombreEnLibro} · ${nombre}`;
}
