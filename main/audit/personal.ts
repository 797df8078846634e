/** Marks for personal data, which an entry holds only as a salted commitment. */
import { createHash, randomBytes } from 'node:crypto';
import { isPersonalRuc } from '../../shared/ruc.ts';

/** A text that stands in `audit_private` and never in a payload. */
export class PersonalValue {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** Marks a DNI, the name of a natural person, or the hash of an answer that holds one. */
export function personal(value: string): PersonalValue {
  return new PersonalValue(value);
}

/** A RUC for an entry: marked where it belongs to a natural person, in clear where not. */
export function rucValue(ruc: string): string | PersonalValue {
  return isPersonalRuc(ruc) ? personal(ruc) : ruc;
}

/** What stands in the payload for a private value: hex SHA-256 of salt and value, both as UTF-8. */
export function commitment(salt: string, value: string): string {
  return createHash('sha256').update(salt, 'utf8').update(value, 'utf8').digest('hex');
}

/** 128 random bits in hex: nobody can try all DNIs against a commitment. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
