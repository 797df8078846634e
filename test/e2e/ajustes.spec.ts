/** Ajustes in its first form, the demonstration, and what never reaches the window. */
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { createSimulator } from '../../main/simulator/simulator.ts';
import { expect, screenshot, test } from './harness.ts';

const TOKEN = 'zK3vQ9wLr7Tn2XcB8mPd5YhJ4sFg6AeU1oIiRtZxNvCbMqWe0HyDkLpS7uGj';

test('the token is kept, tested and removed; the window only knows its last four', async ({ launch }) => {
  const simulator = await createSimulator();
  try {
    const { page, datos } = await launch({ env: { HABIDO_MIGO_URL: simulator.url } });
    await page.getByRole('link', { name: 'Ajustes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
    await screenshot(page, 'ajustes-sin-token');
    await page.getByLabel(/Token/).first().fill(TOKEN);
    await page.getByRole('button', { name: 'Guardar' }).first().click();
    await expect(page.getByText(TOKEN.slice(-4))).toBeVisible();
    await page.getByRole('button', { name: 'Probar' }).click();
    await expect(page.getByText('success').first()).toBeVisible();
    await screenshot(page, 'ajustes-token');
    expect(await page.content()).not.toContain(TOKEN);
    for (const file of filesIn(datos))
      expect([file, readFileSync(file).includes(TOKEN)]).toEqual([file, false]);
    await page.getByRole('button', { name: 'Quitar' }).click();
    await expect(page.getByText(TOKEN.slice(-4))).toBeHidden();
  } finally {
    await simulator.close();
  }
});

test('the demonstration has its own data and a banner on every screen', async ({ launch }) => {
  const { page, datos } = await launch();
  await page.getByRole('link', { name: 'Ajustes' }).click();
  await page.getByRole('switch', { name: /demostración/i }).press('Space');
  const banner = page.getByRole('button', { name: 'Salir de la demostración' });
  await expect(banner).toBeVisible();
  await page.getByRole('link', { name: 'Validar' }).click();
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Probar con un libro de ejemplo' }).click();
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  await screenshot(page, 'demostracion-plan');
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible({ timeout: 30_000 });
  await screenshot(page, 'demostracion-resultado');
  await page.getByRole('link', { name: 'Ajustes' }).click();
  await page.getByRole('switch', { name: /demostración/i }).press('Space');
  await expect(banner).toBeHidden();
  await page.getByRole('link', { name: 'Validar' }).click();
  await expect(page.getByRole('region', { name: 'Soltar archivo' })).toBeVisible();
  await expect(page.getByText('registro-compras-8.1.xlsx')).toBeHidden();
  expect(readdirSync(datos)).toContain('demostracion');
});

test('theme and size follow the setting; dark is drawn', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('link', { name: 'Ajustes' }).click();
  await page.getByText('Oscuro', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Oscuro' })).toBeChecked();
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(21, 24, 27)');
  await screenshot(page, 'ajustes-oscuro');
});

/** Every plain file below the folder; Chromium's locks are links that lead nowhere. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
