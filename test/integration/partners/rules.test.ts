/** Rows that were made by older rules are made anew from the facts, once. */
import { expect, test } from 'vitest';
import { PartnerRules } from '../../../main/database/partner-rules.ts';
import { PARTNER_RULES } from '../../../main/partners/projection.ts';
import { partnersFixture } from '../../support/partners.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const [A = ''] = companyRucs(1);

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
