/** Builds ZIP packages and workbooks in memory for tests, wrong ones too; shares no code with the product. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface PartOptions {
  /** 0 stored, 8 deflated (default). */
  method?: number;
  /** Written in place of the true values. */
  crc?: number;
  size?: number;
  flags?: number;
  /** Sizes after the data, as streaming writers do. */
  descriptor?: boolean;
  extra?: Buffer;
}

export interface PackagePart extends PartOptions {
  name: string;
  data: string | Buffer;
}

/** A package of these parts, in order. `tamper` may change the bytes at the end. */
export function buildPackage(parts: readonly PackagePart[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const data = Buffer.from(part.data);
    const method = part.method ?? 8;
    const packed = method === 8 ? deflateRawSync(data) : data;
    const crc = part.crc ?? crc32(data);
    const size = part.size ?? data.length;
    const flags = (part.flags ?? 0) | (part.descriptor === true ? 8 : 0);
    const extra = part.extra ?? Buffer.alloc(0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(0x5b21, 12);
    if (part.descriptor !== true) {
      local.writeUInt32LE(crc, 14);
      local.writeUInt32LE(packed.length, 18);
      local.writeUInt32LE(size, 22);
    }
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const after = part.descriptor === true ? Buffer.alloc(16) : Buffer.alloc(0);
    if (part.descriptor === true) {
      after.writeUInt32LE(0x08074b50, 0);
      after.writeUInt32LE(crc, 4);
      after.writeUInt32LE(packed.length, 8);
      after.writeUInt32LE(size, 12);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt16LE(0x5b21, 14);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name);
    bodies.push(local, name, extra, packed, after);
    offset += 30 + name.length + extra.length + packed.length + after.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...bodies, central, end, Buffer.from(comment)]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A cell: a number, a text (inline), null for nothing, or XML of one's own (`{ xml }`). */
export type FixtureCell = number | string | null | { xml: string } | { shared: number } | { blank: number };

export interface FixtureSheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** By row, from 1; holes are rows that do not exist. */
  rows?: Record<number, FixtureCell[]>;
  rowAttributes?: Record<number, string>;
  /** The whole part, where `rows` is not enough. */
  xml?: string;
  /** XML before and after `sheetData`. */
  before?: string;
  after?: string;
  relations?: string;
}

export interface FixtureBook {
  sheets: FixtureSheet[];
  sharedStrings?: string[];
  /** False: no style sheet at all. */
  styles?: string | false;
  workbookPr?: string;
  definedNames?: string;
  macros?: boolean;
  extra?: PackagePart[];
  contentTypes?: string;
}

export const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"><alignment horizontal="center" vertical="center"/></xf>' +
  '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"><alignment horizontal="right"/></xf></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export function letter(column: number): string {
  return column > 26
    ? letter(Math.floor((column - 1) / 26)) + letter(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column);
}

function cellXml(cell: FixtureCell, column: number, row: number): string {
  const place = `r="${letter(column)}${String(row)}"`;
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c ${place} s="2"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'string')
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  if ('shared' in cell) return `<c ${place} t="s"><v>${String(cell.shared)}</v></c>`;
  if ('blank' in cell) return `<c ${place} s="${String(cell.blank)}"/>`;
  return cell.xml.replace('@', place);
}

export function sheetXml(sheet: FixtureSheet): string {
  const rows = Object.entries(sheet.rows ?? {}).map(([number, cells]) => {
    const row = Number(number);
    const attributes = sheet.rowAttributes?.[row] ?? '';
    return `<row r="${number}"${attributes}>${cells.map((cell, i) => cellXml(cell, i + 1, row)).join('')}</row>`;
  });
  return (
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${REL}">${sheet.before ?? ''}` +
    `<sheetData>${rows.join('')}</sheetData>${sheet.after ?? ''}</worksheet>`
  );
}

/** The parts of a workbook, to be changed before they are packed. */
export function bookParts(book: FixtureBook): PackagePart[] {
  const main =
    book.macros === true
      ? 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const sheets = book.sheets.map((sheet, i) => ({
    ...sheet,
    part: `xl/worksheets/sheet${String(i + 1)}.xml`,
    id: `rId${String(i + 1)}`,
  }));
  const types = [
    ['/xl/workbook.xml', main],
    ...sheets.map((sheet) => [
      `/${sheet.part}`,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
    ]),
  ];
  const sml = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  if (book.styles !== false) types.push(['/xl/styles.xml', `${sml}.styles+xml`]);
  if (book.sharedStrings !== undefined) types.push(['/xl/sharedStrings.xml', `${sml}.sharedStrings+xml`]);
  const relations = sheets.map(
    (sheet) => `<Relationship Id="${sheet.id}" Type="${REL}/worksheet" Target="${sheet.part.slice(3)}"/>`,
  );
  if (book.styles !== false)
    relations.push(`<Relationship Id="rIdS" Type="${REL}/styles" Target="styles.xml"/>`);
  if (book.sharedStrings !== undefined)
    relations.push(`<Relationship Id="rIdT" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`);
  const parts: PackagePart[] = [
    {
      name: '[Content_Types].xml',
      data:
        `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
        types
          .map(([part, type]) => `<Override PartName="${part as string}" ContentType="${type as string}"/>`)
          .join('') +
        `${book.contentTypes ?? ''}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data:
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}">${book.workbookPr ?? ''}<sheets>` +
        sheets
          .map(
            (sheet, i) =>
              `<sheet name="${escapeXml(sheet.name)}" sheetId="${String(i + 1)}"${sheet.state === undefined ? '' : ` state="${sheet.state}"`} r:id="${sheet.id}"/>`,
          )
          .join('') +
        `</sheets>${book.definedNames ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    },
    ...sheets.flatMap((sheet): PackagePart[] => [
      { name: sheet.part, data: sheet.xml ?? sheetXml(sheet) },
      ...(sheet.relations === undefined
        ? []
        : [
            {
              name: `xl/worksheets/_rels/${sheet.part.split('/').pop() as string}.rels`,
              data: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheet.relations}</Relationships>`,
            },
          ]),
    ]),
  ];
  if (book.styles !== false) parts.push({ name: 'xl/styles.xml', data: book.styles ?? STYLES });
  if (book.sharedStrings !== undefined) {
    const items = book.sharedStrings.map((text) =>
      text.startsWith('<') ? `<si>${text}</si>` : `<si><t>${escapeXml(text)}</t></si>`,
    );
    parts.push({
      name: 'xl/sharedStrings.xml',
      data: `${XML}<sst xmlns="${MAIN}" count="${String(items.length)}" uniqueCount="${String(items.length)}">${items.join('')}</sst>`,
    });
  }
  if (book.macros === true)
    parts.push({
      name: 'xl/vbaProject.bin',
      data: Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)),
    });
  return [...parts, ...(book.extra ?? [])];
}

export function buildBook(book: FixtureBook): Buffer {
  return buildPackage(bookParts(book));
}

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** The n-th of a row of different RUCs with right check digits. */
export function fixtureRuc(n: number): string {
  const ten = `20${String(51_000_000 + n * 37)}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(ten[i]), 0);
  return ten + String((11 - (sum % 11)) % 10);
}
