/** Makes every row of the partners again from the facts alone. */
import { breathe } from '../validation/plan.ts';
import type { PartnerBook } from './book.ts';

/** RUCs folded in one transaction. */
const CHUNK = 100;

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
  teller.changed();
}
