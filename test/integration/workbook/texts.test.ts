/** Texts through the real worker: read like a sheet without a name, given back with our fields and nothing else changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyExtensions } from '../../../main/workbook/copy-name.ts';
import {
  annotateBook,
  bench,
  inChunks,
  verdictFor,
  type Annotated,
  type Bench,
} from '../../support/annotate.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
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

interface Case {
  name: string;
  text: string;
  encoding: TestEncoding;
  separator: string;
  columna: string;
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
    header: 1,
    formato: 'txt',
  },
  {
    name: 'macos.txt',
    text: lines([['Nombre', 'N° RUC'], ...RUCS.map((ruc) => ['Añil', ruc])], '\t', '\r'),
    encoding: 'utf-16be',
    separator: '\t',
    columna: 'B',
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
    header: 4,
    formato: 'csv',
  },
  {
    name: 'separador.csv',
    text: `sep=;\r\n${lines([['Ñ', 'RUC'], ...RUCS.map((ruc) => ['x', ruc])], ';', '\r\n')}`,
    encoding: 'utf-8',
    separator: ';',
    columna: 'B',
    header: 1,
    formato: 'csv',
  },
  {
    name: 'lista.txt',
    text: `${RUCS.join('\n')}\n`,
    encoding: 'utf-8',
    separator: '\t',
    columna: 'A',
    header: 0,
    formato: 'txt',
  },
];

describe.each(CASES)(
  '$name in $encoding',
  ({ name, text, encoding, separator, columna, header, formato }) => {
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
      const verdicts = filled.filter(({ fields }) => /APTO$/.test(fields[width - 8] ?? ''));
      expect(verdicts).toHaveLength(RUCS.length);
      expect(verdicts[0]?.fields.slice(width - 8)).toEqual([
        'APTO',
        `'=EMPRESA & Ñ <${RUCS[0] as string}>`,
        'ACTIVO',
        'HABIDO',
        name === 'proveedores.txt' ? 'El RUC se leyó sin la letra inicial.' : '',
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
    const text = ple([...RUCS, '12345678']);
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
      expect(`${line.split('|').slice(0, 41).join('|')}|`).toBe(text.split('\r\n')[i]);
      expect(line.split('|')[41]).toMatch(i < 12 ? /APTO$/ : /^$/);
    });
    expect(done.result).toMatchObject({ columnas: { primera: 'AP', ultima: 'AW' } });
    expect(done.result.avisos[0]).toContain('no tiene encabezado');
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

describe('what is odd', () => {
  test('a quote that never closes, a Ctrl-Z at the end, and an own line for a field', async () => {
    const text = `RUC;Nombre\r\n${RUCS[0] as string};"ACERO 1/2\r\n${RUCS[1] as string};B\r\n\x1a`;
    const done = await annotateBook(b, b.file('comilla.csv', encodeText(text, 'windows-1252')));
    expect(done.column.filas).toBe(2);
    const copy = decodeText(done.copy, 'windows-1252');
    expect(copy.split('\r\n').map((line) => line.split(';').length)).toEqual([10, 10, 10, 1]);
    expect(copy.startsWith(`RUC;Nombre;VEREDICTO;`)).toBe(true);
    expect(copy.endsWith('\r\n\x1a')).toBe(true);
    const broken = `RUC;Glosa\n${RUCS[0] as string};"dos\nlíneas"\n${RUCS[1] as string};x\n`;
    const two = await annotateBook(b, b.file('lineas.csv', broken));
    expect(two.copy.toString()).toContain('"dos\nlíneas";');
    expect(two.column.items.map((item) => item.primeraFila)).toEqual([2, 3]);
  });

  test('letters that the encoding lacks are replaced visibly, and it is said', async () => {
    const text = `RUC;Razón\r\n${RUCS[0] as string};Ñ\r\n`;
    const path = b.file('latin.csv', encodeText(text, 'windows-1252'));
    const column = await b.workbooks.readColumn(path, {
      hoja: '',
      columna: 'A',
      filaEncabezado: 1,
      manual: false,
    });
    const target = join(b.folder, 'latin-copia.csv');
    const result = await b.workbooks.annotate({
      source: path,
      expectedHash: column.hash,
      choice: column.choice,
      target,
      verdicts: inChunks(column.items.map((item) => ({ ...verdictFor(item), razonSocial: 'ŁÓDŹ “株式”' }))),
      manual: false,
    });
    expect(decodeText(readFileSync(target), 'windows-1252')).toContain(';?ÓD? “??”;');
    expect(result.avisos.join(' ')).toContain('«?»');
  });

  test('two RUCs in a cell, a repaired one and a wrong one are said as in a workbook', async () => {
    const [one, two] = personRucs(2) as [string, string];
    const wrong = `${one.slice(0, 10)}${String((Number(one[10]) + 1) % 10)}`;
    const text = `Nombre;RUC\n"A";"${one} / ${two}"\nB;R.U.C. ${two}\nC;${wrong}\nD;\n`;
    const done = await annotateBook(b, b.file('varios.csv', text));
    const rows = readRecords(done.copy.toString(), ';').map(({ fields }) => fields);
    expect(rows[1]?.[6]).toContain('La celda tiene 2 números.');
    expect(rows[2]?.[6]).toContain('El RUC se leyó sin el rótulo.');
    expect(rows[3]?.[2]).toBe('RUC INVÁLIDO');
    expect(rows[4]?.slice(2)).toEqual(['', '', '', '', '', '', '', '']);
  });

  test('a text that says nothing of its encoding gets UTF-8, and it is said', async () => {
    const done = await annotateBook(
      b,
      b.file('ascii.csv', `RUC;X\n${RUCS[0] as string};y\n${RUCS[1] as string};z\n`),
    );
    expect(done.copy.toString()).toContain(';RAZÓN SOCIAL (SUNAT);');
    expect(done.result.avisos).toContain(
      'El archivo no dice su codificación: los resultados se escribieron en UTF-8.',
    );
  });

  test('half a UTF-16 character is damage', async () => {
    const path = b.file(
      'medio.txt',
      Buffer.concat([encodeText('RUC\tX\n1\t2\n', 'utf-16le'), Buffer.from('a')]),
    );
    await expect(b.workbooks.read(path)).rejects.toMatchObject({ code: 'archivo-danado' });
  });
});

describe('refusals', () => {
  const good = `RUC;Nombre\n${RUCS.map((ruc) => `${ruc};ñ`).join('\n')}\n`;
  async function prepared(name: string) {
    const path = b.file(name, good);
    const column = await b.workbooks.readColumn(path, {
      hoja: '',
      columna: 'A',
      filaEncabezado: null,
      manual: false,
    });
    const to = (target: string, signal?: AbortSignal) =>
      b.workbooks.annotate(
        {
          source: path,
          expectedHash: column.hash,
          choice: column.choice,
          target,
          verdicts: inChunks(column.items.map(verdictFor)),
          manual: false,
        },
        signal === undefined ? {} : { signal },
      );
    return { path, column, to };
  }

  test('a sheet that a text does not have, and a column that is none', async () => {
    const { path } = await prepared('a.csv');
    const ask = (hoja: string, columna: string) =>
      b.workbooks.readColumn(path, { hoja, columna, filaEncabezado: null, manual: true });
    await expect(ask('Hoja1', 'A')).rejects.toMatchObject({ code: 'hoja-no-existe' });
    await expect(ask('', '7')).rejects.toMatchObject({ code: 'columna-no-existe' });
    await expect(ask('', 'Z')).resolves.toMatchObject({ filas: 0, items: [] });
  });

  test('the source is never written to, nor a copy of what has changed', async () => {
    const { path, to } = await prepared('b.csv');
    await expect(to(path)).rejects.toMatchObject({ code: 'salida-es-origen' });
    await expect(to(join(b.folder, 'no', 'hay.csv'))).rejects.toMatchObject({ code: 'salida-sin-permiso' });
    writeFileSync(path, good.replace('ñ', 'n'));
    const target = join(b.folder, 'b-copia.csv');
    await expect(to(target)).rejects.toMatchObject({ code: 'archivo-cambio' });
    expect(existsSync(target)).toBe(false);
  });

  test('a cancelled copy leaves nothing behind', async () => {
    const { to } = await prepared('c.csv');
    const controller = new AbortController();
    const target = join(b.folder, 'c-copia.csv');
    const going = to(target, controller.signal);
    controller.abort();
    await expect(going).rejects.toMatchObject({ code: 'cancelado' });
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(b.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a target that exists is replaced whole', async () => {
    const { to } = await prepared('d.csv');
    const target = b.file('d-copia.csv', 'lo de antes');
    await to(target);
    expect(readFileSync(target, 'utf8').startsWith('RUC;Nombre;VEREDICTO;')).toBe(true);
  });
});
