import { describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { readSscoBook } from '../../../../main/padron/registers/ssco-book.ts';
import { sscoBook } from '../../../support/register-files.ts';
import { companyRucs } from '../../../support/rucs.ts';

const [A, B, C] = companyRucs(3) as [string, string, string];
const OCTOBER = Date.UTC(2026, 9, 31, 5);

function bookOf(rows: unknown[][]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Portada']]), 'Portada');
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Lista');
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

describe('readSscoBook', () => {
  it('reads RUCs that are numbers, dates as text and as serials, below titles and above notes', async () => {
    const bytes = sscoBook(
      [
        { ruc: Number(A), publicada: '31/10/2026', razonSocial: 'UNO  S.A.C.' },
        { ruc: B, publicada: 46_326 },
        { ruc: `${C} (1)`, publicada: '' },
      ],
      [
        `(1) El RUC ${A} fue retirado por Resolución 12.`,
        'Base legal: D.Leg. 1532. Fecha de publicación en El Peruano.',
      ],
    );
    const found = await readSscoBook(bytes);
    expect(found?.omitidas).toBe(0);
    expect(found?.rows.map(({ ruc, datos }) => [ruc, datos.publicada])).toEqual([
      [A, OCTOBER],
      [B, OCTOBER],
      [C, null],
    ]);
    expect(found?.rows[0]?.datos).toEqual({
      razonSocial: 'UNO S.A.C.',
      resolucion: '0120050000123',
      emitida: Date.UTC(2026, 8, 15, 5),
      firme: Date.UTC(2026, 9, 15, 5),
      publicada: OCTOBER,
    });
  });

  it('finds the columns in a header of two rows and in another order', async () => {
    const found = await readSscoBook(
      bookOf([
        ['RELACIÓN'],
        ['N°', 'Fecha de', 'Resolución de atribución', null, 'RUC', 'Apellidos y nombres o'],
        [null, 'publicación', 'Número', 'Fecha de emisión', null, 'razón social'],
        [1, '31/10/2026', 'R-1', '15/09/2026', Number(A), 'UNO'],
      ]),
    );
    expect(found?.rows).toEqual([
      {
        ruc: A,
        datos: {
          razonSocial: 'UNO',
          resolucion: 'R-1',
          emitida: Date.UTC(2026, 8, 15, 5),
          firme: null,
          publicada: OCTOBER,
        },
      },
    ]);
  });

  it('lets the later publication of a RUC stand, and counts what can be no RUC', async () => {
    const found = await readSscoBook(
      sscoBook([
        { ruc: Number(A), publicada: '31/10/2026', resolucion: 'R-2' },
        { ruc: Number(A), publicada: '30/06/2025', resolucion: 'R-1' },
        { ruc: 20_100_070_971, publicada: '31/10/2026' },
      ]),
    );
    expect(found?.rows.map(({ datos }) => datos.resolucion)).toEqual(['R-2']);
    expect(found?.omitidas).toBe(1);
  });

  it('is another workbook where its columns are missing', async () => {
    expect(
      await readSscoBook(
        bookOf([
          ['RUC', 'Razón social', 'Importe'],
          [Number(A), 'UNO', 5],
        ]),
      ),
    ).toBeNull();
  });
});
