/** Which program or format a table comes from, by what its headers and first rows say. */
import { looksOf, type SheetFacts } from './facts.ts';
import type { TableLayout } from './layout.ts';
import { leafOf, titleOf } from './titles.ts';
import { headerWords } from './words.ts';

/** Rows of data looked at. */
const SAMPLE = 30;

/** A column and its table, as far as naming its origin needs them. */
interface Table {
  facts: SheetFacts;
  layout: TableLayout;
  /** Words of the column's own header. */
  own: string;
  /** Words of every header. */
  headers: readonly string[];
}

/** `PLE 8.1`, `SIRE RCE`, `Formato 14.1`, `CONCAR`, `SAP`…; empty where nothing is recognised. */
export function originOf(facts: SheetFacts, layout: TableLayout): string {
  const headers = layout.header > 0 ? headersOf(facts, layout) : [];
  const own = headerWords(leafOf(titleOf(facts, layout.column, layout.headerTop, layout.headerLeaf)));
  const table: Table = { facts, layout, own, headers };
  return sire(table) || formato(table) || ple(table) || concar(table) || sap(table) || ssco(table);
}

/** The words of every header, by column. */
function headersOf(facts: SheetFacts, { headerTop, headerLeaf }: TableLayout): string[] {
  const looks = looksOf(facts);
  return looks.once(`header-words:${String(headerTop)}:${String(headerLeaf)}`, () =>
    Array.from({ length: looks.lastTextColumn }, (_, i) =>
      headerWords(titleOf(facts, i + 1, headerTop, headerLeaf)),
    ),
  );
}

/** Whether the column is the one that holds the user's own RUC in a file of that origin. */
export function isOwnersColumn(origin: string, titulo: string): boolean {
  return origin.startsWith('SIRE') && headerWords(leafOf(titulo)) === 'RUC';
}

function sire({ headers }: Table): string {
  if (!headers.includes('CAR SUNAT')) return '';
  if (headers.some((words) => /\bDG\b|\bDGNG\b|\bADQ NG\b/.test(words))) return 'SIRE RCE';
  return headers.some((words) => /EXPORTACION|\bBI GRAVADA\b/.test(words)) ? 'SIRE RVIE' : 'SIRE';
}

/** SUNAT's formats say their number above the header: `FORMATO 8.1: REGISTRO DE COMPRAS`. */
function formato({ facts, layout }: Table): string {
  const top = layout.header > 0 ? layout.headerTop : layout.first;
  for (const { row, cells } of facts.profile.zone.rows) {
    if (row >= top) break;
    for (const cell of cells) {
      const found = /\bFORMATO\s*(?:N[°º]?\s*)?(\d{1,2}\.\d{1,2})\b/i.exec(cell.text ?? '');
      if (found !== null) return `Formato ${found[1] ?? ''}`;
    }
  }
  return '';
}

/** PLE lines: period AAAAMM00, CUO, correlative M…, date, and the number where the book has it. */
function ple({ facts, layout }: Table): string {
  const { zone, classes } = facts.profile;
  const looks = looksOf(facts);
  const rows = zone.rows.filter(({ row }) => row >= layout.first && row <= layout.last).slice(0, SAMPLE);
  const left = Math.min(...rows.map(({ cells }) => cells[0]?.column ?? Infinity));
  const fits = rows.filter(
    ({ row }) =>
      /^(19|20)\d{2}(0[1-9]|1[0-2])00$/.test(looks.textAt(row, left)) &&
      /^[AMC]\w{0,9}$/i.test(looks.textAt(row, left + 2)) &&
      /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(looks.textAt(row, left + 3)),
  );
  if (rows.length === 0 || fits.length < rows.length * 0.8) return '';
  const field = layout.column - left + 1;
  const fields = classes.lastColumn - left + 1;
  if (field === 12 && fields >= 30) return 'PLE 8.1';
  return field === 11 && fields >= 24 ? 'PLE 14.1' : '';
}

function concar({ own, headers }: Table): string {
  if (/\bCOD\w*( DE)? ANEXO\b/.test(own)) return 'CONCAR';
  const voucher = headers.some((words) => /^(SUB ?DIARIO|SUBDIA|CSUBDIA)\b/.test(words));
  return voucher && /\bANEXO\b|\bCCODANE\b/.test(own) ? 'CONCAR' : '';
}

function sap({ facts, layout, own, headers }: Table): string {
  if (/^(CARD CODE|CARDCODE|LIC TRAD NUM|LICTRADNUM|STCD1|LIFNR)$/.test(own)) return 'SAP';
  if (headers.some((words) => /^(CARD CODE|CARDCODE)$/.test(words))) return 'SAP';
  const texts = facts.profile.zone.rows
    .filter(({ row }) => row >= layout.first && row <= layout.last)
    .map(({ row }) => looksOf(facts).textAt(row, layout.column))
    .filter((text) => text !== '')
    .slice(0, SAMPLE);
  const codes = texts.filter((text) => /^[PC](10|15|16|17|20)\d{9}$/.test(text));
  return texts.length > 0 && codes.length >= texts.length * 0.8 ? 'SAP' : '';
}

function ssco({ facts, layout }: Table): string {
  const above = facts.profile.zone.rows.filter(({ row }) => row < layout.headerTop);
  const says = above.some(({ cells }) =>
    cells.some((cell) => /SIN CAPACIDAD OPERATIVA/i.test(cell.text ?? '')),
  );
  return says ? 'SSCO' : '';
}

/** What is said of a table of that origin, as one Spanish sentence; empty for none. */
export function originSentence(origin: string): string {
  if (origin === '') return '';
  if (origin === 'SIRE RCE') return 'Es una propuesta de compras del SIRE (RCE).';
  if (origin === 'SIRE RVIE') return 'Es una propuesta de ventas del SIRE (RVIE).';
  if (origin === 'SSCO') return 'Es la relación de sujetos sin capacidad operativa de SUNAT.';
  if (origin === 'CONCAR') return 'Es un archivo de CONCAR: el RUC está en el código de anexo.';
  if (origin === 'SAP') return 'Es un archivo de SAP.';
  if (origin === 'PLE 8.1') return 'Es el registro de compras del PLE (8.1).';
  if (origin === 'PLE 14.1') return 'Es el registro de ventas del PLE (14.1).';
  return `Es un ${origin}.`;
}
