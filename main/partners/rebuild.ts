/** Makes every row of the partners again from the facts alone. */
import { PartnerRules } from '../database/partner-rules.ts';
import { breathe } from '../validation/plan.ts';
import type { PartnerBook } from './book.ts';
import { PARTNER_RULES } from './projection.ts';

/** RUCs folded in one transaction. */
const CHUNK = 100;

/** The same where the rows were made by other rules than those of this program. Answers whether it was done. */
export async function rebuildIfOld(book: PartnerBook): Promise<boolean> {
  const rules = new PartnerRules(book.database);
  if (rules.get() === PARTNER_RULES) return false;
  await rebuildPartners(book);
  return true;
}

export async function rebuildPartners(book: PartnerBook): Promise<void> {
  const { database, groups, facts, projector, teller } = book;
  database.transaction(() => {
    for (const clave of groups.keys()) groups.project(clave);
  });
  for (let after = ''; ;) {
    const rucs = facts.rucs(after, CHUNK);
    const last = rucs.at(-1);
    if (last === undefined) break;
    after = last;
    database.transaction(() => {
      for (const ruc of rucs) projector.refold(ruc);
    });
    await breathe();
  }
  // Last: a kill on the way leaves it to be done again.
  new PartnerRules(database).set(PARTNER_RULES);
  teller.changed();
}
