import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandleRegistry, openedFile, type OpenedFile } from '../../../main/ipc/file-handles.ts';
import { padronHandlers } from '../../../main/ipc/padron.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { calls, type CallInput, type CallOutput, type PadronState } from '../../../shared/contract.ts';
import { writePadron, type PadronFileFacts, type PadronFileOptions } from '../../support/padron-file.ts';
import { sscoBook } from '../../support/register-files.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

type Name = Extract<keyof typeof calls, `padron.${string}` | `registers.${string}`>;

let folder: string;
let remove: () => void;
let workspace: Workspace;
let closed = false;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
  workspace = testWorkspace(join(folder, 'datos'), { url: 'http://127.0.0.1:9', token: null });
  closed = false;
});
afterEach(async () => {
  if (!closed) await workspace.close();
  remove();
});

function setUp() {
  const files = new HandleRegistry<OpenedFile>('archivo');
  const states: PadronState[] = [];
  let waiting: { wanted(state: PadronState): boolean; resolve(state: PadronState): void } | null = null;
  let chosen: string | null = null;
  const internal: unknown[] = [];
  const { handlers, opened } = padronHandlers({
    workspace: () => workspace,
    files,
    choosePadron: () => Promise.resolve(chosen),
    now: () => Date.UTC(2026, 10, 24, 17),
    send: (name, payload) => {
      if (name !== 'padron.changed') return;
      const state = payload as PadronState;
      states.push(state);
      if (waiting?.wanted(state) === true) waiting.resolve(state);
    },
    log: { error: (_line, error) => internal.push(error) },
  });
  opened();
  /** As the wrapper of all calls does it: input and output go through the contract's schemas. */
  const call = async <N extends Name>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const handler = handlers[name] as (given: unknown) => Promise<unknown>;
    return calls[name].output.parse(await handler(calls[name].input.parse(input))) as CallOutput<N>;
  };
  const ended = (): Promise<PadronState> =>
    new Promise((resolve) => {
      waiting = { wanted: (state) => state.trabajo === null && state.ultimo !== null, resolve };
    });
  const open = (path: string): string => files.add(openedFile(path));
  return {
    call,
    open,
    states,
    internal,
    choose: (path: string | null) => (chosen = path),
    ended,
    importFile: async (path: string, fecha: string | null = null, aceptar = false) => {
      const end = ended();
      await call('padron.import', { archivo: open(path), fecha, aceptar });
      return await end;
    },
  };
}

function padron(name: string, options: Partial<PadronFileOptions> = {}): Promise<PadronFileFacts> {
  return writePadron(join(folder, name), { rows: 3000, ...options });
}

describe('the calls of the padrón', () => {
  it('tell that there is none, and what the dialog chose', async () => {
    const { call, choose } = setUp();
    expect(await call('padron.state', {})).toMatchObject({
      edicion: null,
      danado: false,
      ediciones: [],
      trabajo: null,
      ultimo: null,
    });
    expect(await call('padron.choose', { para: 'padron' })).toBeNull();
    choose(join(folder, 'p.zip'));
    expect(await call('padron.choose', { para: 'padron' })).toMatchObject({ nombre: 'p.zip' });
    expect(await call('padron.taxpayer', { ruc: '20100070970' })).toBeNull();
    await expect(call('padron.search', { texto: 'algo' })).rejects.toMatchObject({ code: 'padron-falta' });
  });

  it('import in the background, find by name and RUC, and remember what was before', async () => {
    const { call, importFile, states } = setUp();
    const first = await padron('uno.zip');
    const second = await padron('dos.zip', {
      changes: { condicion: 40, nuevos: 10 },
      entryTime: { year: 2026, month: 11, day: 24, hour: 5, minute: 0 },
    });
    const end = await importFile(first.path);
    expect(end.ultimo).toMatchObject({ fin: 'importado', nombre: 'uno.zip', error: null });
    expect(end).toMatchObject({ edicion: { filas: 3000, archivo: 'uno.zip' }, nombres: 'listos' });
    expect(states[0]?.trabajo).toMatchObject({ tipo: 'importar', nombre: 'uno.zip' });

    expect((await importFile(second.path)).edicion?.cambios).toMatchObject({ nuevos: 10 });
    const changed = second.rows.rucsOf('condicion')[0] as string;
    const detail = await call('padron.taxpayer', { ruc: changed });
    expect(detail?.tramos.map(({ hasta }) => hasta === null)).toEqual([true, false]);
    expect(detail?.condicion).not.toBe(detail?.tramos[1]?.condicion);

    const found = await call('padron.search', { texto: changed });
    expect(found.resultados).toHaveLength(1);
    expect(found.resultados[0]).toMatchObject({ ruc: changed, veredicto: detail?.veredicto });
    expect(found.hayMas).toBe(false);
  });

  it('say why an import ended without a padrón, and take it again with a date', async () => {
    const { call, importFile, ended } = setUp();
    const text = await padron('padron.txt');
    const end = await importFile(text.path);
    expect(end.ultimo).toMatchObject({ fin: 'falla', error: { code: 'padron-sin-fecha' }, fecha: null });
    expect(end.edicion).toBeNull();
    const again = ended();
    const archivo = end.ultimo?.archivo as string;
    await expect(
      call('padron.import', { archivo, fecha: '2126-11-23', aceptar: false }),
    ).rejects.toMatchObject({ code: 'padron-sin-fecha' });
    await call('padron.import', { archivo, fecha: '2026-11-23', aceptar: false });
    expect(await again).toMatchObject({ ultimo: { fin: 'importado', fecha: '2026-11-23' } });
  });

  it('stop what runs, and let nothing else begin meanwhile', async () => {
    const { call, open, ended } = setUp();
    const large = await padron('grande.zip', { rows: 150_000 });
    const archivo = open(large.path);
    const end = ended();
    await call('padron.import', { archivo, fecha: null, aceptar: false });
    await expect(call('padron.import', { archivo, fecha: null, aceptar: false })).rejects.toMatchObject({
      code: 'padron-en-uso',
    });
    await expect(call('padron.download', {})).rejects.toMatchObject({ code: 'padron-en-uso' });
    await call('padron.cancel', {});
    expect(await end).toMatchObject({ edicion: null, ultimo: { fin: 'cancelado' } });
  });

  it('end with the workspace, without a failure that nobody hears', async () => {
    const { call, open, internal } = setUp();
    const large = await padron('grande.zip', { rows: 150_000 });
    await call('padron.import', { archivo: open(large.path), fecha: null, aceptar: false });
    closed = true;
    await workspace.close();
    expect(internal).toEqual([]);
  });

  it('read a list, and hold who is on it for NO APTO', async () => {
    const { call, open, importFile, states } = setUp();
    const file = await padron('uno.zip');
    await importFile(file.path);
    const good = Array.from({ length: 3000 }, (_, i) => file.rows.row(i)).find(
      (row) => row?.ruc.startsWith('20') === true && row.estado === 'ACTIVO' && row.condicion === 'HABIDO',
    );
    const ruc = good?.ruc as string;
    expect(await call('padron.taxpayer', { ruc })).toMatchObject({ veredicto: 'APTO' });
    const book = join(folder, 'sujesincapacidadOperativa.xlsx');
    writeFileSync(book, sscoBook([{ ruc: Number(ruc), publicada: '31/10/2026' }]));
    const archivo = open(book);
    expect(await call('padron.recognise', { archivo })).toEqual({ tipo: 'libro' });
    expect(await call('registers.import', { archivo, lista: null, aceptar: false })).toEqual({
      lista: 'ssco',
      filas: 1,
      omitidas: 0,
      yaEstaba: false,
    });
    expect(states.at(-1)?.registros.find(({ lista }) => lista === 'ssco')?.enUso?.filas).toBe(1);
    const detail = await call('padron.taxpayer', { ruc });
    expect(detail?.veredicto).toBe('NO APTO');
    expect(detail?.observacion).toContain('sujetos sin capacidad operativa');
    expect((await call('padron.search', { texto: ruc })).resultados[0]?.veredicto).toBe('NO APTO');
    expect(await call('registers.import', { archivo, lista: 'ssco', aceptar: false })).toMatchObject({
      yaEstaba: true,
    });
  });
});
