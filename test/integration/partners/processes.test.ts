/** Several processes over one folder change the same partners at the same time, and lose nothing of each other. */
import { expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { childFixture } from '../../support/child.ts';
import type { PartnersOrder } from '../../support/children/partners-desk.ts';
import { projectionsOf } from '../../support/partner-facts.ts';
import { EVERYONE, partnersFixture } from '../../support/partners.ts';
import { refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';

const fixture = partnersFixture();
const child = childFixture();

test('partners added, edited and answered by three at once', async () => {
  const workspace = await fixture.open();
  const rucs = companyRucs(40);
  const order = (grupo: string, own: readonly string[]): PartnersOrder => ({
    folder: fixture.folder(),
    rucs: [...own],
    grupo,
    nota: grupo,
  });
  await workspace.partners.add(
    rucs.map((texto) => ({ texto })),
    { tipo: 'cliente', grupos: ['Casa'] },
  );
  const [one, other] = [child('partners-desk'), child('partners-desk')];
  one.tell(order('Uno', rucs));
  other.tell(order('Dos', rucs.toReversed()));
  expect([await one.next(), await other.next()]).toEqual(['open', 'open']);
  const ends = Promise.all([one.next(), other.next()]);
  for (let round = 0; round < 3; round += 1) {
    const end = await refresh(workspace, { tipo: 'todos' }, { tambienFrescos: true });
    expect(end).toMatchObject({ respondidos: 40, sinRespuesta: 0 });
  }
  expect(await ends).toEqual(['done', 'done']);
  const { filas } = workspace.partners.rows(EVERYONE, 0, 100);
  expect(filas).toHaveLength(40);
  for (const row of filas) {
    expect(row.grupos).toEqual(['casa', 'dos', 'uno']);
    expect(['Uno', 'Dos']).toContain(row.nota);
    expect(row.veredicto).not.toBeNull();
    expect(row.vencido).toBe(false);
  }
  expect(workspace.partners.summary().grupos.map(({ socios }) => socios)).toEqual([40, 40, 40]);
  const observed = workspace.database.db
    .prepare("SELECT count(*) FROM partner_observations WHERE kind = 'answer'")
    .pluck()
    .get();
  expect(observed).toBe(120);
  expect(verifyChain(workspace.database.db)).toMatchObject({ ok: true });
  const rows = projectionsOf(workspace.database);
  await workspace.partners.rebuild();
  expect(projectionsOf(workspace.database)).toEqual(rows);
});
