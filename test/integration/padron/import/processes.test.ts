import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childFixture, type Child } from '../../../support/child.ts';
import type { PadronNews, PadronOrder } from '../../../support/children/padron-desk.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { writePadron, type PadronFileFacts } from '../../../support/padron-file.ts';
import { PADRON_WORKERS, testWorkspace } from '../../../support/workspace.ts';
import { Locks } from '../../../../main/database/locks.ts';
import { openPadron } from '../../../../main/padron/padron.ts';

const start = childFixture();
let place: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  place = temporaryFolder();
  folder = join(place.folder, 'datos');
});
afterEach(() => {
  place.remove();
});

const file = (name: string, options: object): Promise<PadronFileFacts> =>
  writePadron(join(place.folder, name), { rows: 2000, ...options });

async function desk(): Promise<Child> {
  const child = start('padron-desk', folder);
  expect(await child.next()).toEqual({ said: 'ready' });
  return child;
}

const ask = async (child: Child, order: PadronOrder): Promise<PadronNews> => {
  child.tell(order);
  return await child.next<PadronNews>();
};
const import_ = async (child: Child, path: string): Promise<PadronNews> => {
  const first = await ask(child, { do: 'import', path });
  return first.said === 'begun' ? await child.next<PadronNews>() : first;
};
const filesOf = (pattern: RegExp): string[] =>
  readdirSync(join(folder, 'padron')).filter((name) => pattern.test(name));

describe('several processes over one data folder', () => {
  it('import one at a time; the other one is told', async () => {
    const files = [
      await file('a.zip', { rows: 40_000 }),
      await file('b.zip', { rows: 40_000, changes: { estado: 3 } }),
    ];
    const desks = [await desk(), await desk()];
    for (const [i, child] of desks.entries()) child.tell({ do: 'import', path: files[i]?.path });
    const ends = await Promise.all(
      desks.map(async (child) => {
        const first = await child.next<PadronNews>();
        return first.said === 'begun' ? await child.next<PadronNews>() : first;
      }),
    );
    expect(ends).toContainEqual({ said: 'imported', n: 1 });
    expect(ends).toContainEqual({ said: 'failed', code: 'padron-en-uso' });
    const late = ends.findIndex(({ said }) => said === 'failed');
    expect(await import_(desks[late] as Child, files[late]?.path ?? '')).toEqual({ said: 'imported', n: 2 });
  });

  it('look up in the edition that another one put in use, without being told', async () => {
    const first = await file('a.zip', {});
    const second = await file('b.zip', { changes: { estado: 3 } });
    const ruc = second.rows.rucsOf('estado')[0] ?? '';
    const [writer, reader] = [await desk(), await desk()];
    expect(await ask(reader, { do: 'look', ruc })).toMatchObject({ n: null });
    expect(await import_(writer, first.path)).toMatchObject({ said: 'imported' });
    const estados = new Set<string | null>();
    const until = async (n: number): Promise<void> => {
      for (;;) {
        const found = await ask(reader, { do: 'look', ruc });
        if (found.said === 'found' && found.n === n) {
          estados.add(found.estado);
          return;
        }
      }
    };
    await until(1);
    expect(await import_(writer, second.path)).toMatchObject({ said: 'imported', n: 2 });
    await until(2);
    expect(estados.size).toBe(2);
  });

  it('a killed import frees its turn; what it left goes with the next start', async () => {
    const first = await file('a.zip', {});
    const big = await file('grande.zip', { rows: 40_000, seed: 2 });
    const [one, two] = [await desk(), await desk()];
    await import_(one, first.path);
    const ruc = first.rows.ruc(7);
    expect(await ask(one, { do: 'import', path: big.path })).toEqual({ said: 'begun' });
    await one.kill();
    expect(filesOf(/parcial|^edicion-/).length).toBeGreaterThan(1);
    // It looks for another edition every so often, not at every question.
    await expect.poll(() => ask(two, { do: 'look', ruc }), { timeout: 10_000 }).toMatchObject({ n: 1 });
    await ask(two, { do: 'end' });
    const three = await desk();
    await ask(three, { do: 'end' });
    expect(filesOf(/parcial/)).toEqual([]);
    expect(filesOf(/^edicion-/)).toHaveLength(1);
    const four = await desk();
    expect(await import_(four, big.path)).toEqual({ said: 'imported', n: 2 });
  });
});

describe('a disk without room', () => {
  const open = (free: number): { padron: ReturnType<typeof openPadron>; close(): Promise<void> } => {
    const workspace = testWorkspace(folder, { url: 'http://127.0.0.1:9', token: null });
    const { database, audit } = workspace;
    const padron = openPadron({
      database,
      audit,
      locks: new Locks(folder),
      clock: workspace.clock,
      random: Math.random,
      appVersion: '0.0.0-test',
      askedBy: 'comando',
      holidayEdits: () => ({ agregados: [], quitados: [] }),
      workers: PADRON_WORKERS,
      freeBytes: () => Promise.resolve(free),
    });
    return {
      padron,
      close: async () => {
        await padron.close();
        await workspace.close();
      },
    };
  };

  it('says how much is missing, before anything is written', async () => {
    const facts = await file('a.zip', {});
    const { padron, close } = open(50 * 1024 ** 2);
    await expect(padron.importFile(facts.path, { fecha: null, aceptar: false })).rejects.toMatchObject({
      code: 'padron-sin-espacio',
      data: { faltan: Math.ceil((facts.textBytes * 0.68 + 14 * 1024 ** 2) / 1e6) },
    });
    expect(filesOf(/./)).toEqual([]);
    await close();
  });

  it('stops where the padrón turns out larger than that, and leaves nothing', async () => {
    const path = join(place.folder, 'enies.txt');
    mkdirSync(folder, { recursive: true });
    const header =
      'RUC|NOMBRE O RAZÓN SOCIAL|ESTADO DEL CONTRIBUYENTE|CONDICIÓN DE DOMICILIO|UBIGEO|TIPO DE VÍA|NOMBRE DE VÍA|CÓDIGO DE ZONA|TIPO DE ZONA|NÚMERO|INTERIOR|LOTE|DEPARTAMENTO|MANZANA|KILÓMETRO|\n';
    const lines = Array.from(
      { length: 40_000 },
      (_, i) => `${String(20_000_000_000 + i)}|${'Ñ'.repeat(150)}|ACTIVO|HABIDO|${'-|'.repeat(11)}\n`,
    );
    const text = Buffer.from(header + lines.join(''), 'latin1');
    writeFileSync(path, text);
    const { padron, close } = open(64 * 1024 ** 2 + text.length * 0.69);
    const options = { fecha: Date.UTC(2026, 10, 23, 5), aceptar: false };
    await expect(padron.importFile(path, options)).rejects.toMatchObject({ code: 'padron-sin-espacio' });
    expect(existsSync(join(folder, 'padron', 'actual.json'))).toBe(false);
    expect(filesOf(/./)).toEqual([]);
    await close();
  });
});
