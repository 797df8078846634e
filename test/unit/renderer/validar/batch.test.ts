import { describe, expect, it } from 'vitest';
import type { CallInput, Reading } from '../../../../shared/contract.ts';
import {
  batchWords,
  bookFigures,
  bookProblem,
  columnsOf,
  omittedWords,
  reportWords,
} from '../../../../renderer/screens/validar/plan/batch.ts';
import {
  candidateWords,
  companionWords,
  shortPlace,
} from '../../../../renderer/screens/validar/plan/candidateWords.ts';
import { batchIn, bookIn, draftIn } from '../../../../renderer/screens/validar/state/model.ts';
import { batchBook, batchSubject, isCopyAmong } from '../../../../renderer/screens/validar/state/subject.ts';
import { createValidarStore } from '../../../../renderer/screens/validar/state/validarStore.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { settings } from '../settings.ts';
import { candidate, planOf, reading } from './workbooks.ts';

const file = (nombre: string) => ({ archivo: `archivo-${nombre}`, nombre });
const refused = (code: ErrorCode) => ({ code, message: code });
const book = (nombre: string, change: Partial<Reading> = {}) => batchBook(file(nombre), reading(change));
const WITHOUT: Partial<Reading> = {
  candidatas: [],
  sinColumna: 'Este libro no tiene una columna con RUC. Elija la columna usted mismo en «Columna».',
};

function open(readings: Record<string, Reading | ErrorCode | Promise<Reading>>) {
  const names = Object.keys(readings);
  const fake = bridgeOf({
    'workbook.read': (input: never) => {
      const { archivo } = input as CallInput<'workbook.read'>;
      const found = readings[names[Number(archivo.slice('archivo-'.length)) - 1] as string];
      return typeof found === 'string' ? failure(found) : found;
    },
    'plan.make': (input: never) => planOf(input),
    'run.list': () => [],
    'job.cancel': () => ({}),
  });
  const store = createValidarStore(fake.bridge, {
    settings: () => settings(),
    rowQuery: () => ({ filtro: 'todos', texto: '', orden: { campo: 'fila', descendente: false } }),
    runShown: () => undefined,
    rowsChanged: () => undefined,
  });
  const drop = (): Promise<void> => store.getState().dropFiles(names.map((name) => new File([], name)));
  return { ...fake, drop, model: () => store.getState() };
}

describe('several workbooks dropped', () => {
  it('are one plan over all that have a column, the others left out', async () => {
    const { drop, model, inputsOf } = open({
      'enero.xlsx': reading(),
      'roto.xlsx': 'archivo-danado',
      'notas.xlsx': reading(WITHOUT),
      'marzo.xlsx': reading(),
    });
    await drop();
    expect(inputsOf('plan.make')).toMatchObject([
      { archivo: 'archivo-1', columna: 'H', otras: [{ archivo: 'archivo-4', columna: 'H' }] },
    ]);
    const batch = batchIn(model().fase);
    expect(batch?.libros.map((b) => b.incluido)).toEqual([true, false, false, true]);
    expect(batch?.libros[1]?.fallo?.code).toBe('archivo-danado');
    expect(draftIn(model().fase)?.politica).toBe('vivo');
  });

  it('are planned without any where none has a column', async () => {
    const { drop, model, inputsOf } = open({ 'a.xlsx': reading(WITHOUT), 'b.xlsx': reading(WITHOUT) });
    await drop();
    expect(inputsOf('plan.make')).toEqual([]);
    expect(draftIn(model().fase)).toMatchObject({ plan: null, calculando: false });
  });

  it('of which only one is a workbook are that one alone', async () => {
    const { drop, model } = open({ 'enero.xlsx': reading() });
    await drop();
    expect(bookIn(model().fase)?.nombre).toBe('enero.xlsx');
  });

  it('are taken in and out, and the plan follows', async () => {
    const { drop, model, inputsOf } = open({ 'a.xlsx': reading(), 'b.xlsx': reading() });
    await drop();
    await model().includeBook('archivo-1', false);
    expect(inputsOf('plan.make').at(-1)).toMatchObject({ archivo: 'archivo-2' });
    expect(inputsOf('plan.make').at(-1)).not.toHaveProperty('otras');
    await model().includeBook('archivo-2', false);
    expect(draftIn(model().fase)?.plan).toBeNull();
  });

  it('let one be looked at alone, and come back with the column chosen there', async () => {
    const { drop, model, inputsOf } = open({ 'a.xlsx': reading(), 'notas.xlsx': reading(WITHOUT) });
    await drop();
    await model().openAlone('archivo-2');
    expect(bookIn(model().fase)).toMatchObject({ nombre: 'notas.xlsx', eleccion: null });
    expect(draftIn(model().fase)?.plan).toBeNull();
    await model().takeColumn('H');
    await model().backToBatch();
    expect(inputsOf('plan.make').at(-1)).toMatchObject({
      archivo: 'archivo-1',
      otras: [{ archivo: 'archivo-2', columna: 'H', manual: true }],
    });
  });

  it('stay as they were where nothing was chosen there', async () => {
    const { drop, model } = open({ 'a.xlsx': reading(), 'b.xlsx': reading() });
    await drop();
    await model().includeBook('archivo-2', false);
    await model().openAlone('archivo-2');
    await model().backToBatch();
    expect(batchIn(model().fase)?.libros.map((b) => b.incluido)).toEqual([true, false]);
  });

  it('are read no further once cancelled', async () => {
    let release = (): void => undefined;
    const slow = new Promise<Reading>((resolve) => (release = () => resolve(reading())));
    const { drop, model, inputsOf } = open({ 'a.xlsx': slow, 'b.xlsx': reading() });
    const dropping = drop();
    await settle();
    expect(model().fase).toMatchObject({ tipo: 'leyendo', de: { n: 1, total: 2 } });
    await model().cancelJob();
    release();
    await dropping;
    expect(model().fase.tipo).toBe('vacio');
    expect(inputsOf('workbook.read')).toHaveLength(1);
    expect(inputsOf('job.cancel')).toHaveLength(1);
  });

  it('that are no workbooks at all get a sentence', async () => {
    const { bridge, model } = open({});
    bridge.acceptFiles = () =>
      Promise.resolve({ ok: true, value: { archivos: [], omitidos: ['a.docx'], respuestas: [] } });
    await model().dropFiles([new File([], 'a.docx')]);
    expect(model().aviso).toContain('no hay libros');
    expect(model().fase.tipo).toBe('vacio');
  });
});

describe('the list of several workbooks', () => {
  it('counts what is checked', () => {
    expect(batchWords(batchSubject([book('a.xlsx'), book('b.xlsx')], []))).toBe(
      'Se validan los 2 libros en una sola corrida.',
    );
    expect(batchWords(batchSubject([book('a.xlsx'), book('b.xlsx', WITHOUT)], []))).toBe(
      'De 2 libros se valida 1; 1 queda fuera.',
    );
    expect(batchWords(batchSubject([book('a.xlsx', WITHOUT), book('b.xlsx', WITHOUT)], []))).toContain(
      'Ninguno',
    );
  });

  it('leaves out a copy of ours beside its source, and says so', () => {
    const names = new Set([
      'a.xlsx',
      'a (verificado).xlsx',
      'a (verificado) (2).xlsx',
      'b (verificado).xlsx',
    ]);
    expect([...names].map((name) => isCopyAmong(name, names))).toEqual([false, true, true, false]);
    const batch = batchSubject([book('a.xlsx'), book('a (verificado).xlsx')], ['notas.docx']);
    expect(batch.libros.map((b) => b.incluido)).toEqual([true, false]);
    expect(omittedWords(batch)).toBe(
      'No son libros y quedan fuera: notas.docx. Son copias anotadas de otro libro de la lista y quedan fuera: a (verificado).xlsx.',
    );
  });

  it('waits for a person’s word on a column that repeats one RUC', () => {
    expect(book('a.xlsx', { candidatas: [candidate({ constante: true })] })).toMatchObject({
      incluido: false,
      eleccion: { columna: 'H' },
    });
  });

  it('takes the column that the user chose before, whatever was found', () => {
    const recordada = { hoja: 'Compras', columna: 'A', filaEncabezado: null, manual: true };
    expect(book('a.xlsx', { recordada })).toMatchObject({ incluido: true, eleccion: recordada });
  });

  it('names five at most of those that come back as a report', () => {
    const books = ['1.xls', '2.xls', '3.xls', '4.xls', '5.xls', '6.ods', '7.xlsx'].map((name) =>
      // By what reading found, not by the name: the fifth is a text that is called .xlsx.
      book(name.replace('5.xls', '5.xlsx'), { enSitio: name === '7.xlsx' }),
    );
    expect(reportWords(batchSubject(books, []))).toBe(
      'Se devuelven como informe nuevo en .xlsx: 1.xls, 2.xls, 3.xls, 4.xls, 5.xlsx y 1 más.',
    );
    expect(reportWords(batchSubject([book('7.xls')], []))).toBe('');
  });

  it('says why one is left out, and leaves what to do to its button', () => {
    expect(bookProblem(book('a.xlsx', WITHOUT))).toBe('Este libro no tiene una columna con RUC.');
    const empty =
      'Se halló la columna B («Nro. Doc»), pero no tiene ningún RUC. Revise el libro o elija otra columna.';
    expect(bookProblem(book('a.xlsx', { candidatas: [], sinColumna: empty }))).toBe(
      'Se halló la columna B («Nro. Doc»), pero no tiene ningún RUC.',
    );
    expect(bookProblem(batchBook(file('a.xlsx'), refused('archivo-cifrado')))).toBe('archivo-cifrado');
    expect(bookProblem(book('a.xlsx'))).toBe('');
  });

  it('has the figures of what was found, else of what the plan read', () => {
    const found = book('a.xlsx', { candidatas: [candidate({ filas: 40, distintos: 12 })] });
    expect(bookFigures(found, null)).toMatchObject({ filas: 40, distintos: 12 });
    const named = {
      ...found,
      eleccion: { hoja: 'Compras', columna: 'A', filaEncabezado: null, manual: true },
    };
    expect(bookFigures(named, null)).toBeNull();
    const source = {
      nombre: 'a.xlsx',
      hoja: 'Compras',
      columna: 'A',
      titulo: '',
      filas: 5,
      otros: 0,
      distintos: 4,
    };
    const plan = planOf({ archivo: '', frescuraMs: 0, ...named.eleccion }, { fuentes: [source] });
    expect(bookFigures(named, plan)).toMatchObject({ filas: 5, distintos: 4 });
  });

  it('offers every column found, and the one that the user named', () => {
    const two = book('a.xlsx', { candidatas: [candidate(), candidate({ columna: 'B' })] });
    expect(columnsOf(two).options.map((o) => o.label)).toEqual(['Compras · H · RUC', 'Compras · B']);
    const named = { ...two, eleccion: { hoja: 'Compras', columna: 'A', filaEncabezado: null, manual: true } };
    const { options, value, choices } = columnsOf(named);
    expect(options).toHaveLength(3);
    expect(choices.get(value ?? '')).toEqual(named.eleccion);
  });
});

describe('a column in words', () => {
  it('says where it is and how much it holds', () => {
    expect(candidateWords(candidate({ hoja: 'Maestro', columna: 'B', distintos: 1585 }))).toBe(
      'Hoja Maestro · columna B (1,585 RUC)',
    );
    expect(candidateWords(candidate({ hoja: '', columna: 'F' }))).toBe('Columna F (9 RUC)');
    expect(candidateWords(candidate({ constante: true, oculta: true }))).toBe(
      'Hoja Compras · columna H (un solo RUC en todas las filas, hoja oculta)',
    );
    expect(shortPlace('', 'F', '')).toBe('F');
  });

  it('names the columns of names and dates that go with it', () => {
    expect(companionWords(candidate())).toBe('');
    expect(companionWords(candidate({ columnaNombre: 'I', columnaFecha: 'C' }))).toBe(
      'Los nombres de la columna I se comparan con los registrados. Las fechas de emisión están en la columna C.',
    );
  });
});
