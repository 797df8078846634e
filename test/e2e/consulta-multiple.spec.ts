/** Without a token: files for SUNAT's Consulta múltiple go out, its answers are dropped back. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xlsx from 'xlsx';
import { writeLibro } from '../support/libro.ts';
import { partText } from '../support/package-reader.ts';
import { companyRucs } from '../support/rucs.ts';
import { HEADER, line, writeAnswerFile } from '../support/sunat-file.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  dropFile,
  dropFiles,
  expect,
  faults,
  screenshot,
  test,
} from './harness.ts';

const DROP = 'section[aria-label="Soltar archivo"]';

test('what nobody answered goes to SUNAT by hand, and comes back as verdicts of SUNAT', async ({
  launch,
  folder,
}) => {
  const rucs = companyRucs(130);
  const { app, page } = await launch({ env: { HABIDO_MIGO_URL: 'http://127.0.0.1:9' } });
  await dropFile(page, writeLibro(folder, rucs), DROP);
  await page.getByRole('button', { name: 'Validar ahora' }).click();
  await page.getByRole('button', { name: 'Más acciones' }).click();
  await page.getByRole('menuitem', { name: /^Preparar consulta múltiple/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('130 RUC');
  await expect(dialog).toContainText('2 archivos de hasta 100');

  const uploads = join(folder, 'para SUNAT');
  mkdirSync(uploads);
  await answerOpenDialog(app, uploads);
  await dialog.getByRole('button', { name: 'Guardar archivos' }).click();
  await expect(dialog.getByRole('status')).toContainText('Se guardaron 2 archivos con 130 RUC');
  for (const scheme of ['dark', 'light'] as const) {
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), scheme);
    await expect(page.locator(`html[data-mantine-color-scheme="${scheme}"]`)).toBeAttached();
    await screenshot(page, `consulta-multiple-${scheme}`);
    expect(await faults(page), scheme).toEqual([]);
  }
  const sent = readdirSync(uploads)
    .sort()
    .flatMap((name) =>
      partText(readFileSync(join(uploads, name)), 'ruc.txt')
        .trim()
        .split('\r\n'),
    );
  expect(sent).toEqual(rucs);

  const opened = app.evaluate(
    ({ shell }) =>
      new Promise<string>((resolve) => {
        shell.openExternal = (url) => {
          resolve(url);
          return Promise.resolve();
        };
      }),
  );
  await dialog.getByRole('button', { name: 'Abrir la página de SUNAT' }).click();
  expect(await opened).toMatch(/^https:\/\/e-consultaruc\.sunat\.gob\.pe\//);
  await dialog.getByRole('button', { name: 'Cerrar' }).click();

  const answers = rucs
    .slice(0, 120)
    .map((ruc, i) => line(ruc, `EMPRESA ${String(i)} S.A.C.`, 'HABIDO', 'ACTIVO'));
  await writeAnswerFile(join(folder, 'RM1.zip'), [HEADER, ...answers.slice(0, 100)]);
  await writeAnswerFile(join(folder, 'RM2.zip'), [HEADER, ...answers.slice(100)], 'RM2.txt');
  await dropFiles(page, [join(folder, 'RM1.zip'), join(folder, 'RM2.zip')], 'main');
  await expect(page.getByText('Se leyeron 120 respuestas de SUNAT.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Reintentar 10 sin respuesta/ })).toBeVisible();
  await screenshot(page, 'consulta-multiple-leida');
  await dropFile(page, join(folder, 'RM1.zip'), 'main');
  await expect(page.getByText('Ya se habían leído: RM1.zip.')).toBeVisible();

  const copy = join(folder, 'copia.xlsx');
  await answerSaveDialog(app, copy);
  await page.getByRole('button', { name: 'Guardar copia anotada' }).click();
  await expect(page.getByRole('button', { name: 'Abrir', exact: true })).toBeVisible();
  const book = xlsx.read(readFileSync(copy));
  const rows = xlsx.utils.sheet_to_json<Record<string, unknown>>(
    book.Sheets[book.SheetNames[0] ?? ''] as never,
  );
  const found = rows.filter((row) => row['FUENTE'] === 'Consulta múltiple SUNAT');
  expect(found).toHaveLength(120);
  expect(found.every((row) => row['VEREDICTO'] === 'APTO')).toBe(true);
  expect(rows.filter((row) => row['VEREDICTO'] === 'SIN RESPUESTA')).toHaveLength(10);
});
