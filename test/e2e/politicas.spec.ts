/** The three ways of checking in the real window, over a real edition of the padrón. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSimulator, type Simulator } from '../../main/simulator/simulator.ts';
import { companyRucs } from '../support/rucs.ts';
import { writeLibro } from '../support/libro.ts';
import { writePadron, type PadronFileFacts } from '../support/padron-file.ts';
import { testWorkspace } from '../support/workspace.ts';
import { dropFile, expect, screenshot, test } from './harness.ts';

const DROP = 'section[aria-label="Soltar archivo"]';
const ROWS = 5_000;
/** Rows of companies stand at the end. */
const FIRST = 4_600;
const MANY = 300;
const ABSENT = 20;

let simulator: Simulator;

test.beforeEach(async () => {
  simulator = await createSimulator({ existAll: true });
});

test.afterEach(async () => {
  await simulator.close();
});

/** Brings an edition of `day` into a data folder, and a workbook over some of it and some RUCs that it lacks. */
async function prepare(
  folder: string,
  day: Date,
): Promise<{ datos: string; libro: string; padron: PadronFileFacts; apto: number }> {
  const datos = join(folder, 'datos');
  mkdirSync(datos, { recursive: true });
  const padron = await writePadron(join(folder, 'padron.zip'), {
    rows: ROWS,
    entryTime: { year: day.getFullYear(), month: day.getMonth() + 1, day: day.getDate(), hour: 9, minute: 0 },
  });
  const workspace = testWorkspace(datos, { url: simulator.url, token: null });
  await workspace.padron.importFile(padron.path, { fecha: null, aceptar: false });
  workspace.settings.save({ precio: '0.01' });
  await workspace.close();
  const rows = Array.from({ length: MANY }, (_, i) => padron.rows.row(FIRST + i));
  const apto = rows.filter((row) => row?.estado === 'ACTIVO' && row.condicion === 'HABIDO').length;
  const libro = writeLibro(folder, [...rows.map((row) => row?.ruc ?? ''), ...companyRucs(ABSENT, 900)]);
  return { datos, libro, padron, apto };
}

const env = (): Record<string, string> => ({
  HABIDO_MIGO_URL: simulator.url,
  HABIDO_MIGO_TOKEN: 'prueba-0123456789',
  HABIDO_POR_MINUTO: '1000',
});

test('stand side by side with their cost; padrón primero asks for the rest alone', async ({
  launch,
  folder,
}) => {
  const { datos, libro, apto } = await prepare(folder, new Date(Date.now() - 2 * 86_400_000));
  const { page } = await launch({ datos, env: env() });
  await dropFile(page, libro, DROP);
  await expect(page.getByRole('button', { name: 'Validar ahora' })).toBeEnabled();
  const rest = MANY - apto + ABSENT;
  await expect(page.getByRole('radio')).toHaveCount(3);
  await expect(
    page.getByRole('radio', { name: `Consultar a Migo: ${String(MANY + ABSENT)} consultas` }),
  ).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Sin consultar: 0 consultas' })).toContainText(
    '20 SIN RESPUESTA',
  );
  await screenshot(page, 'politicas');
  await page.getByRole('radio', { name: `Padrón primero: ${String(rest)} consultas` }).click();
  const statement = page.getByRole('region', { name: 'Plan' }).getByRole('table').last();
  await expect(statement.getByRole('row', { name: /Tomados del padrón/ })).toContainText(String(apto));
  await expect(statement.getByRole('row', { name: /Por consultar/ })).toContainText(String(rest));
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
  await expect(page.getByText(`${String(apto)} del padrón`)).toBeVisible();
  expect(new Set(simulator.stats.requests.flatMap((request) => request.rucs)).size).toBe(rest);
});

test('nobody asked, the rest is asked afterwards at one press', async ({ launch, folder }) => {
  const { datos, libro } = await prepare(folder, new Date(Date.now() - 20 * 86_400_000));
  const { page } = await launch({ datos, env: env() });
  await dropFile(page, libro, DROP);
  await expect(page.getByText(/^El padrón es del .*: conviene importar uno más reciente/)).toBeVisible();
  await page.getByRole('radio', { name: /^Sin consultar/ }).click();
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  const ask = page.getByRole('button', { name: `Consultar ${String(ABSENT)} a Migo` });
  await expect(ask).toContainText('S/ 0.20');
  expect(simulator.stats.requests).toEqual([]);
  await ask.click();
  await expect(page.getByText(/20 consultas, S\/\s0.20/)).toBeVisible();
  await expect(ask).toHaveCount(0);
  expect(simulator.stats.requests.flatMap((request) => request.rucs).length).toBe(ABSENT);
});
