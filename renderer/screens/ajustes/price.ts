/** Reads a price in soles: decimal text, null for none, undefined where it is no price. A comma counts as a point. */
export function readPrice(text: string): string | null | undefined {
  const plain = text.replace(/^S\/\s*/i, '').replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,4}(\.\d{1,4})?$/.test(plain) ? plain : undefined;
}
