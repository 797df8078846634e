/** `habido validar` over every format: the copy's name and extension, the plan, and what is refused. */
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { read, utils, write } from 'xlsx';
import { createSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { cli } from '../../support/cli.ts';
import { companyRucs } from '../../support/rucs.ts';
import {
  decodeText,
  encodeText,
  readRecords,
  withoutOurs,
  type TestEncoding,
} from '../../support/text-table.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/formats');
const RUCS = companyRucs(6);
let simulator: Simulator;
let place: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  simulator = await createSimulator({});
  place = temporaryFolder();
});
afterEach(async () => {
  await simulator.close();
  place.remove();
});

const env = (): Record<string, string> => ({
  HABIDO_DATOS: join(place.folder, 'datos'),
  HABIDO_MIGO_URL: simulator.url,
  HABIDO_MIGO_TOKEN: 'prueba-0123456789',
  HABIDO_POR_MINUTO: '1000',
});

interface Result {
  salida: string;
  plan: { hoja: string; columna: string; filaEncabezado: number; filas: number };
  resultados: { ruc: string; veredicto: string; razonSocial: string }[];
}

async function validate(path: string, ...words: string[]): Promise<Result> {
  const { exit, json, err } = await cli(['validar', path, '--json', ...words], env());
  expect(`${String(exit)} ${err}`).toMatch(/^0 /);
  return json() as unknown as Result;
}

function file(name: string, bytes: Buffer | string): string {
  const path = join(place.folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('texts, in place', () => {
  const text = (separator: string): string =>
    [['Nombre', 'N° RUC', 'Monto'], ...RUCS.map((ruc) => [`"Ñandú ${separator} Cía"`, ruc, '1.50'])]
      .map((fields) => `${fields.join(separator)}\r\n`)
      .join('');
  test.each([
    ['compras.csv', ';', 'windows-1252'],
    ['compras.CSV', ',', 'utf-8-bom'],
    ['compras.txt', '\t', 'utf-16le'],
    ['lista', ';', 'utf-8'],
  ] as [string, string, TestEncoding][])('%s', async (name, separator, encoding) => {
    const source = encodeText(text(separator), encoding);
    const path = file(name, source);
    const { salida, plan, resultados } = await validate(path);
    const dot = name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
    expect(salida).toBe(join(place.folder, `${name.slice(0, name.length - dot.length)} (verificado)${dot}`));
    expect(plan).toMatchObject({ hoja: '', columna: 'B', filaEncabezado: 1, filas: 6, alternativas: [] });
    expect(readFileSync(path).equals(source)).toBe(true);
    const copy = decodeText(readFileSync(salida), encoding);
    expect(withoutOurs(copy, separator, () => 3)).toBe(text(separator));
    const rows = readRecords(copy, separator).map(({ fields }) => fields);
    expect(rows[0]?.slice(3, 5)).toEqual(['VEREDICTO', 'RAZÓN SOCIAL (SUNAT)']);
    rows.slice(1).forEach((fields, i) => {
      expect(fields.slice(3, 5)).toEqual([resultados[i]?.veredicto, resultados[i]?.razonSocial]);
    });
  });

  test('a column by its letter, and the plan in words', async () => {
    const path = file('x.csv', text(';'));
    const { plan } = await validate(path, '--columna', 'b', '--fila-encabezado', '0');
    expect(plan).toMatchObject({ hoja: '', columna: 'B', filaEncabezado: 0, filas: 7 });
    const said = await cli(['validar', path, '--solo-plan'], env());
    expect(said.out).toContain('Columna B, encabezado en la fila 1.');
    const sheet = await cli(['validar', path, '--hoja', 'Hoja1', '--columna', 'B'], env());
    expect(sheet.exit).toBe(4);
    expect(sheet.err).toContain('«Hoja1»');
  });

  test('a --salida of another extension, and over the source', async () => {
    const path = file('x.csv', text(';'));
    for (const target of ['y.xlsx', 'y.txt', 'y']) {
      const { exit, err } = await cli(['validar', path, '--salida', join(place.folder, target)], env());
      expect([exit, err.includes('.csv')]).toEqual([2, true]);
    }
    expect((await cli(['validar', path, '--salida', path], env())).exit).toBe(2);
    expect(readdirSync(place.folder)).toEqual(expect.not.arrayContaining(['y.xlsx', 'y.txt', 'y']));
    const { salida } = await validate(path, '--salida', join(place.folder, 'y.CSV'));
    expect(existsSync(salida)).toBe(true);
  });

  test('a PLE book is checked at once, though it has one supplier only', async () => {
    const line = (ruc: string): string => {
      const fields = Array.from({ length: 41 }, () => '');
      fields.splice(0, 4, '20261000', 'CUO', 'M1', '01/10/2026');
      fields.splice(10, 3, '6', ruc, 'ÑANDÚ S.A.C.');
      return `${fields.join('|')}|\r\n`;
    };
    const name = 'LE2060081966720261000080100001111.TXT';
    const path = file(
      name,
      encodeText(Array.from({ length: 8 }, () => line(RUCS[0] as string)).join(''), 'windows-1252'),
    );
    const { salida, plan } = await validate(path);
    expect(plan).toMatchObject({ hoja: '', columna: 'L', filaEncabezado: 0, filas: 8 });
    expect(salida.endsWith('LE2060081966720261000080100001111 (verificado).TXT')).toBe(true);
    expect(readFileSync(salida, 'latin1').split('\r\n')[0]?.split('|')).toHaveLength(50);
  });
});

describe('reports', () => {
  function rowsOf(path: string, sheet: string): unknown[][] {
    return utils.sheet_to_json(read(readFileSync(path)).Sheets[sheet] as object, { header: 1 });
  }

  test.each(['libro.xls', 'libro.ods'])('%s', async (name) => {
    const path = join(place.folder, name);
    copyFileSync(join(FIXTURES, name), path);
    const { salida, plan } = await validate(path);
    expect(salida).toBe(join(place.folder, 'libro (verificado).xlsx'));
    expect(plan).toMatchObject({ hoja: 'Compras', columna: 'B', filaEncabezado: 4, filas: 6 });
    expect(rowsOf(salida, 'Compras')[3]?.[7]).toBe('VEREDICTO');
    const wrong = await cli(['validar', path, '--salida', join(place.folder, 'otro.xls')], env());
    expect([wrong.exit, wrong.err.includes('.xlsx')]).toEqual([2, true]);
    const said = await cli(['validar', path], env());
    expect(said.err).toContain('La copia es un informe nuevo');
    expect(said.out).toContain('libro (verificado) (2).xlsx');
  });

  test.each([
    ['xlsb', 'Hoja'],
    ['html', 'Tabla 1'],
    ['txt', 'Datos'],
  ] as const)('%s named .xls', async (type, sheet) => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([['RUC', 'Nombre'], ...RUCS.map((ruc) => [ruc, '=1+1'])]),
      'Hoja',
    );
    const bytes =
      type === 'txt'
        ? `RUC\tNombre\r\n${RUCS.map((ruc) => `${ruc}\t=1+1`).join('\r\n')}\r\n`
        : (write(book, { type: 'buffer', bookType: type }) as Buffer);
    const { salida } = await validate(file('datos.xls', bytes));
    expect(salida).toBe(join(place.folder, 'datos (verificado).xlsx'));
    const rows = rowsOf(salida, sheet);
    expect(rows.slice(1).map(([ruc, name]) => [ruc, name])).toEqual(RUCS.map((ruc) => [ruc, '=1+1']));
    expect(rows.slice(1).every((row) => typeof row[2] === 'string' && row[2] !== '')).toBe(true);
  });

  test('an .xlsx named .xls comes back in place, as .xlsx', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['RUC'], ...RUCS.map((ruc) => [ruc])]), 'Hoja');
    const path = file('engaño.xls', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const { salida } = await validate(path);
    expect(salida).toBe(join(place.folder, 'engaño (verificado).xlsx'));
    const { salida: own } = await validate(path, '--salida', join(place.folder, 'mío.xls'));
    expect(readFileSync(own).subarray(0, 2).toString()).toBe('PK');
  });
});
