/** What lives on without a window, over real partners and the simulator; only the panel and the notifications are not. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Background, type BackgroundDeps } from '../../../main/app/background.ts';
import { Scheduling } from '../../../main/app/scheduling.ts';
import type { TrayAction, TrayItem, TrayView } from '../../../main/app/tray-model.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { companyRucs } from '../../support/rucs.ts';
import { openTestWindow, type TestWindow } from '../../support/window.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let simulator: Simulator;
let folder: string;
let remove: () => void;
const closing: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  simulator = await createSimulator({ existAll: true });
  ({ folder, remove } = temporaryFolder());
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await simulator.close();
  remove();
});

function live(token?: string | null) {
  const window = openTestWindow({
    folder,
    url: simulator.url,
    ...(token === undefined ? {} : { token }),
  });
  const did: unknown[] = [];
  const noticed: { title: string; body: string; clicked: () => void }[] = [];
  const panel = { groups: [] as TrayView['groups'], choose: (_action: TrayAction) => undefined as void };
  const monitor = new EventEmitter();
  const log = recordingLog();
  const schedule = new Scheduling(window.desk, { random: () => 0, log });
  const background = new Background({
    desk: window.desk,
    schedule,
    monitor: monitor as unknown as BackgroundDeps['monitor'],
    makePanel: (chosen) => {
      panel.choose = chosen;
      return {
        setIcon: (icon) => void did.push(`icon ${icon}`),
        setToolTip: () => undefined,
        setMenu: (groups) => (panel.groups = groups),
        destroy: () => void did.push('destroyed'),
      };
    },
    notify: (text, clicked) => void noticed.push({ ...text, clicked }),
    showWindow: () => void did.push('window'),
    send: (name, payload) => void did.push([name, payload]),
    rested: () => undefined,
    quit: () => void did.push('quit'),
    log,
  });
  closing.push(
    () => window.close(),
    () => schedule.stop(),
    () => background.close(),
  );
  const item = (id: string): TrayItem | undefined => panel.groups.flat().find((one) => one.id === id);
  const choose = (id: string): void => panel.choose(item(id)?.action as TrayAction);
  return { window, background, schedule, monitor, did, noticed, item, choose, log };
}

async function addPartners({ desk }: TestWindow, rucs: readonly string[]): Promise<void> {
  await desk.workspace().partners.add(
    rucs.map((texto) => ({ texto })),
    { tipo: 'proveedor', grupos: [] },
  );
}

/** Refreshes all from the window, whatever is fresh. */
async function refresh({ desk }: TestWindow): Promise<string> {
  const { corrida, done } = await desk
    .workspace()
    .partners.refreshes.start({ tipo: 'todos' }, { tambienFrescos: true, tope: null, askedBy: 'ventana' });
  await done;
  return corrida;
}

describe('the tray', () => {
  it('refreshes what is due, shows that it does, and then what came of it', async () => {
    await simulator.close();
    // Slower than the tray is drawn.
    simulator = await createSimulator({ existAll: true, latencyMs: 1_500 });
    const { window, did, item, choose } = live();
    await addPartners(window, companyRucs(20));
    await vi.waitFor(() => expect(item('refrescar')?.label).toBe('Refrescar ahora (20 vencidos)'), 5_000);
    choose('refrescar');
    await vi.waitFor(() => expect(item('ultimo')?.label).toMatch(/: hoy \d\d:\d\d, sin cambios$/), 5_000);
    expect(simulator.stats.timesAnswered().size).toBe(20);
    expect(did).toContain('icon working');
    expect(did.at(-1)).toBe('icon idle');
  });

  it('tells in the window what it could not do', async () => {
    const { window, did, item, choose } = live(null);
    await addPartners(window, companyRucs(2));
    await vi.waitFor(() => expect(item('refrescar')?.action).toEqual({ tipo: 'refrescar' }), 5_000);
    choose('refrescar');
    await vi.waitFor(() => expect(did).toContain('window'));
    expect(did.slice(-2)).toEqual([
      ['app.show', { pantalla: 'socios', corrida: null }],
      ['app.failure', expect.objectContaining({ code: 'token-falta' })],
    ]);
    expect(simulator.stats.requests).toEqual([]);
  });

  it('puts refreshes off for today, and no longer', async () => {
    const { window, schedule, item, choose } = live();
    await addPartners(window, companyRucs(2));
    await vi.waitFor(() => expect(item('pausa')?.action).toEqual({ tipo: 'pausar' }), 5_000);
    choose('pausa');
    expect(schedule.state().enPausaHasta).not.toBeNull();
    await vi.waitFor(() => expect(item('pausa')?.label).toBe('Reanudar'), 5_000);
    choose('pausa');
    expect(schedule.state().enPausaHasta).toBeNull();
  });

  it('opens, leads to changes, and quits', () => {
    const { did, choose } = live();
    did.length = 0;
    for (const id of ['abrir', 'cambios', 'salir']) choose(id);
    expect(did).toEqual(['window', 'window', ['app.show', { pantalla: 'cambios', corrida: null }], 'quit']);
  });

  it('shows the demonstration while it lasts, with no schedule, and the firm’s own again', async () => {
    const { window, schedule, item } = live();
    await addPartners(window, companyRucs(2));
    await vi.waitFor(() => expect(schedule.state().proximo).not.toBeNull());
    await window.desk.setDemo(true);
    expect(schedule.state().proximo).toBeNull();
    await vi.waitFor(() => expect(item('refrescar')?.label).toContain('aún no hay socios'), 5_000);
    await window.desk.setDemo(false);
    await vi.waitFor(() => expect(item('refrescar')?.label).toContain('2 vencidos'), 5_000);
    await vi.waitFor(() => expect(schedule.state().proximo).not.toBeNull(), 5_000);
  });

  it('looks at the time when the computer wakes up', () => {
    const { monitor, schedule, background } = live();
    const wake = vi.spyOn(schedule, 'wake');
    monitor.emit('resume');
    monitor.emit('unlock-screen');
    expect(wake).toHaveBeenCalledTimes(2);
    background.close();
    expect(monitor.eventNames()).toEqual([]);
  });
});

describe('notifications', () => {
  const worse = { condicion_de_domicilio: 'NO HABIDO' };
  const good = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };

  it('are one a refresh, where something changed, and lead to its changes', async () => {
    const { window, did, noticed } = live();
    const rucs = companyRucs(8);
    for (const ruc of rucs) simulator.change(ruc, good);
    await addPartners(window, rucs);
    await refresh(window);
    await refresh(window);
    expect(noticed).toEqual([]);
    for (const ruc of rucs.slice(0, 3)) simulator.change(ruc, { ...good, ...worse });
    const corrida = await refresh(window);
    expect(noticed.map(({ title }) => title)).toEqual(['3 socios cambiaron: 3 empeoraron']);
    noticed[0]?.clicked();
    expect(did.slice(-2)).toEqual(['window', ['app.show', { pantalla: 'cambios', corrida }]]);
    await refresh(window);
    expect(noticed).toHaveLength(1);
  });

  it('are not for who does not want them', async () => {
    const { window, noticed } = live();
    const [ruc] = companyRucs(1) as [string];
    simulator.change(ruc, good);
    await addPartners(window, [ruc]);
    await refresh(window);
    window.desk.workspace().settings.save({ avisosDeCambios: false });
    simulator.change(ruc, { ...good, ...worse });
    await refresh(window);
    expect(window.desk.workspace().partners.summary().cambiosSinLeer).toBe(1);
    expect(noticed).toEqual([]);
  });

  it('that fail are logged, and the refresh ends as ever', async () => {
    const { window, noticed, log } = live();
    const [ruc] = companyRucs(1) as [string];
    simulator.change(ruc, good);
    await addPartners(window, [ruc]);
    await refresh(window);
    simulator.change(ruc, { ...good, ...worse });
    const { changes, refreshes } = window.desk.workspace().partners;
    vi.spyOn(changes, 'pages').mockImplementation(() => {
      throw new Error('no disk');
    });
    await refresh(window);
    expect(refreshes.last()).toMatchObject({ estado: 'terminada', cambios: 1 });
    expect(noticed).toEqual([]);
    expect(log.lines[0]).toContain('The changes could not be told. Error: no disk');
  });

  it('say once, ever, that the app stays in the tray', async () => {
    const first = live();
    first.background.stayed();
    first.background.stayed();
    expect(first.noticed.map(({ title }) => title)).toEqual(['Habido sigue en la bandeja']);
    first.noticed[0]?.clicked();
    expect(first.did.at(-1)).toBe('window');
    for (const close of closing.splice(0).reverse()) await close();
    const next = live();
    next.background.stayed();
    expect(next.noticed).toEqual([]);
  });
});
