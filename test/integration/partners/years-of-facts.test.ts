/** Partners with years behind them: what is done to many of them holds nothing else up. */
import { expect, test, vi } from 'vitest';
import { PartnerFacts } from '../../../main/database/partner-facts.ts';
import { projectionsOf } from '../../support/partner-facts.ts';
import { EVERY_CHANGE, GOOD, LOST, partnersFixture } from '../../support/partners.ts';
import { addPartners, DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();

test('coming back reads no facts of before, and leaves what all of them make', async () => {
  const workspace = await fixture.open();
  const { partners, database } = workspace;
  const rucs = companyRucs(3);
  const [A = '', B = ''] = rucs;
  for (const ruc of rucs) fixture.simulator().change(ruc, GOOD);
  await addPartners(workspace, rucs);
  await refresh(workspace);
  await partners.remove([A, B]);
  fixture.clock().move(DAY_MS);
  // Learnt while it was no partner.
  fixture.simulator().change(A, LOST);
  await workspace.lookUp([A], {
    priority: 'interactive',
    signal: new AbortController().signal,
    since: fixture.clock().now(),
    offline: false,
    giveUpAfterProbes: 1,
  });
  const folded = vi.spyOn(PartnerFacts.prototype, 'of');
  const added = await partners.add(
    rucs.map((texto) => ({ texto })),
    { tipo: 'cliente', grupos: [] },
  );
  expect(folded).not.toHaveBeenCalled();
  folded.mockRestore();
  expect(added).toMatchObject({ volvieron: 2, yaEstaban: 1 });
  expect(partners.detail(A)).toMatchObject({ condicion: 'NO HABIDO', cambios: [] });
  const before = projectionsOf(database);
  await partners.rebuild();
  expect(projectionsOf(database)).toEqual(before);
});

test('thousands of changes are marked in pieces, and other work gets its turn between them', async () => {
  const workspace = await fixture.open();
  const { partners, database } = workspace;
  const [A = ''] = companyRucs(1);
  await addPartners(workspace, [A]);
  const add = database.db.prepare(
    `INSERT INTO partner_changes VALUES (?, '${A}', 1, 'estado', 'x', 'y', 'APTO', 'NO APTO', 'peor', 'MIGO', NULL, NULL, 0)`,
  );
  database.transaction(() => {
    for (let n = 0; n < 3_000; n += 1) add.run(String(n));
  });
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  expect(await partners.changes.mark(EVERY_CHANGE, null, true)).toBe(3_000);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
  expect(partners.summary().cambiosSinLeer).toBe(0);
});
