/** Formats that are not given back as they are: their values in a new workbook, by other writers, through the real worker. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read, utils, write, type BookType, type WorkBook } from 'xlsx';
import { copyExtensions } from '../../../main/workbook/copy-name.ts';
import { sheetNames } from '../../../main/workbook/report/sheet-names.ts';
import { annotateBook, bench, sheetOf, valueAt, type Annotated, type Bench } from '../../support/annotate.ts';
import { buildPackage } from '../../support/package-builder.ts';
import { readPackage } from '../../support/package-reader.ts';
import { companyRucs } from '../../support/rucs.ts';
import { encodeText } from '../../support/text-table.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/formats');
const RUCS = companyRucs(6);
const NOTICE = /^La copia es un informe nuevo \(\.xlsx\)/;

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

function scratchLeft(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`habido-informe-${String(process.pid)}-`));
}

/** What every report has to be. */
function expectReport({ reading, result, source, copy, path }: Annotated, formato: string): void {
  expect(reading).toMatchObject({ formato, enSitio: false, bytes: source.length, firmado: false });
  expect(reading.hash).toBe(createHash('sha256').update(source).digest('hex'));
  expect(result.avisos[0]).toMatch(NOTICE);
  expect(result.hash).toBe(createHash('sha256').update(copy).digest('hex'));
  expect(readFileSync(path).equals(source)).toBe(true);
  const names = readPackage(copy).map((part) => part.name);
  expect(names.slice(0, 3)).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml']);
  expect(scratchLeft()).toEqual([]);
}

/** No cell of the copy is a formula, and what begins like one is kept from becoming one when it is edited. */
function expectNoFormula(copy: Buffer): void {
  const parts = readPackage(copy);
  const styles = parts.find((part) => part.name === 'xl/styles.xml')?.data.toString() ?? '';
  const formats = [
    ...(/<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '').matchAll(/<xf [^>]*>/g),
  ].map(([xf]) => xf);
  let guarded = 0;
  for (const part of parts.filter(({ name }) => name.startsWith('xl/worksheets/'))) {
    const xml = part.data.toString();
    expect(xml).not.toMatch(/<f[\s>/]/);
    for (const [, style = '0'] of xml.matchAll(
      /<c r="[A-Z]+\d+"(?: s="(\d+)")? t="inlineStr"><is><t[^>]*>[=+\-@]/g,
    )) {
      expect(formats[Number(style)]).toContain('quotePrefix="1"');
      guarded += 1;
    }
  }
  expect(guarded).toBeGreaterThan(0);
}

describe.each([
  ['libro.xls', 'xls'],
  ['libro.ods', 'ods'],
] as const)('%s by LibreOffice', (name, formato) => {
  let done: Annotated;
  beforeAll(async () => {
    done = await annotateBook(b, join(FIXTURES, name));
  });

  test('is read by its values: merged header, hidden sheet, numbers and texts', () => {
    expectReport(done, formato);
    expect(done.reading.hojas.map(({ nombre, oculta }) => [nombre, oculta])).toEqual([
      ['Compras', false],
      ['Maestro', true],
    ]);
    expect(done.column.choice).toEqual({ hoja: 'Compras', columna: 'B', filaEncabezado: 4 });
    expect(done.column.titulo).toBe('PROVEEDOR › RUC');
    expect(done.column.items.map((item) => item.texto)).toEqual(RUCS);
    expect(done.column.items[0]?.nombre).toBe('Ñandú & Cía 0 S.A.C.');
  });

  test('the report holds the values, with dates as dates, and our columns to the right', async () => {
    const sheet = sheetOf(done.copy, 'Compras');
    expect(valueAt(sheet, 'A1')).toBe('REGISTRO DE COMPRAS — AÑIL S.A.C.');
    expect(sheet['!merges']).toEqual([utils.decode_range('A3:C3')]);
    expect(sheet['B5']).toMatchObject({ t: 'n', v: Number(RUCS[0]) });
    expect(sheet['B6']).toMatchObject({ t: 's', v: RUCS[1] });
    expect(sheet['D5']).toMatchObject({ t: 'n', v: 46_296, z: 'dd/mm/yyyy' });
    expect(sheet['E6']).toMatchObject({ t: 'n', v: 201, z: formato === 'ods' ? 'General' : '#,##0.00' });
    expect(valueAt(sheet, 'F5')).toBeCloseTo(118.59, 9);
    expect(['G5', 'G6', 'G7'].map((at) => valueAt(sheet, at))).toEqual(['=1+1', '+51 999', '00123']);
    expect(valueAt(sheet, 'H4')).toBe('VEREDICTO');
    expect(valueAt(sheet, 'H5')).toMatch(/APTO/);
    expect(valueAt(sheet, 'I5')).toBe(`=EMPRESA & Ñ <${RUCS[0] as string}>`);
    expect(done.result).toMatchObject({ filas: 6, columnas: { primera: 'H', ultima: 'O' } });
    expectNoFormula(done.copy);
    expect(read(done.copy).Workbook?.Sheets?.map((item) => item.Hidden)).toEqual([0, 1]);
    expect(await copyExtensions(done.path)).toEqual(['.xlsx']);
  });
});

function sampleBook(): WorkBook {
  const book = utils.book_new();
  const rows = RUCS.map((ruc, i) => [
    ruc,
    i === 0 ? '=cmd|/c calc' : 'Ñandú',
    i + 0.5,
    new Date(Date.UTC(2026, 9, i + 1, 12)),
    true,
  ]);
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([['RUC', 'Nombre', 'Monto', 'Fecha', 'Ok'], ...rows]),
    'Hoja',
  );
  utils.book_append_sheet(book, utils.aoa_to_sheet([['nada']]), 'Otra');
  return book;
}

describe.each([
  ['xlsb', 'xlsb'],
  ['ods', 'ods'],
  ['biff8', 'xls'],
  ['xlml', 'xml'],
] as [BookType, string][])('%s by SheetJS, named .xls', (type, formato) => {
  test('is told by its bytes and answered with a report', async () => {
    const path = b.file(`${type}.xls`, write(sampleBook(), { type: 'buffer', bookType: type }) as Buffer);
    const done = await annotateBook(b, path);
    expectReport(done, formato);
    expect(done.reading.hojas.map(({ nombre }) => nombre)).toEqual(['Hoja', 'Otra']);
    const sheet = sheetOf(done.copy, 'Hoja');
    expect(sheet['B2']).toMatchObject({ t: 's', v: '=cmd|/c calc' });
    expect(sheet['B3']).toMatchObject({ t: 's', v: 'Ñandú' });
    expect(sheet['C3']).toMatchObject({ t: 'n', v: 1.5 });
    expect(sheet['D2']).toMatchObject({ t: 'n' });
    expect(String((sheet['D2'] as { z?: string }).z)).toContain('dd/mm/yyyy');
    expect(sheet['E2']).toMatchObject({ t: 'b', v: true });
    expect(done.result.filas).toBe(6);
    expectNoFormula(done.copy);
    expect(await copyExtensions(path)).toEqual(['.xlsx']);
  });
});

/** A sheet in the bare format of the nineties, as old programs still write it. */
function biff4(
  rows: readonly (readonly string[])[],
  codePage: number,
  encode: (text: string) => Buffer,
): Buffer {
  const record = (type: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(type, 0);
    head.writeUInt16LE(body.length, 2);
    return Buffer.concat([head, body]);
  };
  const words = (...values: number[]): Buffer => Buffer.from(new Uint16Array(values).buffer);
  const cells = rows.flatMap((row, r) =>
    row.map((text, c) => {
      const bytes = encode(text);
      return record(0x0204, Buffer.concat([words(r, c, 0, bytes.length), bytes]));
    }),
  );
  const size = words(0, rows.length, 0, rows[0]?.length ?? 0, 0);
  return Buffer.concat([
    record(0x0409, words(0x0400, 0x0010, 0)),
    record(0x0042, words(codePage)),
    record(0x0200, size),
    ...cells,
    record(0x000a, Buffer.alloc(0)),
  ]);
}

test.each([
  ['Windows', 1252, (text: string) => encodeText(text, 'windows-1252')],
  ['DOS', 850, (text: string) => Buffer.from(text.replace('Ñ', '\u00a5').replace('ú', '\u00a3'), 'latin1')],
] as const)('a bare sheet of the nineties, in the code page of %s', async (_, codePage, encode) => {
  const rows = [['RUC', 'Nombre'], ...RUCS.map((ruc) => [ruc, 'Ñandú'])];
  const done = await annotateBook(b, b.file(`biff-${String(codePage)}.xls`, biff4(rows, codePage, encode)));
  expectReport(done, 'xls');
  expect(done.column.items.map((item) => [item.texto, item.nombre])).toEqual(
    RUCS.map((ruc) => [ruc, 'Ñandú']),
  );
});

describe('texts under the name of a workbook', () => {
  test('a web page named .xls: text stays as it is written, amounts are numbers', async () => {
    const done = await annotateBook(b, b.file('pagina.xls', readFileSync(join(FIXTURES, 'libro.html'))));
    expectReport(done, 'html');
    expect(done.reading.hojas[0]?.nombre).toBe('Tabla 1');
    expect(done.column).toMatchObject({ filas: 6, titulo: 'PROVEEDOR › RUC' });
    const sheet = sheetOf(done.copy, 'Tabla 1');
    expect(sheet['B5']).toMatchObject({ t: 's', v: RUCS[0] });
    // Not the tenth of January.
    expect(sheet['D5']).toMatchObject({ t: 's', v: '01/10/2026' });
    expect(sheet['E5']).toMatchObject({ t: 'n', v: 100.5, z: '0.00' });
    expect(sheet['G7']).toMatchObject({ t: 's', v: '00123' });
    expectNoFormula(done.copy);
  });

  test('a web page in Windows-1252', async () => {
    const html = `<html><head><meta charset="windows-1252"></head><body><table><tr><th>RUC</th><th>Nombre</th></tr>${RUCS.map((ruc) => `<tr><td>${ruc}</td><td>Ñandú “&amp;” €</td></tr>`).join('')}</table></body></html>`;
    const done = await annotateBook(b, b.file('latin.xls', encodeText(html, 'windows-1252')));
    expect(valueAt(sheetOf(done.copy, 'Tabla 1'), 'B2')).toBe('Ñandú “&” €');
  });

  test('tab-separated Latin-1 named .xls', async () => {
    const text = `RUC\tRazón social\tMonto\tGlosa\r\n${RUCS.map((ruc, i) => `${ruc}\tÑandú ${String(i)}\t${String(i)}.50\t=1+1`).join('\r\n')}\r\n`;
    const path = b.file('erp.xls', encodeText(text, 'windows-1252'));
    const done = await annotateBook(b, path);
    expectReport(done, 'txt');
    const sheet = sheetOf(done.copy, 'Datos');
    expect(sheet['A2']).toMatchObject({ t: 's', v: RUCS[0] });
    expect(sheet['B3']).toMatchObject({ t: 's', v: 'Ñandú 1' });
    expect(sheet['C3']).toMatchObject({ t: 'n', v: 1.5 });
    expect(sheet['D2']).toMatchObject({ t: 's', v: '=1+1' });
    expect(valueAt(sheet, 'E2')).toMatch(/APTO/);
    expectNoFormula(done.copy);
    expect(await copyExtensions(path)).toEqual(['.xlsx']);
  });

  test('a csv named .xlsx, with a quote that never closes', async () => {
    const text = `RUC;Glosa\n${RUCS.map((ruc) => `${ruc};"ACERO 1/2`).join('\n')}\n`;
    const done = await annotateBook(b, b.file('miente.xlsx', text));
    expectReport(done, 'csv');
    expect(valueAt(sheetOf(done.copy, 'Datos'), 'B2')).toBe('"ACERO 1/2');
    expect(done.result.filas).toBe(6);
  });
});

test('an .xlsx named .xls is given back in place, as what it is', async () => {
  const bytes = write(sampleBook(), { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  const path = b.file('en-realidad.xls', bytes);
  const done = await annotateBook(b, path);
  expect(done.reading).toMatchObject({ formato: 'xlsx', enSitio: true });
  expect(done.result.avisos.filter((aviso) => NOTICE.test(aviso))).toEqual([]);
  expect(await copyExtensions(path)).toEqual(['.xlsx', '.xls']);
  expect(await copyExtensions(b.file('bueno.XLSX', bytes))).toEqual(['.XLSX']);
  expect(await copyExtensions(join(b.folder, 'no-hay.csv'))).toEqual(['.csv']);
  expect(await copyExtensions(join(b.folder, 'no-hay.ods'))).toEqual(['.xlsx']);
});

describe('what is not read', () => {
  /** The package with one part replaced. */
  function tampered(bytes: Buffer, name: RegExp, data: Buffer | string): Buffer {
    return buildPackage(
      readPackage(bytes).map((part) => ({ name: part.name, data: name.test(part.name) ? data : part.data })),
    );
  }
  const codeOf = async (name: string, bytes: Buffer): Promise<string> =>
    await b.workbooks.read(b.file(name, bytes)).then(
      () => 'read',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );

  test('a sheet that the library can’t read is an error, never an empty one', async () => {
    const xlsb = write(sampleBook(), { type: 'buffer', bookType: 'xlsb' }) as Buffer;
    const without = buildPackage(
      readPackage(xlsb)
        .filter((part) => !part.name.endsWith('sheet2.bin'))
        .map(({ name, data }) => ({ name, data })),
    );
    expect(await codeOf('falta.xlsb', without)).toBe('archivo-danado');
    expect(await codeOf('roto.xlsb', tampered(xlsb, /sheet1\.bin$/, Buffer.alloc(300, 0x91)))).not.toBe(
      'read',
    );
  });

  test('a password, a part that is too large, and half a file', async () => {
    const ods = write(sampleBook(), { type: 'buffer', bookType: 'ods' }) as Buffer;
    const manifest = `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    expect(await codeOf('clave.ods', tampered(ods, /manifest\.xml$/, manifest))).toBe('archivo-cifrado');
    // Hardly compressed, so that it is large and no bomb.
    const large = buildPackage(
      readPackage(ods).map(({ name, data }) =>
        name === 'content.xml'
          ? { name, data: randomBytes(1024 ** 2), size: 193 * 1024 ** 2 }
          : { name, data },
      ),
    );
    expect(await codeOf('grande.ods', large)).toBe('formato-demasiado-grande');
    const half = b.file('medio.xls', readFileSync(join(FIXTURES, 'libro.xls')));
    truncateSync(half, 6500);
    await expect(b.workbooks.read(half)).rejects.toMatchObject({ code: 'archivo-danado' });
  });

  test('a few bytes that stand for millions of cells', async () => {
    const ods = write(sampleBook(), { type: 'buffer', bookType: 'ods' }) as Buffer;
    const content =
      readPackage(ods)
        .find(({ name }) => name === 'content.xml')
        ?.data.toString() ?? '';
    for (const [element, repeat] of [
      ['table:table-row', 'table:number-rows-repeated="1048576"'],
      ['table:table-cell', "table:number-columns-repeated='2000000000'"],
    ] as const) {
      const bomb = content.replaceAll(`<${element}`, `<${element} ${repeat} `);
      expect(bomb).not.toBe(content);
      expect(await codeOf('bomba.ods', tampered(ods, /^content\.xml$/, bomb))).toBe(
        'formato-demasiado-grande',
      );
    }
    // Fewer cells than a large sheet has, but all of them one row that says that it stands a million times.
    const row = '<table:table-row table:number-rows-repeated="1000000"';
    const million = content.replace('<table:table-row', row);
    expect(await codeOf('millon.ods', tampered(ods, /^content\.xml$/, million))).toBe(
      'formato-demasiado-grande',
    );
    const table = (cell: string): string =>
      `<html><table><tr>${cell}<td>20131312955</td></tr></table></html>`;
    expect(await codeOf('bomba.xls', Buffer.from(table('<td colspan="1000000000">x</td>')))).toBe(
      'archivo-demasiado-grande',
    );
    const xml = (write(sampleBook(), { type: 'buffer', bookType: 'xlml' }) as Buffer).toString();
    const far = xml.replace(/<Cell [^>]*>/, '<Cell ss:Index="1000000000">');
    expect(await codeOf('bomba2.xls', Buffer.from(far))).toBe('archivo-demasiado-grande');
  });

  test('rows without a value may repeat to the end of the sheet', async () => {
    const ods = write(sampleBook(), { type: 'buffer', bookType: 'ods' }) as Buffer;
    const content =
      readPackage(ods)
        .find(({ name }) => name === 'content.xml')
        ?.data.toString() ?? '';
    const blank = (cell: string): string =>
      `<table:table-row table:number-rows-repeated="1000000">${cell}</table:table-row></table:table>`;
    for (const cell of [
      '<table:table-cell table:number-columns-repeated="1024"/>',
      '<table:table-cell table:style-name="ce1" table:number-columns-repeated="1024"></table:table-cell>',
    ]) {
      const long = content.replaceAll('</table:table>', blank(cell));
      const path = b.file('larga.ods', tampered(ods, /^content\.xml$/, long));
      const before = await b.workbooks.read(b.file('corta.ods', ods));
      const after = await b.workbooks.read(path);
      expect(after.hojas).toEqual(before.hojas);
      expect(after.candidatas).toEqual(before.candidatas);
    }
  });

  test('a file larger than the library takes is refused before it is read', async () => {
    const path = b.file('enorme.xls', readFileSync(join(FIXTURES, 'libro.xls')));
    truncateSync(path, 97 * 1024 ** 2);
    await expect(b.workbooks.read(path)).rejects.toMatchObject({
      code: 'formato-demasiado-grande',
      data: { formato: '.xls' },
    });
  });

  test('cancelled or refused, nothing is left in the temporary folder', async () => {
    const path = join(FIXTURES, 'libro.xls');
    const column = await b.workbooks.readColumn(path, {
      hoja: 'Compras',
      columna: 'B',
      filaEncabezado: null,
      manual: false,
    });
    const target = join(b.folder, 'cancelado.xlsx');
    const controller = new AbortController();
    const going = b.workbooks.annotate(
      { source: path, expectedHash: column.hash, choice: column.choice, target, verdicts: [], manual: false },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(going).rejects.toMatchObject({ code: 'cancelado' });
    await expect(
      b.workbooks.annotate({
        source: path,
        expectedHash: '0'.repeat(64),
        choice: column.choice,
        target,
        verdicts: [],
        manual: false,
      }),
    ).rejects.toMatchObject({ code: 'archivo-cambio' });
    expect(existsSync(target)).toBe(false);
    expect(scratchLeft()).toEqual([]);
  });
});

test('names of sheets are made such as Excel takes', () => {
  expect(sheetNames(['Compras', 'compras', 'a/b:c', "'x'", '', 'x'.repeat(40), 'x'.repeat(50)])).toEqual([
    'Compras',
    'compras (2)',
    'a b c',
    'x',
    'Hoja 5',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
  ]);
});
