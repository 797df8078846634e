/** Ways around the screen of partners, for its end-to-end tests. */
import type { Locator, Page } from '@playwright/test';
import type { Simulator } from '../../main/simulator/simulator.ts';
import { expect } from './harness.ts';

/** An environment in which Migo is the simulator. */
export function simulated(simulator: Simulator): Record<string, string> {
  return {
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
    HABIDO_POR_MINUTO: '1000',
  };
}

/** Goes to Socios. */
export async function openScreen(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Socios' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Socios' })).toBeVisible();
}

/** The table. */
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Socios' });
/** The card of one partner. */
export const drawer = (page: Page): Locator => page.getByRole('complementary', { name: 'Detalle del socio' });
/** A partner's rows: one in each of its groups. */
export const rowOf = (page: Page, ruc: string): Locator =>
  grid(page).getByRole('row').filter({ hasText: ruc });
export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
export const press = (at: Page | Locator, name: string | RegExp): Promise<void> =>
  at.getByRole('button', { name }).click();
