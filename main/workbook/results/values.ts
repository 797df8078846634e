/** What stands in our columns, told by the values alone: for columns without a heading, or without the marks of our texts. */
import { FUENTES, VEREDICTOS, fuenteWords } from '../../../shared/verdict.ts';
import { isMarkCodes } from '../../../shared/register-words.ts';
import type { ResultKey } from '../../../shared/workbook.ts';

const VERDICT_WORDS = new Set<string>(VEREDICTOS);
const SOURCE_WORDS = new Set(
  FUENTES.flatMap((fuente) => FUENTES.map((origen) => fuenteWords(fuente, origen))),
);
/** Texts of SUNAT, in its capitals. `CONDICIÓN` begins with one of a few words. */
const CONDITION = /^(?:-|HABIDO|NO H|NO APLICABLE|PENDIENTE|POR VERIFICAR)/;
const CAPITALS = /^[\p{Lu}\d .,()/-]{2,60}$/u;
const DAY = /^\d{2}\/\d{2}\/\d{4}$/;
const MINUTE = /^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}$/;
const NAME_WORDS = /^(?:coincide|distinto|parecido \d)/;
/** Days as workbooks count them: 2013 to 2106, in both counts. */
const FIRST_DAY = 40_000;
const LAST_DAY = 75_000;

/** Whether the text is one of the verdicts. */
export function isVerdict(text: string): boolean {
  return VERDICT_WORDS.has(text);
}

/** Whether a column of ours may hold this text. */
export function fits(key: ResultKey, text: string): boolean {
  switch (key) {
    case 'veredicto':
      return isVerdict(text);
    case 'fuente':
      return SOURCE_WORDS.has(text);
    case 'condicion':
      return CONDITION.test(text) && CAPITALS.test(text);
    case 'estado':
      return CAPITALS.test(text) && !CONDITION.test(text) && !/\d/.test(text);
    case 'datoAl':
      return DAY.test(text) || isDay(text);
    case 'consultadoEn':
      return MINUTE.test(text) || isDay(text);
    case 'nombre':
      return NAME_WORDS.test(text);
    case 'padrones':
      return isMarkCodes(text);
    case 'observacion':
      return /\p{Ll}.* .*\p{Ll}/su.test(text);
    case 'razonSocial':
      return /\p{L}/u.test(text) && !SOURCE_WORDS.has(text) && !isVerdict(text);
  }
}

function isDay(text: string): boolean {
  const day = /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/**
 * Whether verdict and text can stand in one row of ours: APTO is who is ACTIVO and HABIDO, of a number that is
 * none nothing is known, and whatever is not APTO has its reason.
 */
export function agrees(key: ResultKey, verdict: string, text: string): boolean {
  if (text !== '' && !fits(key, text)) return false;
  if (key === 'fuente') return text !== '';
  if (key === 'observacion') return verdict === 'APTO' || text !== '';
  if (key !== 'estado' && key !== 'condicion') return true;
  if (verdict === 'APTO') return text === (key === 'estado' ? 'ACTIVO' : 'HABIDO');
  return text === '' || (verdict !== 'NO EXISTE' && verdict !== 'RUC INVÁLIDO');
}
