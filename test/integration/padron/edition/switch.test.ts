import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { writePadron } from '../../../support/padron-file.ts';
import { testWorkspace } from '../../../support/workspace.ts';

const DAY = { year: 2026, month: 11, day: 23, hour: 4, minute: 30 };

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});

it('what is said of a RUC and the import that it is said to come from are of one edition, whenever it changes', async () => {
  const folder = join(place.folder, 'datos');
  // Every question of the time finds a second gone, and at the second one another process has switched.
  let questions = Number.NEGATIVE_INFINITY;
  let ahead = 0;
  const pointer = join(folder, 'padron', 'actual.json');
  let next = '';
  const now = (): number => {
    ahead += 2000;
    questions += 1;
    if (questions === 2) {
      writeFileSync(`${pointer}.nuevo`, next);
      renameSync(`${pointer}.nuevo`, pointer);
    }
    return systemClock.now() + ahead;
  };
  const workspace = testWorkspace(folder, {
    url: 'http://127.0.0.1:9',
    token: null,
    clock: { ...systemClock, now },
  });
  const { padron } = workspace;
  const write = (name: string, day: number): ReturnType<typeof writePadron> =>
    writePadron(join(place.folder, name), { rows: 200, entryTime: { ...DAY, day } });
  const first = await write('a.zip', 23);
  await padron.importFile(first.path, { fecha: null, aceptar: false });
  const before = readFileSync(pointer, 'utf8');
  const { edicion } = await padron.importFile((await write('b.zip', 24)).path, {
    fecha: null,
    aceptar: false,
  });
  next = readFileSync(pointer, 'utf8');
  writeFileSync(pointer, before);
  expect(padron.edition()?.n).toBe(1);

  const ruc = first.rows.ruc(0);
  questions = 0;
  const found = padron.padron([ruc]).get(ruc);
  const date = padron.state().ediciones.find(({ n }) => n === found?.importN)?.fecha;
  expect(found?.taxpayer.datoAl).toBe(date);
  expect(padron.padron([ruc]).get(ruc)?.importN).toBe(edicion.n);
  await workspace.close();
});
