/** Answers that give a dash for the estado say nothing: they are attempts that failed, once each. */
import { expect, test } from 'vitest';
import { GOOD, partnersFixture } from '../../support/partners.ts';
import { addPartners, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const [A = ''] = companyRucs(1);

test('such an answer counts as none, and is no new attempt where it is taken from the cache', async () => {
  const workspace = await fixture.open();
  const { partners, database } = workspace;
  fixture.simulator().change(A, { ...GOOD, estado_del_contribuyente: '-' });
  await addPartners(workspace, [A]);
  expect(await refresh(workspace)).toMatchObject({ respondidos: 0, sinRespuesta: 1 });
  const attempt = partners.detail(A)?.ultimoIntento;
  expect(attempt).toMatchObject({ respondido: false });
  const asked = fixture.simulator().stats.requests.length;
  fixture.clock().move(60_000);
  await refresh(workspace);
  expect(fixture.simulator().stats.requests).toHaveLength(asked);
  expect(partners.detail(A)?.ultimoIntento).toEqual(attempt);
  expect(database.db.prepare('SELECT count(*) FROM partner_observations').pluck().get()).toBe(1);
});
