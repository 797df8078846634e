/** SUNAT's electronic books as text (PLE): no header, so what each field is stands in the file's name. */
import { columnLetter, columnNumber } from '../sheet/columns.ts';
import type { ColumnCandidate, ColumnReading, WorkbookReading } from '../types.ts';

/** A book whose layout is known. */
export interface PleBook {
  /** As people call it: `PLE 8.1 Registro de Compras`. */
  nombre: string;
  /** Its short name, as candidates tell it. */
  origen: string;
  /** Place of the number, the name and the date of issue, from 1. */
  ruc: number;
  name: number;
  fecha: number;
  /** Number of fields in the editions met. */
  fields: [least: number, most: number];
  titulos: Readonly<Record<number, string>>;
}

const COMPROBANTE = {
  1: 'Periodo',
  2: 'CUO',
  3: 'Correlativo',
  4: 'Fecha de emisión',
  5: 'Fecha de vencimiento',
  6: 'Tipo de comprobante',
  7: 'Serie',
} as const;

const BOOKS: Readonly<Record<string, PleBook>> = {
  '080100': {
    nombre: 'PLE 8.1 Registro de Compras',
    origen: 'PLE 8.1',
    fecha: 4,
    ruc: 12,
    name: 13,
    fields: [38, 44],
    titulos: {
      ...COMPROBANTE,
      8: 'Año de la DUA',
      9: 'Número',
      10: 'Total diario',
      11: 'Tipo de documento',
      12: 'Número de documento del proveedor',
      13: 'Razón social del proveedor',
      24: 'Moneda',
      25: 'Tipo de cambio',
      41: 'Estado',
    },
  },
  '140100': {
    nombre: 'PLE 14.1 Registro de Ventas',
    origen: 'PLE 14.1',
    fecha: 4,
    ruc: 11,
    name: 12,
    fields: [32, 38],
    titulos: {
      ...COMPROBANTE,
      8: 'Número',
      9: 'Total diario',
      10: 'Tipo de documento',
      11: 'Número de documento del cliente',
      12: 'Razón social del cliente',
    },
  },
};

/** The book that a file's name tells (`LE…080100…TXT`, or a copy's), where its lines have the fields of it; else null. */
export function pleBookOf(name: string, fields: number): PleBook | null {
  // A copy's name says more before or behind.
  const code = /(?:^|[^\p{L}\d])LE\d{11}\d{8}(\d{6})\d{2}\d{4,}(?!\d).*\.txt$/iu.exec(name)?.[1];
  const book = code === undefined ? undefined : BOOKS[code];
  return book !== undefined && fields >= book.fields[0] && fields <= book.fields[1] ? book : null;
}

/** The column of names beside the book's numbers; 0 where another column is asked for, or the book isn't known. */
export function nameColumnOf(book: PleBook | null, column: number): number {
  return book !== null && book.ruc === column ? book.name : 0;
}

/** The reading of a book: its field of numbers first, or found without any RUC, and its fields named. */
export function asPle(reading: WorkbookReading, book: PleBook): WorkbookReading {
  const columna = columnLetter(book.ruc);
  const titulo = book.titulos[book.ruc] ?? '';
  const found = reading.candidatas.find((candidate) => candidate.columna === columna);
  const named = (candidate: ColumnCandidate): ColumnCandidate => ({
    ...candidate,
    titulo: book.titulos[columnNumber(candidate.columna)] ?? candidate.titulo,
  });
  const best: ColumnCandidate[] =
    found === undefined
      ? []
      : [
          {
            ...named(found),
            // The book's own field: one supplier on every line is one supplier, not the owner.
            constante: false,
            confianza: 1,
            columnaNombre: columnLetter(book.name),
            columnaFecha: columnLetter(book.fecha),
            origenReconocido: book.origen,
            motivo: `El archivo es ${book.nombre} de SUNAT: el campo ${String(book.ruc)} es ${titulo.toLowerCase()}.`,
          },
        ];
  const others = reading.candidatas.filter((candidate) => candidate !== found).map(named);
  return {
    ...reading,
    hojas: reading.hojas.map((sheet) => ({
      ...sheet,
      columnas: sheet.columnas.map(({ letra, titulo: own }) => ({
        letra,
        titulo: book.titulos[columnNumber(letra)] ?? own,
      })),
    })),
    candidatas: found === undefined ? [] : [...best, ...others],
    columnaSinRuc: found === undefined ? { hoja: '', columna, filaEncabezado: 0, titulo } : null,
  };
}

/** The reading of a book's column, named. */
export function asPleColumn(reading: ColumnReading, book: PleBook): ColumnReading {
  const column = columnNumber(reading.choice.columna);
  const constante = column === book.ruc ? false : reading.constante;
  return {
    ...reading,
    titulo: book.titulos[column] ?? reading.titulo,
    constante,
    origenReconocido: book.origen,
  };
}
