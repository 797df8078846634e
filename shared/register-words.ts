/** What people read of the small registers: their names, the marks of a RUC in short and in sentences. Pure. */
import type { Register, RegisterMarks, SscoMark } from './padron.ts';
import { toLimaDay } from './time.ts';

const DAY_MS = 86_400_000;

/** The registers by the name that a person knows them by. */
export const REGISTER_NAMES: Readonly<Record<Register, string>> = {
  ssco: 'Sujetos sin capacidad operativa (SSCO)',
  retencion: 'Agentes de retención',
  'percepcion-interna': 'Agentes de percepción (venta interna)',
  'percepcion-combustible': 'Agentes de percepción (combustibles)',
  'buenos-contribuyentes': 'Buenos contribuyentes',
};

/** A mark as one word or two, for a column of results. Both kinds of percepción read the same. */
const MARK_CODES: Readonly<Record<Register, string>> = {
  ssco: 'SSCO',
  retencion: 'Retención',
  'percepcion-interna': 'Percepción',
  'percepcion-combustible': 'Percepción',
  'buenos-contribuyentes': 'Buen contribuyente',
};
const FORMER_SSCO = 'SSCO (retirado)';

const MARK_WORDS: Readonly<Record<Exclude<Register, 'ssco'>, string>> = {
  retencion: 'Agente de retención',
  'percepcion-interna': 'Agente de percepción (venta interna)',
  'percepcion-combustible': 'Agente de percepción (combustibles)',
  'buenos-contribuyentes': 'Buen contribuyente',
};

/** The marks of a RUC in short, the gravest first, each once: `SSCO, Retención`. */
export function markCodes({ ssco, listas }: RegisterMarks): string {
  const codes = listas.map(({ lista }) => MARK_CODES[lista]);
  if (ssco !== null) codes.unshift(ssco.vigente ? MARK_CODES.ssco : FORMER_SSCO);
  return [...new Set(codes)].join(', ');
}

const CODES = new Set([...Object.values(MARK_CODES), FORMER_SSCO]);

/** Whether a text is what {@link markCodes} writes. */
export function isMarkCodes(text: string): boolean {
  return text.split(', ').every((code) => CODES.has(code));
}

/**
 * The sentence about the list of taxpayers without operative capacity. `now` is UTC ms: a term that is over
 * is said as over.
 */
export function sscoSentence(mark: SscoMark, now: number): string {
  const published = mark.publicada === null ? '' : ` publicada el ${toLimaDay(mark.publicada)}`;
  const list = `la lista de sujetos sin capacidad operativa (D.Leg. 1532)${published}`;
  const resolution = mark.resolucion === '' ? '' : ` Resolución ${mark.resolucion}.`;
  if (!mark.vigente) {
    return (
      `Figuró en ${list} y ya no figura en la última: riesgo de que SUNAT desconozca el gasto y el crédito ` +
      `fiscal de los comprobantes de ese tiempo.${resolution}`
    );
  }
  return (
    `Figura en ${list}: riesgo de que SUNAT desconozca el gasto y el crédito fiscal de sus comprobantes, ` +
    `también de los anteriores a la publicación${termWords(mark.plazo, now)}.${resolution}`
  );
}

function termWords(plazo: number | null, now: number): string {
  if (plazo === null) return '; quien le compró tiene 30 días hábiles desde la publicación para sustentarlos';
  const day = `${toLimaDay(plazo)} (30 días hábiles)`;
  const over = now >= plazo + DAY_MS;
  return over
    ? `; el plazo para sustentarlos ante SUNAT venció el ${day}`
    : `; puede iniciar ante SUNAT el procedimiento para sustentarlos hasta el ${day}`;
}

/** One sentence for each of the other registers: `Agente de retención desde el 01/05/2014.` */
export function listSentences({ listas }: RegisterMarks): string[] {
  return listas.map(({ lista, desde }) =>
    desde === null ? `${MARK_WORDS[lista]}.` : `${MARK_WORDS[lista]} desde el ${toLimaDay(desde)}.`,
  );
}
