/**
 * Window and command line as processes of their own over one data folder: both add, edit, mark and refresh at the same
 * time, and nothing of it is lost.
 */
import { beforeEach, expect, test } from 'vitest';
import type { Workspace } from '../../../main/workspace.ts';
import type { CallInput, CallName, CallOutput, PartnerRow } from '../../../shared/contract.ts';
import { childFixture, type Child } from '../../support/child.ts';
import type { WindowNews, WindowOrder } from '../../support/children/window-desk.ts';
import { cliProcess, type CliResult } from '../../support/cli.ts';
import { companyRucs } from '../../support/rucs.ts';
import { GOOD, LOST, sociosFixture } from '../../support/socios.ts';
import { testWorkspace } from '../../support/workspace.ts';

const { start, simulator, env, socios } = sociosFixture();
const child = childFixture();
const ALL = { tipo: 'todos' } as const;
const CHANGES = {
  rumbo: 'todos',
  grupo: null,
  dias: null,
  sinLeer: false,
  corrida: null,
  texto: '',
} as const;

/** The window's process: calls as a page makes them. */
class OtherWindow {
  readonly #child: Child;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #next = 0;

  constructor(process: Child) {
    this.#child = process;
    process.process.on('message', (message) => {
      const news = message as WindowNews;
      if (!('id' in news)) return;
      const asked = this.#waiting.get(news.id);
      this.#waiting.delete(news.id);
      if ('refused' in news) asked?.reject(Object.assign(new Error(news.refused), { code: news.refused }));
      else asked?.resolve(news.value);
    });
  }

  call<N extends CallName>(call: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const id = (this.#next += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.tell({ id, call, input } satisfies WindowOrder);
    });
  }
}

let window: OtherWindow;

beforeEach(() => openWindow());

/** A simulator, and a window over it in place of the one before. */
async function openWindow(latencyMs = 0): Promise<void> {
  await start({ latencyMs });
  const process = child('window-desk', env()['HABIDO_DATOS'] ?? '', simulator().url);
  await process.next();
  window = new OtherWindow(process);
}

const command = (...words: string[]): Promise<CliResult> => cliProcess(['socios', ...words], env());

async function rows(): Promise<Map<string, PartnerRow>> {
  const query = { texto: '', grupo: null, tipo: null, filtro: 'todos' } as const;
  const found = new Map<string, PartnerRow>();
  for (let desde = 0; ; desde += 500) {
    const orden = { campo: 'ruc', descendente: false } as const;
    const { filas } = await window.call('partners.rows', { ...query, orden, desde, cuantas: 500 });
    for (const row of filas) found.set(row.ruc, row);
    if (filas.length < 500) return found;
  }
}

/** What every process left behind is what the facts alone give. */
async function expectRebuildable(): Promise<void> {
  const workspace = testWorkspace(env()['HABIDO_DATOS'] ?? '', { url: simulator().url });
  try {
    const before = projections(workspace);
    await workspace.partners.rebuild();
    expect(projections(workspace)).toEqual(before);
  } finally {
    await workspace.close();
  }
}

test('adding at the same time: every RUC once, in the groups of all who added it', async () => {
  const rucs = companyRucs(900);
  const [byWindow, byOne, byTwo] = [rucs.slice(0, 500), rucs.slice(250, 700), rucs.slice(400, 900)];
  const options = { alias: '', tipo: 'ambos', grupos: ['Ventana', 'Todos'] } as const;
  const added = { agregados: 0, yaEstaban: 0 };
  const count = ({ agregados, yaEstaban }: typeof added): void => {
    added.agregados += agregados;
    added.yaEstaban += yaEstaban;
  };
  const groups = (own: string): string[] => ['--tipo', 'ambos', '--grupo', own, '--grupo', 'Todos', '--json'];
  const commands = Promise.all([
    command('agregar', ...byOne, ...groups('Uno')).then(counted),
    command('agregar', ...byTwo, ...groups('Dos')).then(counted),
  ]);
  // A few at a time, so that the commands come in between.
  for (let from = 0; from < byWindow.length; from += 5) {
    const texto = byWindow.slice(from, from + 5).join('\n');
    count(await window.call('partners.add', { texto, ...options, grupos: [...options.grupos] }));
  }
  for (const one of await commands) count(one);
  expect(added).toEqual({ agregados: 900, yaEstaban: 500 + 450 + 500 - 900 });
  const found = await rows();
  expect([...found.keys()]).toEqual([...rucs].sort());
  const members = { ventana: byWindow, uno: byOne, dos: byTwo, todos: rucs };
  for (const [clave, those] of Object.entries(members)) {
    const there = [...found.values()].filter(({ grupos }) => grupos.includes(clave)).map(({ ruc }) => ruc);
    expect([clave, there]).toEqual([clave, [...those].sort()]);
  }
  await expectRebuildable();
});

test('editing at the same time: each field keeps what was said of it, by whoever', async () => {
  const rucs = companyRucs(60);
  await window.call('partners.add', { texto: rucs.join(' '), alias: '', tipo: 'ambos', grupos: ['Base'] });
  const gone = rucs.slice(40);
  const kept = rucs.slice(0, 40);
  let round = 0;
  const edit = async (): Promise<void> => {
    round += 1;
    for (const [i, ruc] of kept.entries()) {
      const cambios = {
        alias: `Alias ${String(i)}`,
        nota: `Nota ${String(round)}`,
        agregarGrupos: ['Ventana'],
      };
      await window.call('partners.edit', { rucs: [ruc], cambios: { ...cambios, quitarGrupos: ['base'] } });
    }
  };
  const exits = await meanwhile(
    edit,
    [
      command('agregar', ...kept, '--tipo', 'cliente', '--grupo', 'Uno'),
      command('agregar', ...kept, '--tipo', 'cliente', '--grupo', 'Dos'),
      command('quitar', ...gone),
    ].map((result) => result.then(({ exit }) => exit)),
  );
  expect(exits).toEqual([0, 0, 0]);
  const found = [...(await rows()).values()];
  expect(found.map(({ ruc, alias, nota, tipo, grupos }) => ({ ruc, alias, nota, tipo, grupos }))).toEqual(
    kept.map((ruc, i) => ({
      ruc,
      alias: `Alias ${String(i)}`,
      nota: `Nota ${String(round)}`,
      tipo: 'cliente',
      grupos: ['dos', 'uno', 'ventana'],
    })),
  );
  await expectRebuildable();
});

test('refreshing at the same time: one at a time, each partner asked for once', async () => {
  // The first request goes alone, the others after it: time enough for two commands to start.
  await openWindow(1_500);
  const rucs = companyRucs(450);
  await command('agregar', ...rucs);
  const asked = { alcance: ALL, tambienFrescos: false, tope: null };
  const exits = await Promise.all([
    window.call('partners.refresh', asked).then(
      () => 0,
      (error: unknown) => (error as { code: string }).code,
    ),
    command('refrescar', '--json').then(({ exit }) => exit),
    command('refrescar', '--json').then(({ exit }) => exit),
  ]);
  // Whoever came while another was at it was refused; whoever came after found nobody due.
  for (const exit of exits) expect([0, 6, 'socios-en-refresco', 'socios-nada-vencido']).toContain(exit);
  expect(exits).toContain(0);
  await allAnswered();
  expect(askedRucs().toSorted()).toEqual([...rucs].sort());
  await expectRebuildable();
});

test('marking while another process refreshes: every change is there, and what was read stays read', async () => {
  const rucs = companyRucs(300);
  for (const ruc of rucs) simulator().change(ruc, GOOD);
  await command('agregar', ...rucs);
  expect((await command('refrescar')).exit).toBe(0);
  for (const ruc of rucs.slice(0, 100)) simulator().change(ruc, LOST);
  expect((await command('refrescar', '--todos')).exit).toBe(0);
  for (const ruc of rucs.slice(0, 200))
    simulator().change(ruc, { ...GOOD, estado_del_contribuyente: 'BAJA DE OFICIO' });
  const { filas } = await window.call('changes.rows', { ...CHANGES, desde: 0, cuantas: 100 });
  // Read and unread again and again, so that it goes on for as long as the refresh does; read in the end.
  const mark = async (): Promise<void> => {
    for (const leido of [true, false, true]) {
      for (const { id } of filas.slice(0, 5)) {
        await window.call('changes.mark', { consulta: CHANGES, ids: [id], leido });
      }
      const ids = filas.slice(5).map(({ id }) => id);
      await window.call('changes.mark', { consulta: CHANGES, ids, leido });
    }
  };
  const [refreshed] = await meanwhile(mark, [command('refrescar', '--todos', '--json')]);
  // A hundred are ACTIVO no more; of the others a hundred aren't either, and are HABIDO as they were.
  expect(refreshed?.json()['cambios']).toHaveLength(100 + 100 + 100);
  const after = await window.call('changes.rows', { ...CHANGES, desde: 0, cuantas: 500 });
  expect(after).toMatchObject({ total: 400, sinLeer: 300 });
  const read = after.filas.filter(({ leido }) => leido).map(({ id }) => id);
  expect(read.toSorted()).toEqual(filas.map(({ id }) => id).toSorted());
  const listed = (await socios('cambios', '--sin-leer', '--json')).json()['cambios'];
  expect(listed).toHaveLength(300);
  await expectRebuildable();
});

/** Does the work again and again until the others have ended, then once more. */
async function meanwhile<T>(work: () => Promise<void>, others: readonly Promise<T>[]): Promise<T[]> {
  const going = { on: true };
  const all = Promise.all(others).finally(() => (going.on = false));
  do await work();
  while (going.on);
  const answers = await all;
  await work();
  return answers;
}

function counted(result: CliResult): { agregados: number; yaEstaban: number } {
  expect(result.exit).toBe(0);
  return result.json() as { agregados: number; yaEstaban: number };
}

/** Every RUC that the simulator was asked for. */
function askedRucs(): string[] {
  return simulator().stats.requests.flatMap((request) => request.rucs);
}

async function allAnswered(): Promise<void> {
  for (;;) {
    const { vencidos, enCurso, enOtroProceso } = await window.call('partners.summary', {});
    if (vencidos === 0 && enCurso === null && !enOtroProceso) return;
  }
}

/** Every row that follows from facts, by its table. */
function projections({ database }: Workspace): Record<string, unknown[]> {
  const tables = ['partners', 'partner_group_members', 'partner_spans', 'partner_changes', 'partner_groups'];
  return Object.fromEntries(
    tables.map((table) => {
      const found = database.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
      return [table, found.map((row) => JSON.stringify(row)).sort()];
    }),
  );
}
