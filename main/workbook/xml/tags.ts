/**
 * A small XML tokenizer for the parts that are read and edited whole: workbook, relationships, styles, tables,
 * and what stands before and after a sheet's rows.
 *
 * It works on latin1 views of UTF-8 bytes, so that offsets are byte offsets and every byte not edited stays.
 * Names are compared by their local part: producers choose their own prefixes.
 */
import { HabidoError } from '../../../shared/errors.ts';
import { decodeXml, encodeAttribute } from './text.ts';

/** One start or end tag. `start` and `end` are offsets of `<` and past `>`. */
export interface XmlTag {
  /** As written, prefix included. */
  name: string;
  local: string;
  start: number;
  end: number;
  /** `</name>` */
  closing: boolean;
  /** `<name/>` */
  selfClosed: boolean;
}

const damaged = (detail: string) => new HabidoError('archivo-danado', {}, { cause: new Error(detail) });

/** Every tag of the text in order; comments, CDATA, declarations and text are passed over. */
export function* xmlTags(xml: string, from = 0, to = xml.length): Generator<XmlTag> {
  let at = xml.indexOf('<', from);
  while (at !== -1 && at < to) {
    const next = xml.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) {
      at = xml.indexOf('<', endOfMisc(xml, at));
      continue;
    }
    const closing = next === 0x2f;
    const end = endOfTag(xml, at);
    const nameStart = closing ? at + 2 : at + 1;
    let nameEnd = nameStart;
    while (nameEnd < end && !isNameEnd(xml.charCodeAt(nameEnd))) nameEnd += 1;
    const name = xml.slice(nameStart, nameEnd);
    if (name === '') throw damaged('tag without a name');
    const selfClosed = !closing && xml.charCodeAt(end - 2) === 0x2f;
    yield { name, local: name.slice(name.indexOf(':') + 1), start: at, end, closing, selfClosed };
    at = xml.indexOf('<', end);
  }
}

function isNameEnd(code: number): boolean {
  return code <= 32 || code === 0x3e || code === 0x2f;
}

/** The offset past a comment, CDATA section, processing instruction or declaration that begins at `at`. */
export function endOfMisc(xml: string, at: number): number {
  const [open, close] = xml.startsWith('<!--', at)
    ? ['<!--', '-->']
    : xml.startsWith('<![CDATA[', at)
      ? ['<![CDATA[', ']]>']
      : xml.startsWith('<?', at)
        ? ['<?', '?>']
        : ['<!', '>'];
  if (open === '<!') throw damaged('document type declaration');
  const end = xml.indexOf(close, at + open.length);
  if (end === -1) throw damaged('unfinished section');
  return end + close.length;
}

function endOfTag(xml: string, at: number): number {
  for (let i = at + 1; i < xml.length; i += 1) {
    const code = xml.charCodeAt(i);
    if (code === 0x3e) return i + 1;
    if (code === 0x22 || code === 0x27) {
      i = xml.indexOf(code === 0x22 ? '"' : "'", i + 1);
      if (i === -1) break;
    }
  }
  throw damaged('unfinished tag');
}

/** An attribute as found: decoded value, and where the raw value stands (without its quotes). */
export interface XmlAttribute {
  name: string;
  value: string;
  valueStart: number;
  valueEnd: number;
}

/** The attributes of a tag, in order. */
export function xmlAttributes(xml: string, tag: XmlTag): XmlAttribute[] {
  const found: XmlAttribute[] = [];
  const from = tag.start + 1 + tag.name.length;
  // The tag alone: a search over all that follows it would take for ever in a long text.
  const text = xml.slice(from, tag.end);
  for (const match of text.matchAll(/([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const raw = match[2] ?? match[3] ?? '';
    const valueEnd = from + match.index + match[0].length - 1;
    found.push({
      name: match[1] as string,
      value: decodeXml(raw),
      valueStart: valueEnd - raw.length,
      valueEnd,
    });
  }
  return found;
}

/** An attribute's decoded value by its name as written without prefix, or undefined. */
export function xmlAttribute(xml: string, tag: XmlTag, name: string): string | undefined {
  return xmlAttributes(xml, tag).find((attribute) => attribute.name === name)?.value;
}

/** An attribute of the relationships namespace (`r:id`, whatever its prefix). */
export function relationAttribute(xml: string, tag: XmlTag): string | undefined {
  return xmlAttributes(xml, tag).find(
    (attribute) =>
      attribute.name.includes(':') && attribute.name.endsWith(':id') && !attribute.name.startsWith('xml:'),
  )?.value;
}

/** An element with its content: offsets of the whole and of what is inside. */
export interface XmlElement {
  tag: XmlTag;
  /** Where the content begins and ends; both equal to `end` for a self-closed element. */
  innerStart: number;
  innerEnd: number;
  end: number;
}

/** The first element of this local name in the range, or null. */
export function findElement(xml: string, local: string, from = 0, to = xml.length): XmlElement | null {
  for (const element of elementsNamed(xml, local, from, to)) return element;
  return null;
}

/** Every element of this local name in the range, not looking inside those found. */
export function* elementsNamed(xml: string, local: string, from = 0, to = xml.length): Generator<XmlElement> {
  let open: XmlTag | null = null;
  let depth = 0;
  for (const tag of xmlTags(xml, from, to)) {
    if (tag.local !== local) continue;
    if (open === null) {
      if (tag.closing) continue;
      if (tag.selfClosed) yield { tag, innerStart: tag.end, innerEnd: tag.end, end: tag.end };
      else open = tag;
    } else if (!tag.closing) {
      if (!tag.selfClosed) depth += 1;
    } else if (depth > 0) {
      depth -= 1;
    } else {
      yield { tag: open, innerStart: open.end, innerEnd: tag.start, end: tag.end };
      open = null;
    }
  }
  if (open !== null) throw damaged(`unfinished ${local}`);
}

/** The direct children of an element, whatever their names. */
export function* childElements(xml: string, parent: XmlElement): Generator<XmlElement> {
  let open: XmlTag | null = null;
  let depth = 0;
  for (const tag of xmlTags(xml, parent.innerStart, parent.innerEnd)) {
    if (open === null) {
      if (tag.closing) throw damaged('stray end tag');
      if (tag.selfClosed) yield { tag, innerStart: tag.end, innerEnd: tag.end, end: tag.end };
      else open = tag;
    } else if (!tag.closing) {
      if (!tag.selfClosed) depth += 1;
    } else if (depth > 0) {
      depth -= 1;
    } else {
      yield { tag: open, innerStart: open.end, innerEnd: tag.start, end: tag.end };
      open = null;
    }
  }
}

/** A replacement of the bytes from `start` to `end`; `text` is latin1-of-UTF-8 like the rest. */
export interface XmlEdit {
  start: number;
  end: number;
  text: string;
}

/** The text with its edits made; they must not overlap. */
export function applyEdits(xml: string, edits: readonly XmlEdit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = 0;
  for (const edit of inOrder) {
    if (edit.start < at) throw new Error('overlapping edits');
    out += xml.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + xml.slice(at);
}

/** The edit that gives an attribute this value, adding it where it is missing. */
export function setAttribute(xml: string, tag: XmlTag, name: string, value: string): XmlEdit {
  const present = xmlAttributes(xml, tag).find((attribute) => attribute.name === name);
  const encoded = encodeAttribute(value);
  if (present !== undefined) return { start: present.valueStart, end: present.valueEnd, text: encoded };
  const at = tag.end - (tag.selfClosed ? 2 : 1);
  return { start: at, end: at, text: ` ${name}="${encoded}"` };
}

/** The prefix of a tag's name with its colon (`x:`), or empty. */
export function prefixOf(tag: XmlTag): string {
  return tag.name.slice(0, tag.name.length - tag.local.length);
}
