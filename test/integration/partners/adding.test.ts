/** Partners are made of any texts, with what is known of them already, and of a run's RUCs. */
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { EDITION_DAY, localKnowledge, ON_SSCO, padronEntry } from '../../support/local-knowledge.ts';
import { entriesOf, EVERY_CHANGE, EVERYONE, GOOD, LOST, partnersFixture } from '../../support/partners.ts';
import { DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
import { startRun } from '../../support/run.ts';
import { columnOf } from '../../support/workspace.ts';

const fixture = partnersFixture();
const [A = '', B = '', C = ''] = companyRucs(3);
const AS_SUPPLIER = { tipo: 'proveedor', grupos: [] } as const;

const texts = (...rucs: string[]): { texto: string }[] => rucs.map((texto) => ({ texto }));

describe('texts', () => {
  test('are cleaned and judged as any RUC; each counts once, and what is none is said', async () => {
    const { partners } = await fixture.open();
    const given = [
      { texto: A },
      { texto: `RUC: ${A}`, alias: ' Andina ' },
      ...texts(`${B}.0`, '20100070971', 'x1'),
    ];
    expect(await partners.add(given, AS_SUPPLIER)).toEqual({
      agregados: 2,
      yaEstaban: 0,
      volvieron: 0,
      invalidos: [
        { texto: '20100070971', motivo: expect.stringContaining('dígito verificador') as string },
        { texto: 'x1', motivo: expect.stringContaining('11 dígitos') as string },
      ],
      invalidosTotal: 2,
    });
    const { total, filas } = partners.rows(EVERYONE, 0, 10);
    expect(total).toBe(2);
    expect(filas[0]).toEqual({
      ruc: A,
      razonSocial: '',
      alias: 'Andina',
      tipo: 'proveedor',
      grupos: [],
      nota: '',
      veredicto: null,
      estado: '',
      condicion: '',
      desde: null,
      ultimaRespuesta: null,
      vencido: true,
      sinConfirmarDesde: null,
      ultimoIntento: null,
    });
  });

  test('name at most fifty of those that are no RUC', async () => {
    const { partners } = await fixture.open();
    const added = await partners.add(
      texts(...Array.from({ length: 60 }, (_, i) => `x${String(i)}`)),
      AS_SUPPLIER,
    );
    expect([added.invalidos.length, added.invalidosTotal, added.agregados]).toEqual([50, 60, 0]);
  });

  test('of partners that there are set kind and groups, and leave the rest', async () => {
    const { partners } = await fixture.open();
    await partners.add([{ texto: A, alias: 'Andina' }], { tipo: 'proveedor', grupos: ['Obras'] });
    await partners.edit([A], { nota: 'Paga tarde' });
    const added = await partners.add(texts(A, B), { tipo: 'ambos', grupos: [' obras ', 'ÓBRAS', 'Sede'] });
    expect(added).toMatchObject({ agregados: 1, yaEstaban: 1, volvieron: 0 });
    expect(partners.detail(A)).toMatchObject({
      alias: 'Andina',
      nota: 'Paga tarde',
      tipo: 'ambos',
      grupos: ['obras', 'sede'],
    });
    expect(partners.summary().grupos.map(({ nombre, socios }) => [nombre, socios])).toEqual([
      ['Obras', 2],
      ['Sede', 2],
    ]);
  });

  test('without a kind leave partners what they are; a new one is a supplier', async () => {
    const { partners } = await fixture.open();
    await partners.add([{ texto: A }], { tipo: 'cliente', grupos: [] });
    const added = await partners.add([{ texto: A }, { texto: B }], { tipo: null, grupos: [] });
    expect(added).toMatchObject({ agregados: 1, yaEstaban: 1 });
    expect([partners.detail(A)?.tipo, partners.detail(B)?.tipo]).toEqual(['cliente', 'proveedor']);
  });

  test('of a run become partners where they are valid', async () => {
    const workspace = await fixture.open();
    const run = await startRun(workspace, columnOf([A, B, '123']));
    await run.done;
    const added = await workspace.partners.addFromRun(run.id, AS_SUPPLIER);
    expect(added).toMatchObject({ agregados: 2, invalidosTotal: 0 });
    expect(workspace.partners.rows(EVERYONE, 0, 10).filas.every(({ vencido }) => !vencido)).toBe(true);
    await expect(workspace.partners.addFromRun('0199', AS_SUPPLIER)).rejects.toMatchObject({
      code: 'corrida-no-existe',
    });
  });
});

describe('what is known already', () => {
  test('becomes the first state, every span of it, and no change', async () => {
    const workspace = await fixture.open({ simulator: { overrides: { [A]: GOOD } } });
    const { partners, lookUp } = workspace;
    const ask = async (): Promise<void> => {
      const since = fixture.clock().now();
      const signal = new AbortController().signal;
      await lookUp([A], { priority: 'batch', signal, since, offline: false });
    };
    await ask();
    fixture.clock().move(DAY_MS);
    fixture.simulator().change(A, LOST);
    await ask();
    await partners.add(texts(A), AS_SUPPLIER);
    const detail = partners.detail(A);
    expect(detail).toMatchObject({ veredicto: 'NO APTO', condicion: 'NO HABIDO', cambios: [] });
    expect(detail?.tramos.map(({ veredicto, hasta }) => [veredicto, hasta])).toEqual([
      ['NO APTO', null],
      ['APTO', detail?.tramos[0]?.desde],
    ]);
    expect(detail?.plazo).toContain('Puede levantarse hasta el 31/12/');
    expect(partners.changes.rows(EVERY_CHANGE, 0, 10).total).toBe(0);
    // From now on it is one.
    fixture.clock().move(DAY_MS);
    fixture.simulator().change(A, GOOD);
    await ask();
    expect(partners.detail(A)?.cambios.map(({ campo, rumbo }) => [campo, rumbo])).toEqual([
      ['condicion', 'mejor'],
    ]);
  });

  test('by the edition and the SSCO list in use too, marked as theirs', async () => {
    const local = localKnowledge({
      rows: [padronEntry(A, 'BAJA DE OFICIO', 'HABIDO'), padronEntry(B)],
      marks: { [B]: ON_SSCO },
    });
    const { partners } = await fixture.open({ local });
    await partners.add(texts(A, B, C), AS_SUPPLIER);
    expect(partners.detail(A)).toMatchObject({
      veredicto: 'NO APTO',
      estado: 'BAJA DE OFICIO',
      razonSocial: `PADRON ${A.slice(-4)} S.A.C.`,
      direccion: 'AV. SOL NRO. 100',
      distrito: 'SAN ISIDRO',
      fuente: 'PADRON',
      datoAl: EDITION_DAY,
      ultimaRespuesta: null,
      vencido: true,
      observacion: expect.stringContaining('Según el padrón del 23/11/2026.') as string,
      cambios: [],
    });
    expect(partners.detail(B)).toMatchObject({
      veredicto: 'NO APTO',
      estado: 'ACTIVO',
      observacion: expect.stringMatching(/^SUJETO SIN CAPACIDAD OPERATIVA/) as string,
      cambios: [],
    });
    expect(partners.detail(C)).toMatchObject({ veredicto: null, observacion: '', tramos: [] });
  });
});

describe('a partner that was removed', () => {
  test('keeps its history, is no longer asked about, and comes back with it', async () => {
    const workspace = await fixture.open({ simulator: { overrides: { [A]: GOOD, [B]: GOOD } } });
    const { partners } = workspace;
    await partners.add([{ texto: A, alias: 'Andina' }, { texto: B }], { tipo: 'cliente', grupos: ['Obras'] });
    await refresh(workspace);
    expect(await partners.remove([A, C])).toBe(1);
    expect(partners.rows(EVERYONE, 0, 10).filas.map(({ ruc }) => ruc)).toEqual([B]);
    expect(partners.summary()).toMatchObject({ socios: 1, grupos: [{ clave: 'obras', socios: 1 }] });
    expect(partners.detail(A)).toMatchObject({ activo: false, alias: 'Andina', vencido: false });
    fixture.clock().move(30 * DAY_MS);
    fixture.simulator().change(A, LOST);
    const run = await startRun(workspace, columnOf([A]), { now: fixture.clock().now() });
    await run.done;
    expect(partners.detail(A)?.veredicto).toBe('APTO');
    const again = await partners.add(texts(A), { tipo: 'proveedor', grupos: [] });
    expect(again).toMatchObject({ agregados: 0, volvieron: 1 });
    expect(partners.detail(A)).toMatchObject({
      activo: true,
      alias: 'Andina',
      grupos: ['obras'],
      tipo: 'proveedor',
      veredicto: 'NO APTO',
      cambios: [],
    });
    expect(partners.detail(A)?.tramos).toHaveLength(2);
    expect(partners.detail(A)?.corridas).toEqual([
      { corrida: run.id, nombre: 'libro.xlsx', inicio: expect.any(Number) as number, filas: 1 },
    ]);
  });
});

test('the log says who became a partner and who was one, without the names of persons', async () => {
  const workspace = await fixture.open();
  const [person = ''] = personRucs(1);
  await workspace.partners.add([{ texto: A }, { texto: person, alias: 'Rosa Quispe' }], {
    tipo: 'cliente',
    grupos: ['Señora Rosa'],
  });
  await workspace.partners.edit([person], { nota: 'Doña Rosa', alias: 'Rosa Q.' });
  await workspace.partners.remove([person]);
  const secret = { c: expect.stringMatching(/^[0-9a-f]{64}$/) as string };
  expect(entriesOf(workspace, 'socio-agregado')).toEqual([
    { rucs: [A, secret], tipo: 'cliente', grupos: [secret] },
  ]);
  expect(entriesOf(workspace, 'socio-editado')).toEqual([
    { rucs: [secret], cambios: { alias: secret, nota: secret } },
  ]);
  expect(entriesOf(workspace, 'socio-quitado')).toEqual([{ rucs: [secret] }]);
  expect(entriesOf(workspace, 'grupo-guardado')).toHaveLength(1);
  const log = JSON.stringify(workspace.database.db.prepare('SELECT payload FROM audit_log').pluck().all());
  for (const word of ['Rosa', person]) expect(log).not.toContain(word);
  expect(verifyChain(workspace.database.db)).toMatchObject({ ok: true });
});

test('two thousand are made in pieces, and other work gets its turn between them', async () => {
  const { partners } = await fixture.open();
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 0);
  const added = await partners.add(texts(...companyRucs(2_000)), { tipo: 'proveedor', grupos: ['Todos'] });
  clearInterval(timer);
  expect(added.agregados).toBe(2_000);
  expect(partners.summary()).toMatchObject({ socios: 2_000, vencidos: 2_000 });
  expect(turns).toBeGreaterThan(5);
});
