/** Makes every row of the partners again from the facts alone. */
import { PartnerRules } from '../database/partner-rules.ts';
import { breathe } from '../validation/plan.ts';
import type { PartnerBook } from './book.ts';
import { PARTNER_RULES } from './projection.ts';

/** RUCs read at a time. */
const CHUNK = 100;
/** Milliseconds of folding in one transaction: a partner with years of facts takes several by itself. */
const SLICE_MS = 15;

/**
 * The same where the rows were made by other rules than those of this program; goes on where it was cut short, so that
 * short commands come to its end too. Answers whether it was done.
 */
export async function rebuildIfOld(book: PartnerBook): Promise<boolean> {
  const rules = new PartnerRules(book.database);
  if (rules.get() === PARTNER_RULES) return false;
  await rebuildFrom(book, rules, rules.reached(PARTNER_RULES));
  return true;
}

export async function rebuildPartners(book: PartnerBook): Promise<void> {
  await rebuildFrom(book, new PartnerRules(book.database), '');
}

async function rebuildFrom(book: PartnerBook, rules: PartnerRules, from: string): Promise<void> {
  const { database, groups, facts, teller } = book;
  database.transaction(() => {
    for (const clave of groups.keys()) groups.project(clave);
  });
  let rucs = facts.rucs(from, CHUNK);
  for (let last = from; rucs.length > 0; rucs = facts.rucs(last, CHUNK)) {
    while (rucs.length > 0) {
      const some = rucs;
      const done = database.transaction(() => refoldSome(book, rules, some));
      last = some[done - 1] as string;
      rucs = some.slice(done);
      await breathe();
    }
  }
  // Last: a kill on the way leaves it to be done again.
  database.transaction(() => {
    rules.set(PARTNER_RULES);
  });
  teller.changed();
}

/** Answers how many of these were folded, one at least. */
function refoldSome({ projector }: PartnerBook, rules: PartnerRules, rucs: readonly string[]): number {
  const until = performance.now() + SLICE_MS;
  let done = 0;
  for (const ruc of rucs) {
    projector.refold(ruc);
    rules.reach(PARTNER_RULES, ruc);
    done += 1;
    if (performance.now() >= until) break;
  }
  return done;
}
