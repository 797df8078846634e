/** Marks for personal data, which an entry holds only as a salted commitment. */

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
export declare function rucValue(ruc: string): string | PersonalValue;
