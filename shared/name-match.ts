/**
 * Compares the name in a workbook with the registered one. A wrong digit that happens to be somebody else's RUC
 * passes every other check; it shows here. Pure.
 *
 * Legal forms, accents, case, punctuation, order and common abbreviations do not count. The similarity of what
 * is left comes from fuzzball (token sort and token set ratios).
 */
import { token_set_ratio, token_sort_ratio } from 'fuzzball';

export interface NameMatch {
  tipo: 'coincide' | 'parecido' | 'distinto';
  /** 0 to 1. */
  puntaje: number;
}

/** From here on two names are called alike; under it, different. */
const ALIKE = 0.72;
/** From here on a difference is spelling. */
const SAME = 0.97;
/** What a subset of the other name's words scores at most: `FERRETERÍA EL YUNQUE` of a longer name. */
const SUBSET = 0.95;

/** Words of a legal form, and those that join words. */
const NOISE = new Set(
  (
    'SAC SA SAA SRL SRLTDA SCRL SCRLTDA SC EIRL EIR SCS SCA SAS LTDA SUCURSAL PERU SUC SOCIEDAD ANONIMA CERRADA ABIERTA ' +
    'COMERCIAL RESPONSABILIDAD LIMITADA EMPRESA INDIVIDUAL CIVIL DE DEL LA LAS LOS EL Y E EN A AND THE'
  ).split(' '),
);

/** Words that half of all firms bear: alone they make no two names alike. */
const GENERIC = new Set(
  (
    'INVERSIONES TRANSPORTES SERVICIOS DISTRIBUIDORA CORPORACION GRUPO CONSTRUCTORA REPRESENTACIONES NEGOCIACIONES ' +
    'IMPORTACIONES EXPORTACIONES GENERALES INDUSTRIAL INDUSTRIAS MULTISERVICIOS CONTRATISTAS CONSULTORES COMPANIA ' +
    'HERMANOS NEGOCIOS ASOCIADOS INTERNACIONAL COMERCIALIZADORA CONSORCIO TEXTILES FERRETERIA LABORATORIO'
  ).split(' '),
);
/** How much the words that are a firm's own weigh in the score. */
const OWN_WEIGHT = 0.6;

/** Abbreviations that accountants write, each with the word it stands for. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  CIA: 'COMPANIA',
  HNOS: 'HERMANOS',
  GRLES: 'GENERALES',
  GRAL: 'GENERAL',
  GRALES: 'GENERALES',
  SERV: 'SERVICIOS',
  SERVS: 'SERVICIOS',
  SS: 'SERVICIOS',
  DISTRIB: 'DISTRIBUIDORA',
  DIST: 'DISTRIBUIDORA',
  INV: 'INVERSIONES',
  INVERS: 'INVERSIONES',
  CORP: 'CORPORACION',
  CONST: 'CONSTRUCTORA',
  IMP: 'IMPORTACIONES',
  EXP: 'EXPORTACIONES',
  TRANSP: 'TRANSPORTES',
  REPRES: 'REPRESENTACIONES',
  ASOC: 'ASOCIADOS',
  MULTISERV: 'MULTISERVICIOS',
  UNIV: 'UNIVERSIDAD',
  MUNI: 'MUNICIPALIDAD',
  BCO: 'BANCO',
  INTL: 'INTERNACIONAL',
  INT: 'INTERNACIONAL',
};

/** How two names compare; null where either holds no letter. */
export function matchNames(enLibro: string, registrado: string): NameMatch | null {
  const written = wordsOf(enLibro);
  const registered = wordsOf(registrado);
  if (written.length === 0 || registered.length === 0) return null;
  const puntaje = weighed(written, registered);
  const tipo = puntaje >= SAME ? 'coincide' : puntaje >= ALIKE ? 'parecido' : 'distinto';
  return { tipo, puntaje };
}

/** `coincide`, `parecido 0.86`, `distinto`; empty without a match. */
export function nameMatchWords(match: NameMatch | null): string {
  if (match === null) return '';
  // Cut, not rounded: 0.969 is not yet the same name.
  return match.tipo === 'parecido'
    ? `parecido ${(Math.floor(match.puntaje * 100) / 100).toFixed(2)}`
    : match.tipo;
}

/** What an observation says of a name that does not match. */
export const DIFFERENT_NAME = 'El nombre del libro no coincide con el registrado: revise el número.';

function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase()
    // `S.A.C.`, `E. I. R. L.`: letters with dots between them are one word.
    .replace(
      /\b(?:[A-Z]\s*\.\s*){2,}(?:[A-Z](?![A-Z0-9]))?/g,
      (dotted) => ` ${dotted.replace(/[^A-Z]/g, '')} `,
    )
    .replace(/&/g, ' ')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
  const words = plain === '' ? [] : plain.split(' ');
  const expanded = words.map((word) => ABBREVIATIONS[word] ?? word);
  const telling = expanded.filter((word) => !NOISE.has(word));
  return /[A-Z]/.test(plain) ? (telling.length > 0 ? telling : expanded) : [];
}

/** The score of all words, held down by that of each firm's own words where both have some. */
function weighed(written: readonly string[], registered: readonly string[]): number {
  const all = score(written, registered);
  if (all >= SAME) return all;
  const ownOf = (words: readonly string[]): string[] => words.filter((word) => !GENERIC.has(word));
  const [a, b] = [ownOf(written), ownOf(registered)];
  if (a.length === 0 || b.length === 0) return all;
  return Math.min(all, (1 - OWN_WEIGHT) * all + OWN_WEIGHT * score(a, b));
}

function score(written: readonly string[], registered: readonly string[]): number {
  const a = [...written].sort().join(' ');
  const b = [...registered].sort().join(' ');
  if (a === b || written.join('') === registered.join('')) return 1;
  const options = { full_process: false };
  const sorted = token_sort_ratio(a, b, options) / 100;
  const subset = Math.min(SUBSET, (token_set_ratio(a, b, options) / 100) * sharedWeight(written, registered));
  return Math.max(Math.min(sorted, 0.99), subset, beginnings(written, registered));
}

/** How much of the shorter name's letters the common words make: one common word alone proves little. */
function sharedWeight(a: readonly string[], b: readonly string[]): number {
  const [short, long] = lengthOf(a) <= lengthOf(b) ? [a, new Set(b)] : [b, new Set(a)];
  const common = short.filter((word) => long.has(word));
  return lengthOf(common) / Math.max(1, lengthOf(short));
}

/** Every word written begins one of the registered ones (`M. NUÑEZ Q.`, a name cut by its column), or 0. */
function beginnings(written: readonly string[], registered: readonly string[]): number {
  const left = [...registered];
  let whole = 0;
  for (const word of [...written].sort((a, b) => b.length - a.length)) {
    const at = left.findIndex((other) => other.startsWith(word));
    if (at === -1) return 0;
    if (left[at] === word && word.length >= 4) whole += 1;
    left.splice(at, 1);
  }
  if (whole === 0) return 0;
  const covered = 1 - lengthOf(left) / Math.max(1, lengthOf(registered));
  return 0.75 + 0.2 * covered;
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}
