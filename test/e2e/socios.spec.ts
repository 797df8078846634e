/** Socios in the real window: added in every way, kept in groups, refreshed, looked at, taken out and back. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createSimulator, type Simulator } from '../../main/simulator/simulator.ts';
import { writeLibro } from '../support/libro.ts';
import { companyRucs } from '../support/rucs.ts';
import { testWorkspace } from '../support/workspace.ts';
import { answerOpenDialog, dropFile, expect, faults, screenshot, test } from './harness.ts';
import { dialog, drawer, grid, openScreen, press, rowOf, simulated } from './socios-screen.ts';

const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };
const LOST = { ...GOOD, condicion_de_domicilio: 'NO HABIDO' };

let simulator: Simulator;
test.beforeEach(async () => {
  simulator = await createSimulator({ existAll: true });
});
test.afterEach(() => simulator.close());

const env = (): Record<string, string> => simulated(simulator);

/** Adds these by typing them, and answers what the dialog said. */
async function addTyped(page: Page, text: string, group?: string): Promise<Locator> {
  await press(page, /^Agregar( socios)?$/);
  const asking = dialog(page, 'Agregar socios');
  await asking.getByRole('textbox', { name: 'RUC' }).fill(text);
  if (group !== undefined) {
    await asking.getByRole('textbox', { name: 'Grupo nuevo' }).fill(group);
    await page.keyboard.press('Enter');
    await expect(asking.getByRole('checkbox', { name: group })).toBeChecked();
  }
  await press(asking, /^Agregar \d+ RUC$/);
  const done = dialog(page, 'Socios agregados');
  await expect(done).toBeVisible();
  return done;
}

test('partners are typed, kept in groups, asked for, taken out and brought back with their history', async ({
  launch,
  folder,
}) => {
  const [first = '', second = '', third = ''] = companyRucs(3);
  for (const ruc of [first, second, third]) simulator.change(ruc, GOOD);
  const datos = join(folder, 'datos');
  const { page } = await launch({ datos, env: env() });
  await openScreen(page);
  await expect(page.getByText('Todavía no hay socios.')).toBeVisible();
  await screenshot(page, 'socios-vacio');

  const done = await addTyped(page, `${first}, ${second}\n20100070971`, 'Proveedores críticos');
  await expect(done).toContainText('2 socios agregados');
  await expect(done).toContainText('1 no puede ser un RUC');
  await expect(done).toContainText('20100070971');
  await screenshot(page, 'socios-agregados');
  await press(done, 'Listo');
  await expect(rowOf(page, first)).toContainText('Sin consultar');
  await expect(grid(page).getByRole('button', { name: 'Proveedores críticos 2 socios' })).toBeVisible();

  await press(page, 'Agregar');
  const asking = dialog(page, 'Agregar socios');
  await asking.getByRole('textbox', { name: 'RUC' }).fill(third);
  await asking.getByRole('textbox', { name: /^Alias/ }).fill('Papelera');
  await asking.getByRole('radio', { name: 'Cliente', exact: true }).check();
  await screenshot(page, 'socios-agregar');
  await press(asking, 'Agregar 1 RUC');
  await press(dialog(page, 'Socios agregados'), 'Listo');
  await expect(rowOf(page, third)).toContainText('Papelera');

  // One alone is asked for in its drawer; what is found there stands in the table too.
  await rowOf(page, third).click();
  await press(drawer(page), /^Consultar ahora/);
  await expect(drawer(page)).toContainText('APTO');
  await expect(rowOf(page, third)).toContainText('APTO');
  await drawer(page).getByRole('textbox', { name: 'Nota' }).fill('Entrega los martes');
  await page.keyboard.press('Control+Enter');
  await press(drawer(page), 'Editar');
  const form = page.getByRole('dialog', { name: /^Editar/ });
  await form.getByRole('checkbox', { name: 'Proveedores críticos' }).check();
  await form.getByRole('radio', { name: 'Proveedor y cliente' }).check();
  await screenshot(page, 'socios-editar');
  await press(form, 'Guardar');
  await expect(drawer(page)).toContainText('Proveedor y cliente');
  await expect(
    drawer(page).getByRole('definition').filter({ hasText: 'Proveedores críticos' }),
  ).toBeVisible();
  await expect(drawer(page).getByRole('textbox', { name: 'Nota' })).toHaveValue('Entrega los martes');

  // A change is noticed, the partner leaves, and comes back with what there was.
  simulator.change(third, LOST);
  await press(drawer(page), /^Consultar ahora/);
  await expect(drawer(page)).toContainText('NO APTO');
  await press(drawer(page), 'Quitar');
  await press(dialog(page, '¿Quitar este socio?'), 'Quitar socio');
  await expect(drawer(page)).toBeHidden();
  // The keyboard is back in the table.
  await expect(grid(page).locator('[role="row"]:focus')).toHaveCount(1);
  await expect(rowOf(page, third)).toHaveCount(0);
  await expect(page.getByText('1 socio quitado.')).toBeVisible();
  const back = await addTyped(page, third);
  await expect(back).toContainText('1 volvió con su historia');
  await press(back, 'Listo');
  await rowOf(page, third).click();
  const states = drawer(page).getByRole('list', { name: 'Estados vistos' });
  await expect(states.getByRole('listitem')).toHaveCount(2);
  await expect(states.getByRole('listitem').first()).toContainText('ACTIVO, NO HABIDO');
  await expect(states.getByRole('listitem').nth(1)).toContainText('ACTIVO, HABIDO');
});

test('partners come from a workbook, dropped or chosen, by the column that holds them', async ({
  launch,
  folder,
}) => {
  const rucs = companyRucs(120);
  const { app, page } = await launch({ env: env() });
  await openScreen(page);
  await dropFile(page, writeLibro(folder, [...rucs, '20131312956']), 'section[aria-label="Sin socios"]');
  const asking = dialog(page, 'Agregar socios');
  await expect(asking.getByRole('button', { name: 'Agregar 120 RUC' })).toBeEnabled();
  await expect(asking).toContainText('120 RUC válidos y distintos en 121 filas, y 1 que no lo es.');
  await screenshot(page, 'socios-libro');
  expect(await faults(page), 'workbook').toEqual([]);
  await press(asking, 'Agregar 120 RUC');
  await expect(dialog(page, 'Socios agregados')).toContainText('120 socios agregados');
  await press(dialog(page, 'Socios agregados'), 'Listo');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '121');

  const other = writeLibro(folder, companyRucs(5, 118), 'otro.xlsx');
  await answerOpenDialog(app, other);
  await page.keyboard.press('Control+o');
  await press(dialog(page, 'Agregar socios'), 'Agregar 5 RUC');
  const done = dialog(page, 'Socios agregados');
  await expect(done).toContainText('3 socios agregados');
  await expect(done).toContainText('2 ya estaban');
});

test('a run gives its partners, and each tells of the runs that it was in', async ({ launch, folder }) => {
  const rucs = companyRucs(40);
  const { page } = await launch({ env: env() });
  await dropFile(page, writeLibro(folder, rucs), 'section[aria-label="Soltar archivo"]');
  await press(page, 'Validar ahora');
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
  await press(page, 'Más acciones');
  await page.getByRole('menuitem', { name: /^Agregar a Socios/ }).click();
  await press(dialog(page, 'Agregar socios'), 'Agregar a Socios');
  await expect(dialog(page, 'Socios agregados')).toContainText('40 socios agregados');
  await press(dialog(page, 'Socios agregados'), 'Ver socios');
  await expect(page.getByRole('heading', { level: 1, name: 'Socios' })).toBeVisible();
  await rowOf(page, rucs[0] as string).click();
  // What the run had found is known at once, without another query.
  await expect(drawer(page).getByRole('list', { name: 'Estados vistos' })).toBeVisible();
  await press(drawer(page), 'libro.xlsx');
  await expect(page.getByRole('grid', { name: 'Resultados' })).toBeVisible();
});

test('a refresh says what it costs, shows its progress, and is paused, cancelled and taken up', async ({
  launch,
  folder,
}) => {
  const rucs = companyRucs(450);
  const datos = join(folder, 'datos');
  await seed(datos, rucs);
  await simulator.close();
  simulator = await createSimulator({ existAll: true, latencyMs: 400 });
  const { page } = await launch({ datos, env: { ...env(), HABIDO_CONCURRENCIA: '1' } });
  await openScreen(page);
  await press(page, 'Refrescar 450 vencidos · S/ 4.50');
  const bar = page.getByRole('progressbar', { name: 'Avance del refresco' });
  await expect(bar).toBeVisible();
  await press(page, 'Pausar');
  await expect(page.getByRole('button', { name: 'Continuar' })).toBeVisible();
  await screenshot(page, 'socios-refrescando');
  expect(await faults(page), 'refreshing').toEqual([]);
  await press(page, 'Continuar');
  await press(page, 'Cancelar');
  await press(dialog(page, '¿Cancelar el refresco?'), 'Cancelar refresco');
  await expect(bar).toBeHidden();
  await expect(page.getByText(/Refresco cancelado\./)).toBeVisible();
  // Those that answered are no longer due: the rest is what is asked for now.
  const rest = page.getByRole('button', { name: /^Refrescar \d+ vencidos · S\/ \d\.\d\d$/ });
  await expect(rest).toBeEnabled();
  await rest.click();
  await expect(page.getByText(/^Respondieron \d+ socios\./)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Nada vencido' })).toBeDisabled();
  const asked = simulator.stats.requests.flatMap((request) => request.rucs);
  expect(new Set(asked).size).toBe(450);
});

test('a refresh that stopped says why, and is taken up where it stood', async ({ launch, folder }) => {
  const rucs = companyRucs(350);
  const datos = join(folder, 'datos');
  await seed(datos, rucs);
  const { page } = await launch({ datos, env: { ...env(), HABIDO_CONCURRENCIA: '1' } });
  await openScreen(page);
  await expect(page.getByRole('button', { name: 'Refrescar 350 vencidos · S/ 3.50' })).toBeEnabled();
  simulator.failAll('plan');
  await press(page, 'Refrescar 350 vencidos · S/ 3.50');
  await expect(page.getByRole('alert')).toContainText('consultas de su plan');
  await expect(page.getByRole('alert')).toContainText('lo respondido se conserva');
  await screenshot(page, 'socios-interrumpido');
  expect(await faults(page), 'stopped').toEqual([]);
  // Nobody answered, so nobody changed: each is as it was, and still due.
  await expect(page.getByRole('button', { name: /^Refrescar 350 vencidos/ })).toBeEnabled();
  simulator.failAll(null);
  await press(page, 'Retomar');
  await expect(page.getByText('Respondieron 350 socios.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Nada vencido' })).toBeDisabled();
});

test('the ceiling of queries is passed only with a yes; up to it, the rest waits', async ({
  launch,
  folder,
}) => {
  const datos = join(folder, 'datos');
  await seed(datos, companyRucs(120), [], 50);
  const { page } = await launch({ datos, env: env() });
  await openScreen(page);
  const asked = (): number => new Set(simulator.stats.requests.flatMap((request) => request.rucs)).size;
  await press(page, 'Refrescar 120 vencidos · S/ 1.20');
  const question = dialog(page, '¿Pasar el tope solo esta vez?');
  await expect(question).toContainText('necesita 120 consultas y su tope es 50');
  await screenshot(page, 'socios-tope');
  expect(asked()).toBe(0);
  await press(question, 'Refrescar hasta el tope');
  await expect(page.getByRole('alert')).toContainText('Respondieron 50 de 120 socios');
  expect(asked()).toBe(50);
  await expect(page.getByRole('button', { name: 'Refrescar 70 vencidos · S/ 0.70' })).toBeEnabled();
  await press(page, 'Retomar');
  await expect(page.getByRole('alert')).toContainText('Respondieron 100 de 120 socios');
  await press(page, 'Refrescar 20 vencidos · S/ 0.20');
  await expect(page.getByRole('button', { name: 'Nada vencido' })).toBeDisabled();
  expect(asked()).toBe(120);
});

/** Makes partners of these in a data folder, with a price set, and a ceiling where one is given. */
async function seed(
  datos: string,
  rucs: readonly string[],
  grupos: readonly string[] = [],
  tope: number | null = null,
): Promise<void> {
  mkdirSync(datos, { recursive: true });
  const workspace = testWorkspace(datos, { url: simulator.url });
  workspace.settings.save({ precio: '0.01', tope });
  await workspace.partners.add(
    rucs.map((texto) => ({ texto })),
    { tipo: 'proveedor', grupos },
  );
  await workspace.close();
}

test('the table is worked with the keyboard: rows, sections, several at once', async ({ launch, folder }) => {
  const rucs = companyRucs(60);
  const datos = join(folder, 'datos');
  await seed(datos, rucs.slice(0, 40), ['Minera Sur']);
  await seed(datos, rucs.slice(40));
  const { page } = await launch({ datos, env: env() });
  await openScreen(page);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '63');
  await grid(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '23');
  await page.keyboard.press('ArrowRight');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '63');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toContainText(rucs[0] as string);
  await page.keyboard.press('ArrowDown');
  await expect(drawer(page)).toContainText(rucs[1] as string);
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();

  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 socios elegidos')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('60 socios elegidos')).toBeVisible();
  await screenshot(page, 'socios-seleccion');
  expect(await faults(page), 'selection').toEqual([]);
  await press(page, 'Tipo');
  await page.getByRole('menuitem', { name: 'Cliente', exact: true }).click();
  await press(page, 'Agregar a grupo');
  const picking = page.getByRole('dialog');
  await picking.getByRole('textbox', { name: 'Grupo nuevo' }).fill('Obras 2026');
  await page.keyboard.press('Enter');
  await press(picking, 'Agregar a grupo');
  // A partner in two groups stands in both.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(1 + (1 + 40) + (1 + 60)));
  await page.keyboard.press('Escape');
  await expect(page.getByText('60 socios elegidos')).toBeHidden();
  await press(page, 'Clientes');
  await expect(page.getByRole('button', { name: 'Clientes' })).toHaveAttribute('aria-pressed', 'true');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(1 + (1 + 40) + (1 + 60)));
  await press(page, 'Proveedores');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1');
  await expect(page.getByText('Ningún socio está en este filtro.')).toBeVisible();
  await press(page, 'Proveedores');

  // The same with the mouse: one, one more, and up to a third; out of a group.
  await rowOf(page, rucs[0] as string).click({ modifiers: ['Control'] });
  await rowOf(page, rucs[2] as string).click({ modifiers: ['Control'] });
  await expect(page.getByText('2 socios elegidos')).toBeVisible();
  await rowOf(page, rucs[5] as string).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 socios elegidos')).toBeVisible();
  await press(page, 'Quitar de grupo');
  await page.getByRole('menuitem', { name: 'Minera Sur' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(1 + (1 + 36) + (1 + 60)));
  await press(page, 'Dejar la selección');
  await expect(grid(page).locator('[role="row"]:focus')).toHaveCount(1);
  await page.keyboard.press('Control+f');
  await page.keyboard.type(rucs[50] as string);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
});

test('a group is a company with a freshness and a schedule of its own', async ({ launch, folder }) => {
  const datos = join(folder, 'datos');
  await seed(datos, companyRucs(12), ['Minera Sur']);
  const { page } = await launch({ datos, env: env() });
  await openScreen(page);
  await press(page, 'Grupos');
  await press(dialog(page, 'Grupos'), 'Editar Minera Sur');
  const form = dialog(page, 'Editar Minera Sur');
  await form.getByRole('textbox', { name: 'Nombre' }).fill('Minera del Sur S.A.');
  await form.getByRole('textbox', { name: /^RUC/ }).fill(companyRucs(1, 500)[0] as string);
  await form.getByRole('textbox', { name: /^Días/ }).fill('3');
  await form.getByRole('switch', { name: 'Agenda propia' }).click();
  await form.getByRole('radio', { name: 'Semanal' }).check();
  await screenshot(page, 'socios-grupo');
  expect(await faults(page), 'group').toEqual([]);
  await press(form, 'Guardar');
  const line = dialog(page, 'Grupos').getByRole('listitem').filter({ hasText: 'Minera del Sur S.A.' });
  await expect(line).toContainText('vigencia de 3 días');
  await expect(line).toContainText('Cada lunes a las 07:00');
  await screenshot(page, 'socios-grupos');
  await press(dialog(page, 'Grupos'), 'Quitar el grupo Minera del Sur S.A.');
  await press(page.getByRole('dialog'), 'Quitar grupo');
  await expect(dialog(page, 'Grupos')).toContainText('Todavía no hay grupos.');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '13');
});
