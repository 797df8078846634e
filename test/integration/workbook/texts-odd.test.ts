/** Texts that are odd, copies of copies, chosen columns, and what is refused. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnItem, ResultKey } from '../../../shared/workbook.ts';
import { annotateBook, bench, inChunks, verdictFor, type Bench } from '../../support/annotate.ts';
import { companyRucs, personRucs } from '../../support/rucs.ts';
import { decodeText, encodeText, readRecords } from '../../support/text-table.ts';

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const RUCS = companyRucs(12);

describe('results chosen, and results of an earlier copy', () => {
  const source = `RUC;Nombre\r\n${RUCS.map((ruc) => `${ruc};"FERRETERÍA ÑANDÚ S.A.C."\r\n`).join('')};TOTAL\r\n`;
  const output = (columnas: ResultKey[], etiqueta = '') => ({
    etiqueta,
    verdict: (item: ColumnItem) => ({ ...verdictFor(item), razonSocial: 'FERRETERIA ÑANDU SAC' }),
    salida: { columnas, hojaResumen: false, hojaProblemas: false },
  });

  test('columns in the order asked for, with a label and the name compared', async () => {
    const path = b.file('elegidas.csv', encodeText(source, 'windows-1252'));
    const done = await annotateBook(
      b,
      path,
      undefined,
      output(['nombre', 'veredicto', 'estado'], 'columna A'),
    );
    const rows = readRecords(decodeText(done.copy, 'windows-1252'), ';').map(({ fields }) => fields);
    expect(rows[0]?.slice(2)).toEqual([
      'NOMBRE EN EL LIBRO (columna A)',
      'VEREDICTO (columna A)',
      'ESTADO (columna A)',
    ]);
    expect(rows[1]?.slice(2)).toEqual(['coincide', 'APTO', 'ACTIVO']);
    expect(rows[13]).toEqual(['', 'TOTAL', '', '', '']);
    expect(done.result.columnas).toEqual({ primera: 'C', ultima: 'E' });
  });

  test('a copy of a copy has its results once, anew, and all else as it was', async () => {
    const once = await annotateBook(b, b.file('una.csv', encodeText(source, 'windows-1252')));
    const twice = await annotateBook(b, b.file('dos.csv', once.copy));
    expect(twice.reading.candidatas).toEqual(once.reading.candidatas);
    expect(twice.column.items).toEqual(once.column.items);
    expect(twice.copy.equals(once.copy)).toBe(true);
    const other = await annotateBook(
      b,
      b.file('tres.csv', once.copy),
      undefined,
      output(['veredicto', 'fuente']),
    );
    const rows = readRecords(decodeText(other.copy, 'windows-1252'), ';');
    expect(rows.map(({ fields }) => fields.length)).toEqual(rows.map(() => 4));
    expect(rows[0]?.raw).toBe('RUC;Nombre;VEREDICTO;FUENTE');
    expect(rows[1]?.raw).toBe(`${RUCS[0] as string};"FERRETERÍA ÑANDÚ S.A.C.";APTO;Migo`);
  });

  test('two sets beside each other: each is refreshed in its place', async () => {
    const once = await annotateBook(b, b.file('s1.csv', source), undefined, output(['veredicto']));
    const both = await annotateBook(
      b,
      b.file('s2.csv', once.copy),
      undefined,
      output(['veredicto', 'estado'], 'lote 2'),
    );
    expect(both.copy.toString().split('\r\n')[0]).toBe(
      'RUC;Nombre;VEREDICTO;VEREDICTO (lote 2);ESTADO (lote 2)',
    );
    const again = await annotateBook(
      b,
      b.file('s3.csv', both.copy),
      undefined,
      output(['fuente', 'veredicto']),
    );
    expect(again.copy.toString().split('\r\n').slice(0, 2)).toEqual([
      'RUC;Nombre;FUENTE;VEREDICTO;VEREDICTO (lote 2);ESTADO (lote 2)',
      `${RUCS[0] as string};"FERRETERÍA ÑANDÚ S.A.C.";Migo;APTO;APTO;ACTIVO`,
    ]);
  });

  test('what somebody wrote below our results is not written over', async () => {
    const once = await annotateBook(b, b.file('n1.csv', source));
    const noted = once.copy.toString().replace(';TOTAL;', ';TOTAL;visto por Ana');
    const again = await annotateBook(b, b.file('n2.csv', noted));
    const rows = readRecords(again.copy.toString(), ';').map(({ fields }) => fields);
    expect(rows[13]?.slice(0, 3)).toEqual(['', 'TOTAL', 'visto por Ana']);
    expect(rows[0]?.filter((text) => text === 'VEREDICTO')).toHaveLength(2);
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
