import { describe, expect, it } from 'vitest';
import type { CallInput, RunRow } from '../../../../shared/contract.ts';
import { createRowsStore } from '../../../../renderer/screens/validar/grid/rowsStore.ts';
import type { Timers } from '../../../../renderer/util/pacer.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';

const RUN = '0199f0aa-1111-7222-8333-444455556666';

const row = (n: number): RunRow => ({
  n,
  libro: '',
  fila: n,
  filas: 1,
  ruc: String(n),
  veredicto: 'APTO',
  razonSocial: '',
  estado: '',
  condicion: '',
  observacion: '',
  nombre: '',
  fuente: 'MIGO',
  origen: 'MIGO',
  datoAl: null,
  consultadoEn: null,
});

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

type RowsInput = CallInput<'run.rows'>;

function open(answers: { rows?: (input: RowsInput) => unknown; again?: () => unknown } = {}) {
  const time = clock();
  const fake = bridgeOf({
    'run.rows': (input: never) => {
      const query = input as RowsInput;
      if (answers.rows !== undefined) return answers.rows(query);
      return { total: 1000, filas: Array.from({ length: query.cuantas }, (_, i) => row(query.desde + i)) };
    },
    'run.askAgain': () => answers.again?.(),
    'run.detail': (input: never) => ({ ...row((input as { n: number }).n), historia: [] }),
  });
  const store = createRowsStore(fake.bridge, time);
  return { store, time, ...fake };
}

describe('the rows of a run', () => {
  it('asks for the first page of a run, and draws it', async () => {
    const { store, inputsOf } = open();
    store.getState().show(RUN);
    await settle();
    expect(inputsOf('run.rows')).toEqual([
      {
        corrida: RUN,
        filtro: 'todos',
        texto: '',
        orden: { campo: 'fila', descendente: false },
        desde: 0,
        cuantas: 100,
      },
    ]);
    expect(store.getState().total).toBe(1000);
    expect(store.getState().row(3)?.n).toBe(3);
  });

  it('asks again at most twice a second, and never misses the last change', async () => {
    const { store, time, inputsOf } = open();
    store.getState().show(RUN);
    await settle();
    for (let i = 0; i < 10; i += 1) {
      store.getState().refresh();
      await settle();
      time.move(100);
      await settle();
    }
    // At 0, 500 and 1000 ms, besides the first page.
    expect(inputsOf('run.rows')).toHaveLength(4);
  });

  it('keeps the rows of the query before on the screen until those of the next are there', async () => {
    let release = (): void => undefined;
    const { store } = open({
      rows: (input) => {
        if (input.filtro === 'todos') return { total: 1000, filas: [row(0)] };
        return new Promise((resolve) => {
          release = () => resolve({ total: 1, filas: [row(7)] });
        });
      },
    });
    store.getState().show(RUN);
    await settle();
    store.getState().filter('NO APTO');
    await settle();
    expect(store.getState().row(0)?.n).toBe(0);
    release();
    await settle();
    expect(store.getState().row(0)?.n).toBe(7);
    expect(store.getState().total).toBe(1);
  });

  it('throws away a slow answer that a later question has overtaken', async () => {
    const waiting = new Map<string, () => void>();
    const { store } = open({
      rows: (input) =>
        new Promise((resolve) => {
          waiting.set(input.texto, () =>
            resolve({ total: input.texto.length, filas: [row(input.texto.length)] }),
          );
        }),
    });
    store.getState().show(RUN);
    store.getState().search('pe');
    store.getState().search('peña');
    await settle();
    waiting.get('peña')?.();
    await settle();
    waiting.get('pe')?.();
    await settle();
    expect(store.getState().row(0)?.n).toBe(4);
  });

  it('turns the order round on the same column, and starts anew on another', async () => {
    const { store } = open();
    store.getState().show(RUN);
    store.getState().sort('fila');
    expect(store.getState().consulta.orden).toEqual({ campo: 'fila', descendente: true });
    store.getState().sort('ruc');
    expect(store.getState().consulta.orden).toEqual({ campo: 'ruc', descendente: false });
    await settle();
  });

  it('says a failure, and forgets it with the next good answer', async () => {
    let broken = true;
    const { store, time } = open({
      rows: () => (broken ? failure('datos-bloqueados') : { total: 1, filas: [row(0)] }),
    });
    store.getState().show(RUN);
    await settle();
    expect(store.getState().fallo?.code).toBe('datos-bloqueados');
    broken = false;
    time.move(1000);
    store.getState().refresh();
    await settle();
    expect(store.getState().fallo).toBeNull();
  });
});

describe('the detail of a row', () => {
  it('opens at once and follows the active row, asking only for where it comes to rest', async () => {
    const { store, time, inputsOf } = open();
    store.getState().show(RUN);
    await settle();
    store.getState().openDetail(4);
    await settle();
    expect(store.getState().detalle?.n).toBe(4);
    for (let i = 5; i <= 15; i += 1) store.getState().activate(i);
    await settle();
    time.move(1000);
    await settle();
    expect(store.getState().detalle?.n).toBe(15);
    expect(inputsOf('run.detail').length).toBeLessThanOrEqual(3);
  });

  it('loads once its row is there', async () => {
    const { store, time } = open();
    store.getState().show(RUN);
    await settle();
    store.getState().openDetail(640);
    await settle();
    expect(store.getState().detalle).toBeNull();
    store.getState().look(630, 650);
    await settle();
    time.move(1000);
    await settle();
    expect(store.getState().detalle?.n).toBe(640);
  });

  it('does not follow while closed', async () => {
    const { store, inputsOf } = open();
    store.getState().show(RUN);
    await settle();
    store.getState().activate(9);
    expect(store.getState().activa).toBe(9);
    expect(inputsOf('run.detail')).toEqual([]);
  });

  it('keeps the active row inside the list', async () => {
    const { store } = open();
    store.getState().show(RUN);
    await settle();
    store.getState().activate(5_000);
    expect(store.getState().activa).toBe(999);
    store.getState().activate(-3);
    expect(store.getState().activa).toBe(0);
  });

  it('knows whether the rows have several sources, also while a filter finds none', async () => {
    const { store } = open({
      rows: ({ filtro }) =>
        filtro === 'NO APTO'
          ? { total: 0, filas: [] }
          : { total: 1, filas: [{ ...row(1), libro: 'enero.xlsx' }] },
    });
    store.getState().show(RUN);
    await settle();
    expect(store.getState().varios).toBe(true);
    store.getState().filter('NO APTO');
    await settle();
    expect(store.getState()).toMatchObject({ total: 0, varios: true });
    store.getState().show('0199f0aa-1111-7222-8333-444455556667');
    expect(store.getState().varios).toBe(false);
  });

  it('asks again for the RUC of the open detail, once at a time, and shows what came', async () => {
    const detalle = { ...row(0), historia: [], posterior: { veredicto: 'NO APTO' } };
    let answer: (value: unknown) => void = () => undefined;
    const { store, inputsOf } = open({ again: () => new Promise((resolve) => (answer = resolve)) });
    store.getState().show(RUN);
    await settle();
    store.getState().openDetail(0);
    await settle();
    const asked = store.getState().askAgain();
    await store.getState().askAgain();
    expect(inputsOf('run.askAgain')).toEqual([{ corrida: RUN, n: 0 }]);
    expect(store.getState().consultando).toBe(0);
    answer({ detalle, sinRespuesta: null });
    await asked;
    expect(store.getState()).toMatchObject({
      consultando: null,
      detalle: { posterior: { veredicto: 'NO APTO' } },
    });
  });

  it('puts an answer that comes late, or a failure, where it belongs', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { store } = open({ again: () => new Promise((resolve) => (answer = resolve)) });
    store.getState().show(RUN);
    await settle();
    store.getState().openDetail(0);
    await settle();
    const asked = store.getState().askAgain();
    store.getState().openDetail(1);
    await settle();
    answer({ detalle: { ...row(0), historia: [] }, sinRespuesta: 'tarde' });
    await asked;
    expect(store.getState()).toMatchObject({ detalle: { n: 1 }, sinRespuesta: null });
    const refused = store.getState().askAgain();
    answer(failure('token-rechazado'));
    await refused;
    expect(store.getState().sinRespuesta).toBe('token-rechazado');
  });
});
