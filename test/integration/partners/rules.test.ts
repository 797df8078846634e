/** Rows that were made by older rules are made anew from the facts, once. */
import { expect, test, vi } from 'vitest';
import { PartnerRules } from '../../../main/database/partner-rules.ts';
import { Projector } from '../../../main/partners/projector.ts';
import { PARTNER_RULES } from '../../../main/partners/projection.ts';
import { partnersFixture } from '../../support/partners.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const [A = '', B = ''] = companyRucs(2);

test('rows of older rules are made anew at the start, and then left alone', async () => {
  const { partners, database } = await fixture.open();
  await partners.add([{ texto: A, alias: 'Andina' }], { tipo: 'cliente', grupos: ['Obras'] });
  await partners.rebuildIfOld();
  const rules = new PartnerRules(database);
  expect(rules.get()).toBe(PARTNER_RULES);
  database.db.prepare("UPDATE partners SET alias = '', tipo = 'proveedor' WHERE ruc = ?").run(A);
  expect(await partners.rebuildIfOld()).toBe(false);
  expect(partners.detail(A)?.alias).toBe('');
  rules.set('0');
  expect(await partners.rebuildIfOld()).toBe(true);
  expect(partners.detail(A)).toMatchObject({ alias: 'Andina', tipo: 'cliente', grupos: ['obras'] });
});

test('what was cut short goes on where it was, and all of it is done where everything is asked for', async () => {
  const { partners, database } = await fixture.open();
  const rules = new PartnerRules(database);
  // What the start itself does is over then.
  await expect.poll(() => rules.get()).toBe(PARTNER_RULES);
  await partners.add([{ texto: A }, { texto: B }], { tipo: 'cliente', grupos: [] });
  rules.set('0');
  const refold = vi.spyOn(Projector.prototype, 'refold').mockImplementation((ruc) => {
    if (ruc === B) throw new Error('killed');
    return [];
  });
  // Each in a transaction of its own.
  const now = vi.spyOn(performance, 'now').mockImplementation(() => (time += 1_000));
  let time = 0;
  await expect(partners.rebuildIfOld()).rejects.toThrow('killed');
  now.mockRestore();
  refold.mockReset();
  expect(await partners.rebuildIfOld()).toBe(true);
  expect(refold.mock.calls).toEqual([[B]]);
  refold.mockClear();
  await partners.rebuild();
  expect(refold.mock.calls).toEqual([[A], [B]]);
  refold.mockRestore();
});
