/** Workbooks spoiled by chance that a seed decides: bytes, directory, parts, sizes. */
import { deflateRawSync } from 'node:zlib';
import { buildPackage, type PackagePart } from './package-builder.ts';
import { readPackage } from './package-reader.ts';

export type Chance = () => number;

export interface Mutated {
  kind: string;
  bytes: Buffer;
  /** The bytes of the parts are the original's, or their checksum tells: what is read must be what was there. */
  sameContent: boolean;
}

/** A package to be spoiled, and its parts. */
export interface Original {
  name: string;
  bytes: Buffer;
  parts: readonly PackagePart[];
}

export function originalOf(name: string, bytes: Buffer): Original {
  return { name, bytes, parts: readPackage(bytes).map((part) => ({ name: part.name, data: part.data })) };
}

const int = (chance: Chance, below: number): number => Math.floor(chance() * below);
const pick = <T>(chance: Chance, list: readonly T[]): T => list[int(chance, list.length)] as T;

type Mutation = (original: Original, chance: Chance) => Buffer;

const ODD_NUMBERS = [0, 1, 2, 0x7f, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

function flipped({ bytes }: Original, chance: Chance): Buffer {
  const out = Buffer.from(bytes);
  for (let n = 1 + int(chance, 8); n > 0; n -= 1) {
    const at = int(chance, out.length);
    out[at] = (out[at] as number) ^ (1 << int(chance, 8));
  }
  return out;
}

function cut({ bytes }: Original, chance: Chance): Buffer {
  return chance() < 0.7
    ? bytes.subarray(0, int(chance, bytes.length))
    : bytes.subarray(int(chance, bytes.length));
}

function moved({ bytes }: Original, chance: Chance): Buffer {
  const from = int(chance, bytes.length);
  const to = Math.min(bytes.length, from + 1 + int(chance, 400));
  const chunk = bytes.subarray(from, to);
  const place = int(chance, bytes.length);
  const rest = chance() < 0.5 ? bytes : Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  return Buffer.concat([rest.subarray(0, place), chunk, rest.subarray(place)]);
}

/** Offsets of a record's signature. */
function signatures(bytes: Buffer, kind: string): number[] {
  const found: number[] = [];
  const wanted = Buffer.from(`PK${kind}`, 'latin1');
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

/** A field of the end record, a directory entry or a local header with another number in it. */
function renumbered({ bytes }: Original, chance: Chance): Buffer {
  const out = Buffer.from(bytes);
  const [kind, fields] = pick(chance, [
    ['\u0005\u0006', [4, 6, 8, 10, 12, 16, 20]],
    ['\u0001\u0002', [6, 8, 10, 16, 20, 24, 28, 30, 32, 34, 38, 42]],
    ['\u0003\u0004', [6, 8, 14, 18, 22, 26, 28]],
  ] as const);
  const at = pick(chance, signatures(out, kind)) + pick(chance, fields);
  const value = chance() < 0.3 ? int(chance, out.length) : pick(chance, ODD_NUMBERS);
  if (chance() < 0.5 && at + 4 <= out.length) out.writeUInt32LE(value >>> 0, at);
  else if (at + 2 <= out.length) out.writeUInt16LE(value & 0xffff, at);
  return out;
}

/** Two entries over the same bytes, or one inside the other. */
function overlapping({ bytes }: Original, chance: Chance): Buffer {
  const out = Buffer.from(bytes);
  const entries = signatures(out, '\u0001\u0002');
  const [one, other] = [pick(chance, entries), pick(chance, entries)];
  const offset = out.readUInt32LE(other + 42);
  out.writeUInt32LE(chance() < 0.5 ? offset : offset + int(chance, 60), one + 42);
  return out;
}

function duplicated({ parts }: Original, chance: Chance): Buffer {
  const twice = pick(chance, parts);
  const name = pick(chance, [
    twice.name,
    twice.name.toUpperCase(),
    `/${twice.name}`,
    twice.name.replace('/', '\\'),
  ]);
  const list = [...parts];
  list.splice(int(chance, list.length), 0, { ...pick(chance, [twice, pick(chance, parts)]), name });
  return buildPackage(list);
}

function misdescribed({ parts }: Original, chance: Chance): Buffer {
  const spoiled = int(chance, parts.length);
  return buildPackage(
    parts.map((part, i) => {
      if (i !== spoiled) return part;
      const length = Buffer.byteLength(part.data);
      return pick<PackagePart>(chance, [
        { ...part, crc: int(chance, 0xffffffff) },
        { ...part, size: pick(chance, [0, 1, length - 1, length + 1, length * 2, 0x7fffffff]) },
        { ...part, method: pick(chance, [1, 9, 12, 14, 93, 99]) },
        { ...part, flags: pick(chance, [1, 0x20, 0x40, 0x2000, 0xffff]) },
        { ...part, method: 0, size: length + 1 },
        { ...part, descriptor: true, crc: 3 },
      ]);
    }),
  );
}

/** Much in little: zeros, blanks or rows that shrink to nothing, with true and with false sizes. */
function bomb({ parts }: Original, chance: Chance): Buffer {
  const target = pick(
    chance,
    parts.filter((part) => part.name.endsWith('.xml')),
  );
  const piece = pick(chance, [
    '\0',
    ' ',
    '<a>',
    '<!--',
    '<row><c><v>1</v></c></row>',
    '<si><t>x</t></si>',
    'x',
  ]);
  const millions = pick(chance, [1, 8, 40, 120]);
  const text = target.data.toString();
  const at = chance() < 0.5 ? text.lastIndexOf('</') : int(chance, text.length);
  const filling = piece.repeat(Math.floor((millions * 1_000_000) / piece.length));
  const data = Buffer.from(text.slice(0, at) + filling + text.slice(at));
  const size = pick(chance, [data.length, 1000, text.length, data.length - 1]);
  return buildPackage(
    parts.map((part) => (part === target ? { ...part, data, size: Math.max(0, size) } : part)),
  );
}

/** A part whose bytes are no deflate stream, or one cut or ended early, under a right checksum of nothing. */
function badStream({ parts }: Original, chance: Chance): Buffer {
  const spoiled = pick(chance, parts);
  const packed = deflateRawSync(Buffer.from(spoiled.data));
  const wrong = pick(chance, [
    packed.subarray(0, int(chance, packed.length)),
    Buffer.alloc(40, 0xaa),
    Buffer.alloc(0),
  ]);
  const bytes = buildPackage(
    parts.map((part) => (part === spoiled ? { ...part, data: wrong, method: 0 } : part)),
  );
  // Stored in truth, deflated by its headers.
  for (const at of [...signatures(bytes, '\u0001\u0002'), ...signatures(bytes, '\u0003\u0004')]) {
    const central = bytes[at + 2] === 1;
    const length = bytes.readUInt16LE(at + (central ? 28 : 26));
    const start = at + (central ? 46 : 30);
    if (bytes.toString('utf8', start, start + length) === spoiled.name)
      bytes.writeUInt16LE(8, at + (central ? 10 : 8));
  }
  return bytes;
}

const ODD_TEXTS = [
  '',
  '0',
  '-1',
  'NaN',
  '1e9',
  '99999999999999999999',
  'A0',
  'XFE1',
  'ZZZZ1',
  'A1048577',
  'A1:',
  ':',
  '#REF!',
  '1:1',
  'A:A',
  '𝟙',
  '\u0000',
  '"',
  '&',
  '&x;',
  '&#0;',
  '&#xD800;',
  '<',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
];

/** A part changed as text: tags lost, doubled, swapped or cut, numbers and values replaced. */
function reworded({ parts }: Original, chance: Chance): Buffer {
  const texts = parts.filter((part) => /\.(xml|rels|vml)$/.test(part.name));
  // Where Habido reads most, chance falls most often.
  const sheets = texts.filter((part) =>
    /worksheets\/[^/]*$|sharedStrings|styles|tables\/|workbook\.xml/.test(part.name),
  );
  const target = pick(chance, chance() < 0.7 ? sheets : texts);
  let text = target.data.toString();
  for (let n = 1 + int(chance, 3); n > 0; n -= 1) text = rewordedOnce(text, chance);
  return buildPackage(parts.map((part) => (part === target ? { ...part, data: text } : part)));
}

function rewordedOnce(text: string, chance: Chance): string {
  const tags = [...text.matchAll(/<[^>]*>/g)];
  const values = [...text.matchAll(/"[^"]*"/g)];
  if (tags.length === 0 || values.length === 0) return text;
  const [tag, other, value] = [pick(chance, tags), pick(chance, tags), pick(chance, values)];
  const splice = (at: number, length: number, put: string): string =>
    text.slice(0, at) + put + text.slice(at + length);
  return pick(chance, [
    () => splice(tag.index, tag[0].length, ''),
    () => splice(tag.index, 0, tag[0]),
    () => splice(tag.index, tag[0].length, other[0]),
    () => splice(value.index, value[0].length, `"${pick(chance, ODD_TEXTS)}"`),
    () => splice(value.index, value[0].length, pick(chance, values)[0]),
    () => splice(int(chance, text.length), 0, pick(chance, ODD_TEXTS)),
    () => splice(int(chance, text.length), 1 + int(chance, 40), ''),
    () => text.slice(0, int(chance, text.length)),
  ])();
}

/** Elements within elements, up to a hundred thousand deep. */
function nested({ parts }: Original, chance: Chance): Buffer {
  const target = pick(
    chance,
    parts.filter((part) => part.name.endsWith('.xml') || part.name.endsWith('.rels')),
  );
  const depth = pick(chance, [50, 300, 5_000, 100_000]);
  const name = pick(chance, [
    'a',
    'row',
    'c',
    'si',
    'xf',
    'font',
    'is',
    'r',
    'mergeCells',
    'Relationship',
    'sheet',
    'table',
    'cols',
  ]);
  const text = target.data.toString();
  const tags = [...text.matchAll(/<[^>]*>/g)];
  const at = tags.length === 0 ? 0 : pick(chance, tags).index;
  const closed = chance() < 0.6 ? `</${name}>`.repeat(depth) : '';
  const data = text.slice(0, at) + `<${name}>`.repeat(depth) + closed + text.slice(at);
  return buildPackage(parts.map((part) => (part === target ? { ...part, data } : part)));
}

/** Each with how often it is drawn, and whether the content of what can still be read is the original's. */
const MUTATIONS: readonly (readonly [string, number, boolean, Mutation])[] = [
  ['flipped', 22, true, flipped],
  ['cut', 10, true, cut],
  ['moved', 8, true, moved],
  ['renumbered', 14, true, renumbered],
  ['overlapping', 5, true, overlapping],
  ['duplicated', 4, false, duplicated],
  ['misdescribed', 6, false, misdescribed],
  ['badStream', 3, false, badStream],
  ['reworded', 22, false, reworded],
  ['nested', 5, false, nested],
  ['bomb', 1, false, bomb],
];

/** Spoils one of the originals. */
export function mutate(originals: readonly Original[], chance: Chance): Mutated & { original: Original } {
  const original = pick(chance, originals);
  let drawn = chance() * MUTATIONS.reduce((sum, [, weight]) => sum + weight, 0);
  const [kind, , sameContent, mutation] =
    MUTATIONS.find(([, weight]) => (drawn -= weight) < 0) ?? MUTATIONS[0]!;
  return { original, kind, sameContent, bytes: mutation(original, chance) };
}
