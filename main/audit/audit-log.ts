/** The append-only audit log: every entry chained to the one before it. */
import type { AskedBy } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { Clock } from '../../shared/ports.ts';
import type { PersonalValue } from './personal.ts';

/** What an entry may say. Numbers must be finite; personal data is marked with `personal` or `rucValue`. */
export type AuditValue =
  | string
  | number
  | boolean
  | null
  | PersonalValue
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue };

export interface AuditOptions {
  appVersion: string;
  askedBy: AskedBy;
  clock: Clock;
}

export declare class AuditLog {
  constructor(database: HabidoDatabase, options: AuditOptions);
  /**
   * Adds one entry inside the caller's transaction, so that it and what it tells of are committed together;
   * throws where none is open. Answers its number.
   */
  append(kind: string, data: { readonly [key: string]: AuditValue }, options?: { askedBy?: AskedBy }): number;
}
