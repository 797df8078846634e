/** What must be true of every annotated copy: nothing of the user's lost, and a package that holds together. */
import { posix } from 'node:path';
import type { Annotated } from './annotate.ts';
import {
  columnIndex,
  sheetWithoutOurs,
  styleDifferences,
  tableColumns,
  tableWithoutOurs,
  type OurColumns,
} from './canonical-sheet.ts';
import { canonical, elementsOf, parseXml } from './canonical-xml.ts';
import { readPackage, type ReadPart } from './package-reader.ts';

/** What is compared: the packages, which sheet was annotated, and where. */
type SourceAndCopy = Pick<Annotated, 'source' | 'copy' | 'result'> & {
  column: Pick<Annotated['column'], 'choice'>;
};

/** Everything that is wrong with a copy; empty: nothing. `sheetName` is the annotated sheet's. */
export function copyDefects({ source, copy, result, column }: SourceAndCopy): string[] {
  const before = readPackage(source);
  const after = new Map(readPackage(copy).map((part) => [part.name, part]));
  const ours = {
    first: columnIndex(result.columnas.primera),
    last: columnIndex(result.columnas.ultima),
  };
  const sheet = sheetPart(before, column.choice.hoja);
  const defects: string[] = [];
  const names = before.map((part) => part.name);
  const kept = [...after.keys()].slice(0, names.length);
  if (names.some((name, i) => kept[i] !== name)) defects.push(`parts: ${kept.join(' ')}`);
  for (const part of before) {
    const now = after.get(part.name);
    if (now === undefined || now.raw.equals(part.raw)) continue;
    const why = changeOf(part, now, { sheet, ours, styled: after.size > before.length });
    if (why !== null) defects.push(`${part.name}: ${why}`);
  }
  return [...defects, ...packageDefects(before, [...after.values()])];
}

interface Allowed {
  sheet: string;
  ours: OurColumns;
  /** A style sheet was added. */
  styled: boolean;
}

/** Why a changed part may not have changed so; null: it may. */
function changeOf(before: ReadPart, after: ReadPart, { sheet, ours, styled }: Allowed): string | null {
  const [old, now] = [before.data.toString('utf8'), after.data.toString('utf8')];
  if (before.name === sheet) return same(sheetWithoutOurs(old, ours), sheetWithoutOurs(now, ours));
  const root = parseXml(old).local;
  if (root === 'styleSheet') return styleDifferences(old, now).join(', ') || null;
  if (root === 'table') {
    const columns = tableColumns(old);
    return same(tableWithoutOurs(old, ours, columns), tableWithoutOurs(now, ours, columns));
  }
  if (root === 'workbook') return same(workbookText(old), workbookText(now));
  if (styled && (root === 'Types' || root === 'Relationships')) {
    const [had, has] = [old, now].map((text) => elementsOf(parseXml(text)).map(canonical));
    return (had as string[]).every((item, i) => has?.[i] === item) ? null : 'changed';
  }
  return 'is not ours to change';
}

/** The workbook without the range of its hidden filter names. */
function workbookText(xml: string): string {
  return canonical(parseXml(xml.replace(/(_FilterDatabase"[^>]*>[^<]*:\$)[A-Z]+/g, '$1')));
}

function same(a: string, b: string): string | null {
  if (a === b) return null;
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `line ${String(at)}: ${left[at] ?? 'nothing'} became ${right[at] ?? 'nothing'}`;
}

/** The part of the sheet of this name. */
export function sheetPart(parts: readonly ReadPart[], name: string): string {
  const root = targetsOf(parts, '').find(({ type }) => type === 'officeDocument')?.target ?? '';
  const workbook = partNamed(parts, root);
  if (workbook === undefined) throw new Error('no workbook part');
  const sheets = elementsOf(parseXml(workbook.data.toString('utf8'))).find(({ local }) => local === 'sheets');
  const found =
    sheets === undefined
      ? undefined
      : elementsOf(sheets).find((node) => node.attributes.get('name') === name);
  const id = [...(found?.attributes ?? [])].find(([key]) => key.endsWith('relationships}id'))?.[1];
  const target = targetsOf(parts, root).find((relation) => relation.id === id)?.target;
  const part = target === undefined ? undefined : partNamed(parts, target);
  if (part === undefined) throw new Error(`no sheet ${name}`);
  return part.name;
}

const plainName = (name: string): string => name.replace(/\\/g, '/').replace(/^\//, '').toLowerCase();

function partNamed(parts: readonly ReadPart[], name: string): ReadPart | undefined {
  return parts.find((part) => plainName(part.name) === plainName(name));
}

interface Target {
  id: string;
  type: string;
  target: string;
}

/** The inner targets of a part's relationships, as part names. */
function targetsOf(parts: readonly ReadPart[], name: string): Target[] {
  const relations = partNamed(
    parts,
    posix.join(posix.dirname(name), '_rels', `${posix.basename(name)}.rels`),
  );
  if (relations === undefined) return [];
  return elementsOf(parseXml(relations.data.toString('utf8'))).flatMap((node) => {
    if (node.attributes.get('TargetMode') === 'External') return [];
    const target = (node.attributes.get('Target') ?? '').replace(/\\/g, '/');
    return {
      id: node.attributes.get('Id') ?? '',
      type: node.attributes.get('Type')?.split('/').pop() ?? '',
      target: decodeURIComponent(
        posix.join('/', target.startsWith('/') ? '' : posix.dirname(name), target).slice(1),
      ),
    };
  });
}

/** Relationships that led somewhere and no longer do, and parts that lost their content type. */
function packageDefects(before: readonly ReadPart[], after: readonly ReadPart[]): string[] {
  const defects: string[] = [];
  for (const part of after) {
    if (!part.name.endsWith('.rels')) continue;
    const owner = plainName(part.name).replace(/_rels\/([^/]*)\.rels$/, '$1');
    const old = new Set(targetsOf(before, owner).map(({ target }) => target));
    for (const { target } of targetsOf(after, owner)) {
      const was = !old.has(target) || partNamed(before, target) !== undefined;
      if (was && partNamed(after, target) === undefined)
        defects.push(`${part.name} leads to ${target}, which is not there`);
    }
  }
  const [had, has] = [typedParts(before), typedParts(after)];
  for (const part of after) {
    const isNew = partNamed(before, part.name) === undefined;
    if ((isNew || had(part.name)) && !has(part.name)) defects.push(`${part.name} has no content type`);
  }
  return defects;
}

/** Whether a part has a content type of its own or by its extension. */
function typedParts(parts: readonly ReadPart[]): (name: string) => boolean {
  const types = partNamed(parts, '[Content_Types].xml');
  const nodes = types === undefined ? [] : elementsOf(parseXml(types.data.toString('utf8')));
  const known = new Set(
    nodes.map((node) =>
      (node.attributes.get('PartName') ?? `.${node.attributes.get('Extension') ?? ''}`).toLowerCase(),
    ),
  );
  return (name) => known.has(`/${plainName(name)}`) || known.has(posix.extname(plainName(name)));
}

/** How many cells of our first column hold a verdict in the copy. */
export function verdictsIn({ copy, result, column }: Annotated): number {
  const parts = readPackage(copy);
  const name = sheetPart(parts, column.choice.hoja);
  const text = parts.find((part) => part.name === name)?.data.toString('utf8') ?? '';
  const cell = new RegExp(`<(?:\\w+:)?c r="${result.columnas.primera}\\d+"[^>]*>(.*?)</(?:\\w+:)?c>`, 'g');
  return [...text.matchAll(cell)].filter(([, inner = '']) => />(APTO|NO APTO|RUC INVÁLIDO)</.test(inner))
    .length;
}
