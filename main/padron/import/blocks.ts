/** Cuts a padrón's text into blocks of whole lines, and mends in them what would break a line. */
import { HabidoError } from '../../../shared/errors.ts';
import type { PadronLayout } from './header.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const RUC_DIGITS = 11;
/** No line is longer: a text that has none so long is no padrón. */
const MOST_LINE_BYTES = 1024 * 1024;

/** The text under the header, in blocks that end with a line feed. */
export async function* blocksOf(text: AsyncIterable<Buffer>, layout: PadronLayout): AsyncGenerator<Buffer> {
  let left: Buffer = Buffer.alloc(0);
  let header = layout.bytes;
  for await (const chunk of text) {
    const skipped = Math.min(header, chunk.length);
    header -= skipped;
    const rest = chunk.subarray(skipped);
    const cut = rest.lastIndexOf(LF) + 1;
    if (cut === 0) {
      left = Buffer.concat([left, rest]);
      if (left.length > MOST_LINE_BYTES) throw new HabidoError('padron-archivo-danado');
      continue;
    }
    // The line that the chunks' border cuts, then the rest as it lies.
    const first = left.length === 0 ? 0 : rest.indexOf(LF) + 1;
    if (first > 0) yield mended(Buffer.concat([left, rest.subarray(0, first)]), layout);
    if (cut > first) yield mended(rest.subarray(first, cut), layout);
    left = rest.subarray(cut);
  }
  if (left.length > 0) yield mended(Buffer.concat([left, Buffer.of(LF)]), layout);
}

function mended(block: Buffer, layout: PadronLayout): Buffer {
  if (block.includes(0)) for (let at = 0; (at = block.indexOf(0, at)) >= 0;) block[at] = SPACE;
  for (let at = block.indexOf(CR); at >= 0; at = block.indexOf(CR, at + 1)) {
    if (block[at + 1] === LF) continue;
    block[at] = beginsLine(block, at + 1, layout.separator) ? LF : SPACE;
  }
  return layout.order === null ? block : inUsualOrder(block, layout, layout.order);
}

/** A lone carriage return ends a line where the next one begins behind it, else it lies in the middle of a name. */
function beginsLine(block: Buffer, at: number, separator: number): boolean {
  for (let i = at; i < at + RUC_DIGITS; i += 1) {
    const byte = block[i] ?? 0;
    if (byte < 48 || byte > 57) return false;
  }
  return block[at + RUC_DIGITS] === separator;
}

/**
 * The same lines with SUNAT's columns in SUNAT's order. Where a line has other cells than the header it can't be
 * known which is which: one of its cells is left, and it is counted as broken.
 */
function inUsualOrder(block: Buffer, layout: PadronLayout, order: readonly number[]): Buffer {
  const separator = String.fromCharCode(layout.separator);
  const lines = block.toString('latin1').split('\n');
  const usual = lines.map((line) => {
    const cells = line.replace(/[\r ]+$/, '').split(separator);
    if (layout.closed && cells.length === layout.cells + 1 && cells.at(-1) === '') cells.pop();
    if (cells.length === 1 && cells[0] === '') return '';
    if (cells.length !== layout.cells) return '?';
    return order.map((at) => (cells[at] as string) + separator).join('');
  });
  return Buffer.from(usual.join('\n'), 'latin1');
}
