/** How Socios looks, light and dark, in every size: a firm's partners as two months left them. */
import { join } from 'node:path';
import { createSimulator, type Simulator } from '../../main/simulator/simulator.ts';
import { firmPartners } from '../support/firm-partners.ts';
import { expect, faults, screenshot, test, wholeWindow } from './harness.ts';
import { dialog, drawer, grid, openScreen, press, rowOf, simulated } from './socios-screen.ts';

let simulator: Simulator;
test.beforeEach(async () => {
  simulator = await createSimulator({ existAll: true });
});
test.afterEach(() => simulator.close());

const env = (): Record<string, string> => simulated(simulator);

for (const tema of ['claro', 'oscuro'] as const) {
  test(`looks as drawn, without a fault that axe can see, ${tema}`, async ({ launch, folder }) => {
    const datos = join(folder, 'datos');
    const firm = await firmPartners(datos);
    const { app, page } = await launch({ datos, env: env() });
    const scheme: 'light' | 'dark' = tema === 'claro' ? 'light' : 'dark';
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
    await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
    await openScreen(page);
    await expect(rowOf(page, firm.clientes[1] as string)).toContainText('OBSERVADO');
    await screenshot(page, `socios-${tema}`);
    expect(await faults(page), 'list').toEqual([]);
    await press(page, 'Sin confirmar 16');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '18');
    await expect(grid(page)).toContainText('sin confirmar desde');
    await screenshot(page, `socios-sin-confirmar-${tema}`);
    await press(page, 'Sin confirmar 16');
    await press(page, 'Clientes 20 socios');
    await press(page, 'Proveedores 32 socios');
    await expect(rowOf(page, firm.perdido)).toContainText('NO APTO');
    await rowOf(page, firm.perdido).click();
    await expect(drawer(page)).toContainText('NO HABIDO');
    await screenshot(page, `socios-detalle-${tema}`);
    expect(await faults(page), 'drawer').toEqual([]);
    await drawer(page).getByRole('list', { name: 'Estados vistos' }).scrollIntoViewIfNeeded();
    await screenshot(page, `socios-historia-${tema}`);
    await press(drawer(page), 'Editar');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), 'edit').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await press(page, 'Agregar');
    await expect(dialog(page, 'Agregar socios')).toBeVisible();
    await screenshot(page, `socios-agregar-${tema}`);
    expect(await faults(page), 'add').toEqual([]);
  });
}

test('keeps what matters in small windows and with large text', async ({ launch, folder }) => {
  const datos = join(folder, 'datos');
  const firm = await firmPartners(datos);
  const { app, page } = await launch({ datos, env: env() });
  const resize = (width: number, height: number, zoom: number): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, [w, h, z]) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(w, h);
        window?.webContents.setZoomFactor(z);
      },
      [width, height, zoom] as const,
    );
  await openScreen(page);
  await page.getByRole('combobox', { name: 'Grupo' }).click();
  await page.getByRole('option', { name: 'Proveedores críticos' }).click();
  for (const [width, height, zoom] of [
    [1366, 768, 1],
    [720, 480, 1],
    [1366, 768, 1.5],
    [1920, 1080, 1],
  ] as const) {
    await resize(width, height, zoom);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
    const name = `${String(width)}x${String(height)}${zoom === 1 ? '' : '-150'}`;
    for (const column of ['RUC', 'Nombre o razón social', 'Veredicto'])
      await expect(grid(page).getByRole('columnheader', { name: column })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Nada vencido' })).toBeInViewport({ ratio: 1 });
    await wholeWindow(app, `socios-${name}`);
    await rowOf(page, firm.perdido).click();
    await expect(drawer(page).getByRole('button', { name: 'Quitar' })).toBeInViewport({ ratio: 1 });
    await wholeWindow(app, `socios-${name}-detalle`);
    expect(await faults(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await press(page, 'Agregar');
    await expect(dialog(page, 'Agregar socios').getByRole('button', { name: 'Volver' })).toBeInViewport({
      ratio: 1,
    });
    await wholeWindow(app, `socios-${name}-agregar`);
    await page.keyboard.press('Escape');
  }
});
