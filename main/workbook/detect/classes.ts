/** One byte per cell: what a value can be, as far as it can be told from the value alone. */
import { cleanRuc, hasRucPrefix, readRucs } from '../../../shared/ruc.ts';
import { headerMeaning } from './words.ts';

export const CLASS = {
  empty: 0,
  text: 1,
  number: 2,
  /** A RUC as it should be. */
  ruc: 3,
  /** One or more RUCs, after a repair or out of a longer text. */
  rucRepaired: 4,
  /** Eleven digits that are none. */
  eleven: 5,
  /** Ten to twelve characters that look like a damaged RUC, or scientific notation. */
  damaged: 6,
  /** 51 and nine digits. */
  phone: 7,
  eight: 8,
  /** `-`, `S/N`, `VARIOS`, zeros. */
  placeholder: 9,
  /** Says that the document is a RUC: `6`, `06`, `6-RUC`. */
  typeRuc: 10,
  /** Says that the document is another one. */
  typeOther: 11,
  /** The bare word `RUC`: a header, or a document type. */
  wordRuc: 12,
  headerRuc: 13,
  headerDocument: 14,
  headerName: 15,
  headerType: 16,
  /** A header of somebody else's document: the carrier's, the representative's. */
  headerOther: 17,
  /** A header that names a party (`PROVEEDOR`, `CLIENTE`): over RUCs in some books, over names in others. */
  headerParty: 18,
} as const;

/** Whether the class is evidence of a column of RUCs. */
export function isEvidence(cls: number): boolean {
  return cls >= CLASS.ruc && cls <= CLASS.damaged;
}

/** Whether the class holds at least one RUC that passes its check digit. */
export function isValidClass(cls: number): boolean {
  return cls === CLASS.ruc || cls === CLASS.rucRepaired;
}

/** Whether the class is words, a header or not. */
export function isWords(cls: number): boolean {
  return cls === CLASS.text || cls >= CLASS.wordRuc;
}

/** Whether the class is a header that says something. */
export function isHeader(cls: number): boolean {
  return cls >= CLASS.wordRuc;
}

/** The class of a number of plain digits. */
export function classifyNumber(value: number): number {
  if (value >= 1e10 && value < 1e11) {
    if (isRucNumber(value)) return CLASS.ruc;
    return value >= 51e9 && value < 52e9 ? CLASS.phone : CLASS.eleven;
  }
  if (value < 10) {
    if (value === 6) return CLASS.typeRuc;
    return value === 0 || value === 1 || value === 4 || value === 7 ? CLASS.typeOther : CLASS.number;
  }
  if (value < 1e7) return CLASS.number;
  if (value < 1e8) return CLASS.eight;
  if (value < 1e9 || value >= 1e12) return CLASS.number;
  return hasRucPrefix(String(value)) ? CLASS.damaged : CLASS.number;
}

/** The class of a text of plain digits: its length counts, zeros in front included. */
export function classifyDigits(length: number, value: number): number {
  if (length === 11) return value >= 1e10 ? classifyNumber(value) : CLASS.eleven;
  if (value === 0) return length <= 2 ? CLASS.typeOther : CLASS.placeholder;
  if (length <= 2) return classifyNumber(value);
  if (length === 8) return CLASS.eight;
  return length === 10 || length === 12 ? classifyNumber(value) : CLASS.number;
}

/** Whether a number of eleven digits is a RUC: the rule of the check digit in integers, a million times a second. */
export function isRucNumber(value: number): boolean {
  const prefix = Math.floor(value / 1e9);
  if (prefix !== 20 && prefix !== 10 && prefix !== 15 && prefix !== 17 && prefix !== 16) return false;
  let high = Math.floor(value / 1e5);
  let low = value - high * 1e5;
  const check = low % 10;
  let sum = 0;
  low = (low / 10) | 0;
  for (let weight = 2; weight <= 5; weight += 1) {
    sum += (low % 10) * weight;
    low = (low / 10) | 0;
  }
  for (const weight of HIGH_WEIGHTS) {
    sum += (high % 10) * weight;
    high = (high / 10) | 0;
  }
  return (11 - (sum % 11)) % 10 === check;
}

/** Weights of the sixth to the first digit. */
const HIGH_WEIGHTS = [6, 7, 2, 3, 4, 5] as const;

/** Longest text that is looked at closely: beyond it there are only words. */
const MAX_TEXT = 400;
const TYPE_WORDS: Record<string, number> = {
  RUC: CLASS.wordRuc,
  DNI: CLASS.typeOther,
  LE: CLASS.typeOther,
  CE: CLASS.typeOther,
  PAS: CLASS.typeOther,
  PASAPORTE: CLASS.typeOther,
  OTROS: CLASS.typeOther,
  'SIN DOCUMENTO': CLASS.typeOther,
  'CARNET DE EXTRANJERIA': CLASS.typeOther,
  'CARNE DE EXTRANJERIA': CLASS.typeOther,
  A: CLASS.typeOther,
  B: CLASS.typeOther,
  C: CLASS.typeOther,
  D: CLASS.typeOther,
  E: CLASS.typeOther,
  F: CLASS.typeOther,
  G: CLASS.typeOther,
};
/** A series and number of a comprobante (`F001-00012345`): the most frequent text with many digits. */
const COMPROBANTE = /^[FBE][A-Z0-9]{3}-\d{1,8}$/;
/** A subtotal that names whose it is, as pivot tables write them: `Total 20131312955`, `20131312955 Total`. */
const GROUP_TOTAL =
  /^(?:SUB[\s-]?)?TOTAL(?:ES)?[\s:.-]*(?:(?:DEL?|POR|PARA|RUC|N[°º]|PROVEEDOR|CLIENTE|ANEXO)[\s:.-]*)*\d{11}(?!\d)|^\d{11}\s+TOTAL(?:ES)?$/i;
/** What a header that matters holds somewhere: a cheap test before the dear one. */
const HEADER_STEM =
  /RUC|R\s*\.\s*U|DOC|IDENT|RAZ|NOMB|DENOM|APELL|PROVE|CLIEN|TIPO|ANEXO|COD|N[UÚ]M|NRO|N[°º]|TITUL|PARTNER|NIF|AUXIL|EMPRESA|EMISOR|BENEF|TRANSP|DESTINA|VENDOR|NAME|VAT|TAX|^T\.? ?D/i;

/** What a document type or a filler without digits begins with: most words are neither. */
const TYPE_STEM = /^(?:R\.?\s*U|DNI|D\.N|LE$|L\.E|CE$|C\.E|PAS|OTROS|SIN |CARN|[A-G]\.?$)/i;
const FILLER = /^(?:-+|S\/?N\.?|VARIOS|N\/?A)$/i;

/**
 * The class of a text. `headers`: whether words may be a header's; asking costs more than all the rest, so
 * texts that stand in every row are not asked about.
 */
export function classifyText(text: string, headers = true): number {
  if (text.length > MAX_TEXT) return CLASS.text;
  const trimmed = text.trim();
  if (trimmed === '') return CLASS.empty;
  if (/[\d\uff10-\uff19]/.test(trimmed)) return classifyWithDigits(text, trimmed, headers);
  if (trimmed.length <= 24 && TYPE_STEM.test(trimmed)) {
    const type = documentType(trimmed);
    if (type !== null) return type;
  }
  if (trimmed.length <= 8) {
    if (FILLER.test(trimmed)) return CLASS.placeholder;
    if (!/\p{L}/u.test(trimmed)) return cleanRuc(trimmed).text === '' ? CLASS.placeholder : CLASS.text;
  }
  return wordsClass(trimmed, headers);
}

function classifyWithDigits(text: string, trimmed: string, headers: boolean): number {
  if (trimmed === text && /^\d{1,15}$/.test(text)) return classifyDigits(text.length, Number(text));
  if (COMPROBANTE.test(trimmed) || GROUP_TOTAL.test(trimmed)) return CLASS.text;
  if (trimmed.length <= 24) {
    const type = documentType(trimmed);
    if (type !== null) return type;
  }
  const digits = trimmed.replace(/[^\d\uff10-\uff19]/g, '');
  if (digits.length < 7 && !/E\+?10$/i.test(trimmed)) {
    if (/^[0\s.,-]+$/.test(trimmed)) return CLASS.placeholder;
    return /\p{L}/u.test(trimmed) ? wordsClass(trimmed, headers) : CLASS.number;
  }
  if (readRucs(text).some((reading) => reading.valid)) return CLASS.rucRepaired;
  const clean = cleanRuc(text).text;
  if (isPhone(clean)) return CLASS.phone;
  if (/^0+$/.test(clean) && clean.length !== 11) return CLASS.placeholder;
  if (/^\d{11}$/.test(clean)) return CLASS.eleven;
  if (looksDamaged(clean)) return CLASS.damaged;
  if (/^\d{8}$/.test(clean)) return CLASS.eight;
  return /^\d+$/.test(clean) ? CLASS.number : wordsClass(text, headers);
}

/** Whether the cleaned text is a telephone: Peru's 51 and nine digits. */
export function isPhone(clean: string): boolean {
  return /^51\d{9}$/.test(clean);
}

/** Ten to twelve characters, a RUC's prefix, at most one letter; or scientific notation of eleven digits. */
export function looksDamaged(clean: string): boolean {
  const scientific = /^([12])(?:[.,](\d*))?E\+?10$/i.exec(clean);
  if (scientific !== null) return hasRucPrefix((scientific[1] ?? '') + (scientific[2] ?? '').padEnd(1, '0'));
  return /^[0-9A-Za-z]{10,12}$/.test(clean) && hasRucPrefix(clean) && /^\d*[A-Za-z]?\d*$/.test(clean);
}

/** `6`, `06`, `6-RUC`, `5-RUC` (own codes: the word rules), `DNI`…; null where the text is no document type. */
export function documentType(text: string): number | null {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}+|\./gu, '')
    .toUpperCase()
    .trim();
  const word = TYPE_WORDS[plain];
  if (word !== undefined) return word;
  const coded =
    /^0?(\d)(?:\s*[-–:]?\s*(\p{L}[\p{L} ]*))?$/u.exec(plain) ?? /^RUC\s*[-–:]\s*0?(6)$/.exec(plain);
  if (coded === null) return null;
  if (coded[2] !== undefined) {
    return /^(RUC|REG)/.test(coded[2]) ? CLASS.typeRuc : (TYPE_WORDS[coded[2].trim()] ?? null);
  }
  if (coded[1] === '6') return CLASS.typeRuc;
  return /^[0147]$/.test(coded[1] as string) ? CLASS.typeOther : null;
}

function wordsClass(text: string, headers: boolean): number {
  return headers && HEADER_STEM.test(text) ? headerClass(text) : CLASS.text;
}

function headerClass(text: string): number {
  // What ends with a colon is the label of a title block (`RUC: …`), not the head of a column.
  if (!/\p{L}/u.test(text) || text.trimEnd().endsWith(':')) return CLASS.text;
  switch (headerMeaning(text)) {
    case 'ruc':
      return CLASS.headerRuc;
    case 'documento':
      return CLASS.headerDocument;
    case 'nombre':
      return CLASS.headerName;
    case 'parte':
      return CLASS.headerParty;
    case 'tipo':
      return CLASS.headerType;
    case 'tercero':
      return CLASS.headerOther;
    case 'otro':
      return CLASS.text;
  }
}
