import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NameHitView, PadronTaxpayer } from '../../../../shared/contract.ts';
import { createPadronStore } from '../../../../renderer/screens/padron/state/padronStore.ts';
import { bridgeOf, failure } from '../bridge.ts';
import { edition, padronState } from './state.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const hit: NameHitView = {
  ruc: '20100070970',
  veredicto: 'APTO',
  razonSocial: 'SUPERMERCADOS PERUANOS',
  estado: 'ACTIVO',
  condicion: 'HABIDO',
  ubigeo: '150130',
  distrito: 'SAN BORJA',
  provincia: 'LIMA',
  departamento: 'LIMA',
};
const taxpayer: PadronTaxpayer = {
  ...hit,
  direccion: '',
  observacion: '',
  datoAl: 0,
  marcas: [],
  tramos: [],
};

function open(answers: Parameters<typeof bridgeOf>[0] = {}) {
  const fake = bridgeOf({ 'padron.state': () => padronState(), ...answers });
  const elsewhere: string[][] = [];
  let shown = 0;
  const store = createPadronStore(fake.bridge, {
    openElsewhere: (files) => elsewhere.push(files.map(({ name }) => name)),
    showPadron: () => (shown += 1),
  });
  return { ...fake, store, get: store.getState, elsewhere, shown: () => shown };
}

const file = (name: string): File => ({ name }) as File;

describe('the padrón in the window', () => {
  it('holds what main tells, and the news of its job', async () => {
    const { get } = open();
    await get().load();
    expect(get().estado?.edicion?.filas).toBe(18_297_300);
    const job = { tipo: 'importar', nombre: 'a.zip', progreso: null, cancelando: false } as const;
    get().progress(job);
    expect(get().estado?.trabajo).toEqual(job);
    expect(get().estado?.edicion?.n).toBe(1);
  });

  it('says what failed, until it has been seen', async () => {
    const { get } = open({ 'padron.import': () => failure('padron-en-uso') });
    const ultimo = {
      id: 3,
      tipo: 'importar',
      fin: 'falla',
      nombre: 'a.zip',
      archivo: null,
      fecha: null,
      error: { code: 'padron-archivo-danado', message: 'x' },
    } as const;
    get().receive(padronState({ ultimo }));
    await get().importFile('archivo-1');
    expect(get().fallo?.code).toBe('padron-en-uso');
    get().dismiss();
    expect(get().fallo).toBeNull();
    expect(get().visto).toBe(3);
  });

  it('imports the file that was chosen, and none where the dialog was cancelled', async () => {
    let chosen: unknown = null;
    const { get, inputsOf } = open({ 'padron.choose': () => chosen, 'padron.import': () => ({}) });
    await get().chooseFile();
    expect(inputsOf('padron.import')).toEqual([]);
    chosen = { archivo: 'archivo-9', nombre: 'p.zip' };
    await get().chooseFile();
    await get().importFile('archivo-9', '2026-11-23', true);
    expect(inputsOf('padron.import')).toEqual([
      { archivo: 'archivo-9', fecha: null, aceptar: false },
      { archivo: 'archivo-9', fecha: '2026-11-23', aceptar: true },
    ]);
  });
});

describe('a drop', () => {
  it('goes to the import, to the lists, or to where workbooks go', async () => {
    const kinds: Record<string, string> = { p: 'padron', l: 'lista', r: 'respuestas', x: 'otro' };
    let asked = 0;
    const { get, elsewhere, inputsOf, shown } = open({
      'padron.recognise': () => ({ tipo: kinds[['p', 'l', 'r', 'x'][asked++] as string] }),
      'padron.import': () => ({}),
      'registers.import': () => ({ lista: 'retencion', filas: 2, omitidas: 0, yaEstaba: false }),
    });
    await get().drop(['p.zip', 'l.zip', 'RM1.zip', 'x.csv'].map(file));
    expect(inputsOf('padron.import')).toHaveLength(1);
    expect(inputsOf('registers.import')).toEqual([{ archivo: 'archivo-1', lista: null, aceptar: false }]);
    expect(elsewhere).toEqual([['RM1.zip', 'x.csv']]);
    expect(shown()).toBe(2);
    expect(get().lista.fin?.filas).toBe(2);
  });

  it('of a workbook is tried as a list here, and is a workbook where it is none', async () => {
    const { get, elsewhere } = open({
      'padron.recognise': () => ({ tipo: 'libro' }),
      'registers.import': () => failure('lista-otro-formato'),
    });
    await get().drop([file('compras.xlsx')]);
    expect(elsewhere).toEqual([['compras.xlsx']]);
    expect(get().lista.fallo).toBeNull();
  });

  it('on another screen never tries a workbook as a list', async () => {
    const { get, elsewhere, inputsOf } = open({ 'padron.recognise': () => ({ tipo: 'libro' }) });
    await get().drop([file('compras.xlsx')], false);
    expect(elsewhere).toEqual([['compras.xlsx']]);
    expect(inputsOf('registers.import')).toEqual([]);
  });
});

describe('a list', () => {
  it('older than the one in use waits for a yes', async () => {
    const { get, inputsOf } = open({
      'registers.import': (input: { aceptar: boolean }) =>
        input.aceptar
          ? { lista: 'retencion', filas: 5, omitidas: 1, yaEstaba: false }
          : failure('lista-mas-antigua'),
    });
    await get().importList('archivo-1', 'retencion');
    expect(get().lista.porConfirmar).toMatchObject({ archivo: 'archivo-1', lista: 'retencion' });
    expect(get().lista.fallo).toBeNull();
    await get().acceptList();
    expect(get().lista).toMatchObject({ enCurso: null, porConfirmar: null, fin: { filas: 5 } });
    expect(inputsOf('registers.import')).toHaveLength(2);
  });

  it('that is left, or accepted from a download', async () => {
    const { get, inputsOf } = open({
      'registers.download': ({ aceptar }: { aceptar: boolean }) =>
        aceptar ? { lista: 'ssco', filas: 78, omitidas: 0, yaEstaba: false } : failure('lista-mas-antigua'),
    });
    await get().downloadList('ssco');
    get().leaveList();
    await get().acceptList();
    expect(inputsOf('registers.download')).toHaveLength(1);
    await get().downloadList('ssco');
    await get().acceptList();
    expect(get().lista.fin?.filas).toBe(78);
  });

  it('is read one at a time', async () => {
    let release: (value: unknown) => void = () => undefined;
    const { get, inputsOf } = open({
      'registers.download': () => new Promise((resolve) => (release = resolve)),
    });
    const first = get().downloadList('ssco');
    await vi.advanceTimersByTimeAsync(0);
    await get().downloadList('retencion');
    expect(get().lista.enCurso).toBe('ssco');
    release({ lista: 'ssco', filas: 78, omitidas: 3, yaEstaba: false });
    await first;
    expect(inputsOf('registers.download')).toEqual([{ lista: 'ssco', aceptar: false }]);
    expect(get().lista.fin?.filas).toBe(78);
  });
});

describe('searching', () => {
  it('waits for the last letter, and asks for nothing under two', async () => {
    const { get, inputsOf } = open({ 'padron.search': () => ({ resultados: [hit], hayMas: false }) });
    for (const texto of ['s', 'su', 'sup']) get().search(texto);
    await vi.advanceTimersByTimeAsync(200);
    expect(inputsOf('padron.search')).toEqual([{ texto: 'sup' }]);
    expect(get().hallado).toMatchObject({ texto: 'sup', resultados: [hit] });
    get().search('s');
    await vi.advanceTimersByTimeAsync(200);
    expect(get().hallado).toBeNull();
    expect(inputsOf('padron.search')).toHaveLength(1);
  });

  it('shows the answer to the last text, whatever comes in between', async () => {
    const waiting = new Map<string, (value: unknown) => void>();
    const { get } = open({
      'padron.search': ({ texto }: { texto: string }) =>
        new Promise((resolve) => waiting.set(texto, resolve)),
    });
    get().search('uno');
    await vi.advanceTimersByTimeAsync(200);
    get().search('dos');
    await vi.advanceTimersByTimeAsync(200);
    waiting.get('dos')?.({ resultados: [hit], hayMas: true });
    await vi.advanceTimersByTimeAsync(0);
    waiting.get('uno')?.({ resultados: [], hayMas: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(get().hallado).toMatchObject({ texto: 'dos', hayMas: true });
    expect(get().buscando).toBe(false);
  });

  it('says why there is no answer', async () => {
    const { get } = open({ 'padron.search': () => failure('padron-danado') });
    get().search('uno');
    await vi.advanceTimersByTimeAsync(200);
    expect(get()).toMatchObject({ buscando: false, falloBusqueda: { code: 'padron-danado' } });
  });

  it('opens the detail of the one asked for last, and none that the padrón does not have', async () => {
    const { get } = open({
      'padron.taxpayer': ({ ruc }: { ruc: string }) => (ruc === hit.ruc ? taxpayer : null),
    });
    await get().open(hit.ruc);
    expect(get()).toMatchObject({ abierto: hit.ruc, detalle: { ruc: hit.ruc } });
    await get().open('20131312955');
    expect(get()).toMatchObject({ abierto: null, detalle: null });
  });

  it('is done once more when another edition comes into use', async () => {
    const { get, inputsOf } = open({ 'padron.search': () => ({ resultados: [hit], hayMas: false }) });
    await get().load();
    get().search('sup');
    await vi.advanceTimersByTimeAsync(200);
    get().receive(padronState({ edicion: edition({ n: 2 }) }));
    await vi.advanceTimersByTimeAsync(200);
    get().receive(padronState({ edicion: edition({ n: 2 }), bytes: 5 }));
    await vi.advanceTimersByTimeAsync(200);
    expect(inputsOf('padron.search')).toHaveLength(2);
  });
});
