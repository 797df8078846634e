/** What the API's own words mean, in Spanish and English. Pure. */
import { MESSAGE_LIMIT, cleanText } from './text.ts';

/** Lower case without accents, underscores as blanks, so that one pattern fits every spelling. */
function plain(message: string): string {
  return message.normalize('NFD').replace(/\p{M}/gu, '').replace(/_/g, ' ').toLowerCase();
}

const TOKEN = [
  /unauthenticated|unauthori[sz]ed|no autenticad[oa]|no autorizad[oa]/,
  /\btoken\b.{0,40}(invalid|incorrect|no (es )?valid|expir|vencid|caducad|revocad|rechazad|no exist|no encontrad|not found)/,
  /(invalid|incorrect|expired|wrong|missing|falta)\w*( \w+){0,2} \btoken\b/,
];

/** Whether the words say that the token is not good. */
export function speaksOfToken(message: string): boolean {
  const text = plain(message);
  return TOKEN.some((pattern) => pattern.test(text));
}

const PLAN =
  /\bplan(es)?\b|\bsaldo\b|suscripcion|subscription|\blimite\b.{0,20}\bde consultas\b|consultas? (agotad|disponible)|\bcreditos\b|\bquota\b|\bcuota\b/;
const PER_MINUTE = /minuto|minute|intentos|attempts|segundo|second/;

/** Whether the words say that the plan's queries are used up, and not that requests come too fast. */
export function speaksOfPlan(message: string): boolean {
  const text = plain(message);
  return PLAN.test(text) && !PER_MINUTE.test(text);
}

const NOT_FOUND =
  /\bno (se )?(ha |han |fue |pudo |pudieron )?(sido )?(encontr|encuentr|hall|ubic)|\bno exist|not (be )?found|(does not|doesn't|not) exist|inexistente|no results|sin resultados/;
const PLACE = /\b(recursos?|rutas?|paginas?|endpoints?|resources?|routes?|pages?|urls?)\b/;

/** Whether the words say that the number asked for is not found, and not that an address is wrong. */
export function speaksOfNotFound(message: string): boolean {
  const text = plain(message);
  return NOT_FOUND.test(text) && !PLACE.test(text);
}

/** A framework's own "Not Found", that names nothing: said of addresses as well as of numbers. */
export function isBareNotFound(message: string): boolean {
  return /^(404\W*)?not found\W*$/.test(plain(message));
}

/** The text of a refusal: `message`, else `error` (text or object), else the first of `errors`. Empty: none. */
export function messageOf(json: unknown): string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return '';
  const { message, error, errors } = json as Record<string, unknown>;
  const found = textIn(message) ?? textIn(error) ?? messageIn(error) ?? firstText(errors) ?? '';
  return cleanText(found).slice(0, MESSAGE_LIMIT).toWellFormed();
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function messageIn(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null
    ? textIn((value as { message?: unknown }).message)
    : undefined;
}

function firstText(value: unknown): string | undefined {
  if (typeof value === 'string') return textIn(value);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const text = firstText(inner);
    if (text !== undefined) return text;
  }
  return undefined;
}
