/** Copies of a run that checked several columns of one workbook: a set of results each, one summary for all. */
import { spawnSync } from 'node:child_process';
import { linkSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, type WorkSheet } from 'xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSource } from '../../../main/database/run-store.ts';
import { temporaryPath } from '../../../main/files/target.ts';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { writeAnnotatedCopy } from '../../../main/validation/annotated-copy.ts';
import { mergeReadings } from '../../../main/validation/merge-readings.ts';
import { planRun } from '../../../main/validation/plan.ts';
import type { Workspace } from '../../../main/workspace.ts';
import { PLAIN_OUTPUT } from '../../../shared/workbook.ts';
import { buildBook, type FixtureCell } from '../../support/package-builder.ts';
import { companyRucs } from '../../support/rucs.ts';
import { temporaryFolder, testWorkspace } from '../../support/workspace.ts';

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

const OUTPUT = { ...PLAIN_OUTPUT, hojaResumen: true, hojaProblemas: true };
const textAt = (sheet: WorkSheet | undefined, address: string): unknown =>
  (sheet?.[address] as { v?: unknown } | undefined)?.v;

/** Runs over the columns A and C of a workbook; answers the run. */
async function runOver(path: string, columns: readonly string[]): Promise<string> {
  const readings = await Promise.all(
    columns.map((columna) =>
      workspace.workbooks.readColumn(path, { hoja: 'Compras', columna, filaEncabezado: 1, manual: false }),
    ),
  );
  const merged = mergeReadings(readings);
  const figures = await planRun(merged, { onDisk: workspace.onDisk, politica: 'vivo', since: Date.now() });
  const live = await workspace.service.start(
    {
      fuentes: readings.map((reading) => ({ path, nombre: 'compras.xlsx', reading, manual: false })),
      items: merged.items,
      figures,
      politica: 'vivo',
      since: Date.now(),
      tope: null,
    },
    { askedBy: 'comando' },
  );
  await live.done;
  return live.id;
}

test('each column has its results and its rows to review, and one summary names them all', async () => {
  const rucs = companyRucs(24);
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Importe', 'RUC Transportista'] };
  for (let n = 0; n < 12; n += 1) rows[n + 2] = [rucs[n] as string, n + 0.5, rucs[n + 12] as string];
  rows[14] = ['20131312956', 1, '2051234567'];
  const path = join(place.folder, 'compras.xlsx');
  writeFileSync(path, buildBook({ sheets: [{ name: 'Compras', rows }] }));
  const id = await runOver(path, ['A', 'C']);
  const target = join(place.folder, 'copia.xlsx');
  const options = { askedBy: 'comando', salida: OUTPUT, appVersion: '1.2.3' } as const;
  const result = await writeAnnotatedCopy(workspace, workspace.service.record(id), 0, target, options);
  expect(result.filas).toBe(26);
  const book = read(readFileSync(target));
  expect(book.SheetNames).toEqual(['Compras', 'Por revisar', 'Por revisar (2)', 'Habido']);
  const { Compras, Habido } = book.Sheets;
  expect(textAt(Compras, 'D1')).toBe('VEREDICTO');
  expect(textAt(Compras, 'L1')).toBe('VEREDICTO (columna C)');
  expect([textAt(Compras, 'D14'), textAt(Compras, 'L14')]).toEqual(['RUC INVÁLIDO', 'RUC INVÁLIDO']);
  expect(['Por revisar', 'Por revisar (2)'].map((name) => textAt(book.Sheets[name], 'A1'))).toEqual([
    'Por revisar: hoja «Compras», columna A',
    'Por revisar: hoja «Compras», columna C',
  ]);
  const said = Object.keys(Habido ?? {}).map((address) => textAt(Habido, address));
  expect(said).toContain('Compras, columna A; Compras, columna C');
  // The rows of both columns are counted, each under its verdict.
  expect(textAt(Habido, 'C3')).toBe('Filas (A, C)');
  const written = (verdict: unknown): number =>
    ['D', 'L']
      .flatMap((column) => Array.from({ length: 13 }, (_, n) => textAt(Compras, `${column}${String(n + 2)}`)))
      .filter((value) => value === verdict).length;
  for (let row = 4; row <= 9; row += 1) {
    expect(textAt(Habido, `C${String(row)}`)).toBe(written(textAt(Habido, `A${String(row)}`)));
  }
  expect([textAt(Habido, 'A10'), textAt(Habido, 'C10')]).toEqual(['Total', 26]);
  expect(result.porVeredicto['RUC INVÁLIDO']).toBe(2);
  expect(said).toContain('1.2.3');
  expect(said).toContain(id);

  // The copy is a workbook like any other: what stood in it is refreshed.
  const again = await runOver(target, ['C']);
  const second = join(place.folder, 'copia-2.xlsx');
  const next = await writeAnnotatedCopy(workspace, workspace.service.record(again), 0, second, options);
  expect(next.columnas).toEqual({ primera: 'L', ultima: 'S' });
  const renewed = read(readFileSync(second));
  expect(renewed.SheetNames).toEqual(book.SheetNames);
  expect(textAt(renewed.Sheets['Compras'], 'T1')).toBeUndefined();
  expect(readdirSync(place.folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
});

test('what a killed process left in the folder is gone with the next copy, whatever step left it', async () => {
  const [first = '', second = ''] = companyRucs(2);
  const path = join(place.folder, 'compras.xlsx');
  const rows: Record<number, FixtureCell[]> = {
    1: ['RUC', 'Importe', 'RUC Transportista'],
    2: [first, 1, second],
  };
  writeFileSync(path, buildBook({ sheets: [{ name: 'Compras', rows }] }));
  const id = await runOver(path, ['A', 'C']);
  const target = join(place.folder, 'copia.xlsx');
  const ended = spawnSync(process.execPath, ['-e', '']);
  const own = temporaryPath(target, '0123456789ab');
  writeFileSync(own.replace(`-${String(process.pid)}-`, `-${String(ended.pid)}-`), 'half a column');
  const options = { askedBy: 'comando', salida: OUTPUT, appVersion: '1.2.3' } as const;
  await writeAnnotatedCopy(workspace, workspace.service.record(id), 0, target, options);
  expect(readdirSync(place.folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
});

test('no workbook of the run can be the target: neither its own nor another of the run', async () => {
  const rucs = companyRucs(4);
  const path = join(place.folder, 'compras.xlsx');
  const rows: Record<number, FixtureCell[]> = {
    1: ['RUC', 'Importe', 'RUC Transportista'],
    2: [rucs[0] as string, 1, rucs[1] as string],
    3: [rucs[2] as string, 2, rucs[3] as string],
  };
  writeFileSync(path, buildBook({ sheets: [{ name: 'Compras', rows }] }));
  const original = readFileSync(path);
  const id = await runOver(path, ['A', 'C']);
  const options = { askedBy: 'comando', salida: OUTPUT, appVersion: '1.2.3' } as const;
  const record = workspace.service.record(id);
  const linked = join(place.folder, 'otro-nombre.xlsx');
  linkSync(path, linked);
  for (const target of [path, linked]) {
    await expect(writeAnnotatedCopy(workspace, record, 0, target, options)).rejects.toMatchObject({
      code: 'salida-es-origen',
    });
  }
  const other = join(place.folder, 'proveedores.xlsx');
  writeFileSync(other, 'of the same run');
  const [first] = record.fuentes;
  const both = { ...record, fuentes: [...record.fuentes, { ...(first as RunSource), path: other }] };
  await expect(writeAnnotatedCopy(workspace, both, 0, other, options)).rejects.toMatchObject({
    code: 'salida-es-origen',
  });
  expect(readFileSync(path).equals(original)).toBe(true);
  expect(readFileSync(other, 'utf8')).toBe('of the same run');
  expect(readdirSync(place.folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
});
