/** What goes to the thread that imports a register, and what comes back. Plain data. */
import type { ErrorCode } from '../../../shared/errors.ts';
import type { HolidayEdits } from '../../../shared/schedule.ts';
import type { AskedBy } from '../../database/answer-store.ts';
import type { RegisterChoice, RegisterImportEnd } from './import-register.ts';

export interface RegisterJob {
  /** The data folder. */
  folder: string;
  path: string;
  choice: RegisterChoice;
  /** UTC ms. */
  now: number;
  /** How the office corrects the holidays that terms are counted by. */
  feriados: HolidayEdits;
  appVersion: string;
  askedBy: AskedBy;
}

export type RegisterFinding =
  | { ok: true; end: RegisterImportEnd }
  | { ok: false; code: ErrorCode; data: Record<string, string | number> };
