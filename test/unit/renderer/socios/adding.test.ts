import { describe, expect, it } from 'vitest';
import { createSociosStore } from '../../../../renderer/screens/socios/state/sociosStore.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { group, summary } from './partners.ts';

const ADDED = { agregados: 2, yaEstaban: 0, volvieron: 0, invalidos: [], invalidosTotal: 0 };
const CANDIDATE = { hoja: 'Compras', columna: 'B', filaEncabezado: 1 };
const READING = {
  nombre: 'a.xlsx',
  enSitio: true,
  hojas: [
    { nombre: 'Compras', oculta: false, filas: 9, ultimaColumna: 'C', columnas: [] },
    { nombre: 'Otra', oculta: false, filas: 9, ultimaColumna: 'C', columnas: [] },
  ],
  candidatas: [CANDIDATE],
  sinColumna: null,
  avisos: [],
};
const PLAN = { plan: 'plan-1', distintos: 12, formatoInvalido: 2, filaEncabezado: 1 };

function open(answers: Parameters<typeof bridgeOf>[0] = {}) {
  const fake = bridgeOf({
    'partners.summary': () => summary({ socios: 3, grupos: [group('minera', 3)] }),
    'partners.sections': () => [],
    'partners.rows': () => ({ total: 0, filas: [] }),
    'partners.refreshPlan': () => failure('token-falta'),
    'partners.add': () => ADDED,
    'partners.addFromBook': () => ADDED,
    'partners.addFromRun': () => ADDED,
    'workbook.read': () => READING,
    'plan.make': () => PLAN,
    'job.cancel': () => ({}),
    'files.choose': () => ({
      archivos: [{ archivo: 'archivo-1', nombre: 'a.xlsx' }],
      omitidos: [],
      respuestas: [],
    }),
    ...answers,
  });
  const store = createSociosStore(fake.bridge, { ceiling: () => null });
  return { ...fake, model: () => store.getState() };
}

const file = (name: string): File => ({ name }) as File;

describe('adding partners', () => {
  it('sends what was typed, with kind and groups, and tells what it came to', async () => {
    const { model, inputsOf } = open();
    model().startAdding();
    model().typeAdding({ texto: '20100070970' });
    model().typeAdding({ alias: ' Papelera ' });
    model().changeAdding({ clase: 'cliente', grupos: ['Minera'] });
    await model().sendAdding();
    expect(inputsOf('partners.add')).toEqual([
      { texto: '20100070970', alias: 'Papelera', tipo: 'cliente', grupos: ['Minera'] },
    ]);
    expect(model().agregando?.resultado).toEqual(ADDED);
    model().stopAdding();
    expect(model().agregando).toBeNull();
  });

  it('proposes the group that is shown', async () => {
    const { model } = open();
    await model().load();
    model().show({ tipo: 'grupo', clave: 'minera' });
    model().startAdding();
    expect(model().agregando?.grupos).toEqual(['MINERA']);
  });

  it('keeps what was typed where it fails', async () => {
    const { model } = open({ 'partners.add': () => failure('datos-danados') });
    model().startAdding('20100070970');
    await model().sendAdding();
    expect(model().agregando).toMatchObject({
      enviando: false,
      resultado: null,
      origen: { texto: '20100070970' },
      fallo: { code: 'datos-danados' },
    });
  });

  it('reads a workbook and takes its best column; another choice is looked at anew', async () => {
    const { model, inputsOf } = open();
    await model().chooseBook();
    expect(model().agregando?.origen).toMatchObject({ tipo: 'libro', hoja: 'Compras', plan: PLAN });
    await model().takeHeader(3);
    expect(inputsOf('plan.make').at(-1)).toMatchObject({ columna: 'B', filaEncabezado: 3 });
    await model().takeSheet('Otra');
    expect(model().agregando?.origen).toMatchObject({ hoja: 'Otra', eleccion: null, plan: null });
    await model().sendAdding();
    expect(inputsOf('partners.addFromBook')).toEqual([]);
    expect(model().agregando?.enviando).toBe(false);
    await model().takeColumn('C');
    await model().sendAdding();
    expect(inputsOf('partners.addFromBook')).toEqual([
      {
        archivo: 'archivo-1',
        hoja: 'Otra',
        columna: 'C',
        filaEncabezado: null,
        manual: true,
        tipo: 'proveedor',
        grupos: [],
      },
    ]);
  });

  it('takes a dropped workbook, with what was chosen so far, and says that it takes one', async () => {
    const { model } = open();
    model().startAdding();
    model().changeAdding({ clase: 'ambos' });
    await model().dropBooks([file('a.xlsx'), file('b.xlsx')]);
    expect(model().agregando).toMatchObject({ clase: 'ambos', origen: { nombre: 'a.xlsx' } });
    expect(model().aviso).toMatch(/un libro a la vez/);
  });

  it('says that what was given is no workbook', async () => {
    const { model } = open({ 'files.choose': () => ({ archivos: [], omitidos: ['x.exe'], respuestas: [] }) });
    await model().chooseBook();
    expect(model().agregando).toBeNull();
    expect(model().aviso).toMatch(/no hay un libro/);
  });

  it('lets go of a workbook that is being read when the dialog closes', async () => {
    let tell: (value: unknown) => void = () => undefined;
    const { model, asked } = open({ 'workbook.read': () => new Promise((resolve) => (tell = resolve)) });
    void model().chooseBook();
    await settle();
    model().bookProgress(0.4);
    expect(model().agregando?.origen).toMatchObject({ avance: 0.4 });
    model().stopAdding();
    expect(asked.at(-1)?.name).toBe('job.cancel');
    tell(READING);
    await settle();
    expect(model().agregando).toBeNull();
  });

  it('takes the RUCs of a run', async () => {
    const { model, inputsOf } = open();
    model().addFromRun('0199f0aa-1111-7222-8333-444455556666', 'a.xlsx');
    await model().sendAdding();
    expect(inputsOf('partners.addFromRun')).toEqual([
      { corrida: '0199f0aa-1111-7222-8333-444455556666', tipo: 'proveedor', grupos: [] },
    ]);
  });
});
