/** A key of a workbook's shape, under which a choice can be remembered for the next one that looks the same. */
import { createHash } from 'node:crypto';
import type { WorkbookReading } from './types.ts';

const MONTH =
  /(?<!\p{L})(ene(ro)?|feb(rero)?|mar(zo)?|abr(il)?|may(o)?|jun(io)?|jul(io)?|ago(sto)?|sep(tiembre)?|set(iembre)?|oct(ubre)?|nov(iembre)?|dic(iembre)?)(?!\p{L})/gu;

/** Lower-case hex SHA-256 of sheet names and header texts, numbers and months aside: next month's book has the same. */
export function shapeKey({ hojas }: Pick<WorkbookReading, 'hojas'>): string {
  const shape = hojas.map(({ nombre, oculta, columnas }) => [
    plain(nombre),
    oculta,
    columnas.map(({ letra, titulo }) => [letra, plain(titulo)]),
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(MONTH, '#')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
