/**
 * Appends cell styles to a workbook's style sheet: clones of the user's own cells with our colours and formats.
 *
 * Nothing is renumbered: what stands keeps its index, ours come behind. Works on the latin1 view.
 */
import type { Veredicto } from '../../../shared/verdict.ts';
import {
  applyEdits,
  childElements,
  findElement,
  prefixOf,
  setAttribute,
  xmlAttribute,
  xmlAttributes,
  type XmlEdit,
  type XmlElement,
} from '../xml/tags.ts';
import { encodeAttribute } from '../xml/text.ts';

/** Excel's limit of cell formats in a workbook. */
const MAX_CELL_FORMATS = 64_000;
const DAY_FORMAT = 'dd/mm/yyyy';
const INSTANT_FORMAT = 'dd/mm/yyyy hh:mm';

/** Fill and ink of each verdict: the light theme's, which read well on white paper too. */
const COLOURS: Record<Veredicto, { fill: string; ink: string }> = {
  APTO: { fill: 'FFE2F3EB', ink: 'FF0A6B4B' },
  OBSERVADO: { fill: 'FFFBEFD8', ink: 'FF8A5200' },
  'NO APTO': { fill: 'FFFCE8E6', ink: 'FFB4231A' },
  'NO EXISTE': { fill: 'FFF6E8F4', ink: 'FF83307C' },
  'RUC INVÁLIDO': { fill: 'FFE8EBEE', ink: 'FF3C4752' },
  'SIN RESPUESTA': { fill: 'FFE7EEF6', ink: 'FF425E80' },
};

/** Style indexes for the cells of one row. */
export interface RowStyles {
  verdict: Record<Veredicto, number>;
  text: number;
  day: number;
  instant: number;
}

/** A list of the style sheet (`fonts`, `fills`, …) with what is appended to it. */
class StyleList {
  readonly element: XmlElement | null;
  readonly items: XmlElement[];
  readonly added: string[] = [];
  /** Index of each item by its text, those of the workbook too: a second copy needs nothing new. */
  readonly #places = new Map<string, number>();

  constructor(xml: string, local: string) {
    this.element = findElement(xml, local);
    this.items = this.element === null ? [] : [...childElements(xml, this.element)];
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

/** A style sheet that our styles are added to. */
export class StyleSheet {
  readonly #xml: string;
  readonly #fonts: StyleList;
  readonly #fills: StyleList;
  readonly #formats: StyleList;
  readonly #cells: StyleList;
  readonly #prefix: string;
  readonly #rows = new Map<number, RowStyles>();
  readonly #numberFormats = new Map<string, number>();

  constructor(xml: string) {
    this.#xml = xml;
    this.#fonts = new StyleList(xml, 'fonts');
    this.#fills = new StyleList(xml, 'fills');
    this.#formats = new StyleList(xml, 'numFmts');
    this.#cells = new StyleList(xml, 'cellXfs');
    const root = findElement(xml, 'styleSheet');
    this.#prefix = root === null ? '' : prefixOf(root.tag);
  }

  /** Whether styles can be added: the usual lists are there. */
  get usable(): boolean {
    return [this.#fonts, this.#fills, this.#cells].every((list) => list.items.length > 0);
  }

  /** The styles of a row whose RUC cell has this style. Where Excel's limit is near, those of the plain style. */
  forBase(base: number): RowStyles {
    const known = base < this.#cells.items.length ? base : 0;
    const found = this.#rows.get(known);
    if (found !== undefined) return found;
    if (known !== 0 && this.#cells.count + 20 > MAX_CELL_FORMATS) return this.forBase(0);
    const styles: RowStyles = {
      verdict: Object.fromEntries(
        (Object.keys(COLOURS) as Veredicto[]).map((veredicto) => [
          veredicto,
          this.#verdictStyle(known, veredicto),
        ]),
      ) as Record<Veredicto, number>,
      text: this.#clone(known, { numFmtId: '0', quotePrefix: '1' }, true),
      day: this.#clone(known, { numFmtId: String(this.#numberFormat(DAY_FORMAT)) }, false),
      instant: this.#clone(known, { numFmtId: String(this.#numberFormat(INSTANT_FORMAT)) }, false),
    };
    this.#rows.set(known, styles);
    return styles;
  }

  /** The style sheet with all that was added. */
  toXml(): string {
    const edits = [
      ...this.#fonts.edits(this.#xml),
      ...this.#fills.edits(this.#xml),
      ...this.#cells.edits(this.#xml),
    ];
    if (this.#formats.element === null && this.#formats.added.length > 0) {
      const root = findElement(this.#xml, 'styleSheet') as XmlElement;
      const name = `${this.#prefix}numFmts`;
      const list = `<${name} count="${String(this.#formats.added.length)}">${this.#formats.added.join('')}</${name}>`;
      edits.push({ start: root.innerStart, end: root.innerStart, text: list });
    } else {
      edits.push(...this.#formats.edits(this.#xml));
    }
    return applyEdits(this.#xml, edits);
  }

  #verdictStyle(base: number, veredicto: Veredicto): number {
    const { fill, ink } = COLOURS[veredicto];
    const p = this.#prefix;
    const fillId = this.#fills.add(
      `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${fill}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
    );
    const fontId = this.#fonts.add(this.#inkedFont(Number(this.#attributesOf(base).get('fontId') ?? 0), ink));
    return this.#clone(base, { numFmtId: '0', fontId: String(fontId), fillId: String(fillId) }, true);
  }

  /** The `xf` of a cell format; one behind a choice of alternatives counts as the first of them. */
  #xfOf(base: number): XmlElement | null {
    const item = this.#cells.items[base];
    if (item === undefined) return null;
    return item.tag.local === 'xf' ? item : findElement(this.#xml, 'xf', item.innerStart, item.innerEnd);
  }

  #attributesOf(base: number): Map<string, string> {
    const xf = this.#xfOf(base);
    return new Map(
      xf === null ? [] : xmlAttributes(this.#xml, xf.tag).map(({ name, value }) => [name, value]),
    );
  }

  #clone(base: number, changes: Record<string, string>, leftAligned: boolean): number {
    const attributes = this.#attributesOf(base);
    attributes.delete('quotePrefix');
    for (const [name, value] of Object.entries(changes)) attributes.set(name, value);
    if ('numFmtId' in changes) attributes.set('applyNumberFormat', '1');
    if ('fontId' in changes) attributes.set('applyFont', '1');
    if ('fillId' in changes) attributes.set('applyFill', '1');
    if (leftAligned) attributes.set('applyAlignment', '1');
    const name = `${this.#prefix}xf`;
    const written = [...attributes].map(([key, value]) => ` ${key}="${encodeAttribute(value)}"`).join('');
    const inner = this.#innerOf(base, leftAligned);
    return this.#cells.add(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
  }

  /** Alignment and protection of the cell copied; text reads from the left, whatever the RUC does. */
  #innerOf(base: number, leftAligned: boolean): string {
    const xf = this.#xfOf(base);
    if (xf === null) return '';
    const parts: string[] = [];
    const children = [...childElements(this.#xml, xf)];
    const alignment = children.find((child) => child.tag.local === 'alignment');
    if (leftAligned) parts.push(this.#leftAlignment(alignment));
    else if (alignment !== undefined) parts.push(this.#xml.slice(alignment.tag.start, alignment.end));
    const protection = children.find((child) => child.tag.local === 'protection');
    if (protection !== undefined) parts.push(this.#xml.slice(protection.tag.start, protection.end));
    return parts.join('');
  }

  #leftAlignment(alignment: XmlElement | undefined): string {
    const kept = new Map<string, string>([['horizontal', 'left']]);
    const attributes = alignment === undefined ? [] : xmlAttributes(this.#xml, alignment.tag);
    for (const { name, value } of attributes)
      if (name === 'vertical' || name === 'wrapText') kept.set(name, value);
    return `<${this.#prefix}alignment${[...kept].map(([key, value]) => ` ${key}="${encodeAttribute(value)}"`).join('')}/>`;
  }

  /** The font in bold and another colour; its parts in the order that Excel writes. */
  #inkedFont(fontId: number, ink: string): string {
    const p = this.#prefix;
    const font = this.#fonts.items[fontId] ?? this.#fonts.items[0];
    const kept = (font === undefined ? [] : [...childElements(this.#xml, font)]).filter(
      ({ tag }) => tag.local !== 'b' && tag.local !== 'color',
    );
    const before = new Set([
      'i',
      'strike',
      'condense',
      'extend',
      'outline',
      'shadow',
      'u',
      'vertAlign',
      'sz',
    ]);
    const text = (wanted: boolean): string =>
      kept
        .filter(({ tag }) => before.has(tag.local) === wanted)
        .map(({ tag, end }) => this.#xml.slice(tag.start, end))
        .join('');
    return `<${p}font><${p}b/>${text(true)}<${p}color rgb="${ink}"/>${text(false)}</${p}font>`;
  }

  #numberFormat(code: string): number {
    const known = this.#numberFormats.get(code);
    if (known !== undefined) return known;
    let highest = 163;
    let found: number | null = null;
    for (const { tag } of this.#formats.items) {
      const id = Number(xmlAttribute(this.#xml, tag, 'numFmtId') ?? 0);
      highest = Math.max(highest, id);
      if (xmlAttribute(this.#xml, tag, 'formatCode') === code) found = id;
    }
    const id = found ?? highest + 1 + this.#formats.added.length;
    if (found === null)
      this.#formats.add(`<${this.#prefix}numFmt numFmtId="${String(id)}" formatCode="${code}"/>`);
    this.#numberFormats.set(code, id);
    return id;
  }
}

/** A style sheet for a workbook that has none. */
export const PLAIN_STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
  '</styleSheet>';
