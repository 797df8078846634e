/** The small registers as SUNAT gives them out, made in memory. */
import { utils, write } from 'xlsx';
import { buildPackage, type PackagePart } from './package-builder.ts';

const HEADER = 'Ruc|Nombre/Razón Social|A partir del|Resolución|';

/** The zip of a list: rows as SUNAT writes them, Latin-1; the text's name tells which list it is. */
export function listZip(
  rows: readonly string[],
  changes: Partial<PackagePart> = {},
  header = HEADER,
): Buffer {
  const text = Buffer.from([header, ...rows, ''].join('\r\n'), 'latin1');
  return buildPackage([{ name: 'AgenRet_TXT.txt', data: text, ...changes }]);
}

export interface SscoLine {
  /** As number, as SUNAT does, or as text. */
  ruc: number | string;
  razonSocial?: string;
  resolucion?: string;
  /** A serial of a sheet, or text. */
  publicada: number | string;
}

/** The workbook of SSCO: titles above, nine columns, notes below. */
export function sscoBook(lines: readonly SscoLine[], notes: readonly string[] = []): Buffer {
  const rows: (string | number | null)[][] = [
    [null, 'SUPERINTENDENCIA NACIONAL DE ADUANAS Y DE ADMINISTRACIÓN TRIBUTARIA'],
    [null, 'RELACIÓN DE SUJETOS SIN CAPACIDAD OPERATIVA - Fecha de publicación: ver última columna'],
    [],
    [
      'RUC',
      'Razón social',
      'Domicilio fiscal',
      'Resolución de atribución',
      'Fecha de emisión de la resolución',
      'Fecha en que quedó firme',
      'Documento del representante legal',
      'Nombre del representante legal',
      'Fecha de  publicación',
    ],
    ...lines.map(({ ruc, razonSocial, resolucion, publicada }) => [
      ruc,
      razonSocial ?? 'PUBLICACIONES Y RESOLUCIONES S.A.C.',
      'AV. SOL NRO. 100',
      resolucion ?? '0120050000123',
      '15/09/2026',
      46_310,
      'DNI 40000000',
      'PEREZ PEREZ JUAN',
      publicada,
    ]),
    [],
    ...notes.map((note) => [note]),
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'SSCO');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
