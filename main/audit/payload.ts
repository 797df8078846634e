/** What an entry holds, as canonical JSON with its personal data taken out. */
import canonicalize from 'canonicalize';
import { cleanText } from '../database/text.ts';
import { commitment, newSalt, PersonalValue } from './personal.ts';

/** What an entry may say. Numbers must be finite; personal data is marked with `personal` or `rucValue`. */
export type AuditValue =
  | string
  | number
  | boolean
  | null
  | PersonalValue
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue };

/** A private value, by the JSON pointer (RFC 6901) of its commitment in the payload. */
export interface PrivateValue {
  path: string;
  salt: string;
  value: string;
}

/** The canonical JSON (RFC 8785) of an entry, and the private values that it commits to. */
export function sealPayload(entry: { readonly [key: string]: AuditValue }): {
  payload: string;
  privates: PrivateValue[];
} {
  const privates: PrivateValue[] = [];
  const payload = canonicalize(publicPart(entry, '', privates));
  if (payload === undefined) throw new Error('an audit entry must be JSON');
  return { payload, privates };
}

function publicPart(value: AuditValue, path: string, privates: PrivateValue[]): unknown {
  if (value instanceof PersonalValue) {
    const secret = { path, salt: newSalt(), value: cleanText(value.value) };
    privates.push(secret);
    return { c: commitment(secret.salt, secret.value) };
  }
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) {
    return (value as readonly AuditValue[]).map((item, i) =>
      publicPart(item, `${path}/${String(i)}`, privates),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value as { [key: string]: AuditValue }).map(([key, item]) => [
        key,
        publicPart(item, `${path}/${pointerPart(key)}`, privates),
      ]),
    );
  }
  return value;
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What stands at a JSON pointer; undefined where nothing does. */
export function atPointer(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined,
      root,
    );
}
