import { describe, expect, it } from 'vitest';
import type { CallInput, PartnerSummary } from '../../../../shared/contract.ts';
import { createSociosStore } from '../../../../renderer/screens/socios/state/sociosStore.ts';
import type { Timers } from '../../../../renderer/util/pacer.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { snapshot } from '../validar/snapshot.ts';
import { group, partner, partnerDetail, refreshEnd, rucOf, summary } from './partners.ts';

/** A clock that the test moves. */
function clock(): Timers & { move(ms: number): void } {
  let now = 0;
  let waiting: { at: number; work(): void }[] = [];
  return {
    now: () => now,
    after: (ms, work) => void waiting.push({ at: now + ms, work }),
    move: (ms) => {
      now += ms;
      const due = waiting.filter((w) => w.at <= now);
      waiting = waiting.filter((w) => w.at > now);
      for (const w of due) w.work();
    },
  };
}

type Rows = CallInput<'partners.rows'>;
type Answers = Parameters<typeof bridgeOf>[0];

const CORRIDA = '0199f0aa-1111-7222-8333-444455556666';
/** Partners 0 to 299 in group `a`, 200 to 249 in `b` as well, 300 to 309 in none. */
const GROUPED: PartnerSummary = summary({
  socios: 310,
  vencidos: 96,
  sinGrupo: 10,
  grupos: [group('a', 300), group('b', 50)],
});
const MEMBERS: Record<string, [from: number, count: number]> = { a: [0, 300], b: [200, 50], '': [300, 10] };

function page({ grupo, desde, cuantas }: Rows) {
  const [from, count] = grupo === null ? [0, 310] : (MEMBERS[grupo] ?? [0, 0]);
  const length = Math.max(0, Math.min(cuantas, count - desde));
  const filas = Array.from({ length }, (_, i) => partner({ ruc: rucOf(from + desde + i) }));
  return { total: count, filas };
}

const PLAN = { socios: 310, vencidos: 96, peticiones: 1, consultas: 96, costo: '0.96', impedimento: null };

function open(answers: Answers = {}, tope: number | null = null, resumen = GROUPED) {
  const time = clock();
  const fake = bridgeOf({
    'partners.summary': () => resumen,
    'partners.rows': (input: never) => page(input),
    'partners.sections': () => [
      { grupo: 'a', nombre: 'A', socios: 300 },
      { grupo: 'b', nombre: 'B', socios: 50 },
      { grupo: '', nombre: 'Sin grupo', socios: 10 },
    ],
    'partners.refreshPlan': () => PLAN,
    'partners.detail': (input: never) => partnerDetail({ ruc: (input as { ruc: string }).ruc }),
    ...answers,
  });
  const store = createSociosStore(fake.bridge, { ceiling: () => tope }, time);
  const model = () => store.getState();
  return { ...fake, time, model };
}

/** With the screen in view and its first rows there. */
async function shown(...how: Parameters<typeof open>) {
  const opened = open(...how);
  opened.model().enter();
  await opened.model().load();
  await settle();
  return opened;
}

describe('the table of partners', () => {
  it('is not fetched while another screen is in view, and is once it is entered', async () => {
    const { model, inputsOf } = open();
    await model().load();
    await settle();
    expect(model().resumen?.socios).toBe(310);
    expect(inputsOf('partners.sections')).toHaveLength(0);
    model().enter();
    await settle();
    expect(model().secciones).toHaveLength(3);
    model().leave();
    model().receive(summary({ ...GROUPED, socios: 311 }));
    expect(model().resumen?.socios).toBe(311);
  });

  it('stands in the sections of the groups, those without one last, fetched around what is looked at', async () => {
    const { model, inputsOf } = await shown();
    expect(model().secciones?.map((s) => [s.clave, s.socios])).toEqual([
      ['a', 300],
      ['b', 50],
      ['', 10],
    ]);
    expect(model().row(0)).toBeUndefined();
    expect(model().row(1)?.ruc).toBe(rucOf(0));
    model().look(295, 320);
    await settle();
    // The head of `b` is line 301; its first is also one of `a`.
    expect(model().row(302)?.ruc).toBe(rucOf(200));
    const asked = inputsOf('partners.rows') as Rows[];
    expect(new Set(asked.map((r) => r.grupo))).toEqual(new Set(['a', 'b']));
    expect(asked.every((r) => r.cuantas === 100)).toBe(true);
  });

  it('has the first rows of another query without being told what is looked at', async () => {
    const { model } = await shown();
    model().filter('revisar');
    await settle();
    expect(model().row(1)?.ruc).toBe(rucOf(0));
    expect(model().row(0)).toBeUndefined();
  });

  it('folds a section, and keeps it folded when the partners change', async () => {
    const { model, time, inputsOf } = await shown();
    model().fold(0);
    expect(model().row(2)).toBeUndefined();
    model().look(0, 20);
    await settle();
    expect(model().row(2)?.ruc).toBe(rucOf(200));
    model().receive(summary({ ...GROUPED, vencidos: 3 }));
    time.move(1000);
    await settle();
    expect(inputsOf('partners.sections').length).toBeGreaterThan(1);
    expect(model().secciones?.[0]?.plegada).toBe(true);
  });

  it('answers a search as one list, with the rows before until it has its own', async () => {
    const { model, inputsOf } = await shown();
    model().search('textil');
    expect(model().row(1)?.ruc).toBe(rucOf(0));
    await settle();
    expect(model().secciones).toEqual([{ clave: null, nombre: '', socios: 310, plegada: false }]);
    expect(inputsOf('partners.rows').at(-1)).toMatchObject({ texto: 'textil', grupo: null, desde: 0 });
    expect(model().row(0)?.ruc).toBe(rucOf(0));
  });

  it('shows one group, sorts, and goes back to all where that group is gone', async () => {
    const { model, inputsOf } = await shown();
    model().show({ tipo: 'grupo', clave: 'b' });
    model().sort('ultimaRespuesta');
    model().sort('ultimaRespuesta');
    await settle();
    expect(inputsOf('partners.rows').at(-1)).toMatchObject({
      grupo: 'b',
      orden: { campo: 'ultimaRespuesta', descendente: true },
    });
    expect(model().row(0)?.ruc).toBe(rucOf(200));
    model().receive(summary({ ...GROUPED, grupos: [group('a', 300)] }));
    expect(model().vista).toEqual({ tipo: 'grupos' });
  });

  it('is laid out anew when the first group is made', async () => {
    const { model } = await shown({}, null, summary({ socios: 310 }));
    expect(model().secciones).toHaveLength(1);
    model().receive(GROUPED);
    await settle();
    expect(model().secciones).toHaveLength(3);
  });

  it('says why it could not be fetched', async () => {
    const { model } = await shown({ 'partners.sections': () => failure('datos-danados') });
    expect(model().fallo?.code).toBe('datos-danados');
  });
});

describe('several partners at once', () => {
  it('are selected one by one, up to a line, and all of the query, folded ones too', async () => {
    const { model } = await shown();
    model().toggle(1);
    model().toggle(3);
    expect([...model().elegidos]).toEqual([rucOf(0), rucOf(2)]);
    model().toggle(1);
    expect([...model().elegidos]).toEqual([rucOf(2)]);
    model().activate(1);
    await model().extend(4);
    expect([...model().elegidos]).toEqual([0, 1, 2, 3].map(rucOf));
    // Across the head of another section, and rows that were never fetched.
    model().activate(299);
    await model().extend(303);
    expect([...model().elegidos]).toEqual([298, 299, 200, 201].map(rucOf));
    model().fold(0);
    await model().selectAll();
    expect(model().elegidos.size).toBe(310);
    model().unselect();
    expect(model().elegidos.size).toBe(0);
  });

  it('forgets a selection that comes after it was given up', async () => {
    const { model } = await shown();
    const late = model().selectAll();
    model().unselect();
    await late;
    expect(model().elegidos.size).toBe(0);
  });

  it('leave the selection once they are taken out, and the rest stays', async () => {
    const { model, inputsOf } = await shown({ 'partners.remove': () => ({ quitados: 1 }) });
    model().toggle(1);
    model().toggle(2);
    model().openRuc(rucOf(0));
    expect(await model().remove([rucOf(0)])).toBeNull();
    expect(inputsOf('partners.remove')).toEqual([{ rucs: [rucOf(0)] }]);
    expect([...model().elegidos]).toEqual([rucOf(1)]);
    expect(model().abierto).toBeNull();
    expect(model().aviso).toMatch(/^1 socio quitado\. Su historia se conserva/);
  });

  it('are changed together, and say why that failed', async () => {
    const { model, inputsOf } = await shown({ 'partners.edit': () => failure('socio-no-existe') });
    expect((await model().edit([rucOf(0)], { tipo: 'ambos' }))?.code).toBe('socio-no-existe');
    expect(model().fallo).toBeNull();
    model().toggle(1);
    model().toggle(2);
    await model().editSelected({ tipo: 'cliente' });
    expect(inputsOf('partners.edit').at(-1)).toEqual({
      rucs: [rucOf(0), rucOf(1)],
      cambios: { tipo: 'cliente' },
    });
    expect(model().fallo?.code).toBe('socio-no-existe');
  });
});

describe('the card of one partner', () => {
  it('opens, goes with the keyboard, and closes', async () => {
    const { model, time } = await shown();
    model().open(1);
    await settle();
    expect(model().detalle?.ruc).toBe(rucOf(0));
    model().activate(2);
    time.move(200);
    await settle();
    expect(model().detalle?.ruc).toBe(rucOf(1));
    model().close();
    expect(model().detalle).toBeNull();
  });

  it('asks Migo for it, and says why there was no answer', async () => {
    const { model, inputsOf } = await shown({
      'partners.ask': () => ({
        detalle: partnerDetail({ ruc: rucOf(0) }),
        sinRespuesta: 'Migo no responde.',
      }),
    });
    model().open(1);
    await settle();
    const asked = model().ask();
    expect(model().consultando).toBe(rucOf(0));
    await asked;
    expect(model().consultando).toBeNull();
    expect(model().sinRespuesta).toBe('Migo no responde.');
    expect(inputsOf('partners.ask')).toEqual([{ ruc: rucOf(0) }]);
  });

  it('keeps an answer that comes late to itself', async () => {
    const { model } = await shown({
      'partners.ask': () => ({ detalle: partnerDetail({ ruc: rucOf(0) }), sinRespuesta: 'tarde' }),
    });
    model().open(1);
    await settle();
    const asked = model().ask();
    model().open(2);
    await asked;
    expect(model().sinRespuesta).toBeNull();
    expect(model().detalle?.ruc).not.toBe(rucOf(0));
  });

  it('closes where it is no partner any more', async () => {
    const { model } = await shown({ 'partners.detail': () => null });
    model().open(1);
    await settle();
    expect(model().abierto).toBeNull();
  });
});

describe('a refresh', () => {
  it('is of what is shown, planned first, and asks before it passes the ceiling', async () => {
    const { model, inputsOf } = await shown({ 'partners.refresh': () => ({ corrida: CORRIDA }) }, 50);
    await model().refresh({ tipo: 'todos' }, false);
    expect(inputsOf('partners.refresh')).toEqual([]);
    expect(model().pideTope).toMatchObject({ consultas: 96, tope: 50 });
    await model().answerCeiling(null);
    expect(inputsOf('partners.refresh')).toEqual([]);
    await model().refresh({ tipo: 'todos' }, false);
    await model().answerCeiling(false);
    await model().refresh({ tipo: 'grupo', grupo: 'a' }, true);
    await model().answerCeiling(true);
    expect(inputsOf('partners.refresh')).toEqual([
      { alcance: { tipo: 'todos' }, tambienFrescos: false, tope: 50 },
      { alcance: { tipo: 'grupo', grupo: 'a' }, tambienFrescos: true, tope: null },
    ]);
  });

  it('begins at once under the ceiling, and says why it could not', async () => {
    const { model } = await shown({ 'partners.refresh': () => failure('socios-en-refresco') }, 1000);
    await model().refresh({ tipo: 'todos' }, false);
    expect(model().fallo?.code).toBe('socios-en-refresco');
    expect(model().iniciando).toBe(false);
  });

  it('is followed, steered, and its end is told', async () => {
    const { model, inputsOf } = await shown({
      'run.pause': () => ({}),
      'run.continue': () => ({}),
      'run.cancel': () => ({}),
    });
    model().progress(snapshot({ tipo: 'socios' }));
    expect(model().resumen?.enCurso?.corrida).toBe(CORRIDA);
    await model().pause();
    await model().continueRefresh();
    await model().cancelRefresh();
    for (const name of ['run.pause', 'run.continue', 'run.cancel'])
      expect(inputsOf(name)).toEqual([{ corrida: CORRIDA }]);
    model().ended(refreshEnd({ cambios: 2 }));
    expect(model().resumen?.enCurso).toBeNull();
    expect(model().fin?.cambios).toBe(2);
    model().dismiss();
    expect(model().fin).toBeNull();
  });

  it('that was interrupted is taken up', async () => {
    const { model, inputsOf } = await shown(
      { 'partners.resume': () => ({ corrida: CORRIDA }) },
      null,
      summary({ ...GROUPED, interrumpido: CORRIDA }),
    );
    await model().resume();
    expect(inputsOf('partners.resume')).toEqual([{ corrida: CORRIDA }]);
  });

  it('is planned of what is shown and of what is selected; all selected are all', async () => {
    const { model, time, inputsOf } = await shown();
    const scopes = () =>
      (inputsOf('partners.refreshPlan') as CallInput<'partners.refreshPlan'>[]).map((i) => i.alcance);
    expect(scopes()).toContainEqual({ tipo: 'todos' });
    expect(model().plan?.vencidos).toBe(96);
    expect(model().planElegidos).toBeNull();
    model().toggle(1);
    time.move(1000);
    await settle();
    expect(scopes()).toContainEqual({ tipo: 'rucs', rucs: [rucOf(0)] });
    model().show({ tipo: 'grupo', clave: 'a' });
    time.move(1000);
    await settle();
    expect(scopes()).toContainEqual({ tipo: 'grupo', grupo: 'a' });
    const before = scopes().length;
    model().show({ tipo: 'lista' });
    await settle();
    await model().selectAll();
    time.move(1000);
    await settle();
    expect(scopes().slice(before)).toContainEqual({ tipo: 'todos' });
    expect(scopes().slice(before)).not.toContainEqual(expect.objectContaining({ tipo: 'rucs' }));
  });
});
