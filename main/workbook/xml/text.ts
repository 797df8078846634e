/** Text in and out of XML. "Latin1 views" are strings that hold one UTF-8 byte per character. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of a latin1 view: UTF-8 decoded, entities and line ends resolved. */
export function decodeXml(view: string): string {
  let text = view;
  // eslint-disable-next-line no-control-regex
  if (/[\u0080-\u00ff]/.test(text)) text = Buffer.from(text, 'latin1').toString('utf8');
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return text.includes('&') ? decodeEntities(text) : text;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** A cell's text as Excel means it: `_x000D_` and its like are characters. */
export function unescapeCell(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** As much of a long view as is turned into bytes at once. */
const VIEW_BLOCK = 1024 ** 2;
/** Excel's limit of characters in a cell. */
const MAX_CELL_CHARACTERS = 32_767;

/**
 * Text for a `<t>` of ours, as a latin1 view: characters that XML can't hold dropped, `_x0041_` kept from
 * being read as an escape, cut at Excel's limit.
 */
export function encodeCellText(text: string): string {
  let clean = dropUnwritable(text);
  if (clean.length > MAX_CELL_CHARACTERS) {
    clean = clean.slice(0, MAX_CELL_CHARACTERS);
    if (/[\ud800-\udbff]$/.test(clean)) clean = clean.slice(0, -1);
  }
  clean = clean.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return toView(escapeMarkup(clean));
}

/** A value for an attribute in double quotes, as a latin1 view. */
export function encodeAttribute(text: string): string {
  return toView(
    escapeMarkup(dropUnwritable(text)).replace(/"/g, '&quot;').replace(/\t/g, '&#9;').replace(/\n/g, '&#10;'),
  );
}

/** Without control characters, lone surrogates and non-characters. */
function dropUnwritable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\r\n?/g, '\n');
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The bytes of a latin1 view, a block at a time. */
export function* viewBytes(view: string): Generator<Buffer> {
  for (let at = 0; at < view.length; at += VIEW_BLOCK)
    yield Buffer.from(view.slice(at, at + VIEW_BLOCK), 'latin1');
}

/** The UTF-8 bytes of a text, one per character. */
export function toView(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return /^[\u0000-\u007f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
