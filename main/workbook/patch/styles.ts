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
  xmlAttribute,
  xmlAttributes,
  type XmlElement,
} from '../xml/tags.ts';
import { encodeAttribute } from '../xml/text.ts';
import { COLOURS } from './colours.ts';
import { fontLike, type FontLook } from './fonts.ts';
import { StyleList } from './style-list.ts';

/** Excel's limit of cell formats in a workbook. */
const MAX_CELL_FORMATS = 64_000;
const DAY_FORMAT = 'dd/mm/yyyy';
const INSTANT_FORMAT = 'dd/mm/yyyy hh:mm';
const HEADING_FILL = 'FFE8EBEE';
const NOTE_INK = 'FF5B6670';
const LINK_INK = 'FF0B5CAD';

/** How a copied format is aligned: as it is, or its text from one side. */
type Alignment = 'kept' | 'left' | 'indented' | 'right';

/** Style indexes for the sheets that a copy gets beside the user's. */
export interface SheetStyles {
  title: number;
  heading: number;
  label: number;
  /** A heading over numbers. */
  countHeading: number;
  /** Third-party text. */
  text: number;
  /** A text right of a number. */
  beside: number;
  note: number;
  count: number;
  link: number;
}

/** Style indexes for the cells of one row. */
export interface RowStyles {
  verdict: Record<Veredicto, number>;
  text: number;
  day: number;
  instant: number;
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
      text: this.#clone(known, { numFmtId: '0', quotePrefix: '1' }, 'left'),
      day: this.#clone(known, { numFmtId: String(this.#numberFormat(DAY_FORMAT)) }, 'kept'),
      instant: this.#clone(known, { numFmtId: String(this.#numberFormat(INSTANT_FORMAT)) }, 'kept'),
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

  /** The styles of our own sheets, after the workbook's plain style. */
  forSheets(): SheetStyles {
    const quoted = { numFmtId: '0', quotePrefix: '1' };
    const heading = { ...quoted, ...this.#font(0, { bold: true }), ...this.#fill(HEADING_FILL) };
    return {
      title: this.#clone(0, { ...quoted, ...this.#font(0, { bold: true, size: 16 }) }, 'left'),
      heading: this.#clone(0, heading, 'left'),
      countHeading: this.#clone(0, heading, 'right'),
      label: this.#clone(0, { ...quoted, ...this.#font(0, { bold: true }) }, 'left'),
      text: this.#clone(0, quoted, 'left'),
      beside: this.#clone(0, quoted, 'indented'),
      note: this.#clone(0, { ...quoted, ...this.#font(0, { ink: NOTE_INK }) }, 'indented'),
      count: this.#clone(0, { numFmtId: '3' }, 'kept'),
      link: this.#clone(0, { numFmtId: '0', ...this.#font(0, { underlined: true, ink: LINK_INK }) }, 'kept'),
    };
  }

  #verdictStyle(base: number, veredicto: Veredicto): number {
    const { fill, ink } = COLOURS[veredicto];
    return this.#clone(
      base,
      { numFmtId: '0', quotePrefix: '1', ...this.#font(base, { bold: true, ink }), ...this.#fill(fill) },
      'left',
    );
  }

  #fill(colour: string): { fillId: string } {
    const p = this.#prefix;
    const fill = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${colour}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
    return { fillId: String(this.#fills.add(fill)) };
  }

  /** The font of a cell format with another look. */
  #font(base: number, look: FontLook): { fontId: string } {
    const of = Number(this.#attributesOf(base).get('fontId') ?? 0);
    const font = this.#fonts.items[of] ?? this.#fonts.items[0];
    return { fontId: String(this.#fonts.add(fontLike(this.#xml, font, this.#prefix, look))) };
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

  #clone(base: number, changes: Record<string, string>, aligned: Alignment): number {
    const attributes = this.#attributesOf(base);
    attributes.delete('quotePrefix');
    for (const [name, value] of Object.entries(changes)) attributes.set(name, value);
    if ('numFmtId' in changes) attributes.set('applyNumberFormat', '1');
    if ('fontId' in changes) attributes.set('applyFont', '1');
    if ('fillId' in changes) attributes.set('applyFill', '1');
    if (aligned !== 'kept') attributes.set('applyAlignment', '1');
    const name = `${this.#prefix}xf`;
    const written = [...attributes].map(([key, value]) => ` ${key}="${encodeAttribute(value)}"`).join('');
    const inner = this.#innerOf(base, aligned);
    return this.#cells.add(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
  }

  /** Alignment and protection of the cell copied; text reads from the left, whatever the RUC does. */
  #innerOf(base: number, aligned: Alignment): string {
    const xf = this.#xfOf(base);
    if (xf === null) return '';
    const parts: string[] = [];
    const children = [...childElements(this.#xml, xf)];
    const alignment = children.find((child) => child.tag.local === 'alignment');
    if (aligned !== 'kept') parts.push(this.#alignment(alignment, aligned));
    else if (alignment !== undefined) parts.push(this.#xml.slice(alignment.tag.start, alignment.end));
    const protection = children.find((child) => child.tag.local === 'protection');
    if (protection !== undefined) parts.push(this.#xml.slice(protection.tag.start, protection.end));
    return parts.join('');
  }

  #alignment(alignment: XmlElement | undefined, aligned: Alignment): string {
    const kept = new Map<string, string>([['horizontal', aligned === 'right' ? 'right' : 'left']]);
    const attributes = alignment === undefined ? [] : xmlAttributes(this.#xml, alignment.tag);
    for (const { name, value } of attributes)
      if (name === 'vertical' || name === 'wrapText') kept.set(name, value);
    if (aligned === 'indented') kept.set('indent', '1');
    return `<${this.#prefix}alignment${[...kept].map(([key, value]) => ` ${key}="${encodeAttribute(value)}"`).join('')}/>`;
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
