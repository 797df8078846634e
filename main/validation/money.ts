/** Soles as decimal text, without binary floats. */

/** `count × price`, with two decimals at least and as many as the price has; null without a price. */
export function costOf(count: number, price: string | null): string | null {
  if (price === null) return null;
  const [whole = '0', fraction = ''] = price.split('.');
  const scale = Math.max(fraction.length, 2);
  const units = BigInt(whole + fraction.padEnd(scale, '0')) * BigInt(count);
  const text = units.toString().padStart(scale + 1, '0');
  const decimals = text.slice(-scale).replace(/0+$/, '').padEnd(2, '0');
  return `${text.slice(0, -scale)}.${decimals}`;
}
