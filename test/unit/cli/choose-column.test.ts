import { expect, test } from 'vitest';
import { chooseColumn } from '../../../main/cli/choose-column.ts';
import type { ColumnCandidate, WorkbookReading } from '../../../shared/workbook.ts';

function candidate(changes: Partial<ColumnCandidate>): ColumnCandidate {
  return {
    hoja: 'Compras',
    columna: 'E',
    filaEncabezado: 5,
    titulo: 'RUC',
    oculta: false,
    filas: 100,
    otros: 0,
    distintos: 40,
    validos: 40,
    constante: false,
    columnaNombre: 'F',
    columnaFecha: 'B',
    origenReconocido: '',
    confianza: 0.9,
    motivo: '',
    ...changes,
  };
}

function reading(changes: Partial<WorkbookReading> = {}): WorkbookReading {
  return {
    formato: 'xlsx',
    enSitio: true,
    hash: 'a'.repeat(64),
    bytes: 1,
    hojas: [
      { nombre: 'Carátula', oculta: false, filas: 3, ultimaColumna: 'B', columnas: [] },
      { nombre: 'Compras', oculta: false, filas: 100, ultimaColumna: 'J', columnas: [] },
    ],
    candidatas: [candidate({}), candidate({ hoja: 'Maestro', columna: 'B' })],
    columnaSinRuc: null,
    abiertoEnExcel: false,
    firmado: false,
    ...changes,
  };
}

const plain = { aceptar: false };

test('takes the best and names the others', () => {
  expect(chooseColumn(reading(), plain)).toEqual({
    hoja: 'Compras',
    columna: 'E',
    filaEncabezado: 5,
    manual: false,
    columnaNombre: 'F',
    alternativas: [{ hoja: 'Maestro', columna: 'B' }],
  });
});

test('a named column is taken as it is, on the first worksheet where none is named', () => {
  expect(chooseColumn(reading(), { ...plain, columna: 'c' })).toMatchObject({
    hoja: 'Carátula',
    columna: 'C',
    filaEncabezado: null,
    manual: true,
  });
  expect(
    chooseColumn(reading(), { ...plain, columna: 'C', hoja: 'Compras', filaEncabezado: 0 }),
  ).toMatchObject({
    hoja: 'Compras',
    filaEncabezado: 0,
  });
});

test('a named sheet limits the choice; an unknown one is an error', () => {
  expect(chooseColumn(reading(), { ...plain, hoja: 'Compras' })).toMatchObject({
    columna: 'E',
    alternativas: [],
  });
  expect(() => chooseColumn(reading(), { ...plain, hoja: 'Ventas' })).toThrow(
    expect.objectContaining({ code: 'hoja-no-existe' }),
  );
});

test('one RUC on more than five rows is asked about, on five it is not', () => {
  const lone = (filas: number): WorkbookReading =>
    reading({ candidatas: [candidate({ constante: true, filas })] });
  expect(() => chooseColumn(lone(6), plain)).toThrow(
    expect.objectContaining({ code: 'columna-un-solo-ruc', exitCode: 4 }),
  );
  expect(chooseColumn(lone(6), { aceptar: true })).toMatchObject({ columna: 'E' });
  expect(chooseColumn(lone(5), plain)).toMatchObject({ columna: 'E' });
});

test('no column, a column without RUC and a signed workbook end with 4', () => {
  const none = reading({ candidatas: [] });
  expect(() => chooseColumn(none, plain)).toThrow(
    expect.objectContaining({ code: 'sin-columna-ruc', exitCode: 4 }),
  );
  const columnaSinRuc = { hoja: 'Compras', columna: 'D', filaEncabezado: 5, titulo: 'RUC' };
  const sinRuc = expect.objectContaining({ code: 'columna-sin-ruc', exitCode: 4 }) as Error;
  expect(() => chooseColumn(reading({ candidatas: [], columnaSinRuc }), plain)).toThrow(sinRuc);
  // What else there is (the owner's RUC on every row, a hidden sheet) is taken only where it is named.
  const owner = candidate({ hoja: 'Carátula', columna: 'B', constante: true });
  const beside = reading({ candidatas: [owner], columnaSinRuc });
  expect(() => chooseColumn(beside, plain)).toThrow(sinRuc);
  expect(chooseColumn(beside, { aceptar: true, hoja: 'Carátula' })).toMatchObject({
    columna: 'B',
    manual: false,
  });
  expect(() => chooseColumn(reading({ firmado: true }), plain)).toThrow(
    expect.objectContaining({ code: 'libro-firmado', exitCode: 4 }),
  );
});
