/** What the office's corrections of the holidays reach from the window's settings. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sscoBook } from '../../support/register-files.ts';
import { companyRucs } from '../../support/rucs.ts';
import { openTestWindow, type TestWindow } from '../../support/window.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const DAY_MS = 86_400_000;
/** Thirty working days after 31/10/2026 by the calendar of the whole country. */
const TERM = Date.UTC(2026, 11, 15, 5);

let place: ReturnType<typeof temporaryFolder>;
let window: TestWindow;

beforeEach(() => {
  place = temporaryFolder();
  window = openTestWindow({ folder: join(place.folder, 'datos'), url: 'http://127.0.0.1:9' });
});

afterEach(async () => {
  await window.close();
  place.remove();
});

test('a day that the office adds moves the terms of the lists at hand, and of those to come', async () => {
  const [ruc] = companyRucs(1) as [string];
  const { registers } = window.desk.workspace().padron;
  const path = join(place.folder, 'ssco.xlsx');
  writeFileSync(path, sscoBook([{ ruc, publicada: '31/10/2026' }]));
  await registers.importFile(path);
  const term = (): number | null | undefined => registers.marks([ruc]).get(ruc)?.ssco?.plazo;
  expect(term()).toBe(TERM);
  await window.call('settings.save', { feriados: { agregados: ['2026-12-07'], quitados: [] } });
  expect(term()).toBe(TERM + DAY_MS);
  await window.call('settings.save', { feriados: { agregados: [], quitados: [] } });
  expect(term()).toBe(TERM);
  expect(window.logged).toEqual([]);
});
