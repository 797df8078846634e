/** Reports of a run: never over a workbook that it checked, whatever was chosen in the dialog. */
import { linkSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HandleRegistry, type OpenedFile } from '../../../main/ipc/file-handles.ts';
import { JobSlot } from '../../../main/ipc/job-slot.ts';
import { reportHandlers, type ReportDeps } from '../../../main/ipc/reports.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { mergeReadings } from '../../../main/validation/merge-readings.ts';
import { planRun } from '../../../main/validation/plan.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { companyRucs } from '../../support/rucs.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../../support/workspace.ts';

const PDF = Buffer.from('%PDF-1.7 informe');
let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;
let workspace: Workspace;

beforeEach(async () => {
  place = temporaryFolder();
  simulator = await createSimulator({});
  workspace = testWorkspace(place.folder, { url: simulator.url });
});

afterEach(async () => {
  await workspace.close();
  await simulator.close();
  place.remove();
});

/** A run over two workbooks; answers it and their paths. */
async function runOverTwo(): Promise<{ corrida: string; paths: string[] }> {
  const paths = ['compras.xlsx', 'proveedores.xlsx'].map((name) => join(place.folder, name));
  const readings = paths.map((path, i) => {
    writeFileSync(path, `the bytes of ${path}`);
    return columnOf(companyRucs(3, i * 10), String(i).repeat(64));
  });
  const merged = mergeReadings(readings);
  const since = Date.now();
  const figures = await planRun(merged, { onDisk: workspace.onDisk, politica: 'vivo', since });
  const fuentes = readings.map((reading, i) => {
    const path = paths[i] ?? '';
    return { path, nombre: path.slice(place.folder.length + 1), reading, manual: false };
  });
  const live = await workspace.service.start(
    { fuentes, items: merged.items, figures, politica: 'vivo', since, tope: null },
    { askedBy: 'ventana' },
  );
  await live.done;
  return { corrida: live.id, paths };
}

function handlers(target: string): ReturnType<typeof reportHandlers> {
  const deps: ReportDeps = {
    workspace: () => workspace,
    copies: new HandleRegistry<OpenedFile>('copia'),
    job: new JobSlot(),
    send: () => undefined,
    version: '1.2.3',
    chooseTarget: () => Promise.resolve(target),
    printPage: () => Promise.resolve(PDF),
    writeClipboard: () => Promise.resolve(),
  };
  return reportHandlers(deps);
}

test.each(['xlsx', 'pdf'] as const)('a report (%s) never takes the place of a workbook', async (formato) => {
  const { corrida, paths } = await runOverTwo();
  const before = paths.map((path) => readFileSync(path, 'utf8'));
  const linked = join(place.folder, 'otro-nombre.xlsx');
  linkSync(paths[1] ?? '', linked);
  for (const target of [...paths, linked, join(place.folder, '.', 'datos', '..', 'compras.xlsx')]) {
    await expect(handlers(target)['run.report']({ corrida, formato })).rejects.toMatchObject({
      code: 'salida-es-origen',
    });
  }
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(before);
});

test.each(['xlsx', 'pdf'] as const)(
  'a report (%s) is there whole, and nothing beside it',
  async (formato) => {
    const { corrida } = await runOverTwo();
    const target = join(place.folder, `informe.${formato}`);
    writeFileSync(target, 'an earlier one');
    const done = await handlers(target)['run.report']({ corrida, formato });
    expect(done).toMatchObject({ nombre: `informe.${formato}`, copias: 1 });
    const bytes = readFileSync(target);
    if (formato === 'pdf') expect(bytes.equals(PDF)).toBe(true);
    else expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(readdirSync(place.folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
  },
);

test('where it can’t be written, the PDF says why in our words', async () => {
  const { corrida } = await runOverTwo();
  const nowhere = join(place.folder, 'no-hay', 'informe.pdf');
  await expect(handlers(nowhere)['run.report']({ corrida, formato: 'pdf' })).rejects.toMatchObject({
    code: 'salida-sin-permiso',
  });
});
