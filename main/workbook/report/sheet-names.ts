/** Names of sheets as Excel takes them. */

const MAX_LENGTH = 31;

/** The names, cut, cleaned of signs that Excel refuses, and each once. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const clean = name
      .replace(/[[\]:*?/\\\u0000-\u001f]+/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim();
    const base = clean === '' ? `Hoja ${String(i + 1)}` : clean;
    let unique = base.slice(0, MAX_LENGTH).trim();
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1) {
      const suffix = ` (${String(n)})`;
      unique = base.slice(0, MAX_LENGTH - suffix.length) + suffix;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}
