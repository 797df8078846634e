/** Sizes of files as people read them: `372 MB`, `1.1 GB`. Of 1024, as Windows counts them. */

const MEGA = 1024 ** 2;
const GIGA = 1024 ** 3;

const whole = new Intl.NumberFormat('es-PE', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('es-PE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Bytes in words; below a megabyte, `menos de 1 MB`. */
export function size(bytes: number): string {
  if (bytes >= GIGA) return `${tenths.format(bytes / GIGA)} GB`;
  return bytes < MEGA ? 'menos de 1 MB' : `${whole.format(bytes / MEGA)} MB`;
}
