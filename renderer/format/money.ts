/** Money is decimal text in soles, never a float that was summed. */

const amounts = new Intl.NumberFormat('es-PE', {
  style: 'currency',
  currency: 'PEN',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
  useGrouping: 'always',
});

const PLACES = 4;

/** `'12.1'` → `S/ 12.10`; keeps up to four decimals, for a price per query. */
export function soles(text: string): string {
  return amounts.format(Number(text));
}

/** Adds amounts exactly; null where none is known. Up to four decimals each. */
export function sumSoles(texts: readonly (string | null)[]): string | null {
  const known = texts.filter((text) => text !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, text) => total + toUnits(text), 0n);
  return fromUnits(sum);
}

/** A price for that many: exact. */
export function times(price: string, n: number): string {
  return fromUnits(toUnits(price) * BigInt(n));
}

function toUnits(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
}

function fromUnits(units: bigint): string {
  const digits = units.toString().padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}
