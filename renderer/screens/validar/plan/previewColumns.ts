/** Which columns of a preview hold amounts: they are aligned right, codes and RUCs are not. */

const AMOUNT = /^[-−(]?(?:S\/\s?)?\d{1,3}(?:[,\s]\d{3})*\.\d{1,4}\)?$|^[-−]?\d+\.\d{1,4}$/;

/** True where every filled cell of the column is an amount, and there is at least one. */
export function isAmountColumn(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => AMOUNT.test(cell.trim()));
}
