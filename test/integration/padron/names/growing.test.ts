import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Locks } from '../../../../main/database/locks.ts';
import { EditionNames, NAMES_LOCK } from '../../../../main/padron/names/edition-names.ts';
import type { Workspace } from '../../../../main/workspace.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { writePadron } from '../../../support/padron-file.ts';
import { PADRON_WORKERS, testWorkspace } from '../../../support/workspace.ts';

const DAY = { year: 2026, month: 11, day: 23, hour: 4, minute: 30 };
const ASKED = { fecha: null, aceptar: false };

let place: ReturnType<typeof temporaryFolder>;
let folder: string;
beforeEach(() => {
  place = temporaryFolder();
  folder = join(place.folder, 'datos');
});
afterEach(() => {
  place.remove();
});

const open = (): Workspace => testWorkspace(folder, { url: 'http://127.0.0.1:9', token: null });
const filesOf = (pattern: RegExp): string[] =>
  readdirSync(join(folder, 'padron')).filter((name) => pattern.test(name));

async function import_(workspace: Workspace, name: string, seed: number): Promise<void> {
  const { path } = await writePadron(join(place.folder, name), { rows: 500, entryTime: DAY, seed });
  await workspace.padron.importFile(path, ASKED);
}

describe('names that are being built', () => {
  it('are let grow by whoever starts, and by who imports; once nobody builds them they go', async () => {
    const first = open();
    await import_(first, 'a.zip', 1);
    await first.close();
    const partial = `${filesOf(/^nombres-/)[0] ?? ''}.parcial`;
    writeFileSync(join(folder, 'padron', partial), 'half of it');
    const growing = new Locks(folder).acquire(NAMES_LOCK);

    const second = open();
    await second.padron.ready();
    expect(filesOf(/parcial/)).toEqual([partial]);
    await import_(second, 'b.zip', 2);
    expect(filesOf(/parcial/)).toEqual([partial]);
    await second.close();

    growing?.release();
    const third = open();
    await third.padron.ready();
    expect(filesOf(/parcial/)).toEqual([]);
    await third.close();
  });

  it('of an edition before do not keep those of the one in use from being built', async () => {
    const workspace = open();
    await import_(workspace, 'a.zip', 1);
    await import_(workspace, 'b.zip', 2);
    await workspace.close();
    for (const name of filesOf(/^nombres-/)) rmSync(join(folder, 'padron', name));
    const [one, two] = filesOf(/^edicion-/) as [string, string];
    const names = new EditionNames({
      folder: join(folder, 'padron'),
      locks: new Locks(folder),
      workerUrl: PADRON_WORKERS.names,
    });
    const { signal } = new AbortController();
    await Promise.all([one, two, two].map((edition) => names.build(edition, signal, () => undefined)));
    expect([names.stateOf(one), names.stateOf(two)]).toEqual(['listos', 'listos']);
    await names.close();
  });
});

describe('a start that could not mend', () => {
  it('keeps no later import from mending and importing', async () => {
    const first = open();
    await import_(first, 'a.zip', 1);
    await first.close();
    const pointer = join(folder, 'padron', 'actual.json');
    rmSync(pointer);
    mkdirSync(pointer);
    const second = open();
    await second.padron.ready();
    rmSync(pointer, { recursive: true });
    await import_(second, 'b.zip', 2);
    expect(second.padron.edition()?.n).toBe(2);
    await second.close();
  });
});
