/** What the workbooks made by hand share: rows of suppliers, and parts hung onto a workbook. */
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  XML,
  bookParts,
  buildPackage,
  fixtureRuc,
  type FixtureBook,
  type FixtureCell,
  type PackagePart,
} from '../../support/package-builder.ts';

export interface HandMade {
  name: string;
  build(): Buffer;
  /** Set where it can't be annotated: the reason that is told. */
  refused?: ErrorCode;
  /** Readers that count its styles or parts in another way than Excel does, as its comment says. */
  notFor?: readonly string[];
}

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const OFFICE = 'http://schemas.microsoft.com/office';
export const SHEET = 'xl/worksheets/sheet1.xml';
export const WORKBOOK = 'xl/workbook.xml';
export const TYPES = '[Content_Types].xml';

/** RUC, name and amount under a header in row 1. */
export function suppliers(howMany = 8): Record<number, FixtureCell[]> {
  const rows: Record<number, FixtureCell[]> = { 1: ['RUC', 'Razón social', 'Importe'] };
  for (let n = 0; n < howMany; n += 1)
    rows[n + 2] = [fixtureRuc(n), `PROVEEDOR ${String(n)} S.A.C.`, n + 0.5];
  return rows;
}

/** A part to be added, with its content type and who points to it. */
export interface HungPart {
  name: string;
  data: string | Buffer;
  /** Content type; none: the extension's default. */
  type?: string;
  /** The part that points to it, by which relationship; `''` is the package. */
  from?: { part: string; kind: string; id: string };
}

/** A relationship that leads out of the package, or nowhere. */
export interface LooseRelation {
  part: string;
  kind: string;
  id: string;
  target: string;
  external?: boolean;
}

/** The parts of a workbook with more parts hung onto it. */
export function withParts(
  book: FixtureBook,
  hung: readonly HungPart[],
  loose: readonly LooseRelation[] = [],
): PackagePart[] {
  const parts = bookParts(book);
  const types: string[] = [];
  const relations = new Map<string, string[]>();
  const relate = (owner: string, text: string): void => {
    relations.set(owner, [...(relations.get(owner) ?? []), text]);
  };
  for (const part of hung) {
    parts.push({ name: part.name, data: part.data });
    if (part.type !== undefined)
      types.push(`<Override PartName="/${part.name}" ContentType="${part.type}"/>`);
    if (part.from !== undefined)
      relate(part.from.part, relation(part.from.id, part.from.kind, `/${part.name}`));
  }
  for (const { part, kind, id, target, external } of loose)
    relate(part, relation(id, kind, target, external));
  for (const [owner, texts] of relations) addRelations(parts, owner, texts.join(''));
  return edited(parts, TYPES, (xml) => xml.replace('</Types>', `${types.join('')}</Types>`));
}

function relation(id: string, kind: string, target: string, external = false): string {
  const type = kind.includes(':') ? kind : `${REL}/${kind}`;
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

function addRelations(parts: PackagePart[], owner: string, text: string): void {
  const cut = owner.lastIndexOf('/') + 1;
  const name = `${owner.slice(0, cut)}_rels/${owner.slice(cut)}.rels`;
  const there = parts.find((part) => part.name === name);
  if (there === undefined) {
    const root = 'http://schemas.openxmlformats.org/package/2006/relationships';
    parts.push({ name, data: `${XML}<Relationships xmlns="${root}">${text}</Relationships>` });
  } else there.data = there.data.toString().replace('</Relationships>', `${text}</Relationships>`);
}

/** The parts with one of them changed as text. */
export function edited(
  parts: readonly PackagePart[],
  name: string,
  change: (xml: string) => string,
): PackagePart[] {
  return parts.map((part) => (part.name === name ? { ...part, data: change(part.data.toString()) } : part));
}

/** A workbook of one sheet whose XML is changed before it is packed. */
export function withSheet(
  name: string,
  change: (xml: string) => string,
  book: Partial<FixtureBook> = {},
): HandMade {
  return {
    name,
    build: () =>
      buildPackage(
        edited(bookParts({ sheets: [{ name: 'Hoja', rows: suppliers() }], ...book }), SHEET, change),
      ),
  };
}
