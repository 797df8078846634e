/** Texts as they enter from the API: decoded, without what no screen or workbook can hold. Pure. */
import { decode } from 'he';

// Only references that end in a semicolon: "FOTO&COPY S.A.C." is a name, not a copyright sign.
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][\da-zA-Z]{1,31});/g;
// U+0000 and the other control characters but tab and line ends; surrogates without their other half.
// eslint-disable-next-line no-control-regex
const UNWANTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu;

/** The longest message of the API that is kept. */
export const MESSAGE_LIMIT = 500;

/** One line of clean text: entities decoded, U+0000 and lone surrogates dropped, blanks joined, trimmed. */
export function cleanText(raw: string): string {
  const decoded = raw.includes('&') ? raw.replace(ENTITY, (entity) => decode(entity)) : raw;
  return decoded.replace(UNWANTED, '').replace(/\s+/g, ' ').trim();
}

/** A value of an answer as text: numbers are taken for strings, anything else that is no text is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return '';
}

/** The bytes of an answer as text: UTF-8, or Windows-1252 where they are not valid UTF-8. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The bytes with every occurrence of the token replaced: an answer that echoes the request must not bring the
 * token into the record. A token too short to be one is left, or it would blot out half of the answer.
 */
export function withoutToken(bytes: Buffer, token: string): Buffer {
  if (token.length < 6) return bytes;
  const spellings = new Set([token, JSON.stringify(token).slice(1, -1), encodeURIComponent(token)]);
  spellings.add(token.replaceAll('/', '\\/'));
  let text: string | null = null;
  for (const spelling of spellings) {
    if (!bytes.includes(spelling)) continue;
    text = (text ?? bytes.toString('latin1')).replaceAll(Buffer.from(spelling).toString('latin1'), '[token]');
  }
  return text === null ? bytes : Buffer.from(text, 'latin1');
}
