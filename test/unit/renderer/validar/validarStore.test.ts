import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../../../shared/contract.ts';
import {
  batchIn,
  bookIn,
  draftIn,
  isBusy,
  viewIn,
} from '../../../../renderer/screens/validar/state/model.ts';
import { createValidarStore } from '../../../../renderer/screens/validar/state/validarStore.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { settings } from '../settings.ts';
import { snapshot } from './snapshot.ts';
import { candidate, planOf, reading } from './workbooks.ts';

const HOUR = 3_600_000;
const RUN = snapshot().corrida;

type Answers = Parameters<typeof bridgeOf>[0];

function open(answers: Answers = {}) {
  const shown: string[] = [];
  let changes = 0;
  const fake = bridgeOf({
    'workbook.read': () => reading(),
    'plan.make': (input: never) => planOf(input),
    'run.list': () => [],
    'run.start': () => ({ corrida: RUN }),
    'run.outputs': () => ({ libros: 1, informes: ['compras.xls'] }),
    'run.snapshot': () => snapshot(),
    ...answers,
  });
  const store = createValidarStore(fake.bridge, {
    settings: () => settings({ frescuraHoras: 48, tope: 1500 }),
    rowQuery: () => ({ filtro: 'todos', texto: '', orden: { campo: 'fila', descendente: false } }),
    runShown: (corrida) => void shown.push(corrida),
    rowsChanged: () => void (changes += 1),
  });
  const file = { archivo: 'archivo-1', nombre: 'compras.xlsx' };
  return { store, file, shown, changes: () => changes, model: () => store.getState(), ...fake };
}

describe('opening a workbook', () => {
  it('reads it and asks for the plan of its best column, with the settings in force', async () => {
    const { model, file, inputsOf } = open();
    await model().openFile(file);
    expect(inputsOf('plan.make')).toEqual([
      {
        archivo: 'archivo-1',
        hoja: 'Compras',
        columna: 'H',
        filaEncabezado: 7,
        manual: false,
        frescuraMs: 48 * HOUR,
      },
    ]);
    expect(draftIn(model().fase)).toMatchObject({ tope: 1500, politica: 'vivo', calculando: false });
  });

  it('says why a file was refused, and stays where it was', async () => {
    const { model, file } = open({ 'workbook.read': () => failure('archivo-cifrado') });
    await model().openFile(file);
    expect(model().fase.tipo).toBe('vacio');
    expect(model().fallo?.code).toBe('archivo-cifrado');
  });

  it('calls a reading that the user cancelled no failure', async () => {
    const { model, file } = open({ 'workbook.read': () => failure('cancelado') });
    await model().openFile(file);
    expect(model().fase.tipo).toBe('vacio');
    expect(model().fallo).toBeNull();
  });

  it('does nothing where the dialog was closed', async () => {
    const { model, asked } = open({ 'files.choose': () => null });
    await model().chooseFiles(false);
    expect(asked.map((a) => a.name)).toEqual(['files.choose']);
    expect(model().fase.tipo).toBe('vacio');
  });

  it('takes several chosen workbooks together, and a folder without any for nothing to read', async () => {
    const archivos = ['a.xlsx', 'b.csv'].map((nombre, i) => ({ archivo: `archivo-${String(i)}`, nombre }));
    const { model, inputsOf } = open({
      'files.choose': (input: never) =>
        (input as { carpeta: boolean }).carpeta
          ? { archivos: [], omitidos: [], respuestas: [] }
          : { archivos, omitidos: ['c.docx'], respuestas: [] },
    });
    await model().chooseFiles(true);
    expect(model().aviso).toContain('no hay libros');
    await model().chooseFiles(false);
    expect(batchIn(model().fase)?.libros.map((book) => book.nombre)).toEqual(['a.xlsx', 'b.csv']);
    expect(inputsOf('files.choose')).toEqual([{ carpeta: true }, { carpeta: false }]);
  });

  it('asks what would come out of the run that it shows', async () => {
    const { model, inputsOf } = open();
    await model().showRun(RUN);
    expect(inputsOf('run.outputs')).toEqual([{ corrida: RUN }]);
    expect(viewIn(model().fase)?.salidas).toEqual({ libros: 1, informes: ['compras.xls'] });
  });

  it('takes no other workbook while a run goes, and says so', async () => {
    const { model, asked } = open();
    await model().showRun(RUN);
    await model().chooseFiles(false);
    expect(asked.map((a) => a.name)).not.toContain('files.choose');
    expect(model().aviso).toContain('Hay una corrida en curso');
    expect(viewIn(model().fase)?.run.corrida).toBe(RUN);
  });

  it('waits for a column where none was found', async () => {
    const { model, file, inputsOf } = open({ 'workbook.read': () => reading({ candidatas: [] }) });
    await model().openFile(file);
    expect(inputsOf('plan.make')).toEqual([]);
    await model().takeColumn('H');
    expect(inputsOf('plan.make')).toMatchObject([{ columna: 'H', manual: true, filaEncabezado: null }]);
  });

  it('offers what it found where main says that it is no answer', async () => {
    const doubtful = reading({ sinColumna: 'Se halló la columna A, pero no tiene ningún RUC.' });
    const { model, file, inputsOf } = open({ 'workbook.read': () => doubtful });
    await model().openFile(file);
    expect(inputsOf('plan.make')).toEqual([]);
    await model().takeChoice({ hoja: 'Compras', columna: 'H', filaEncabezado: 7, manual: false });
    expect(inputsOf('plan.make')).toMatchObject([{ hoja: 'Compras', columna: 'H', manual: false }]);
  });

  it('takes the column that was chosen in a workbook like it', async () => {
    const recordada = { hoja: 'Compras', columna: 'H', filaEncabezado: null, manual: true };
    const { model, file, inputsOf } = open({ 'workbook.read': () => reading({ recordada }) });
    await model().openFile(file);
    expect(inputsOf('plan.make')).toMatchObject([recordada]);
  });

  it('takes what the clipboard holds as a workbook', async () => {
    const { model, inputsOf } = open({
      'files.paste': () => ({ archivo: 'archivo-9', nombre: 'RUC pegados.xlsx' }),
    });
    await model().paste();
    expect(inputsOf('plan.make')).toMatchObject([{ archivo: 'archivo-9' }]);
    expect(bookIn(model().fase)?.nombre).toBe('RUC pegados.xlsx');
  });

  it('shows how far the reading is', async () => {
    let release = (): void => undefined;
    const { model, file } = open({
      'workbook.read': () => new Promise((resolve) => (release = () => resolve(reading()))),
    });
    const reading1 = model().openFile(file);
    await settle();
    model().jobProgress('leer', 0.42);
    expect(model().fase).toEqual({ tipo: 'leyendo', nombre: 'compras.xlsx', avance: 0.42 });
    release();
    await reading1;
    expect(model().fase.tipo).toBe('plan');
  });
});

describe('further columns of a workbook', () => {
  const maestro = { hoja: 'Maestro', columna: 'B', filaEncabezado: 1, manual: false };

  it('go into the same plan, and out of it', async () => {
    const { model, file, inputsOf } = open();
    await model().openFile(file);
    await model().checkAlso(maestro, true);
    expect(inputsOf('plan.make').at(-1)).toMatchObject({
      columna: 'H',
      otras: [{ archivo: 'archivo-1', ...maestro }],
    });
    await model().checkAlso(maestro, false);
    expect(inputsOf('plan.make').at(-1)).not.toHaveProperty('otras');
  });

  it('are never the first column too', async () => {
    const twoSheets = reading({ candidatas: [candidate(), candidate(maestro)] });
    const { model, file, inputsOf } = open({ 'workbook.read': () => twoSheets });
    await model().openFile(file);
    await model().checkAlso(maestro, true);
    await model().takeSheet('Maestro');
    expect(inputsOf('plan.make').at(-1)).toMatchObject({ hoja: 'Maestro', columna: 'B' });
    expect(inputsOf('plan.make').at(-1)).not.toHaveProperty('otras');
  });

  it('are two where one column holds two tables', async () => {
    const { model, file } = open();
    await model().openFile(file);
    await model().checkAlso(maestro, true);
    await model().checkAlso({ ...maestro, filaEncabezado: 90 }, true);
    expect(bookIn(model().fase)?.otras.map((o) => o.filaEncabezado)).toEqual([1, 90]);
    await model().checkAlso(maestro, false);
    expect(bookIn(model().fase)?.otras.map((o) => o.filaEncabezado)).toEqual([90]);
  });
});

describe('the plan', () => {
  it('forgets an answer that comes after the column was taken away', async () => {
    let release = (): void => undefined;
    const bare = { nombre: 'Notas', oculta: false, filas: 1, ultimaColumna: 'A', columnas: [] };
    const { model, file } = open({
      'workbook.read': () => reading({ hojas: [...reading().hojas, bare] }),
      'plan.make': (input: never) => new Promise((resolve) => (release = () => resolve(planOf(input)))),
    });
    void model().openFile(file);
    await settle();
    await model().takeSheet('Notas');
    release();
    await settle();
    expect(draftIn(model().fase)).toMatchObject({ plan: null, calculando: false });
  });

  it('lets the last choice win, whichever answer comes last', async () => {
    const waiting = new Map<number, () => void>();
    const { model, file } = open({
      'plan.make': (input: never) => {
        const { frescuraMs } = input as CallInput<'plan.make'>;
        if (frescuraMs === 48 * HOUR) return planOf(input);
        return new Promise((resolve) => waiting.set(frescuraMs, () => resolve(planOf(input))));
      },
    });
    await model().openFile(file);
    void model().takeFreshness(0);
    void model().takeFreshness(24 * HOUR);
    await settle();
    waiting.get(24 * HOUR)?.();
    await settle();
    waiting.get(0)?.();
    await settle();
    expect(draftIn(model().fase)?.plan?.frescuraMs).toBe(24 * HOUR);
    expect(draftIn(model().fase)?.calculando).toBe(false);
  });

  it('keeps the way of checking that the user took, as long as it can be taken', async () => {
    const { model, file } = open();
    await model().openFile(file);
    model().takePolicy('local');
    await model().takeFreshness(0);
    expect(draftIn(model().fase)?.politica).toBe('local');
    await model().makePlan(true);
    expect(draftIn(model().fase)?.politica).toBe('vivo');
  });

  it('starts with what was chosen and shows the run', async () => {
    const { model, file, inputsOf, shown } = open();
    await model().openFile(file);
    await model().start(1500);
    expect(inputsOf('run.start')).toEqual([
      { plan: 'plan-H', politica: 'vivo', tope: 1500, confirmado: false },
    ]);
    expect(viewIn(model().fase)?.run.corrida).toBe(RUN);
    expect(shown).toEqual([RUN]);
  });

  it('asks for a yes where main needs one, and starts with it and the same ceiling', async () => {
    let times = 0;
    const { model, file, inputsOf } = open({
      'run.start': () => ((times += 1) === 1 ? failure('libro-firmado') : { corrida: RUN }),
    });
    await model().openFile(file);
    await model().start(700);
    const asks = draftIn(model().fase)?.pideSi;
    expect(asks).toMatchObject({ fallo: { code: 'libro-firmado' }, tope: 700 });
    expect(model().fallo).toBeNull();
    await model().start(asks?.tope ?? null, true);
    expect(inputsOf('run.start')[1]).toMatchObject({ confirmado: true, tope: 700 });
    expect(model().fase.tipo).toBe('corrida');
  });

  it('stays on the plan where the start fails', async () => {
    const { model, file } = open({ 'run.start': () => failure('token-falta') });
    await model().openFile(file);
    await model().start(null);
    expect(model().fase).toMatchObject({ tipo: 'plan', iniciando: false });
    expect(model().fallo?.code).toBe('token-falta');
  });
});

describe('a run', () => {
  it('follows its own progress and no other run’s', async () => {
    const { model, changes } = open();
    await model().showRun(RUN);
    model().progress(snapshot({ listos: 1000 }));
    model().progress(snapshot({ corrida: '0199f0aa-0000-7222-8333-444455556666', listos: 1 }));
    expect(viewIn(model().fase)?.run.listos).toBe(1000);
    expect(changes()).toBe(1);
  });

  it('saves a copy once it stands, and keeps what to know of it', async () => {
    const copia = { copia: 'copia-1', nombre: 'compras (verificado).xlsx', copias: 1, filas: 9, avisos: [] };
    const { model, inputsOf } = open({ 'run.save': () => copia, 'copy.open': () => ({}) });
    await model().showRun(RUN);
    await model().saveCopy();
    expect(inputsOf('run.save')).toEqual([]);
    model().progress(snapshot({ estado: 'terminada' }));
    await model().saveCopy();
    expect(viewIn(model().fase)).toMatchObject({ copia, guardando: null });
    await model().openCopy();
    expect(inputsOf('copy.open')).toEqual([{ copia: 'copia-1' }]);
  });

  it('saves a report apart, and says which it is', async () => {
    const informe = { copia: 'copia-2', nombre: 'informe.pdf', copias: 1, filas: 9, avisos: [] };
    const { model, inputsOf } = open({ 'run.report': () => informe });
    await model().showRun(RUN);
    model().progress(snapshot({ estado: 'terminada' }));
    await model().saveReport('pdf');
    expect(inputsOf('run.report')).toEqual([{ corrida: RUN, formato: 'pdf' }]);
    expect(viewIn(model().fase)?.copia).toEqual({ ...informe, clase: 'informe' });
  });

  it('copies the rows that the grid shows, once it stands', async () => {
    const { model, inputsOf } = open({ 'run.copy': () => ({ filas: 3 }) });
    await model().showRun(RUN);
    await model().copyRows();
    expect(inputsOf('run.copy')).toEqual([]);
    model().progress(snapshot({ estado: 'terminada' }));
    await model().copyRows();
    expect(inputsOf('run.copy')).toEqual([
      { corrida: RUN, filtro: 'todos', texto: '', orden: { campo: 'fila', descendente: false } },
    ]);
    expect(viewIn(model().fase)?.copiadas).toEqual({ filas: 3 });
  });

  it('says why a copy could not be written, with the results still there', async () => {
    const { model } = open({ 'run.save': () => failure('salida-abierta') });
    await model().showRun(RUN);
    model().progress(snapshot({ estado: 'terminada' }));
    await model().saveCopy();
    expect(model().fallo?.code).toBe('salida-abierta');
    expect(viewIn(model().fase)).toMatchObject({ guardando: null, copia: null });
  });

  it('is busy while it goes or is paused, and free once it stands', async () => {
    const { model } = open();
    await model().showRun(RUN);
    expect(isBusy(model().fase)).toBe(true);
    model().progress(snapshot({ estado: 'en pausa' }));
    expect(isBusy(model().fase)).toBe(true);
    model().progress(snapshot({ estado: 'cancelada' }));
    expect(isBusy(model().fase)).toBe(false);
  });

  it('is taken up again once at a time', async () => {
    let release = (): void => undefined;
    const { model, inputsOf } = open({
      'run.resume': () => new Promise((resolve) => (release = () => resolve({ corrida: RUN }))),
    });
    const first = model().resume(RUN, 900);
    void model().resume(RUN, 900);
    await settle();
    expect(inputsOf('run.resume')).toEqual([{ corrida: RUN, tope: 900 }]);
    expect(model().retomando).toBe(RUN);
    release();
    await first;
    expect(model().retomando).toBeNull();
    expect(viewIn(model().fase)?.run.corrida).toBe(RUN);
  });

  it('is taken up under another policy where one is named', async () => {
    const { model, inputsOf } = open({ 'run.resume': () => ({ corrida: RUN }) });
    await model().resume(RUN, null, 'vivo');
    expect(inputsOf('run.resume')).toEqual([{ corrida: RUN, tope: null, politica: 'vivo' }]);
  });

  it('goes back to the start with the list of runs read anew', async () => {
    const { model, inputsOf } = open();
    await model().showRun(RUN);
    model().reset();
    await settle();
    expect(model().fase.tipo).toBe('vacio');
    expect(inputsOf('run.list')).toHaveLength(1);
    expect(model().recientes).toEqual([]);
  });
});
