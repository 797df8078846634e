/** The window's calls about partners over real data and the simulator, through the contract's schemas. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScheduleControl } from '../../../main/ipc/partner-events.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import type { CallInput, CallOutput, PartnerRow } from '../../../shared/contract.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs } from '../../support/rucs.ts';
import { GOOD, LOST } from '../../support/socios.ts';
import { NO_SCHEDULE, openTestWindow, type TestWindow } from '../../support/window.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ALL = { tipo: 'todos' } as const;
const QUERY: Omit<CallInput<'partners.rows'>, 'desde' | 'cuantas'> = {
  texto: '',
  grupo: null,
  tipo: null,
  filtro: 'todos',
  orden: { campo: 'ruc', descendente: false },
};

let place: ReturnType<typeof temporaryFolder>;
let simulator: Simulator;
let window: TestWindow;

function open(options: { token?: string | null; schedule?: ScheduleControl } = {}): TestWindow {
  window = openTestWindow({ folder: `${place.folder}/datos`, url: simulator.url, ...options });
  return window;
}

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({ existAll: true });
});

afterEach(async () => {
  await window.close();
  await simulator.close();
  place.remove();
  expect(window.logged).toEqual([]);
});

function add(
  texto: string,
  options: Partial<CallInput<'partners.add'>> = {},
): Promise<CallOutput<'partners.add'>> {
  return window.call('partners.add', { texto, alias: '', tipo: 'proveedor', grupos: [], ...options });
}

async function rows(query: Partial<typeof QUERY> = {}): Promise<PartnerRow[]> {
  return (await window.call('partners.rows', { ...QUERY, ...query, desde: 0, cuantas: 500 })).filas;
}

/** Refreshes to the end. */
async function refresh(
  options: Partial<CallInput<'partners.refresh'>> = {},
): Promise<{ corrida: string; end: Awaited<ReturnType<typeof window.event<'partners.refreshed'>>> }> {
  const asked = { alcance: ALL, tambienFrescos: false, tope: null, ...options };
  const { corrida } = await window.call('partners.refresh', asked);
  return { corrida, end: await window.event('partners.refreshed', (found) => found.corrida === corrida) };
}

describe('adding', () => {
  it('takes RUCs out of any text, and says what can’t be one', async () => {
    const [a, b, c] = companyRucs(3) as [string, string, string];
    open();
    expect(
      await add(`Facturas de ${a}, ${b.slice(0, 2)}-${b.slice(2, 10)}-${b.slice(10)} y 20131312956.`),
    ).toEqual({
      agregados: 2,
      yaEstaban: 0,
      volvieron: 0,
      invalidos: [{ texto: '20131312956', motivo: expect.stringContaining('dígito verificador') as string }],
      invalidosTotal: 1,
    });
    expect(await add(c, { alias: 'Fletes', tipo: 'cliente', grupos: ['Cliente Uno'] })).toMatchObject({
      agregados: 1,
    });
    expect(await add(a)).toMatchObject({ agregados: 0, yaEstaban: 1 });
    expect(await rows()).toMatchObject([
      { ruc: a, alias: '', tipo: 'proveedor', grupos: [], veredicto: null, vencido: true },
      { ruc: b },
      { ruc: c, alias: 'Fletes', tipo: 'cliente', grupos: ['cliente uno'] },
    ]);
    expect(await window.call('partners.sections', { texto: '', tipo: null, filtro: 'todos' })).toEqual([
      { grupo: 'cliente uno', nombre: 'Cliente Uno', socios: 1 },
      { grupo: '', nombre: 'Sin grupo', socios: 2 },
    ]);
    const told = await window.event('partners.changed', ({ socios }) => socios === 3);
    expect(told).toMatchObject({ vencidos: 3, sinGrupo: 2, agenda: NO_SCHEDULE.state() });
    expect(simulator.stats.requests).toEqual([]);
  });

  it('takes a workbook’s column whole, as a plan of it reads it', async () => {
    const rucs = companyRucs(40);
    open().chooses({ workbooks: [writeLibro(place.folder, [...rucs, '20131312956', '45678912'])] });
    const archivo = (await window.call('files.choose', { carpeta: false }))?.archivos[0]?.archivo ?? '';
    const reading = await window.call('workbook.read', { archivo });
    const { hoja, columna, filaEncabezado } = reading.candidatas[0] ?? expect.unreachable('no column');
    const column = { archivo, hoja, columna, filaEncabezado, manual: false };
    const added = await window.call('partners.addFromBook', {
      ...column,
      tipo: 'cliente',
      grupos: ['Libro'],
    });
    const plan = await window.call('plan.make', { ...column, frescuraMs: 0 });
    expect(added).toMatchObject({ agregados: 40, invalidosTotal: plan.formatoInvalido });
    expect((await rows({ grupo: 'libro', tipo: 'cliente' })).map(({ ruc }) => ruc)).toEqual([...rucs].sort());
  });

  it('takes the valid RUCs of a run, which stays the only one listed', async () => {
    const rucs = companyRucs(12);
    open().chooses({ workbooks: [writeLibro(place.folder, [...rucs, '20131312956'])] });
    const archivo = (await window.call('files.choose', { carpeta: false }))?.archivos[0]?.archivo ?? '';
    const choice = { hoja: 'Compras', columna: 'B', filaEncabezado: 1, manual: false };
    const { plan } = await window.call('plan.make', { archivo, ...choice, frescuraMs: 86_400_000 });
    const start = { plan, politica: 'vivo', tope: null, confirmado: true } as const;
    const { corrida } = await window.call('run.start', start);
    await window.event('run.progress', (run) => run.corrida === corrida && run.estado === 'terminada');
    const added = await window.call('partners.addFromRun', { corrida, tipo: 'ambos', grupos: [] });
    expect(added).toMatchObject({ agregados: 12, invalidosTotal: 0 });
    // What the run learnt came along: nothing is due.
    expect(await rows({ filtro: 'vencidos' })).toEqual([]);
    const plain = { alcance: ALL, tambienFrescos: false };
    expect(await window.call('partners.refreshPlan', plain)).toMatchObject({
      socios: 12,
      vencidos: 0,
      consultas: 0,
    });
    await expect(window.call('partners.refresh', { ...plain, tope: null })).rejects.toMatchObject({
      code: 'socios-nada-vencido',
    });
    const again = await refresh({ tambienFrescos: true });
    expect(again.end).toMatchObject({ estado: 'terminada', socios: 12, respondidos: 12, sinRespuesta: 0 });
    expect((await window.call('run.list', {})).map((run) => run.corrida)).toEqual([corrida]);
    expect(window.events('run.progress').map((run) => run.corrida)).not.toContain(again.corrida);
    const detail = await window.call('partners.detail', { ruc: rucs[0] as string });
    expect(detail?.corridas).toMatchObject([{ corrida, nombre: 'libro.xlsx', filas: 1 }]);
  });
});

describe('editing', () => {
  it('changes fields and groups, removes, and finds the history again', async () => {
    const [a, b] = companyRucs(2) as [string, string];
    open();
    await add(`${a} ${b}`, { grupos: ['Uno'] });
    await refresh();
    const cambios = { alias: 'El nuevo', tipo: 'ambos', nota: 'Pagar a 30 días' } as const;
    await window.call('partners.edit', {
      rucs: [a],
      cambios: { ...cambios, agregarGrupos: ['Dos'], quitarGrupos: ['uno'] },
    });
    expect(await rows()).toMatchObject([
      { ruc: a, ...cambios, grupos: ['dos'] },
      { ruc: b, alias: '', nota: '', grupos: ['uno'] },
    ]);
    expect(await window.call('partners.remove', { rucs: [a, a] })).toEqual({ quitados: 1 });
    expect(await rows()).toMatchObject([{ ruc: b }]);
    const gone = await window.call('partners.detail', { ruc: a });
    expect(gone).toMatchObject({ activo: false, nota: cambios.nota });
    expect(await add(a)).toMatchObject({ volvieron: 1, agregados: 0 });
    const back = await window.call('partners.detail', { ruc: a });
    expect(back?.tramos).toEqual(gone?.tramos);
    expect(back).toMatchObject({ activo: true, alias: 'El nuevo' });
    expect(await window.call('partners.detail', { ruc: companyRucs(1, 99)[0] as string })).toBeNull();
  });

  it('saves groups, and takes them away from under their partners', async () => {
    const [a] = companyRucs(1) as [string];
    open();
    await add(a, { grupos: ['Fletes'] });
    const agenda = { activa: true, dias: { tipo: 'diaria' }, hora: '07:00', tope: 50 } as const;
    const edit = { clave: 'fletes', nombre: 'Transportes', empresa: null, frescuraDias: 2, agenda };
    expect(await window.call('groups.save', edit)).toEqual({ clave: 'fletes' });
    const { grupos } = await window.call('partners.summary', {});
    expect(grupos).toEqual([
      {
        clave: 'fletes',
        nombre: 'Transportes',
        empresa: null,
        frescuraDias: 2,
        agenda,
        socios: 1,
        vencidos: 1,
      },
    ]);
    await expect(window.call('groups.save', { ...edit, clave: null })).rejects.toMatchObject({
      code: 'grupo-ya-existe',
    });
    await window.call('groups.remove', { clave: 'fletes' });
    expect(await rows()).toMatchObject([{ ruc: a, grupos: [] }]);
    await expect(window.call('groups.remove', { clave: 'fletes' })).rejects.toMatchObject({
      code: 'grupo-no-existe',
    });
  });
});

describe('refreshing', () => {
  it('tells its progress and its end apart from runs over workbooks', async () => {
    const rucs = companyRucs(250);
    open();
    await add(rucs.join('\n'));
    const plan = await window.call('partners.refreshPlan', { alcance: ALL, tambienFrescos: false });
    expect(plan).toEqual({
      socios: 250,
      vencidos: 250,
      peticiones: 3,
      consultas: 250,
      costo: null,
      impedimento: null,
    });
    const { corrida, end } = await refresh();
    expect(end).toMatchObject({
      estado: 'terminada',
      socios: 250,
      respondidos: 250,
      cambios: 0,
      freno: null,
    });
    expect(simulator.stats.requests).toHaveLength(3);
    const progress = window.events('partners.progress');
    expect(new Set(progress.map((run) => `${run.corrida} ${run.tipo}`))).toEqual(
      new Set([`${corrida} socios`]),
    );
    expect(window.events('run.progress')).toEqual([]);
    expect(await window.call('run.list', {})).toEqual([]);
    const summary = await window.event('partners.changed', ({ ultimo }) => ultimo?.corrida === corrida);
    expect(summary).toMatchObject({ vencidos: 0, enCurso: null, ultimo: end });
    // It has no workbook that could be read again, saved or reported.
    for (const call of [
      () => window.call('run.resume', { corrida, tope: null }),
      () => window.call('run.save', { corrida }),
      () => window.call('run.report', { corrida, formato: 'xlsx' }),
      () => window.call('run.outputs', { corrida }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'corrida-no-existe' });
    }
  });

  it('is paused, taken on and cancelled as a run is; what is left is due', async () => {
    await simulator.close();
    simulator = await createSimulator({ existAll: true, latencyMs: 40 });
    open();
    await add(companyRucs(900).join(' '));
    const asked = { alcance: ALL, tambienFrescos: false, tope: null };
    const { corrida } = await window.call('partners.refresh', asked);
    await expect(window.call('partners.refresh', asked)).rejects.toMatchObject({
      code: 'socios-en-refresco',
    });
    await window.event('partners.progress', ({ listos }) => listos > 0);
    await window.call('run.pause', { corrida });
    await window.event('partners.progress', ({ estado }) => estado === 'en pausa');
    expect((await window.call('partners.summary', {})).enCurso).toMatchObject({
      corrida,
      estado: 'en pausa',
    });
    await window.call('run.continue', { corrida });
    await window.call('run.cancel', { corrida });
    const end = await window.event('partners.refreshed');
    expect(end).toMatchObject({ corrida, estado: 'cancelada', sinRespuesta: 900 - end.respondidos });
    expect((await window.call('partners.summary', {})).vencidos).toBe(900 - end.respondidos);
  });

  it('ends at its ceiling, and is taken up with as much again', async () => {
    open();
    await add(companyRucs(30).join(' '));
    const { corrida, end } = await refresh({ tope: 10 });
    expect(end).toMatchObject({ respondidos: 10, freno: { code: 'tope-alcanzado' } });
    expect((await window.call('partners.summary', {})).interrumpido).toBe(corrida);
    for (const respondidos of [20, 30]) {
      expect(await window.call('partners.resume', { corrida })).toEqual({ corrida });
      await window.event('partners.refreshed', (next) => next.respondidos === respondidos);
    }
    expect(await window.call('partners.summary', {})).toMatchObject({ interrumpido: null, vencidos: 0 });
    expect(simulator.stats.requests).toHaveLength(3);
  });

  it('asks for one now whatever is kept of it, and says why there is no answer', async () => {
    const [a, b] = companyRucs(2) as [string, string];
    simulator.change(a, GOOD);
    open();
    await add(a);
    await refresh();
    simulator.change(a, LOST);
    const lost = await window.call('partners.ask', { ruc: a });
    expect(lost).toMatchObject({
      sinRespuesta: null,
      detalle: { veredicto: 'NO APTO', condicion: 'NO HABIDO' },
    });
    expect(lost.detalle.cambios).toMatchObject([
      { campo: 'condicion', de: 'HABIDO', a: 'NO HABIDO', rumbo: 'peor' },
    ]);
    simulator.change(a, { estado_del_contribuyente: '' });
    const silent = await window.call('partners.ask', { ruc: a });
    expect(silent.sinRespuesta).toMatch(/./);
    expect(silent.detalle).toMatchObject({ condicion: 'NO HABIDO', ultimoIntento: { respondido: false } });
    await expect(window.call('partners.ask', { ruc: b })).rejects.toMatchObject({ code: 'socio-no-existe' });
  });

  it('needs a token', async () => {
    const [a] = companyRucs(1) as [string];
    open({ token: null });
    await add(a);
    const asked = { alcance: ALL, tambienFrescos: false };
    expect((await window.call('partners.refreshPlan', asked)).impedimento).toContain('token');
    for (const call of [
      () => window.call('partners.refresh', { ...asked, tope: null }),
      () => window.call('partners.ask', { ruc: a }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'token-falta' });
    }
  });
});

describe('what the window is told', () => {
  it('hangs on settings and on the schedule too', async () => {
    const changes = new Set<() => void>();
    const paused: boolean[] = [];
    let enPausaHasta: number | null = null;
    const schedule: ScheduleControl = {
      state: () => ({ proximo: null, enPausaHasta, aplazado: null }),
      pauseToday: (hoy) => {
        paused.push(hoy);
        enPausaHasta = hoy ? 5 : null;
        for (const tell of changes) tell();
      },
      onChange: (listener) => {
        changes.add(listener);
        return () => changes.delete(listener);
      },
    };
    open({ schedule });
    await window.call('schedule.pause', { hoy: true });
    expect(window.events('partners.changed').at(-1)).toMatchObject({ agenda: { enPausaHasta: 5 } });
    expect(await window.call('partners.summary', {})).toMatchObject({ agenda: { enPausaHasta: 5 } });
    await window.call('schedule.pause', { hoy: false });
    expect(paused).toEqual([true, false]);
    const before = window.events('partners.changed').length;
    await window.call('settings.save', { tema: 'oscuro' });
    expect(window.events('partners.changed')).toHaveLength(before);
    await window.call('settings.save', { sociosFrescuraDias: 3 });
    expect(window.events('partners.changed')).toHaveLength(before + 1);
  });

  it('is of the demonstration while it is shown, and of the firm again after it', async () => {
    const [a, b, c] = companyRucs(3) as [string, string, string];
    open();
    await add(a);
    await window.call('demo.set', { activo: true });
    expect(await rows()).toEqual([]);
    await add(`${b} ${c}`);
    await window.event('partners.changed', ({ socios }) => socios === 2);
    await window.call('demo.set', { activo: false });
    expect(await rows()).toMatchObject([{ ruc: a }]);
    await add(`${b} ${c}`);
    await window.event('partners.changed', ({ socios }) => socios === 3);
  });
});
