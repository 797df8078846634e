import { describe, expect, it } from 'vitest';
import type { PartnerChange } from '../../../../shared/contract.ts';
import { createChangesStore } from '../../../../renderer/screens/cambios/state/changesStore.ts';
import { FIRST_QUERY } from '../../../../renderer/screens/cambios/state/model.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { change, changesOf, CORRIDA } from './changes.ts';

/** Time that stands still: a pacer that waits is run by hand. */
function handTimers() {
  let at = 0;
  let waiting: (() => void)[] = [];
  return {
    now: () => at,
    after: (_ms: number, work: () => void) => void waiting.push(work),
    pass: async () => {
      at += 1000;
      const due = waiting;
      waiting = [];
      for (const work of due) work();
      await settle();
    },
  };
}

function open(rows: PartnerChange[], more: Parameters<typeof bridgeOf>[0] = {}) {
  const place = changesOf(rows);
  const fake = bridgeOf({
    'changes.rows': place['changes.rows'],
    'changes.mark': place['changes.mark'],
    ...more,
  });
  const opened: string[] = [];
  const timers = handTimers();
  const store = createChangesStore(fake.bridge, { openPartner: (ruc) => void opened.push(ruc) }, timers);
  return { ...fake, ...place, store, opened, timers, model: () => store.getState() };
}

const three = () => [
  change({}, 0),
  change({ rumbo: 'mejor', leido: true }, 1),
  change({ rumbo: 'otro', campo: 'direccion', corrida: null }, 2),
];

describe('the changes', () => {
  it('are asked for when the screen is first shown, in pages, and not before', async () => {
    const { model, inputsOf } = open(Array.from({ length: 250 }, (_, n) => change({}, n)));
    model().refresh();
    await settle();
    expect(inputsOf('changes.rows')).toEqual([]);
    model().load();
    await settle();
    expect(model()).toMatchObject({ total: 250, sinLeer: 250, conteo: { peor: 250, mejor: 0, otro: 0 } });
    expect(model().row(0)?.razonSocial).toBe('SOCIO 0 S.A.C.');
    expect(model().row(150)).toBeUndefined();
    model().look(140, 160);
    await settle();
    expect(model().row(150)?.razonSocial).toBe('SOCIO 150 S.A.C.');
    expect(inputsOf('changes.rows')).toEqual([
      { ...FIRST_QUERY, desde: 0, cuantas: 100 },
      { ...FIRST_QUERY, desde: 100, cuantas: 100 },
    ]);
  });

  it('stay in sight until those of another filter are there', async () => {
    const { model } = open(three());
    model().load();
    await settle();
    model().filter({ rumbo: 'mejor' });
    expect(model().row(0)?.rumbo).toBe('peor');
    await settle();
    expect(model()).toMatchObject({ total: 1, conteo: { peor: 1, mejor: 1, otro: 1 } });
    expect(model().row(0)?.rumbo).toBe('mejor');
    model().clearFilters();
    await settle();
    expect(model()).toMatchObject({ total: 3, consulta: FIRST_QUERY });
  });

  it('an answer to an earlier filter changes nothing', async () => {
    let first: (() => void) | null = null;
    const place = changesOf(three());
    const { model } = open([], {
      'changes.rows': (input: Parameters<(typeof place)['changes.rows']>[0]) =>
        input.rumbo === 'todos'
          ? new Promise((resolve) => {
              first = () => {
                resolve(place['changes.rows'](input));
              };
            })
          : place['changes.rows'](input),
    });
    model().load();
    model().filter({ rumbo: 'otro' });
    await settle();
    expect(model()).toMatchObject({ total: 1, sinLeer: 1 });
    (first as (() => void) | null)?.();
    await settle();
    expect(model()).toMatchObject({ total: 1, sinLeer: 1 });
  });

  it('of one refresh: whenever it was, whatever was chosen before', async () => {
    const { model } = open(three());
    model().load();
    model().filter({ texto: 'andina', sinLeer: true });
    model().showRefresh(CORRIDA);
    await settle();
    expect(model().consulta).toEqual({ ...FIRST_QUERY, dias: null, corrida: CORRIDA });
    expect(model().total).toBe(2);
    model().showRefresh(null);
    expect(model().consulta).toEqual(FIRST_QUERY);
  });

  it('are asked for again when main says that something changed, at most twice a second', async () => {
    const { model, kept, timers, inputsOf } = open(three());
    model().load();
    await settle();
    kept.unshift(change({}, 7));
    model().refresh();
    model().refresh();
    model().refresh();
    await settle();
    expect(model().total).toBe(4);
    expect(inputsOf('changes.rows')).toHaveLength(2);
    await timers.pass();
    expect(inputsOf('changes.rows')).toHaveLength(3);
    await timers.pass();
    expect(inputsOf('changes.rows')).toHaveLength(3);
  });

  it('the keyboard stays on its change while newer ones come in above', async () => {
    const { model, kept, timers } = open(three());
    model().load();
    await settle();
    model().activate(1);
    kept.unshift(change({}, 7), change({}, 8));
    model().refresh();
    await timers.pass();
    expect(model()).toMatchObject({ total: 5, activa: 3 });
    expect(model().row(3)?.id).toBe('obs-1:condicion');
    kept.splice(3, 2);
    model().refresh();
    await timers.pass();
    expect(model()).toMatchObject({ total: 3, activa: 2 });
  });

  it('are forgotten with the workspace', async () => {
    const { model } = open(three());
    model().load();
    await settle();
    model().reset();
    expect(model()).toMatchObject({ total: null, conteo: null, consulta: FIRST_QUERY });
    expect(model().row(0)).toBeUndefined();
  });

  it('a failure is told, and gone with the next answer', async () => {
    let broken = true;
    const place = changesOf(three());
    const { model, timers } = open([], {
      'changes.rows': (input: Parameters<(typeof place)['changes.rows']>[0]) =>
        broken ? failure('datos-bloqueados') : place['changes.rows'](input),
    });
    model().load();
    await settle();
    expect(model()).toMatchObject({ total: null, fallo: { code: 'datos-bloqueados' } });
    broken = false;
    model().load();
    await timers.pass();
    expect(model()).toMatchObject({ total: 3, fallo: null });
  });
});

describe('read and unread', () => {
  it('opening a change leads to its partner and counts as reading it', async () => {
    const { model, opened, inputsOf, timers } = open(three());
    model().load();
    await settle();
    await model().open(0);
    await timers.pass();
    expect(opened).toEqual(['20100000000']);
    expect(inputsOf('changes.mark')).toEqual([
      { consulta: FIRST_QUERY, ids: ['obs-0:condicion'], leido: true },
    ]);
    expect(model()).toMatchObject({ sinLeer: 1, activa: 0 });
    // One that is read already is opened without a word to main.
    await model().open(1);
    expect(opened).toHaveLength(2);
    expect(inputsOf('changes.mark')).toHaveLength(1);
  });

  it('one row goes back and forth', async () => {
    const { model, timers, kept } = open(three());
    model().load();
    await settle();
    await model().mark(0, true);
    await timers.pass();
    expect(kept[0]?.leido).toBe(true);
    expect(model().marcados).toEqual({ marcados: 1, leido: true });
    await model().mark(0, false);
    await timers.pass();
    expect(kept[0]?.leido).toBe(false);
  });

  it('all that the query finds, and no others', async () => {
    const { model, inputsOf, timers } = open(three());
    model().load();
    model().filter({ rumbo: 'peor' });
    await settle();
    await model().markAll();
    await timers.pass();
    const [input] = inputsOf('changes.mark');
    expect(input).toEqual({ consulta: { ...FIRST_QUERY, rumbo: 'peor' }, leido: true });
    expect(model().sinLeer).toBe(0);
  });

  it('a mark that fails is told', async () => {
    const { model } = open(three(), { 'changes.mark': () => failure('datos-bloqueados') });
    model().load();
    await settle();
    await model().markAll();
    expect(model()).toMatchObject({ marcados: null, fallo: { code: 'datos-bloqueados' } });
  });
});

describe('the workbook of changes', () => {
  const copia = {
    copia: 'copia-0193a5b2-0000-7000-8000-000000000001',
    nombre: 'Cambios.xlsx',
    copias: 1,
    filas: 3,
    avisos: [],
  };

  it('holds what the query finds, and can be opened and shown', async () => {
    const { model, inputsOf } = open(three(), {
      'changes.export': () => copia,
      'copy.open': () => ({}),
      'copy.show': () => failure('archivo-no-existe'),
    });
    model().load();
    await model().exportBook();
    expect(inputsOf('changes.export')).toEqual([FIRST_QUERY]);
    expect(model()).toMatchObject({ copia: { nombre: 'Cambios.xlsx' }, exportando: false });
    await model().openBook();
    expect(inputsOf('copy.open')).toEqual([{ copia: copia.copia }]);
    await model().showBook();
    expect(model().fallo?.code).toBe('archivo-no-existe');
    model().dismiss();
    expect(model()).toMatchObject({ copia: null, fallo: null });
  });

  it('says nothing where the dialog was left, and why where it was not written', async () => {
    const left = open(three(), { 'changes.export': () => null });
    await left.model().exportBook();
    expect(left.model()).toMatchObject({ copia: null, fallo: null, exportando: false });
    const full = open(three(), { 'changes.export': () => failure('salida-sin-permiso') });
    await full.model().exportBook();
    expect(full.model().fallo?.code).toBe('salida-sin-permiso');
  });
});
