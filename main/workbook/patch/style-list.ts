/** One list of a style sheet (`fonts`, `fills`, …) with what is appended to it. Works on the latin1 view. */
import { MAX_STYLES, tooManyStyles } from '../book/cell-formats.ts';
import {
  childElements,
  findElement,
  setAttribute,
  xmlAttributes,
  type XmlEdit,
  type XmlElement,
} from '../xml/tags.ts';

/** The list. */
export class StyleList {
  readonly element: XmlElement | null;
  readonly items: XmlElement[];
  readonly added: string[] = [];
  /** Index of each item by its text, those of the workbook too: a second copy needs nothing new. */
  readonly #places = new Map<string, number>();

  constructor(xml: string, local: string) {
    this.element = findElement(xml, local);
    this.items = this.element === null ? [] : itemsOf(xml, this.element);
    for (const [index, { tag, end }] of this.items.entries()) {
      const text = xml.slice(tag.start, end);
      if (!this.#places.has(text)) this.#places.set(text, index);
    }
  }

  get count(): number {
    return this.items.length + this.added.length;
  }

  /** Appends an item that is not there yet; answers its index. */
  add(item: string): number {
    const known = this.#places.get(item);
    if (known !== undefined) return known;
    this.added.push(item);
    this.#places.set(item, this.count - 1);
    return this.count - 1;
  }

  edits(xml: string): XmlEdit[] {
    if (this.element === null || this.added.length === 0) return [];
    const { tag, innerEnd } = this.element;
    const count = xmlAttributes(xml, tag).find((attribute) => attribute.name === 'count');
    const edits: XmlEdit[] = count === undefined ? [] : [setAttribute(xml, tag, 'count', String(this.count))];
    if (tag.selfClosed) {
      edits.push({ start: tag.end - 2, end: tag.end, text: `>${this.added.join('')}</${tag.name}>` });
    } else {
      edits.push({ start: innerEnd, end: innerEnd, text: this.added.join('') });
    }
    return edits;
  }
}

/** Throws `archivo-demasiado-grande` where the list is longer than any workbook's. */
function itemsOf(xml: string, list: XmlElement): XmlElement[] {
  const items: XmlElement[] = [];
  for (const item of childElements(xml, list)) {
    if (items.length === MAX_STYLES) throw tooManyStyles();
    items.push(item);
  }
  return items;
}
