/** Ajustes in its first form, the demonstration, and what never reaches the window. */
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { createSimulator } from '../../main/simulator/simulator.ts';
import { expect, faults, screenshot, test } from './harness.ts';

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

test('partners: how old an answer may be, when they are refreshed, which days are holidays', async ({
  launch,
}) => {
  const { app, page, datos } = await launch();
  await page.getByRole('link', { name: 'Ajustes' }).click();
  const section = page.getByRole('region', { name: 'Socios y agenda' });
  await section.getByLabel('Respuesta vigente').fill('3');
  await section.getByLabel('Respuesta vigente').press('Enter');
  await section.getByLabel('Sin confirmar desde').fill('45');
  await section.getByLabel('Sin confirmar desde').press('Enter');
  await section.getByRole('switch', { name: 'Las corridas actualizan a los socios' }).press('Space');

  const agenda = section.getByRole('group', { name: 'Agenda general' });
  await expect(agenda).toContainText('Empieza cuando haya socios.');
  await page.evaluate(() =>
    window.habido.call('partners.add', {
      texto: '20131312955',
      alias: '',
      tipo: 'proveedor',
      grupos: [],
    }),
  );
  await expect(agenda).toContainText(/Próximo: (hoy|mañana) 07:00/);
  await agenda.getByRole('radio', { name: 'Semanal' }).check();
  await agenda.getByRole('button', { name: 'jueves' }).click();
  await expect(agenda.getByRole('button', { name: 'jueves' })).toHaveAttribute('aria-pressed', 'true');
  // The last of its days stays.
  await agenda.getByRole('button', { name: 'jueves' }).click();
  await expect(agenda.getByRole('button', { name: 'lunes' })).toBeDisabled();
  await agenda.getByRole('button', { name: 'lunes' }).press('Space');
  await expect(agenda.getByRole('button', { name: 'lunes' })).toHaveAttribute('aria-pressed', 'true');
  await agenda.getByRole('button', { name: 'viernes' }).click();
  await agenda.getByLabel('Hora de Lima').fill('25:00');
  await agenda.getByLabel('Hora de Lima').press('Enter');
  await expect(agenda.getByText('Escriba una hora como 07:00.')).toBeVisible();
  await agenda.getByLabel('Hora de Lima').fill('6:30');
  await agenda.getByLabel('Tope de consultas').fill('');
  await agenda.getByLabel('Tope de consultas').press('Enter');
  await expect(agenda).toContainText(/Próximo: [^.]*06:30/);

  await section.getByLabel('Fecha').fill('31/11/2026');
  await section.getByRole('button', { name: 'Agregar feriado' }).click();
  await expect(section.getByText('Escriba una fecha como 08/12/2026.')).toBeVisible();
  await section.getByLabel('Fecha').fill('24/12/2026');
  await section.getByRole('button', { name: 'Agregar feriado' }).click();
  await section.getByLabel('Fecha').fill('8/12/2026');
  await section.getByRole('button', { name: 'Aquí se trabaja' }).click();
  const days = section.getByRole('list', { name: 'Feriados corregidos' }).getByRole('listitem');
  await expect(days).toHaveText([/^08\/12\/2026.*aquí se trabaja/, /^24\/12\/2026.*agregado/]);
  await section.getByRole('button', { name: 'Pausar por hoy' }).click();
  await expect(agenda).toContainText('En pausa por hoy.');
  await page.getByRole('link', { name: 'Socios y agenda' }).click();
  await screenshot(page, 'ajustes-socios');
  expect(await faults(page)).toEqual([]);
  await section.getByRole('button', { name: 'Reanudar la agenda' }).click();
  await expect(agenda).not.toContainText('En pausa');
  await section.getByRole('button', { name: 'Quitar 08/12/2026' }).click();
  await expect(days).toHaveCount(1);

  const tray = page.getByRole('region', { name: 'Bandeja y avisos' });
  await tray.getByRole('switch', { name: 'Avisar de los cambios' }).press('Space');
  await expect(tray.getByRole('switch', { name: 'Avisar de los cambios' })).not.toBeChecked();
  await screenshot(page, 'ajustes-bandeja');
  await app.close();

  // All of it holds for the next window.
  const again = await launch({ datos });
  const kept = await again.page.evaluate(async () => {
    const state = await window.habido.call('app.state', {});
    return state.ok ? state.value.ajustes : null;
  });
  expect(kept).toMatchObject({
    sociosFrescuraDias: 3,
    sociosSinConfirmarDias: 45,
    corridasActualizanSocios: false,
    sociosAgenda: { activa: true, dias: { tipo: 'semanal', dias: [1, 5] }, hora: '06:30', tope: null },
    feriados: { agregados: ['2026-12-24'], quitados: [] },
    avisosDeCambios: false,
    quedarseEnBandeja: true,
    agendaEnPausaHasta: null,
  });

  // Days of the month as they are written, and in the dark at the least size.
  await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(720, 480));
  await again.page.evaluate(() => window.habido.call('settings.save', { tema: 'oscuro' }));
  await expect(again.page.locator('html[data-mantine-color-scheme="dark"]')).toBeAttached();
  await again.page.getByRole('link', { name: 'Ajustes' }).click();
  const monthly = again.page.getByRole('group', { name: 'Agenda general' });
  await monthly.getByRole('radio', { name: 'Mensual' }).check();
  await monthly.getByLabel('Días del mes').fill('32');
  await monthly.getByLabel('Días del mes').press('Enter');
  await expect(monthly.getByText('Escriba días del 1 al 31, como «1, 15».')).toBeVisible();
  await screenshot(again.page, 'ajustes-agenda-oscuro');
  expect(await faults(again.page)).toEqual([]);
  await monthly.getByLabel('Días del mes').fill('31, 15');
  await monthly.getByLabel('Días del mes').press('Enter');
  await expect(monthly.getByLabel('Días del mes')).toHaveValue('15 y 31');
  await monthly.getByRole('radio', { name: 'Último día hábil' }).check();
  await expect(monthly).toContainText('no es sábado, domingo ni feriado');
});

/** Every plain file below the folder; Chromium's locks are links that lead nowhere. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
