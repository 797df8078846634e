/** Which column is found, and why: layouts of real books, small. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnCandidate, ColumnReading, WorkbookReading } from '../../../main/workbook/types.ts';
import { bench, type Bench } from '../../support/annotate.ts';
import {
  buildBook,
  fixtureRuc,
  type FixtureBook,
  type FixtureCell,
  type FixtureSheet,
} from '../../support/package-builder.ts';

let b: Bench;
let count = 0;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const OWN = '20600819667';
type Rows = Record<number, FixtureCell[]>;

async function readBook(
  book: FixtureBook,
): Promise<{ reading: WorkbookReading; best: ColumnCandidate; column: ColumnReading }> {
  count += 1;
  const path = b.file(`${String(count)}.xlsx`, buildBook(book));
  const reading = await b.workbooks.read(path);
  const best = reading.candidatas[0];
  if (best === undefined) throw new Error('no candidate');
  const column = await b.workbooks.readColumn(path, { ...best, manual: false });
  // What the first look counts and what the whole reading counts is one thing.
  expect({ filas: best.filas, otros: best.otros, constante: best.constante }).toEqual({
    filas: column.filas,
    otros: column.otros,
    constante: column.constante,
  });
  expect(column.choice).toMatchObject({
    hoja: best.hoja,
    columna: best.columna,
    filaEncabezado: best.filaEncabezado,
  });
  return { reading, best, column };
}

const book = (rows: Rows, change: Partial<FixtureSheet> = {}): FixtureBook => ({
  sheets: [{ name: 'Hoja', rows, ...change }],
});
const place = ({ hoja, columna, filaEncabezado }: ColumnCandidate): string =>
  `${hoja}!${columna}${String(filaEncabezado)}`;

/** Rows from `first` on, each made by `make`. */
function dataRows(first: number, howMany: number, make: (n: number) => FixtureCell[]): Rows {
  return Object.fromEntries(Array.from({ length: howMany }, (_, n) => [first + n, make(n)]));
}

describe('the header', () => {
  test.each([
    'RUC',
    'Ruc',
    'R. U. C.',
    'N° RUC',
    'n_ruc',
    'empresaRuc',
    'RUC (*)',
    'RUC\nEmisor',
    'NRO DOC',
    'Codigo',
    'PARTNER',
    'PROVEEDOR',
    'TITULAR',
    'ASD',
  ])('%j over a column of RUCs', async (titulo) => {
    const { best, column } = await readBook(
      book({
        1: ['Fecha', titulo, 'Importe'],
        ...dataRows(2, 9, (n) => [46_000 + n, fixtureRuc(n), n * 1.5]),
      }),
    );
    expect(place(best)).toBe('Hoja!B1');
    expect(column.titulo).toBe(titulo.replace(/\s+/g, ' '));
    expect(column.filas).toBe(9);
  });

  test('thousands of blank rows may stand between header and data', async () => {
    const { column } = await readBook(
      book({ 1: ['RUC', 'Nombre'], ...dataRows(4982, 5, (n) => [fixtureRuc(n), 'X']) }),
    );
    expect(column.choice.filaEncabezado).toBe(1);
    expect(column).toMatchObject({ filas: 5, otros: 0 });
  });

  test('a title with the owner’s RUC, in the same column too, is no data', async () => {
    const rows: Rows = {
      1: ['REGISTRO DE COMPRAS'],
      2: ['RUC:', OWN],
      3: ['PERIODO:', 'OCTUBRE'],
      5: ['N°', 'RUC', 'NOMBRE', 'TOTAL'],
      ...dataRows(6, 10, (n) => [n + 1, fixtureRuc(n), `P ${String(n)}`, n * 2.5]),
      18: [null, null, 'TOTAL', 100.5],
    };
    const { best, column } = await readBook(book(rows));
    expect(place(best)).toBe('Hoja!B5');
    expect(column.items.map((item) => item.texto)).not.toContain(OWN);
    expect(column).toMatchObject({ filas: 10, otros: 1 });
    expect(column.items[3]).toMatchObject({ primeraFila: 9, nombre: 'P 3' });
  });

  test('no header: a title over every column, vouchers in blocks with totals and blanks', async () => {
    const rows: Rows = { 1: Array.from({ length: 5 }, () => 'LIBRO DIARIO DE OCTUBRE') };
    for (let block = 0; block < 12; block += 1) {
      const at = 3 + block * 6;
      for (let n = 0; n < 4; n += 1)
        rows[at + n] = [
          46_000 + block,
          `01-${String(block)}`,
          fixtureRuc(block),
          `P ${String(block)}`,
          n + 0.5,
        ];
      rows[at + 4] = ['Total ==>', null, null, null, 9.5];
    }
    const { best, column } = await readBook(book(rows));
    expect(place(best)).toBe('Hoja!C0');
    expect(column).toMatchObject({ filas: 48, otros: 12 });
    expect(column.items).toHaveLength(12);
  });

  test('the first suppliers may be others: their rows are data, not header', async () => {
    const rows: Rows = {
      1: ['RUC', 'Nombre', 'Total'],
      2: ['44556677', 'A', 1.5],
      3: ['-', 'B', 2.5],
      4: ['00A00035185', 'C', 3.5],
      ...dataRows(5, 6, (n) => [fixtureRuc(n), 'D', 4.5]),
    };
    const { best, column } = await readBook(book(rows));
    expect(best.filaEncabezado).toBe(1);
    expect(column).toMatchObject({ filas: 6, otros: 3 });
  });

  test('a header of three rows with merged parents', async () => {
    const rows: Rows = {
      3: ['CORRELATIVO', 'PROVEEDOR', null, null, 'TOTAL'],
      4: [null, 'DOCUMENTO DE IDENTIDAD', null, 'APELLIDOS Y NOMBRES'],
      5: [null, 'TIPO', 'NÚMERO'],
      ...dataRows(6, 8, (n) => [n + 1, 6, Number(fixtureRuc(n)), `P ${String(n)}`, n + 0.5]),
    };
    const after =
      '<mergeCells count="5"><mergeCell ref="A3:A5"/><mergeCell ref="B3:D3"/><mergeCell ref="B4:C4"/><mergeCell ref="D4:D5"/><mergeCell ref="E3:E5"/></mergeCells>';
    const { best, column } = await readBook(book(rows, { after }));
    expect(place(best)).toBe('Hoja!C5');
    expect(column.titulo).toBe('PROVEEDOR › DOCUMENTO DE IDENTIDAD › NÚMERO');
    expect(column.items[0]?.nombre).toBe('P 0');
  });
});

describe('which column', () => {
  test('the owner’s constant column loses to any other, and is told', async () => {
    const { reading, best } = await readBook(
      book({ 1: ['RUC', 'Documento'], ...dataRows(2, 12, (n) => [OWN, fixtureRuc(n % 5)]) }),
    );
    expect(best.columna).toBe('B');
    expect(reading.candidatas[1]).toMatchObject({ columna: 'A', constante: true });
    expect(best.motivo).toContain('La columna A («RUC») repite un solo RUC');
  });

  test('alone it is proposed, as constant', async () => {
    const { best, column } = await readBook(
      book({ 1: ['Nro Ruc', 'Total'], ...dataRows(2, 12, (n) => [OWN, n]) }),
    );
    expect(best).toMatchObject({ columna: 'A', constante: true });
    expect(column.constante).toBe(true);
    expect(best.motivo).toContain('puede ser el de su empresa');
  });

  test('phones, accounts and amounts are no RUCs', async () => {
    const { reading } = await readBook(
      book({
        1: ['RUC', 'Teléfono', 'CCI'],
        ...dataRows(2, 10, (n) => [fixtureRuc(n), 51_900_000_000 + n, `0021930012345678901${String(n)}`]),
      }),
    );
    expect(reading.candidatas.map((item) => item.columna)).toEqual(['A']);
  });

  test('the supplier’s before the carrier’s', async () => {
    const { reading, best } = await readBook(
      book({
        1: ['RUC transportista', 'RUC proveedor', 'Total'],
        ...dataRows(2, 10, (n) => [fixtureRuc(50 + n), fixtureRuc(n), n + 0.5]),
      }),
    );
    expect(best.columna).toBe('B');
    expect(reading.candidatas.map((item) => item.columna)).toEqual(['B', 'A']);
    expect(best.motivo).toContain('También hay RUC en la columna A');
  });

  test('a column headed RUC that is nearly empty loses to the full one', async () => {
    const { best } = await readBook(
      book({
        1: ['RUC', 'Codigo', 'Nombre'],
        ...dataRows(2, 20, (n) => [n === 3 ? fixtureRuc(90) : null, fixtureRuc(n), 'X']),
      }),
    );
    expect(best.columna).toBe('B');
  });

  test('a catalogue far right and lower is another table', async () => {
    const rows: Rows = {
      1: ['Fecha', 'RUC', 'Total'],
      ...dataRows(2, 8, (n) => [46_000, fixtureRuc(n), n + 0.5]),
    };
    for (let n = 0; n < 31; n += 1)
      rows[43 + n] = [...Array.from({ length: 20 }, () => null), fixtureRuc(100 + n), 'GRUPO'];
    rows[42] = [...Array.from({ length: 20 }, () => null), 'RUC', 'EMPRESA DEL GRUPO'];
    const { reading, best } = await readBook(book(rows));
    expect(place(best)).toBe('Hoja!B1');
    expect(reading.candidatas[1]).toMatchObject({ columna: 'U', filaEncabezado: 42 });
  });

  test('invoice codes that begin with a RUC are no RUCs', async () => {
    const { reading } = await readBook(
      book({
        1: ['Comprobante', 'RUC'],
        ...dataRows(2, 10, (n) => [`${fixtureRuc(n)}-01-F001-${String(n)}`, fixtureRuc(n)]),
      }),
    );
    expect(reading.candidatas.map((item) => item.columna)).toEqual(['B']);
  });

  test('the comprobante’s type is not the document’s', async () => {
    const { column } = await readBook(
      book({
        1: ['Tipo CP/Doc.', 'Número', 'RUC', 'Nombre'],
        ...dataRows(2, 9, (n) => [n % 2 === 0 ? '01' : '07', n, fixtureRuc(n), 'X']),
        11: ['01', 9, '20131312954', 'Y'],
      }),
    );
    expect(column.filas).toBe(10);
    expect(column.items.every((item) => item.aviso === '')).toBe(true);
  });
});

describe('two tables one above the other', () => {
  const rows: Rows = {
    1: ['RUC', 'Proveedor', 'Total'],
    ...dataRows(2, 8, (n) => [fixtureRuc(n), `P ${String(n)}`, n + 0.5]),
    14: ['RUC', 'Fecha', 'Cliente'],
    ...dataRows(15, 6, (n) => [fixtureRuc(n + 40), 46_000 + n, `C ${String(n)}`]),
  };

  test.each([
    [1, 8, 0, 'P 0', 'B'],
    [14, 6, 40, 'C 0', 'C'],
  ])(
    'the one whose header stands in row %i is judged',
    async (filaEncabezado, filas, first, nombre, names) => {
      const { reading } = await readBook(book(rows));
      const found = reading.candidatas.find((item) => item.filaEncabezado === filaEncabezado);
      expect(found).toMatchObject({ columna: 'A', filas, columnaNombre: names });
      const path = b.file(`dos-${String(filaEncabezado)}.xlsx`, buildBook(book(rows)));
      for (const columnaNombre of ['', names]) {
        const choice = { hoja: 'Hoja', columna: 'A', filaEncabezado, manual: false, columnaNombre };
        const column = await b.workbooks.readColumn(path, choice);
        expect(column).toMatchObject({ filas, otros: 0, choice: { filaEncabezado } });
        expect(column.items[0]).toMatchObject({
          texto: fixtureRuc(first),
          primeraFila: filaEncabezado + 1,
          nombre,
        });
        expect(column.items).toHaveLength(filas);
      }
    },
  );
});

describe('which sheet', () => {
  const register = (howMany: number): Rows => ({
    1: ['Fecha', 'RUC', 'Base', 'IGV', 'Total'],
    ...dataRows(2, howMany, (n) => [46_000 + n, fixtureRuc(n % 9), 100.5, 18.09, 118.59]),
  });
  const master: Rows = {
    1: ['Código', 'RUC', 'Proveedor'],
    ...dataRows(2, 60, (n) => [`P${String(n)}`, fixtureRuc(n), 'X']),
  };

  test('the register before the master list, whichever comes first', async () => {
    for (const sheets of [
      [
        { name: 'Compras', rows: register(40) },
        { name: 'Maestro', rows: master },
      ],
      [
        { name: 'Maestro', rows: master },
        { name: 'Compras', rows: register(40) },
      ],
    ]) {
      const { best, reading } = await readBook({ sheets });
      expect(best.hoja).toBe('Compras');
      expect(reading.candidatas.map((item) => item.hoja)).toEqual(['Compras', 'Maestro']);
      expect(best.motivo).toContain('hoja «Maestro»');
    }
  });

  test('hidden sheets come last, however many RUCs they hold', async () => {
    const { reading, best } = await readBook({
      sheets: [
        { name: 'Anexos', state: 'hidden', rows: master },
        { name: 'Lista', rows: { 1: ['RUC'], ...dataRows(2, 3, (n) => [fixtureRuc(n)]) } },
      ],
    });
    expect(best.hoja).toBe('Lista');
    expect(reading.candidatas[1]).toMatchObject({ hoja: 'Anexos', oculta: true });
    expect(reading.hojas.map((sheet) => [sheet.nombre, sheet.oculta])).toEqual([
      ['Anexos', true],
      ['Lista', false],
    ]);
  });

  test('a template’s data sheet has only headers: the one with rows is taken', async () => {
    const { best, column } = await readBook({
      sheets: [
        { name: 'INSTRUCCIONES', rows: { 1: ['Lea esto'], 2: ['El campo RUC tiene 11 dígitos'] } },
        { name: 'DATOS', rows: { 1: ['RUC', 'Nombre'] } },
        {
          name: 'EJEMPLOS',
          rows: {
            1: ['RUC', 'Nombre'],
            ...dataRows(2, 4, (n) => [fixtureRuc(n), 'X']),
            9: ['Escriba el número completo, sin guiones.'],
            10: ['No use espacios.'],
          },
        },
      ],
    });
    expect(best.hoja).toBe('EJEMPLOS');
    expect(column.filas).toBe(4);
    expect(column.otros).toBe(2);
  });
});

describe('no column', () => {
  async function noColumn(rows: Rows): Promise<WorkbookReading> {
    count += 1;
    const reading = await b.workbooks.read(b.file(`${String(count)}.xlsx`, buildBook(book(rows))));
    expect(reading.candidatas).toEqual([]);
    return reading;
  }

  test('a column for RUCs that holds none is told', async () => {
    const reading = await noColumn({
      1: ['N°', 'RUC Proveedor', 'Total'],
      ...dataRows(2, 6, (n) => [n, '99999999', n + 0.5]),
    });
    expect(reading.columnaSinRuc).toEqual({
      hoja: 'Hoja',
      columna: 'B',
      filaEncabezado: 1,
      titulo: 'RUC Proveedor',
    });
  });

  test('a book without any says so, and lists its columns', async () => {
    const reading = await noColumn({
      1: ['Fecha', 'Glosa', 'Total'],
      ...dataRows(2, 6, (n) => [46_000 + n, 'x', n + 0.5]),
    });
    expect(reading.columnaSinRuc).toBeNull();
    expect(reading.hojas[0]?.columnas).toEqual([
      { letra: 'A', titulo: 'Fecha' },
      { letra: 'B', titulo: 'Glosa' },
      { letra: 'C', titulo: 'Total' },
    ]);
  });

  test('an empty sheet is a sheet without a column', async () => {
    const reading = await noColumn({});
    expect(reading.hojas[0]).toMatchObject({ filas: 0, columnas: [] });
  });
});
