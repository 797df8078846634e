/** The result columns: keys, headings and widths, and how a heading of ours is told from the user's own. */
import type { ResultKey } from '../../../shared/workbook.ts';

/** One result column of a copy. */
export interface ResultColumn {
  key: ResultKey;
  titulo: string;
  /** In characters. */
  width: number;
}

const COLUMNS: Readonly<Record<ResultKey, Omit<ResultColumn, 'key'>>> = {
  veredicto: { titulo: 'VEREDICTO', width: 16 },
  razonSocial: { titulo: 'RAZÓN SOCIAL (SUNAT)', width: 42 },
  estado: { titulo: 'ESTADO', width: 20 },
  condicion: { titulo: 'CONDICIÓN', width: 20 },
  observacion: { titulo: 'OBSERVACIÓN', width: 60 },
  fuente: { titulo: 'FUENTE', width: 22 },
  datoAl: { titulo: 'DATO AL', width: 12 },
  consultadoEn: { titulo: 'CONSULTADO EL', width: 17 },
  nombre: { titulo: 'NOMBRE EN EL LIBRO', width: 20 },
  padrones: { titulo: 'PADRONES', width: 24 },
};

/** The columns of these keys, in this order. */
export function resultColumns(keys: readonly ResultKey[]): ResultColumn[] {
  return keys.map((key) => ({ key, ...COLUMNS[key] }));
}

/** A heading as it is written; `etiqueta` stands in brackets behind it where a workbook gets several sets. */
export function headingOf({ titulo }: Pick<ResultColumn, 'titulo'>, etiqueta: string): string {
  return etiqueta === '' ? titulo : `${titulo} (${etiqueta})`;
}

/** The headings of these columns, made unique among those `taken` (a table's, whatever their case). */
export function headingsOf(
  columns: readonly ResultColumn[],
  etiqueta: string,
  taken: Iterable<string> = [],
): string[] {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  return columns.map((column) => {
    const wanted = headingOf(column, etiqueta);
    let name = wanted;
    for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${wanted} (${String(n)})`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** What a heading of ours says. */
export interface ResultHeading {
  key: ResultKey;
  etiqueta: string;
}

const BY_LENGTH = (Object.keys(COLUMNS) as ResultKey[]).sort(
  (a, b) => COLUMNS[b].titulo.length - COLUMNS[a].titulo.length,
);

/** Reads a header text as one of ours (`ESTADO`, `ESTADO (columna M)`, `ESTADO (2)` of a table), else null. */
export function readHeading(text: string): ResultHeading | null {
  const heading = text.trim();
  for (const key of BY_LENGTH) {
    const { titulo } = COLUMNS[key];
    if (!heading.startsWith(titulo)) continue;
    const rest = heading.slice(titulo.length).replace(/ \(\d+\)$/, '');
    if (rest === '') return { key, etiqueta: '' };
    const label = /^ \(([^()]+)\)$/.exec(rest)?.[1];
    return label === undefined ? null : { key, etiqueta: label };
  }
  return null;
}
