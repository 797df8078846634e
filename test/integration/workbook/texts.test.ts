/** Texts through the real worker: read like a sheet without a name, given back with our fields and nothing else changed. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyExtensions } from '../../../main/workbook/copy-name.ts';
import type { ResultKey } from '../../../shared/workbook.ts';
import { annotateBook, bench, verdictFor, type Annotated, type Bench } from '../../support/annotate.ts';
import { companyRucs } from '../../support/rucs.ts';
import {
  decodeText,
  encodeText,
  readRecords,
  withoutOurs,
  type TestEncoding,
} from '../../support/text-table.ts';

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const RUCS = companyRucs(12);
const OWNER = '20600819667';

/** Said where the name in the file is not the registered one. */
const OTHER_NAME = 'El nombre del libro no coincide con el registrado: revise el número.';

interface Case {
  name: string;
  text: string;
  encoding: TestEncoding;
  separator: string;
  columna: string;
  observacion: string;
  header: number;
  formato: 'csv' | 'txt';
}

function lines(rows: readonly (readonly string[])[], separator: string, end: string): string {
  return rows.map((row) => row.join(separator) + end).join('');
}

const CASES: Case[] = [
  {
    name: 'compras.csv',
    text: lines(
      [
        ['Fecha', 'RUC Proveedor', 'Razón Social', 'Importe'],
        ...RUCS.map((ruc, i) => [
          '01/10/2026',
          ruc,
          `"Peñaranda; ""Ñuñoa"" € ${String(i)}"`,
          `${String(i)},50`,
        ]),
      ],
      ';',
      '\r\n',
    ),
    encoding: 'windows-1252',
    separator: ';',
    columna: 'B',
    observacion: OTHER_NAME,
    header: 1,
    formato: 'csv',
  },
  {
    name: 'ventas.csv',
    text: lines(
      [['RUC', 'Cliente', 'Total'], ...RUCS.map((ruc) => [ruc, '"Ñandú, S.A."', '12.50'])],
      ',',
      '\n',
    ),
    encoding: 'utf-8-bom',
    separator: ',',
    columna: 'A',
    observacion: OTHER_NAME,
    header: 1,
    formato: 'csv',
  },
  {
    name: 'proveedores.txt',
    text: lines(
      [['Código', 'Nombre'], ...RUCS.map((ruc, i) => [`P${ruc}`, `Proveedor ñ ${String(i)}`])],
      '\t',
      '\r\n',
    ),
    encoding: 'utf-16le',
    separator: '\t',
    columna: 'A',
    observacion: `El RUC se leyó sin la letra inicial. ${OTHER_NAME}`,
    header: 1,
    formato: 'txt',
  },
  {
    name: 'macos.txt',
    text: lines([['Nombre', 'N° RUC'], ...RUCS.map((ruc) => ['Añil', ruc])], '\t', '\r'),
    encoding: 'utf-16be',
    separator: '\t',
    columna: 'B',
    observacion: OTHER_NAME,
    header: 1,
    formato: 'txt',
  },
  {
    name: 'con-titulo.csv',
    text:
      'REGISTRO DE COMPRAS\r\nRUC: 20600819667;AÑIL S.A.\r\n\r\n' +
      lines([['Tipo Doc', 'Número', 'Nombre'], ...RUCS.map((ruc) => ['6', ruc, 'X'])], ';', '\r\n') +
      ';;TOTAL',
    encoding: 'utf-8',
    separator: ';',
    columna: 'B',
    observacion: OTHER_NAME,
    header: 4,
    formato: 'csv',
  },
  {
    name: 'separador.csv',
    text: `sep=;\r\n${lines([['Ñ', 'RUC'], ...RUCS.map((ruc) => ['x', ruc])], ';', '\r\n')}`,
    encoding: 'utf-8',
    separator: ';',
    columna: 'B',
    observacion: '',
    header: 1,
    formato: 'csv',
  },
  {
    name: 'lista.txt',
    text: `${RUCS.join('\n')}\n`,
    encoding: 'utf-8',
    separator: '\t',
    columna: 'A',
    observacion: '',
    header: 0,
    formato: 'txt',
  },
];

describe.each(CASES)(
  '$name in $encoding',
  ({ name, text, encoding, separator, columna, observacion, header, formato }) => {
    let done: Annotated;
    beforeAll(async () => {
      done = await annotateBook(b, b.file(name, encodeText(text, encoding)));
    });

    test('is read by the same detector, without a sheet', () => {
      const { reading, column } = done;
      expect(reading).toMatchObject({ formato, enSitio: true, firmado: false, bytes: done.source.length });
      expect(reading.hash).toBe(createHash('sha256').update(done.source).digest('hex'));
      expect(reading.hojas.map((sheet) => sheet.nombre)).toEqual(['']);
      expect(reading.candidatas[0]).toMatchObject({
        hoja: '',
        columna,
        filaEncabezado: header,
        validos: RUCS.length,
      });
      expect(column).toMatchObject({ filas: RUCS.length, hash: reading.hash, constante: false });
      expect(column.items.map((item) => item.texto)).toEqual(RUCS);
      expect(column.preview.filas.filter((row) => row.juzgada)).toHaveLength(Math.min(12, RUCS.length));
    });

    test('every original byte stays, our fields stand behind, and the copy has its extension', async () => {
      const copyText = decodeText(done.copy, encoding);
      const before = readRecords(text, separator);
      expect(withoutOurs(copyText, separator, (i) => before[i]?.fields.length ?? 0)).toBe(text);
      expect(encodeText(copyText, encoding).equals(done.copy)).toBe(true);
      const records = readRecords(copyText, separator);
      const skipped = text.startsWith('sep=') ? 1 : 0;
      const filled = records.slice(skipped).filter(({ raw }) => raw !== '');
      expect(new Set(filled.map(({ fields }) => fields.length)).size).toBe(1);
      const width = (filled[0] as { fields: string[] }).fields.length;
      const verdicts = filled.filter(({ fields }) => fields[width - 8]?.endsWith('APTO'));
      expect(verdicts).toHaveLength(RUCS.length);
      expect(verdicts[0]?.fields.slice(width - 8)).toEqual([
        'APTO',
        `'=EMPRESA & Ñ <${RUCS[0] as string}>`,
        'ACTIVO',
        'HABIDO',
        observacion,
        'Migo',
        '20/11/2026',
        '24/11/2026 21:03',
      ]);
      if (header > 0)
        expect(records[header - 1 + skipped]?.fields.slice(width - 8)).toEqual([
          'VEREDICTO',
          'RAZÓN SOCIAL (SUNAT)',
          'ESTADO',
          'CONDICIÓN',
          'OBSERVACIÓN',
          'FUENTE',
          'DATO AL',
          'CONSULTADO EL',
        ]);
      expect(done.result.filas).toBe(RUCS.length);
      expect(done.result.hash).toBe(createHash('sha256').update(done.copy).digest('hex'));
      expect(await copyExtensions(done.path)).toEqual([name.slice(name.lastIndexOf('.'))]);
    });
  },
);

describe('SUNAT’s own texts', () => {
  const ple = (rucs: readonly string[]): string =>
    rucs
      .map((ruc, i) => {
        const fields = Array.from({ length: 41 }, () => '');
        const type = ruc.length === 8 ? '1' : '6';
        fields.splice(0, 7, '20261000', `CUO${String(i)}`, 'M1', '01/10/2026', '', '01', 'F001');
        fields.splice(8, 5, String(100 + i), '', type, ruc, `"EL SOL" ${String(i)} S.A.C.`);
        fields.splice(13, 2, '100.00', '18.00');
        fields[40] = '1';
        return `${fields.join('|')}|\r\n`;
      })
      .join('');
  const name = `LE${OWNER}20261000080100001111.TXT`;

  test('PLE 8.1: the supplier by its field, the pipe at the end of each line kept', async () => {
    // One line without its last pipe.
    const text = ple([...RUCS, '12345678']).replace('|1|\r\n', '|1\r\n');
    const done = await annotateBook(b, b.file(name, encodeText(text, 'windows-1252')));
    expect(done.reading.candidatas[0]).toMatchObject({
      columna: 'L',
      titulo: 'Número de documento del proveedor',
      filaEncabezado: 0,
      motivo:
        'El archivo es PLE 8.1 Registro de Compras de SUNAT: el campo 12 es número de documento del proveedor.',
    });
    expect(done.column).toMatchObject({ filas: 12, otros: 1, titulo: 'Número de documento del proveedor' });
    expect(done.column.items[0]?.nombre).toBe('"EL SOL" 0 S.A.C.');
    expect(done.reading.hojas[0]?.columnas.find(({ letra }) => letra === 'M')?.titulo).toBe(
      'Razón social del proveedor',
    );
    const copy = decodeText(done.copy, 'windows-1252');
    const written = copy.split('\r\n');
    expect(written.pop()).toBe('');
    written.forEach((line, i) => {
      expect(line.split('|')).toHaveLength(41 + 8 + 1);
      expect(line.endsWith('|')).toBe(true);
      expect(line.split('|').slice(0, 41).join('|') + (i === 0 ? '' : '|')).toBe(text.split('\r\n')[i]);
      expect(line.split('|')[41]).toMatch(i < 12 ? /APTO$/ : /^$/);
    });
    expect(done.result).toMatchObject({ columnas: { primera: 'AP', ultima: 'AW' } });
    expect(done.result.avisos[0]).toContain('no tiene encabezado');
  });

  test.each<[string, ResultKey[] | null]>([
    ['the usual fields', null],
    ['the verdict alone', ['veredicto']],
    ['others in another order', ['observacion', 'veredicto', 'estado']],
  ])('PLE 8.1 annotated again, with %s: the same lines with the new verdicts', async (_, columnas) => {
    const output =
      columnas === null ? {} : { salida: { columnas, hojaResumen: false, hojaProblemas: false } };
    const text = ple([...RUCS, '12345678']).replace('|1|\r\n', '|1\r\n');
    const path = b.file(name, encodeText(text, 'windows-1252'));
    const before = await annotateBook(b, path, undefined, {
      ...output,
      verdict: (item) => ({ ...verdictFor(item), veredicto: 'SIN RESPUESTA', razonSocial: 'ANTES' }),
    });
    const once = await annotateBook(b, path, undefined, output);
    const again = await annotateBook(b, b.file(`copia de ${name}`, before.copy), undefined, output);
    expect(decodeText(again.copy, 'windows-1252')).toBe(decodeText(once.copy, 'windows-1252'));
    expect(again.reading.candidatas).toEqual(once.reading.candidatas);
    expect(again.column.preview).toEqual(once.column.preview);
    expect(again.result.columnas).toEqual(once.result.columnas);
  });

  test('PLE 8.1 of one supplier: his number, not taken for the owner’s', async () => {
    const path = b.file(
      `LE${OWNER}20261100080100001111.txt`,
      ple(Array.from({ length: 9 }, () => RUCS[0] as string)),
    );
    const reading = await b.workbooks.read(path);
    expect(reading.candidatas[0]).toMatchObject({ columna: 'L', constante: false });
    const column = await b.workbooks.readColumn(path, {
      hoja: '',
      columna: 'L',
      filaEncabezado: null,
      manual: false,
    });
    expect(column).toMatchObject({ constante: false, filas: 9 });
  });

  test('PLE 8.1 without any RUC: the column is named, none is made up', async () => {
    const reading = await b.workbooks.read(
      b.file(`LE${OWNER}20261200080100001111.txt`, ple(['12345678', '87654321', '11223344'])),
    );
    expect(reading.candidatas).toEqual([]);
    expect(reading.columnaSinRuc).toMatchObject({
      hoja: '',
      columna: 'L',
      filaEncabezado: 0,
      titulo: 'Número de documento del proveedor',
    });
  });

  test('an SIRE proposal: the owner’s own column loses to the suppliers’', async () => {
    const rows = RUCS.map((ruc) => [
      OWNER,
      'AÑIL S.A.C.',
      '202610',
      '01/10/2026',
      '01',
      'F001',
      '12',
      '6',
      ruc,
      'X',
      '118.00',
    ]);
    const header = [
      'RUC',
      'Apellidos y Nombres o Razón social',
      'Periodo',
      'Fecha de emisión',
      'Tipo CP/Doc.',
      'Serie del CDP',
      'Nro CP o Doc. Nro Inicial (Rango)',
      'Tipo Doc Identidad',
      'Nro Doc Identidad',
      'Apellidos Nombres/ Razón  Social',
      'Total CP',
    ];
    const text = lines([header, ...rows], '|', '\n');
    const done = await annotateBook(b, b.file(`${OWNER}-20261101-080400-propuesta.txt`, text));
    expect(done.column.choice).toEqual({ hoja: '', columna: 'I', filaEncabezado: 1 });
    expect(done.reading.candidatas[1]).toMatchObject({ columna: 'A', constante: true });
    expect(done.copy.toString().split('\n')[1]).toMatch(/\|118\.00\|N?O? ?APTO\|/);
  });
});
