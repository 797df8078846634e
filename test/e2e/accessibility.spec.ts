/** What axe finds on each screen, light and dark: nothing. */
import { createSimulator, type Simulator } from '../../main/simulator/simulator.ts';
import { companyRucs } from '../support/rucs.ts';
import { writeLibro } from '../support/libro.ts';
import { dropFile, expect, faults, test } from './harness.ts';

let simulator: Simulator;
test.beforeEach(async () => {
  simulator = await createSimulator();
});
test.afterEach(() => simulator.close());

for (const tema of ['claro', 'oscuro'] as const) {
  test(`no screen has a fault that axe can see, ${tema}`, async ({ launch, folder }) => {
    const env = {
      HABIDO_MIGO_URL: simulator.url,
      HABIDO_MIGO_TOKEN: 'prueba-0123456789',
      HABIDO_POR_MINUTO: '1000',
    };
    const { app, page } = await launch({ env });
    const scheme: 'light' | 'dark' = tema === 'claro' ? 'light' : 'dark';
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
    await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
    expect(await faults(page), 'empty').toEqual([]);
    await dropFile(
      page,
      writeLibro(folder, [...companyRucs(60), '20131312956']),
      'section[aria-label="Soltar archivo"]',
    );
    await expect(page.getByRole('button', { name: 'Validar ahora' })).toBeEnabled();
    expect(await faults(page), 'plan').toEqual([]);
    await page.getByRole('button', { name: 'Validar ahora' }).click();
    await expect(page.getByRole('button', { name: 'Guardar copia anotada' })).toBeVisible();
    expect(await faults(page), 'results').toEqual([]);
    await page.getByRole('grid', { name: 'Resultados' }).getByRole('row').nth(1).click();
    expect(await faults(page), 'detail').toEqual([]);
    await page.getByRole('link', { name: 'Socios' }).click();
    await expect(page.getByText('Todavía no hay socios.')).toBeVisible();
    expect(await faults(page), 'no partners').toEqual([]);
    await page.getByRole('link', { name: 'Padrón' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Padrón' })).toBeVisible();
    expect(await faults(page), 'padrón').toEqual([]);
    await page.getByRole('link', { name: 'Ajustes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
    expect(await faults(page), 'settings').toEqual([]);
  });
}
