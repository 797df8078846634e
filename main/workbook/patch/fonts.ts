/** Fonts of ours: a font of the workbook with another look. Works on the latin1 view. */
import { childElements, type XmlElement } from '../xml/tags.ts';

/** What is another than in the font copied. */
export interface FontLook {
  bold?: boolean;
  underlined?: boolean;
  /** ARGB. */
  ink?: string;
  /** In points. */
  size?: number;
}

/** Parts of a font that stand before its size, in the order that Excel writes. */
const BEFORE_SIZE = new Set(['i', 'strike', 'condense', 'extend', 'outline', 'shadow', 'u', 'vertAlign']);

/** The font as an element; its parts in the order that Excel writes. */
export function fontLike(xml: string, font: XmlElement | undefined, prefix: string, look: FontLook): string {
  const dropped = new Set<string>();
  if (look.bold !== undefined) dropped.add('b');
  if (look.underlined !== undefined) dropped.add('u');
  if (look.ink !== undefined) dropped.add('color');
  if (look.size !== undefined) dropped.add('sz');
  const kept = (font === undefined ? [] : [...childElements(xml, font)]).filter(
    ({ tag }) => !dropped.has(tag.local),
  );
  const text = (wanted: (local: string) => boolean): string =>
    kept
      .filter(({ tag }) => wanted(tag.local))
      .map(({ tag, end }) => xml.slice(tag.start, end))
      .join('');
  const isBold = (local: string): boolean => local === 'b';
  const isSize = (local: string): boolean => local === 'sz';
  return [
    `<${prefix}font>`,
    look.bold === true ? `<${prefix}b/>` : text(isBold),
    text((local) => BEFORE_SIZE.has(local)),
    look.underlined === true ? `<${prefix}u/>` : '',
    look.size === undefined ? text(isSize) : `<${prefix}sz val="${String(look.size)}"/>`,
    look.ink === undefined ? '' : `<${prefix}color rgb="${look.ink}"/>`,
    text((local) => !BEFORE_SIZE.has(local) && !isBold(local) && !isSize(local)),
    `</${prefix}font>`,
  ].join('');
}
