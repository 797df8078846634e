/** A company's name as words to find it by: folded as the index folds them, legal forms apart. Pure. */

/** What a name is made of. */
export interface NameWords {
  /** All words in their order. */
  all: string[];
  /** Without legal forms; all of them where nothing else is left. */
  own: string[];
}

/**
 * Legal forms, the longest first; `S.A.C.` is three words to the index. Each is dropped wherever it stands:
 * names bear them in the middle too (`EL SOL S.A. - SOL`).
 */
const FORMS: readonly (readonly string[])[] = (
  'empresa individual de responsabilidad limitada,sociedad por acciones cerrada simplificada,' +
  'sociedad comercial de responsabilidad limitada,sociedad civil de responsabilidad limitada,' +
  'sociedad anonima cerrada simplificada,sociedad de responsabilidad limitada,' +
  'sociedad anonima cerrada,sociedad anonima abierta,sociedad anonima,sociedad civil,' +
  's c r ltda,s r ltda,s civil de r l,e i r l,s c r l,s a c s,s a c,s a a,s r l,s a s,s a,' +
  'eirl,eirltda,scrltda,srltda,scrl,sacs,sac,saa,srl,sas,sa,ltda'
)
  .split(',')
  .map((form) => form.split(' '));

const FORMS_BY_FIRST = Map.groupBy(FORMS, ([first = '']) => first);

/**
 * Digits and letters of the Latin script without accents, `º` and `½` included: what the index takes for parts
 * of words, as far as SUNAT's character set goes. Everything else parts words, also what could be syntax.
 */
const BETWEEN_WORDS = /[^0-9a-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00df-\u00f6\u00f8-\u024f]+/;

/** The words of a name, or of what somebody types. */
export function nameWords(text: string): NameWords {
  const all = fold(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '');
  const own = withoutForms(all);
  return { all, own: own.length > 0 ? own : all };
}

function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most names are plain: decomposing them is the dearest step.
  return /^[\0-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}+/gu, '');
}

function withoutForms(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < words.length;) {
    const form = FORMS_BY_FIRST.get(words[i] as string)?.find((candidate) =>
      candidate.every((word, k) => words[i + k] === word),
    );
    if (form === undefined) {
      kept.push(words[i] as string);
      i += 1;
    } else i += form.length;
  }
  return kept;
}

/** What somebody typed, as the index is asked for it. */
export interface NameQuery {
  /** Words that a name must hold whole. */
  whole: string[];
  /** The beginning of one more word, or null: the last one typed, where no space follows it. */
  begun: string | null;
  /** All words typed, legal forms too. */
  typed: string[];
}

/** A shorter last word is taken whole: it begins half of all names. */
const SHORTEST_BEGINNING = 2;

/** Reads what was typed; null where it holds no word. */
export function readQuery(text: string): NameQuery | null {
  const typed = nameWords(text).all;
  if (typed.length === 0) return null;
  const own = ownWords(typed);
  const open = !/\s$/.test(text);
  const last = own.at(-1) ?? '';
  const endsInForm = last !== typed.at(-1);
  if (!open || endsInForm || last.length < SHORTEST_BEGINNING) return { whole: own, begun: null, typed };
  return { whole: own.slice(0, -1), begun: last, typed };
}

/** Without legal forms, one that is still being typed (`EL SOL SOCIEDAD ANON`, `EL SOL S.`) included. */
function ownWords(typed: readonly string[]): string[] {
  for (const form of FORMS) {
    const shortest = form[0]?.length === 1 ? 1 : 2;
    for (let length = Math.min(form.length, typed.length - 1); length >= shortest; length -= 1) {
      if (!isBegun(form, typed.slice(-length))) continue;
      const before = withoutForms(typed.slice(0, -length));
      if (before.length > 0) return before;
    }
  }
  const own = withoutForms(typed);
  return own.length > 0 ? own : [...typed];
}

function isBegun(form: readonly string[], words: readonly string[]): boolean {
  return words.every((word, k) =>
    k < words.length - 1 ? form[k] === word : (form[k] as string).startsWith(word),
  );
}
