/** A database stored just before migration 0003, with runs, answers, two editions, registers, settings and a log. */
import { expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { AnswerStore } from '../../../main/database/answer-store.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { MIGRATIONS } from '../../../main/database/migrations/index.ts';
import { RunStore } from '../../../main/database/run-store.ts';
import { dataFixture, runOf } from '../../support/data.ts';
import { EVERYONE } from '../../support/partners.ts';
import { companyRucs } from '../../support/rucs.ts';
import { contents, storeVersion, storedContents } from '../../support/stored-database.ts';
import { testWorkspace } from '../../support/workspace.ts';

const data = dataFixture();

/**
 * Written by the program as it was then: a run over 43 RUCs, one that took the padrón first, one that the plan's end
 * broke off, a look-up, an answer file of SUNAT.
 */
function stored(): string {
  const folder = data.folder();
  storeVersion(folder, 2);
  return folder;
}

test('nothing of what was stored changes', () => {
  const folder = stored();
  const was = storedContents(folder);
  expect(was.version).toBe(2);
  const filled = [...was.rows].filter(([, rows]) => rows.length > 0).map(([table]) => table);
  const wanted = ['calls', 'ruc_answers', 'runs', 'run_items', 'audit_log', 'audit_private', 'settings'];
  const lists = ['padron_imports', 'padron_changes', 'register_imports', 'register_rows', 'sunat_files'];
  expect(filled).toEqual(expect.arrayContaining([...wanted, ...lists]));
  const { db } = data.open(folder);
  expect(db.pragma('user_version', { simple: true })).toBeGreaterThanOrEqual(3);
  expect(contents(db, was.columns)).toEqual(was.rows);
  expect(verifyChain(db)).toMatchObject({ ok: true });
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('its runs are over workbooks, and refreshes of partners stand apart from them', () => {
  const database = data.open(stored());
  const runs = new RunStore(database);
  const before = runs.list(10);
  expect(before.map(({ tipo, freno }) => [tipo, freno])).toEqual([
    ['libro', 'plan-agotado'],
    ['libro', null],
    ['libro', null],
  ]);
  const refresh = runOf({ tipo: 'socios', fuentes: [], nombre: 'Todos los socios' });
  runs.create(refresh);
  expect(runs.list(10)).toEqual(before);
  expect(runs.list(10, 'socios')).toEqual([refresh]);
  expect(() => database.db.exec("UPDATE runs SET tipo = 'otro'")).toThrow('CHECK');
});

test('what it knows becomes the first state of those who are made partners, without a query', async () => {
  const folder = stored();
  const [lost = '', missing = '', listed = '', agent = ''] = companyRucs(4);
  const [bySunat = '', unknown = ''] = [companyRucs(1, 60)[0], companyRucs(1, 200)[0]];
  const workspace = testWorkspace(folder, { url: 'http://127.0.0.1:9' });
  try {
    const { partners } = workspace;
    const rucs = [lost, missing, listed, agent, bySunat, unknown];
    await partners.add(
      rucs.map((texto) => ({ texto })),
      { tipo: 'proveedor', grupos: ['Antiguos'] },
    );
    const verdicts = new Map(
      partners
        .rows(EVERYONE, 0, 10)
        .filas.map(({ ruc, veredicto, condicion }) => [ruc, [veredicto, condicion]]),
    );
    expect(verdicts.get(lost)?.[1]).toBe('NO HABIDO');
    expect(verdicts.get(missing)).toEqual(['NO EXISTE', '']);
    expect(verdicts.get(listed)?.[0]).toBe('NO APTO');
    expect(verdicts.get(bySunat)).toEqual(['NO APTO', 'NO HABIDO']);
    expect(verdicts.get(unknown)).toEqual([null, '']);
    expect(partners.detail(listed)?.observacion).toMatch(/^SUJETO SIN CAPACIDAD OPERATIVA/);
    expect(partners.detail(agent)?.padrones).toEqual(['Agente de retención desde el 01/05/2014.']);
    expect(partners.detail(lost)?.corridas.map(({ nombre }) => nombre)).toEqual(['libro.xlsx']);
    expect(partners.detail(bySunat)).toMatchObject({ fuente: 'SUNAT', corridas: [], cambios: [] });
    expect(partners.summary()).toMatchObject({ socios: 6, cambiosSinLeer: 0, ultimo: null });
    const answers = new AnswerStore(workspace.database).freshMany(rucs, 0);
    const observed = workspace.database.db
      .prepare("SELECT count(*) FROM partner_observations WHERE kind = 'answer'")
      .pluck()
      .get();
    expect(observed).toBe(answers.length);
    expect(verifyChain(workspace.database.db)).toMatchObject({ ok: true });
  } finally {
    await workspace.close();
  }
});

test('a failure on the way leaves the stored database as it was', () => {
  const folder = stored();
  const was = storedContents(folder);
  const failing = {
    version: 3,
    up: (db: Parameters<(typeof MIGRATIONS)[number]['up']>[0]): void => {
      MIGRATIONS[2]?.up(db);
      throw new Error('failed half way');
    },
  };
  const known = [...MIGRATIONS.slice(0, 2), failing];
  expect(() => openDatabase(folder, { migrations: known })).toThrow('failed half way');
  expect(storedContents(folder)).toEqual(was);
  expect(new RunStore(data.open(folder)).list(10)).toHaveLength(3);
});
