/** What is known of one sheet after pass one. */
import type { ResultSet } from '../results/sets.ts';
import type { SheetFrame } from '../sheet/frame.ts';
import type { SheetProfile } from '../sheet/profile.ts';
import { CLASS, isEvidence, isValidClass } from './classes.ts';
import { SheetLooks } from './looks.ts';

export interface SheetFacts {
  nombre: string;
  oculta: boolean;
  profile: SheetProfile;
  frame: SheetFrame;
  /** Results of earlier copies, which the profile leaves out; absent or empty: none. */
  results?: readonly ResultSet[];
  /** The one of them that a new copy refreshes; absent or null: none. */
  refresh?: ResultSet | null;
  /** Made by {@link looksOf} when the detector first asks. */
  looks?: SheetLooks;
}

/** What was looked at of the sheet already. Its texts have to be known by then. */
export function looksOf(facts: SheetFacts): SheetLooks {
  facts.looks ??= new SheetLooks(facts.profile);
  return facts.looks;
}

/** Whether the cell is judged: the rule of the domain, by its class and by what the type column says of it. */
export function isJudged(cls: number, type: number, manual: boolean): boolean {
  if (cls === CLASS.empty) return false;
  if (manual || isValidClass(cls)) return true;
  if (type === CLASS.typeRuc || type === CLASS.wordRuc) return true;
  return type === CLASS.typeOther ? false : isEvidence(cls);
}
