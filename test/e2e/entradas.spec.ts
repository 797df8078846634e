/** How several workbooks come in besides being dropped: chosen in the dialog, given at the start. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { companyRucs } from '../support/rucs.ts';
import { writeLibro } from '../support/libro.ts';
import { answerOpenDialog, expect, openDialogs, test } from './harness.ts';

test('several workbooks, or a folder, are chosen in the dialog as they are dropped', async ({
  launch,
  folder,
}) => {
  const books = join(folder, 'libros');
  mkdirSync(books);
  const first = writeLibro(books, companyRucs(4), 'enero.xlsx');
  const second = writeLibro(books, companyRucs(4, 9), 'febrero.xlsx');
  const { app, page } = await launch();
  const plan = page.getByRole('region', { name: 'Plan' });
  await answerOpenDialog(app);
  await page.getByRole('button', { name: 'Elegir archivo' }).click();
  await answerOpenDialog(app, first, second);
  await page.getByRole('button', { name: 'Elegir archivo' }).click();
  await expect(plan.getByText('Se validan los 2 libros en una sola corrida.')).toBeVisible();
  await page.getByRole('button', { name: 'Otro archivo' }).first().click();
  await answerOpenDialog(app, books);
  await page.getByRole('button', { name: 'Elegir una carpeta' }).click();
  await expect(plan.getByText('Se validan los 2 libros en una sola corrida.')).toBeVisible();
  expect(await openDialogs(app)).toEqual([
    ['openFile', 'multiSelections'],
    ['openFile', 'multiSelections'],
    ['openDirectory', 'multiSelections'],
  ]);
});

test('workbooks given at the start, by path or by address, are one run', async ({ launch, folder }) => {
  const first = writeLibro(folder, companyRucs(4), 'enero 1.xlsx');
  const second = writeLibro(folder, companyRucs(4, 9), 'febrero.xlsx');
  const { page } = await launch({ args: [second, pathToFileURL(first).href] });
  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan.getByText('Se validan los 2 libros en una sola corrida.')).toBeVisible();
});
