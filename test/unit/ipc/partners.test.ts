/** The calls about partners over parts made for the test: what each one asks for, and a failure in every one. */
import { describe, expect, it } from 'vitest';
import { HandleRegistry, type OpenedFile } from '../../../main/ipc/file-handles.ts';
import { BookReader } from '../../../main/ipc/book-reader.ts';
import { changeHandlers } from '../../../main/ipc/changes.ts';
import { JobSlot } from '../../../main/ipc/job-slot.ts';
import { partnerEvents, type ScheduleControl } from '../../../main/ipc/partner-events.ts';
import { partnerHandlers } from '../../../main/ipc/partners.ts';
import type { Partners } from '../../../main/partners/types.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { calls, type RefreshEnd } from '../../../shared/contract.ts';
import { HabidoError } from '../../../shared/errors.ts';

const NO_SCHEDULE: ScheduleControl = {
  state: () => ({ proximo: null, enPausaHasta: null, aplazado: null }),
  pauseToday: () => undefined,
  onChange: () => () => undefined,
};
const RUC = '20131312955';
const CORRIDA = '0199a5b0-0000-7000-8000-000000000001';
const SUMMARY = { socios: 3, agenda: { proximo: null, enPausaHasta: null, aplazado: null } };
const QUERY = {
  texto: '',
  grupo: null,
  tipo: null,
  filtro: 'todos',
  orden: { campo: 'ruc', descendente: false },
} as const;
const CHANGES = {
  rumbo: 'todos',
  grupo: null,
  dias: null,
  sinLeer: false,
  corrida: null,
  texto: '',
} as const;
const ALL = { tipo: 'todos' } as const;
const ASKED = { tipo: 'cliente', grupos: ['Uno'] } as const;

type Told = [string, unknown];

/** Parts that note what they are asked; with `failure` each of them throws it. */
function setUp(
  failure: Error | null = null,
  options: { token?: string | null; schedule?: ScheduleControl } = {},
) {
  const asked: [string, ...unknown[]][] = [];
  const told: Told[] = [];
  const listeners = { change: new Set<() => void>(), progress: new Set(), end: new Set() };
  const done = Promise.withResolvers<RefreshEnd>();
  const does =
    (name: string, answer?: unknown) =>
    (...input: unknown[]): never => {
      asked.push([name, ...input]);
      if (failure !== null) throw failure;
      return answer as never;
    };
  const listens =
    (set: Set<unknown>) =>
    (listener: unknown): (() => void) => {
      set.add(listener);
      return () => set.delete(listener);
    };
  const started = Promise.resolve({ corrida: CORRIDA, done: done.promise });
  const partners = {
    summary: does('summary', SUMMARY),
    rows: does('rows', { total: 0, filas: [] }),
    sections: does('sections', []),
    detail: does('detail', null),
    add: does('add', Promise.resolve('added')),
    addFromRun: does('addFromRun', Promise.resolve('added')),
    edit: does('edit', Promise.resolve()),
    remove: does('remove', Promise.resolve(2)),
    saveGroup: does('saveGroup', 'uno'),
    removeGroup: does('removeGroup', Promise.resolve()),
    ask: does('ask', Promise.resolve('asked')),
    refreshes: {
      plan: does('plan', Promise.resolve('plan')),
      start: does('start', started),
      resume: does('resume', started),
      onProgress: listens(listeners.progress),
      onEnd: listens(listeners.end),
    },
    changes: {
      rows: does('changes', { total: 0 }),
      mark: does('mark', 4),
      pages: () => [],
    },
    onChange: listens(listeners.change),
  } as unknown as Partners;
  const items = [{ texto: RUC }, { texto: '2010007097' }];
  const workspace = {
    partners,
    clock: { now: () => Date.UTC(2026, 10, 25, 15) },
    token: { get: () => (options.token === undefined ? 'ficha' : options.token) },
    service: { record: () => ({ tope: 7 }) },
    database: { transaction: (work: () => void) => work() },
    audit: { append: does('audit') },
    workbooks: {
      read: () => Promise.resolve({ candidatas: [] }),
      readColumn: does('readColumn', Promise.resolve({ items })),
      table: does('table', Promise.resolve({ filas: 5 })),
    },
  } as unknown as Workspace;
  const files = new HandleRegistry<OpenedFile>('archivo');
  const copies = new HandleRegistry<OpenedFile>('copia');
  const job = new JobSlot();
  let target: string | null = '/salida/cambios';
  const suggested: string[] = [];
  const send = (name: string, payload: unknown): void => void told.push([name, payload]);
  const deps = {
    workspace: () => workspace,
    schedule: options.schedule ?? NO_SCHEDULE,
    send,
    books: new BookReader({ workspace: () => workspace, files, job, send }),
  };
  return {
    asked,
    told,
    listeners,
    done,
    deps,
    copies,
    suggested,
    archivo: files.add({ path: '/libros/compras.xlsx', nombre: 'compras.xlsx' }),
    choose: (path: string | null) => (target = path),
    call: {
      ...partnerHandlers(deps),
      ...changeHandlers({
        workspace: () => workspace,
        copies,
        job,
        send,
        chooseTarget: (name) => {
          suggested.push(name);
          return Promise.resolve(target);
        },
      }),
    },
  };
}

/** Every call with an input of its own. */
function everyCall({ call, archivo }: ReturnType<typeof setUp>): Record<string, () => Promise<unknown>> {
  const column = { archivo, hoja: 'Hoja', columna: 'A', filaEncabezado: 1, manual: false };
  return {
    'partners.summary': () => call['partners.summary']({}),
    'partners.rows': () => call['partners.rows']({ ...QUERY, desde: 0, cuantas: 10 }),
    'partners.sections': () => call['partners.sections']({ texto: '', tipo: null, filtro: 'todos' }),
    'partners.detail': () => call['partners.detail']({ ruc: RUC }),
    'partners.add': () => call['partners.add']({ texto: RUC, alias: '', tipo: 'cliente', grupos: [] }),
    'partners.addFromBook': () => call['partners.addFromBook']({ ...column, tipo: 'cliente', grupos: [] }),
    'partners.addFromRun': () =>
      call['partners.addFromRun']({ corrida: CORRIDA, tipo: 'cliente', grupos: [] }),
    'partners.edit': () => call['partners.edit']({ rucs: [RUC], cambios: { nota: 'x' } }),
    'partners.remove': () => call['partners.remove']({ rucs: [RUC] }),
    'partners.refreshPlan': () => call['partners.refreshPlan']({ alcance: ALL, tambienFrescos: false }),
    'partners.refresh': () => call['partners.refresh']({ alcance: ALL, tambienFrescos: false, tope: null }),
    'partners.resume': () => call['partners.resume']({ corrida: CORRIDA }),
    'partners.ask': () => call['partners.ask']({ ruc: RUC }),
    'groups.save': () =>
      call['groups.save']({ clave: null, nombre: 'Uno', empresa: null, frescuraDias: null, agenda: null }),
    'groups.remove': () => call['groups.remove']({ clave: 'uno' }),
    'schedule.pause': () => call['schedule.pause']({ hoy: true }),
    'changes.rows': () => call['changes.rows']({ ...CHANGES, desde: 0, cuantas: 10 }),
    'changes.mark': () => call['changes.mark']({ consulta: CHANGES, leido: true }),
    'changes.export': () => call['changes.export'](CHANGES),
  };
}

describe('a failure of what a call asks', () => {
  const failure = new HabidoError('disco-lleno');
  const schedule: ScheduleControl = {
    ...NO_SCHEDULE,
    pauseToday: () => {
      throw failure;
    },
  };
  const names = Object.keys(everyCall(setUp()));
  it('is tried in all of them', () => {
    const ours = Object.keys(calls).filter((name) => /^(partners|groups|schedule|changes)\./.test(name));
    expect(names.toSorted()).toEqual(ours.toSorted());
  });
  it.each(names)('%s rejects with it', async (name) => {
    const call = everyCall(setUp(failure, { schedule }))[name] as () => Promise<unknown>;
    await expect(call()).rejects.toBe(failure);
  });
});

describe('the calls about partners', () => {
  it('add what was typed, with its alias where it is one', async () => {
    const { call, asked } = setUp();
    await call['partners.add']({ texto: 'RUC 20-13131295-5.', alias: 'SUNAT', ...ASKED, grupos: ['Uno'] });
    await call['partners.add']({ texto: `${RUC} y 20100070970`, alias: 'SUNAT', ...ASKED, grupos: ['Uno'] });
    expect(asked).toEqual([
      ['add', [{ texto: RUC, alias: 'SUNAT' }], ASKED],
      ['add', [{ texto: RUC }, { texto: '20100070970' }], ASKED],
    ]);
  });

  it('add all items of a column, read once for plan and partners', async () => {
    const { call, asked, archivo } = setUp();
    const column = { archivo, hoja: 'Hoja', columna: 'B', filaEncabezado: 1, manual: true };
    const add = (): Promise<unknown> =>
      call['partners.addFromBook']({ ...column, tipo: 'cliente', grupos: ['Uno'] });
    await add();
    await add();
    const choice = { hoja: 'Hoja', columna: 'B', filaEncabezado: 1, manual: true };
    expect(asked.map(([name]) => name)).toEqual(['readColumn', 'add', 'add']);
    expect(asked[0]).toMatchObject(['readColumn', '/libros/compras.xlsx', choice, {}]);
    expect(asked[1]).toEqual(['add', [{ texto: RUC }, { texto: '2010007097' }], ASKED]);
  });

  it('ask for nothing without a token, and refresh as the window', async () => {
    const { call, asked } = setUp();
    await call['partners.refresh']({ alcance: ALL, tambienFrescos: true, tope: 9 });
    await call['partners.resume']({ corrida: CORRIDA });
    expect(asked).toEqual([
      ['start', ALL, { tambienFrescos: true, tope: 9, askedBy: 'ventana' }],
      ['resume', CORRIDA, { tope: 7, askedBy: 'ventana' }],
    ]);
    const without = setUp(null, { token: null });
    await expect(without.call['partners.ask']({ ruc: RUC })).rejects.toMatchObject({ code: 'token-falta' });
    expect(without.asked).toEqual([]);
  });

  it('tell the window where a refresh that was answered already fails', async () => {
    const { call, done, told } = setUp();
    await call['partners.refresh']({ alcance: ALL, tambienFrescos: false, tope: null });
    done.reject(new HabidoError('disco-lleno'));
    await expect(done.promise).rejects.toThrow();
    expect(told).toEqual([['app.failure', new HabidoError('disco-lleno').toPlain()]]);
  });

  it('carry what the scheduler does next, and put it off', async () => {
    const agenda = { proximo: { en: 5, grupo: '', nombre: '' }, enPausaHasta: 9, aplazado: 'Sin conexión' };
    const paused: boolean[] = [];
    const schedule = {
      ...NO_SCHEDULE,
      state: () => agenda,
      pauseToday: (hoy: boolean) => void paused.push(hoy),
    };
    const { call } = setUp(null, { schedule });
    expect(await call['partners.summary']({})).toEqual({ ...SUMMARY, agenda });
    await call['schedule.pause']({ hoy: true });
    await call['schedule.pause']({ hoy: false });
    expect(paused).toEqual([true, false]);
  });
});

describe('the calls about changes', () => {
  it('mark these, or all that a query finds', async () => {
    const { call, asked } = setUp();
    expect(await call['changes.mark']({ consulta: CHANGES, ids: ['a'], leido: true })).toEqual({
      marcados: 4,
    });
    await call['changes.mark']({ consulta: CHANGES, leido: false });
    expect(asked).toEqual([
      ['mark', CHANGES, ['a'], true],
      ['mark', CHANGES, null, false],
    ]);
  });

  it('export nothing where the dialog was cancelled, else a workbook that is written down', async () => {
    const { call, asked, choose, suggested, copies } = setUp();
    choose(null);
    expect(await call['changes.export'](CHANGES)).toBeNull();
    expect(asked).toEqual([]);
    expect(suggested).toEqual(['Cambios de socios 2026-11-25.xlsx']);
    choose('/salida/cambios');
    const saved = await call['changes.export'](CHANGES);
    expect(saved).toMatchObject({ nombre: 'cambios.xlsx', filas: 5, copias: 1, avisos: [] });
    expect(copies.get(saved?.copia ?? '').path).toBe('/salida/cambios.xlsx');
    expect(asked.at(-1)).toEqual(['audit', 'cambios-exportados', { archivo: 'cambios.xlsx', filas: 5 }]);
  });
});

describe('the events of partners', () => {
  it('come from the open workspace alone', () => {
    const first = setUp();
    const second = setUp();
    let open = first;
    const told: Told[] = [];
    const changes = new Set<() => void>();
    const schedule: ScheduleControl = {
      ...NO_SCHEDULE,
      onChange: (listener) => {
        changes.add(listener);
        return () => changes.delete(listener);
      },
    };
    const news = partnerEvents({
      workspace: () => open.deps.workspace(),
      schedule,
      send: (name, payload) => void told.push([name, payload]),
    });
    news.opened();
    const tellAll = ({ listeners }: typeof first): void => {
      for (const listener of listeners.change) listener();
      for (const listener of listeners.progress) (listener as (run: unknown) => void)('progress');
      for (const listener of listeners.end) (listener as (end: unknown) => void)('end');
    };
    const all: Told[] = [
      ['partners.changed', SUMMARY],
      ['partners.progress', 'progress'],
      ['partners.refreshed', 'end'],
    ];
    tellAll(first);
    expect(told.splice(0)).toEqual(all);
    open = second;
    news.opened();
    tellAll(first);
    expect(told.splice(0)).toEqual([]);
    tellAll(second);
    expect(told.splice(0)).toEqual(all);
    for (const listener of changes) listener();
    news.changed();
    expect(told).toEqual([all[0], all[0]]);
  });
});
