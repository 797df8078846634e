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

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+/g;

/** The root of a document. Throws where it is not well-formed. */
export function parseXml(text: string): XmlNode {
  const root: XmlNode = { name: '', local: '', attributes: new Map(), children: [] };
  const open: { node: XmlNode; tag: string; spaces: Map<string, string> }[] = [
    { node: root, tag: '', spaces: new Map([['xml', 'xml']]) },
  ];
  let at = 0;
  for (const match of text.replace(/^\ufeff/, '').matchAll(TOKEN)) {
    if (match.index !== at) throw new Error(`not well-formed at ${String(at)}`);
    at += match[0].length;
    const top = open.at(-1) as (typeof open)[number];
    const [whole, cdata, closing, tag, attributes = '', selfClosed] = match;
    if (cdata !== undefined) top.node.children.push(cdata);
    else if (closing !== undefined) {
      if (closing !== top.tag) throw new Error(`${closing} closes ${top.tag}`);
      open.pop();
    } else if (tag !== undefined) {
      const spaces = new Map(top.spaces);
      const node = elementOf(tag, attributes, spaces);
      top.node.children.push(node);
      if (selfClosed !== '/') open.push({ node, tag, spaces });
    } else if (!whole.startsWith('<')) top.node.children.push(decode(whole));
  }
  if (open.length !== 1 || at !== text.replace(/^\ufeff/, '').length)
    throw new Error('not well-formed at its end');
  const elements = root.children.filter((child) => typeof child !== 'string');
  if (elements.length !== 1) throw new Error('not one root');
  return elements[0] as XmlNode;
}

function elementOf(tag: string, text: string, spaces: Map<string, string>): XmlNode {
  const raw = [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g)].map(
    (match) => [match[1] as string, decode(match[2] ?? match[3] ?? '')] as const,
  );
  if (text.replace(/([^\s=]+)\s*=\s*(?:"[^"<]*"|'[^'<]*')/g, '').trim() !== '')
    throw new Error(`attributes of ${tag}`);
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
