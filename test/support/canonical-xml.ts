/**
 * XML in one form for comparison: names with their namespaces, attributes sorted, entities decoded, white space
 * between elements dropped. A small parser of its own, so that the product's mistakes are not repeated here.
 */

export interface XmlNode {
  /** `{namespace}local`. */
  name: string;
  local: string;
  attributes: Map<string, string>;
  children: (XmlNode | string)[];
}

interface Open {
  node: XmlNode;
  tag: string;
  spaces: Map<string, string>;
}

/** The root of a document. Throws where it is not well-formed. Linear: spoiled documents are read too. */
export function parseXml(document: string): XmlNode {
  const text = document.replace(/^\ufeff/, '');
  const root: XmlNode = { name: '', local: '', attributes: new Map(), children: [] };
  const open: Open[] = [{ node: root, tag: '', spaces: new Map([['xml', 'xml']]) }];
  for (let at = 0; at < text.length;) {
    const top = open.at(-1) as Open;
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const data = text.slice(at, end === -1 ? text.length : end);
      top.node.children.push(decode(data));
      at += data.length;
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = past(text, ']]>', at);
      top.node.children.push(text.slice(at + 9, end - 3));
      at = end;
    } else if (text.startsWith('<!--', at)) at = past(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = past(text, '?>', at);
    else at = readTag(text, at, open);
  }
  const elements = elementsOf(root);
  if (open.length !== 1 || elements.length !== 1) throw new Error('not one whole root');
  return elements[0] as XmlNode;
}

function past(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  if (at === -1) throw new Error(`no ${close}`);
  return at + close.length;
}

/** Opens or closes an element; answers the offset past its tag. */
function readTag(text: string, at: number, open: Open[]): number {
  let end = at + 1;
  for (let quote = ''; end < text.length; end += 1) {
    const character = text[end] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') break;
  }
  if (end >= text.length) throw new Error('a tag without an end');
  const top = open.at(-1) as Open;
  const closing = text[at + 1] === '/';
  const selfClosed = text[end - 1] === '/';
  const inside = text.slice(closing ? at + 2 : at + 1, selfClosed && !closing ? end - 1 : end);
  const tag = /^[^\s/<>"'=!?]+/.exec(inside)?.[0];
  if (tag === undefined) throw new Error('a tag without a name');
  if (closing) {
    if (inside.trimEnd() !== top.tag || open.length === 1) throw new Error(`${inside} closes ${top.tag}`);
    open.pop();
    return end + 1;
  }
  const spaces = new Map(top.spaces);
  const node = elementOf(tag, inside.slice(tag.length), spaces);
  top.node.children.push(node);
  if (!selfClosed) open.push({ node, tag, spaces });
  return end + 1;
}

function elementOf(tag: string, text: string, spaces: Map<string, string>): XmlNode {
  const raw: [string, string][] = [];
  const attribute = /\s+([^\s=<>"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
  let end = 0;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    raw.push([match[1] as string, decode(match[2] ?? match[3] ?? '')]);
    end = attribute.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw new Error(`attributes of ${tag}`);
  for (const [name, value] of raw) {
    if (name === 'xmlns') spaces.set('', value);
    else if (name.startsWith('xmlns:')) spaces.set(name.slice(6), value);
  }
  const attributes = new Map<string, string>();
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const key = name.includes(':') ? qualified(name, spaces) : name;
    if (attributes.has(key)) throw new Error(`${key} twice in ${tag}`);
    attributes.set(key, value);
  }
  const name = qualified(tag, spaces);
  return { name, local: tag.slice(tag.indexOf(':') + 1), attributes, children: [] };
}

function qualified(name: string, spaces: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const space = spaces.get(colon === -1 ? '' : name.slice(0, colon));
  if (colon !== -1 && space === undefined) throw new Error(`no namespace for ${name}`);
  return `{${space ?? ''}}${name.slice(colon + 1)}`;
}

function decode(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (_, name: string) => {
    const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
    if (!name.startsWith('#')) {
      const character = named[name];
      if (character === undefined) throw new Error(`entity ${name}`);
      return character;
    }
    return String.fromCodePoint(Number(name.replace(/^#x/i, '0x').replace(/^#/, '')));
  });
}

/** The child elements. */
export function elementsOf(node: XmlNode): XmlNode[] {
  return node.children.filter((child) => typeof child !== 'string');
}

/** The first child of this local name. */
export function childNamed(node: XmlNode, local: string): XmlNode | undefined {
  return elementsOf(node).find((child) => child.local === local);
}

/** The element as one text: equal texts mean the same. */
export function canonical(node: XmlNode): string {
  const attributes = [...node.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  const written = attributes.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`).join('');
  const elements = elementsOf(node);
  const text = node.children.filter((child) => typeof child === 'string').join('');
  const kept = elements.length > 0 && text.trim() === '' ? '' : JSON.stringify(text);
  return `<${node.name}${written}>${kept}${elements.map((child) => `\n${canonical(child)}`).join('')}`;
}
