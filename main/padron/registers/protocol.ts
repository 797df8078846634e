/** What goes to the thread that works on registers, and what comes back. Plain data. */
import type { ErrorCode } from '../../../shared/errors.ts';
import type { HolidayEdits } from '../../../shared/schedule.ts';
import type { AskedBy } from '../../database/answer-store.ts';
import type { RegisterChoice, RegisterImportEnd } from './import-register.ts';

/** Import of one register. */
export interface RegisterJob {
  kind: 'import';
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

/** Terms worked out anew. */
export interface TermsJob {
  kind: 'terms';
  folder: string;
  feriados: HolidayEdits;
}

/** What each job comes to: the import's end, or how many terms are another day now. */
export interface RegisterResults {
  import: RegisterImportEnd;
  terms: number;
}

export type RegisterFinding =
  | { ok: true; result: RegisterResults[keyof RegisterResults] }
  | { ok: false; code: ErrorCode; data: Record<string, string | number> };
