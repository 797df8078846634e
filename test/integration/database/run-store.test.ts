import { describe, expect, it } from 'vitest';
import { RunStore, type PageQuery, type RunSource } from '../../../main/database/run-store.ts';
import { VEREDICTOS } from '../../../shared/verdict.ts';
import { dataFixture, itemOf, runOf, sourceOf, verdictOf } from '../../support/data.ts';
import { FAKE_START } from '../../support/fake-clock.ts';
import { companyRucs } from '../../support/rucs.ts';

const data = dataFixture();
const T = FAKE_START;
const ALL: PageQuery = {
  filtro: 'todos',
  texto: '',
  campo: 'fila',
  descendente: false,
  desde: 0,
  cuantas: 100,
};

function setUp(count = 6): { runs: RunStore; id: string; rucs: string[] } {
  const runs = new RunStore(data.open());
  const run = runOf();
  runs.create(run);
  const rucs = companyRucs(count);
  runs.addItems(
    run.id,
    1,
    rucs.map((ruc, i) => itemOf(ruc, { primeraFila: i + 6, nombre: `Proveedor ${String(i)}` })),
  );
  return { runs, id: run.id, rucs };
}

describe('RunStore', () => {
  it('gives back a run as it was put in, and its changes', () => {
    const { runs } = setUp();
    const run = runOf({
      politica: 'local',
      tope: 500,
      nombre: 'Á\u0000é.xlsx',
      fuentes: [sourceOf({ manual: true, hoja: '' }), sourceOf({ nombre: 'otro.xlsx', columna: 'M' })],
    });
    runs.create(run);
    expect(runs.get(run.id)).toEqual({ ...run, nombre: 'Áé.xlsx' });
    runs.setCopy(run.id, 1, { nombre: 'copia.xlsx', hash: 'b' });
    expect(runs.get(run.id)?.fuentes.map((source) => source.copiaNombre)).toEqual([null, 'copia.xlsx']);
    run.fuentes[1] = { ...(run.fuentes[1] as RunSource), copiaNombre: 'copia.xlsx', copiaHash: 'b' };
    const changes = {
      fin: T + 5,
      estado: 'cancelada',
      freno: 'plan-agotado',
      tope: null,
    } as const;
    runs.update(run.id, changes);
    runs.update(run.id, {});
    expect(runs.get(run.id)).toEqual({ ...run, nombre: 'Áé.xlsx', ...changes });
    expect(runs.get('no')).toBeNull();
    expect(() => {
      runs.update('no', { fin: 1 });
    }).toThrow('No existe esa corrida');
    expect(() => runs.counts('no')).toThrow('No existe esa corrida');
  });

  it('lists the newest first', () => {
    const runs = new RunStore(data.open());
    const [a, b, c] = [runOf({ inicio: T }), runOf({ inicio: T + 9 }), runOf({ inicio: T })];
    for (const run of [a, b, c]) runs.create(run);
    expect(runs.list(10).map((run) => run.id)).toEqual([b.id, c.id, a.id]);
    expect(runs.list(1).map((run) => run.id)).toEqual([b.id]);
  });

  it('keeps all that was read of an item', () => {
    const { runs, id } = setUp();
    const item = itemOf('2013131295X', {
      valido: false,
      fault: 'letras',
      suggestion: '20131312955',
      repairs: ['espacios', 'rotulo'],
      filas: 3,
      primeraFila: 40,
      nombre: 'Ñandú\ud800',
      aviso: 'La columna de tipo dice otra cosa.',
    });
    runs.addItems(id, 7, [item]);
    expect(runs.item(id, 7)).toMatchObject({
      ruc: '2013131295X',
      valido: false,
      fault: 'letras',
      suggestion: '20131312955',
      repairs: ['espacios', 'rotulo'],
      filas: 3,
      fila: 40,
      nombre: 'Ñandú',
      state: 'pendiente',
      veredicto: null,
      fuente: null,
    });
    expect(runs.item(id, 8)).toBeNull();
    expect(() => {
      runs.addItems(id, 8, [item]);
    }).toThrow('UNIQUE');
    expect(runs.item(id, 8)).toBeNull();
  });

  it('hands out what waits, by state, in order', () => {
    const { runs, id, rucs } = setUp();
    runs.settle(id, [verdictOf(2)]);
    runs.setState(id, [4], 'omitido');
    runs.settle(id, [
      verdictOf(5, { state: 'sin-respuesta', veredicto: 'SIN RESPUESTA', fuente: 'NINGUNA' }),
    ]);
    expect(runs.nextPending(id, 'pendiente', 0, 10).map((item) => item.n)).toEqual([1, 3, 6]);
    expect(runs.nextPending(id, 'pendiente', 1, 1)).toEqual([{ n: 3, ruc: rucs[2] }]);
    expect(runs.nextPending(id, 'omitido', 0, 10)).toEqual([{ n: 4, ruc: rucs[3] }]);
    expect(runs.nextPending(id, 'sin-respuesta', 0, 10)).toEqual([{ n: 5, ruc: rucs[4] }]);
    expect(runs.counts(id)).toEqual({
      conteo: { 'NO APTO': 0, OBSERVADO: 0, 'NO EXISTE': 0, 'RUC INVÁLIDO': 0, 'SIN RESPUESTA': 1, APTO: 1 },
      pendientes: 3,
      omitidos: 1,
      listos: 2,
      sinRespuesta: 1,
      total: 6,
    });
  });

  it('lets unanswered items wait again, the omitted ones to be asked singly', () => {
    const { runs, id } = setUp();
    const silence = {
      veredicto: 'SIN RESPUESTA',
      fuente: 'NINGUNA',
      observacion: 'Migo no responde.',
    } as const;
    runs.settle(id, [
      verdictOf(1, { ...silence, state: 'sin-respuesta' }),
      verdictOf(2, { ...silence, state: 'omitido' }),
    ]);
    runs.settle(id, [verdictOf(3), verdictOf(4, { ...silence, state: 'listo' })]);
    expect([runs.reopen(id, 1), runs.reopen(id, 10), runs.reopen(id, 10)]).toEqual([1, 1, 0]);
    expect(runs.nextPending(id, 'pendiente', 0, 10).map((item) => item.n)).toEqual([1, 5, 6]);
    expect(runs.nextPending(id, 'omitido', 0, 10).map((item) => item.n)).toEqual([2]);
    expect(runs.item(id, 1)).toMatchObject({ veredicto: null, observacion: '', fuente: null });
    expect(runs.counts(id)).toMatchObject({ listos: 2, total: 6 });
  });

  it('finds items by RUC and tells all in order of n', () => {
    const { runs, id, rucs } = setUp();
    const found = runs.itemsByRuc(id, [rucs[4] ?? '', 'no', rucs[1] ?? '']);
    expect(found.map((item) => [item.n, item.nombre])).toEqual([
      [5, 'Proveedor 4'],
      [2, 'Proveedor 1'],
    ]);
    runs.settle(id, [verdictOf(2, { razonSocial: 'X', datoAl: null, observacion: 'Oj\u0000o' })]);
    expect(runs.allVerdicts(id, 1, 3).map((row) => [row.n, row.veredicto])).toEqual([
      [2, 'APTO'],
      [3, null],
      [4, null],
    ]);
    expect(runs.item(id, 2)).toMatchObject({
      observacion: 'Ojo',
      razonSocial: 'X',
      datoAl: null,
      consultadoEn: T,
    });
  });

  it('settles all of a list or none, and never an item that is not there', () => {
    const { runs, id } = setUp();
    expect(() => {
      runs.settle(id, [verdictOf(1), verdictOf(99)]);
    }).toThrow('no item 99');
    expect(runs.item(id, 1)?.veredicto).toBeNull();
    expect(() => {
      runs.setState(id, [99], 'omitido');
    }).toThrow('no item 99');
  });
});

describe('pages', () => {
  const NAMES = ['ÑANDÚ S.A.C.', 'andina EIRL', 'Árbol SAC', '', 'ZETA', 'Banco'];
  function judged(): {
    runs: RunStore;
    id: string;
    rucs: string[];
    ns: (query: Partial<PageQuery>) => number[];
  } {
    const made = setUp();
    NAMES.forEach((razonSocial, i) => {
      if (i === 3) return;
      made.runs.settle(made.id, [
        verdictOf(i + 1, {
          razonSocial,
          veredicto: VEREDICTOS[5 - i] ?? 'APTO',
          estado: i === 4 ? '' : `E${String(9 - i)}`,
        }),
      ]);
    });
    return {
      ...made,
      ns: (query) => made.runs.page(made.id, { ...ALL, ...query }).filas.map((row) => row.n),
    };
  }

  it('filter by verdict, by what to review and by what waits', () => {
    const { runs, id, ns } = judged();
    expect(ns({})).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ns({ filtro: 'APTO' })).toEqual([1]);
    expect(ns({ filtro: 'NO APTO' })).toEqual([6]);
    expect(ns({ filtro: 'revisar' })).toEqual([2, 3, 5, 6]);
    expect(ns({ filtro: 'pendientes' })).toEqual([4]);
    expect(runs.page(id, { ...ALL, filtro: 'revisar', cuantas: 2, desde: 1 })).toMatchObject({ total: 4 });
    expect(ns({ filtro: 'revisar', cuantas: 2, desde: 1 })).toEqual([3, 5]);
    expect(ns({ desde: 50 })).toEqual([]);
  });

  it('order by each field, in both directions, what is empty last', () => {
    const { ns } = judged();
    expect(ns({ campo: 'veredicto' })).toEqual([6, 5, 3, 2, 1, 4]);
    expect(ns({ campo: 'veredicto', descendente: true })).toEqual([4, 1, 2, 3, 5, 6]);
    expect(ns({ campo: 'fila', descendente: true })).toEqual([6, 5, 4, 3, 2, 1]);
    expect(ns({ campo: 'razonSocial' })).toEqual([2, 3, 6, 1, 5, 4]);
    expect(ns({ campo: 'razonSocial', descendente: true })).toEqual([5, 1, 6, 3, 2, 4]);
    expect(ns({ campo: 'estado' })).toEqual([6, 3, 2, 1, 4, 5]);
    expect(ns({ campo: 'ruc', descendente: true })).toEqual([6, 5, 4, 3, 2, 1]);
    expect(ns({ campo: 'condicion' })).toEqual([1, 2, 3, 5, 6, 4]);
    expect(ns({ campo: 'fuente' })).toEqual([1, 2, 3, 5, 6, 4]);
    expect(ns({ campo: 'ruc', filtro: 'revisar' })).toEqual([2, 3, 5, 6]);
  });

  it('search name and RUC without accents and case, wildcards taken as they are', () => {
    const { ns, rucs } = judged();
    expect(ns({ texto: 'nandu' })).toEqual([1]);
    expect(ns({ texto: '  ÁR ' })).toEqual([3]);
    expect(ns({ texto: 'AND' })).toEqual([1, 2]);
    expect(ns({ texto: rucs[3] })).toEqual([4]);
    expect(ns({ texto: '%' })).toEqual([]);
    expect(ns({ texto: 'and', filtro: 'APTO' })).toEqual([1]);
  });

  it('show what was settled a moment ago', () => {
    const { runs, id, ns } = judged();
    expect(ns({ filtro: 'revisar' })).toEqual([2, 3, 5, 6]);
    runs.settle(id, [verdictOf(4, { veredicto: 'NO APTO' })]);
    expect(ns({ filtro: 'revisar' })).toEqual([2, 3, 4, 5, 6]);
  });

  it('see what another process settled', () => {
    const folder = data.folder();
    const runs = new RunStore(data.open(folder));
    const run = runOf();
    runs.create(run);
    runs.addItems(
      run.id,
      1,
      companyRucs(3).map((ruc) => itemOf(ruc)),
    );
    const query = { ...ALL, filtro: 'revisar' } as const;
    expect(runs.page(run.id, query).total).toBe(0);
    new RunStore(data.open(folder)).settle(run.id, [verdictOf(2, { veredicto: 'NO APTO' })]);
    expect(runs.page(run.id, query).filas.map((row) => row.n)).toEqual([2]);
  });
});
