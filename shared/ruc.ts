/**
 * RUC rules: cleaning what a workbook holds, the check digit, and what a cell can be.
 *
 * Pure. Source of the rule: eleven digits, prefix 10, 15, 16, 17 or 20, weights 5 4 3 2 7 6 5 4 3 2,
 * check digit `(11 − sum mod 11) mod 10`. A passing check digit does not mean that the RUC exists.
 */

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const;

/** The check digit (0 to 9) of the first ten digits; `digits` must begin with ten ASCII digits. */
export function rucCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i += 1) sum += (digits.charCodeAt(i) - 48) * (WEIGHTS[i] as number);
  return (11 - (sum % 11)) % 10;
}

/** Whether the text has one of the five prefixes. */
export function hasRucPrefix(text: string): boolean {
  const prefix = text.slice(0, 2);
  return prefix === '20' || prefix === '10' || prefix === '15' || prefix === '17' || prefix === '16';
}

/** Whether `text` is exactly a RUC: eleven ASCII digits, a prefix in use, a right check digit. */
export function isRuc(text: string): boolean {
  if (!/^\d{11}$/.test(text) || !hasRucPrefix(text)) return false;
  return rucCheckDigit(text) === text.charCodeAt(10) - 48;
}

/** Whether the RUC belongs to a natural person, so that it holds a DNI (personal data). */
export function isPersonalRuc(ruc: string): boolean {
  return ruc.startsWith('10');
}

/** What was repaired in a cell before it was read as a RUC; each one is said to the user. */
export type RucRepair =
  | 'espacios'
  | 'signos'
  | 'ancho-completo'
  | 'rotulo'
  | 'decimal'
  | 'letra-inicial'
  | 'apostrofo'
  /** Taken out of a longer text, where it stands alone. */
  | 'dentro-de-texto';

/** Why a text cannot be a RUC. */
export type RucFault =
  'vacio' | 'longitud' | 'letras' | 'prefijo' | 'digito' | 'digitos-perdidos' | 'dni' | 'marcador';

/** A cell read as a RUC. `text` is what is compared and shown: the RUC, or the cleaned text. */
export type RucReading =
  | { valid: true; text: string; repairs: RucRepair[] }
  | { valid: false; text: string; repairs: RucRepair[]; fault: RucFault; suggestion?: string };

// Spaces of every kind, zero-width characters, soft hyphens, byte order marks.
const BLANKS = /[\s\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u00ad]+/g;
// Dashes, dots, slashes, commas, quotes, and the apostrophes and accents typed in their place.
const SIGN_CHARS = '\\-.‐-―−_/·,\'"`´’‘“”';
const SIGNS = new RegExp(`[${SIGN_CHARS}]+`, 'g');
const ONLY_DIGITS_AND_SIGNS = new RegExp(`^[\\d ${SIGN_CHARS}]+$`);
const LABEL =
  /^(?:N(?:RO|[UÚ]M(?:ERO)?|[°º])?\.?\s*(?:DE\s+)?)?R\.?\s*U\.?\s*C\.?(?![A-Z])\s*(?:N(?:RO|[UÚ]M(?:ERO)?|[°º.])*\.?)?\s*[:#.-]*\s*/i;
const SCIENTIFIC = /^[+-]?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;
/** Longest text that can be a RUC with things around it: more is never joined, only searched. */
const LONGEST_LOOSE = 40;
/** Fewer digits than this between signs are an amount, a date or a DNI, no damaged RUC. */
const LEAST_DIGITS_JOINED = 10;

/**
 * A cell's text without what people and programs put around a RUC: spaces of every kind, full-width
 * digits, signs, a leading apostrophe, `RUC:`, a trailing `.0`, one letter before eleven digits.
 */
export function cleanRuc(raw: string): { text: string; repairs: RucRepair[] } {
  if (/^\d{11}$/.test(raw)) return { text: raw, repairs: [] };
  const repairs: RucRepair[] = [];
  const apply = (text: string, repair: RucRepair, change: (text: string) => string): string => {
    const changed = change(text);
    if (changed !== text && !repairs.includes(repair)) repairs.push(repair);
    return changed;
  };
  let text = raw.replace(BLANKS, ' ').trim();
  if (text.length > LONGEST_LOOSE) return { text, repairs };
  text = apply(text, 'ancho-completo', (t) =>
    t.replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)),
  );
  text = apply(text, 'apostrofo', (t) => t.replace(/^['’‘`´]+ ?/, ''));
  if (/\d/.test(text)) text = apply(text, 'rotulo', (t) => t.replace(LABEL, ''));
  const scientific = readScientific(text.replace(/ /g, ''));
  if (scientific !== null) {
    return { text: scientific.text, repairs: scientific.exact ? [...repairs, 'decimal'] : repairs };
  }
  text = apply(text, 'decimal', withoutDecimals);
  // Only digits with something between them are joined, and enough of them: a sentence, an amount and a date
  // stay what they are.
  if (ONLY_DIGITS_AND_SIGNS.test(text) && text.replace(/\D/g, '').length >= LEAST_DIGITS_JOINED) {
    text = apply(text, 'signos', (t) => t.replace(SIGNS, ''));
  }
  if (/^[A-Za-z]?[\d ]+$/.test(text)) text = apply(text, 'espacios', (t) => t.replace(/ /g, ''));
  text = apply(text, 'letra-inicial', (t) => t.replace(/^[A-Za-z][-\s]?(?=\d{11}$)/, ''));
  if (text !== raw && repairs.length === 0) repairs.push('espacios');
  return { text, repairs };
}

/** `20131312955.0`, and the same with groups of thousands: `20,131,312,955.00`, `20.131.312.955,00`. */
function withoutDecimals(text: string): string {
  return text
    .replace(/^(\d{6,})[.,]0+$/, '$1')
    .replace(/^(\d{1,3}(?:,\d{3}){2,})\.0+$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{3}){2,}),0+$/, '$1');
}

/**
 * A number saved as the text of scientific notation. Exact only where all eleven digits are still there
 * (`2.0131312955E+10`): the digits that a shorter one has lost are never guessed.
 */
function readScientific(text: string): { text: string; exact: boolean } | null {
  const match = SCIENTIFIC.exec(text);
  if (match === null) return null;
  const [, first, rest = '', exponent] = match as unknown as [string, string, string | undefined, string];
  if (Number(exponent) === 10 && rest.length === 10 && !text.startsWith('-')) {
    return { text: first + rest, exact: true };
  }
  return { text, exact: false };
}

const PLACEHOLDERS = new Set(['', '-', '--', '---', '0', 'S/N', 'SN', 'VARIOS', 'NA', 'N/A', '99999999999']);

/** Reads one cell's text as a RUC: cleans it, then says what is wrong where something is. */
export function readRuc(raw: string): RucReading {
  const { text, repairs } = cleanRuc(raw);
  if (isRuc(text)) return { valid: true, text, repairs };
  const fault = faultOf(text);
  const suggestion = suggestionFor(text, fault);
  return { valid: false, text, repairs, fault, ...(suggestion === undefined ? {} : { suggestion }) };
}

/**
 * Everything that one cell says: usually one reading; where its text as a whole is no RUC but holds RUCs
 * that stand alone, one reading for each, and for each number beside them that tried to be one.
 */
export function readRucs(raw: string): RucReading[] {
  const whole = readRuc(raw);
  if (whole.valid || raw.length < 12) return [whole];
  const numbers = numbersInText(raw);
  if (!numbers.some(isRuc)) return [whole];
  return numbers.filter(hasRucPrefix).map((number) => {
    const reading = readRuc(number);
    return { ...reading, repairs: [...reading.repairs, 'dentro-de-texto' as const] };
  });
}

function faultOf(text: string): RucFault {
  if (text === '') return 'vacio';
  if (SCIENTIFIC.test(text)) return 'digitos-perdidos';
  if (PLACEHOLDERS.has(text.toUpperCase()) || /^-+$/.test(text) || /^(\d)\1{7,}$/.test(text))
    return 'marcador';
  if (!/^\d+$/.test(text)) return 'letras';
  if (text.length === 8) return 'dni';
  if (text.length !== 11) return 'longitud';
  return hasRucPrefix(text) ? 'digito' : 'prefijo';
}

/** A corrected form, only where exactly one is certain: a RUC with a stray letter at its end. */
function suggestionFor(text: string, fault: RucFault): string | undefined {
  if (fault !== 'letras') return undefined;
  const digits = /^(\d{11})[- ]?[A-Za-z]$/.exec(text)?.[1];
  return digits !== undefined && isRuc(digits) ? digits : undefined;
}

/**
 * Eleven-digit numbers that stand alone, in order, once each. `20100070970-01-F001` is a document's code that
 * begins with a RUC, so nothing in it stands alone; `20100070970/20131312955` and `20100070970-ACME` are not.
 */
function numbersInText(text: string): string[] {
  const found: string[] = [];
  const plain = text.replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  for (const token of plain.replace(BLANKS, ' ').split(/[ ,;:|()[\]{}<>"'“”«»*#=+&°º]+/)) {
    if (token.length < 11) continue;
    const parts = token.split(/[-/\\_.‐-―−]+/).filter((part) => part !== '');
    if (!parts.every((part) => /^[A-Za-z]?\d{11}$/.test(part) || /^\p{L}+$/u.test(part))) continue;
    for (const part of parts) {
      const number = part.slice(-11);
      if (/^\d{11}$/.test(number) && !found.includes(number)) found.push(number);
    }
  }
  return found;
}

/** The Spanish sentence for a fault: what is wrong and what to do. */
export function faultSentence(fault: RucFault, text: string, suggestion?: string): string {
  switch (fault) {
    case 'vacio':
      return 'La celda está vacía.';
    case 'longitud':
      return `Tiene ${String(text.length)} dígitos y un RUC tiene 11: pida el número al proveedor.`;
    case 'letras':
      return suggestion === undefined
        ? 'Tiene letras o signos: un RUC son 11 dígitos.'
        : `Sobra la letra del final: el RUC sería ${suggestion}. Corríjalo en el libro.`;
    case 'prefijo':
      return 'Un RUC empieza con 10, 15, 16, 17 o 20: revise el número.';
    case 'digito':
      return 'El dígito verificador no coincide: hay un dígito errado. Pida el número al proveedor.';
    case 'digitos-perdidos':
      return `Este RUC perdió sus dígitos (${text}): no recuperable. Pida el número al proveedor.`;
    case 'dni':
      return 'Tiene 8 dígitos: parece un DNI, no un RUC.';
    case 'marcador':
      return 'Es un relleno, no un RUC.';
  }
}

const REPAIR_WORDS: Record<RucRepair, string> = {
  espacios: 'sin espacios',
  signos: 'sin signos',
  'ancho-completo': 'con dígitos normales',
  rotulo: 'sin el rótulo',
  decimal: 'sin decimales',
  'letra-inicial': 'sin la letra inicial',
  apostrofo: 'sin el apóstrofo',
  'dentro-de-texto': 'dentro de un texto más largo',
};

/** What was repaired, as one Spanish sentence; empty where nothing was. */
export function repairSentence(repairs: readonly RucRepair[]): string {
  if (repairs.length === 0) return '';
  return `El RUC se leyó ${repairs.map((repair) => REPAIR_WORDS[repair]).join(', ')}.`;
}
