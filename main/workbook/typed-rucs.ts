/** RUCs out of what somebody typed or pasted: one, a list, a table, or any sentence that holds some. */
import { setImmediate } from 'node:timers/promises';
import { cleanRuc, isRuc, readRucs } from '../../shared/ruc.ts';
import { classifyText, isEvidence } from './detect/classes.ts';

/** Digits of a RUC. */
const DIGITS = 11;
const DIGIT = /[\d\uff10-\uff19]/;
/** Words that one damaged RUC is looked for in: `2 0 1 3 1 3 1 2 9 5 5`. */
const MOST_WORDS = 11;
/** Lines read before others have their turn: some ten milliseconds of a pasted table. */
const LINES_AT_ONCE = 1_000;
/** Longest text shown of what is no RUC. */
const LONGEST_SHOWN = 40;

/**
 * What is to be judged as a RUC, in order, once each: RUCs, cleaned, and texts that tried to be one, as they are.
 * Amounts, dates, names and document codes around them are left out, unless there is nothing else: then the lines
 * themselves, so that whoever typed `2010007097` hears what is wrong with it.
 */
export async function typedRucs(text: string): Promise<string[]> {
  const found = new Set<string>();
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  for (const [i, line] of lines.entries()) {
    if (i % LINES_AT_ONCE === LINES_AT_ONCE - 1) await setImmediate();
    const cells = line.split(/[\t;|]/).filter((cell) => cell.trim() !== '');
    for (const cell of cells) for (const reading of rucsInCell(cell)) found.add(reading);
    const [only] = cells;
    // A number alone on its line was meant as one, whatever its length; between others it may be anything.
    if (cells.length === 1 && only !== undefined && isBareNumber(only)) found.add(cleanOrWhole(only));
  }
  if (found.size > 0) return [...found];
  return [...new Set(lines.map((line) => line.trim().slice(0, LONGEST_SHOWN)))];
}

/** The whole cell where it is one RUC, however damaged; else what its words hold. */
function rucsInCell(cell: string): string[] {
  if (!DIGIT.test(cell)) return [];
  const whole = cleanRuc(cell).text;
  if (isRuc(whole)) return [whole];
  const words = cell.split(/[\s\u00a0\u2000-\u200b\u202f\u3000]+/).filter((word) => word !== '');
  const found: string[] = [];
  for (let at = 0; at < words.length;) {
    if (!DIGIT.test(words[at] as string)) {
      at += 1;
      continue;
    }
    const joined = joinedRuc(words, at);
    if (joined !== null) {
      found.push(joined.ruc);
      at += joined.words;
      continue;
    }
    const word = words[at] as string;
    const readings = readRucs(word);
    if (readings.some(({ valid }) => valid)) found.push(...readings.map((reading) => reading.text));
    else if (isEvidence(classifyText(trimmed(word), false))) found.push(cleanRuc(trimmed(word)).text);
    at += 1;
  }
  return found;
}

/** A RUC written in several words (`20 131 312 955`, `20-13131295 5`) that begins at this one. */
function joinedRuc(words: readonly string[], at: number): { ruc: string; words: number } | null {
  let digits = '';
  for (let n = 0; n < MOST_WORDS && at + n < words.length; n += 1) {
    const word = words[at + n] as string;
    const bare = n === 0 ? word.replace(/^[("'“«]+/, '') : word;
    // Inside it only digits and dashes; behind its last one whatever ends a sentence.
    const part = /^[\d.\-–]+/.exec(bare)?.[0] ?? '';
    digits += part.replace(/\D/g, '');
    const ends = part !== bare;
    if (part === '' || digits.length > DIGITS) return null;
    if (digits.length === DIGITS) {
      const closed = !ends || /^[,:)"'”»!?]+$/.test(bare.slice(part.length));
      return closed && isRuc(digits) ? { ruc: digits, words: n + 1 } : null;
    }
    if (ends) return null;
  }
  return null;
}

/** Without what a sentence puts around a word. */
function trimmed(word: string): string {
  return word.replace(/^[("'“«[]+|[,.:)"'”»!?\]]+$/g, '');
}

function isBareNumber(cell: string): boolean {
  return cell.length <= LONGEST_SHOWN && /\d/.test(cell) && !/[^\d\s.,-]/.test(cell);
}

/** A number alone on its line: nothing more where its RUC was found already. */
function cleanOrWhole(cell: string): string {
  const [reading] = rucsInCell(cell);
  return reading ?? cell.trim();
}
