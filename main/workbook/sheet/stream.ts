/** A worksheet part as a stream: what stands before its rows, the rows in windows, and what follows them. */
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import { endOfMisc } from '../xml/tags.ts';
import { expectUtf8 } from '../xml/utf8.ts';
import { damagedSheet } from './bytes.ts';

/** Takes a sheet part by part. Strings are latin1 views. */
export interface SheetHandler {
  /** All up to and with the `<sheetData>` tag. `selfClosed`: there are no rows. */
  prolog(xml: string, prefix: string, selfClosed: boolean): void | Promise<void>;
  /** Uses whole rows of the window; answers the offset of the first byte not used. */
  rows(window: Buffer): number | Promise<number>;
  /** Whether `</sheetData>` was met: the bytes from the last answer on follow the rows. */
  readonly done: boolean;
  /** What follows the rows, a piece at a time; the bytes may be used again afterwards. */
  epilog(piece: Buffer): void | Promise<void>;
  /** All was handed over. */
  end(): void | Promise<void>;
}

/** Sixteen thousand columns take a tenth of this; each chunk until then is searched from the beginning. */
const MAX_PROLOG = 4 * 1024 ** 2;
const MAX_ROW_BYTES = 16 * 1024 ** 2;

/** Drives the handler over the chunks of a worksheet. `onBytes` is told the bytes seen so far. */
export async function driveSheet(
  chunks: AsyncIterable<Buffer>,
  handler: SheetHandler,
  check: Check,
  onBytes: (done: number) => void = () => undefined,
): Promise<void> {
  const drive = new SheetDrive(handler);
  let seen = 0;
  for await (const chunk of chunks) {
    check();
    seen += chunk.length;
    onBytes(seen);
    await drive.feed(chunk);
  }
  await drive.finish();
}

class SheetDrive {
  readonly #handler: SheetHandler;
  #state: 'prolog' | 'rows' | 'epilog' = 'prolog';
  #rest: Buffer = Buffer.alloc(0);
  #closeRow: Buffer = Buffer.alloc(0);

  constructor(handler: SheetHandler) {
    this.#handler = handler;
  }

  async feed(chunk: Buffer): Promise<void> {
    let rest: Buffer = chunk;
    if (this.#state === 'prolog') rest = await this.#prolog(rest);
    if (this.#state === 'rows' && rest.length > 0) rest = await this.#rows(rest);
    if (this.#state === 'epilog' && rest.length > 0) await this.#handler.epilog(rest);
  }

  async finish(): Promise<void> {
    if (this.#state !== 'epilog') throw damagedSheet('the sheet ends too early');
    await this.#handler.end();
  }

  async #prolog(chunk: Buffer): Promise<Buffer> {
    const window = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const found = findSheetData(window);
    if (found === null) {
      if (window.length > MAX_PROLOG) throw damagedSheet('no rows found');
      this.#rest = window;
      return Buffer.alloc(0);
    }
    this.#rest = Buffer.alloc(0);
    this.#closeRow = Buffer.from(`</${found.prefix}row>`, 'latin1');
    await this.#handler.prolog(window.toString('latin1', 0, found.end), found.prefix, found.selfClosed);
    this.#state = found.selfClosed ? 'epilog' : 'rows';
    return window.subarray(found.end);
  }

  /** Answers what follows the rows, once their end is met; before that, nothing. */
  async #rows(chunk: Buffer): Promise<Buffer> {
    let window = chunk;
    if (this.#rest.length > 0) {
      // The row that was cut is finished apart, so that the chunk need not be copied.
      const close = chunk.indexOf(this.#closeRow);
      const head = close === -1 ? chunk.length : close + this.#closeRow.length;
      const joined = Buffer.concat([this.#rest, chunk.subarray(0, head)]);
      const used = await this.#handler.rows(joined);
      const left = joined.subarray(used);
      window = chunk.subarray(head);
      if (left.length > 0) window = Buffer.concat([left, window]);
      if (this.#handler.done) return this.#rowsEnd(window);
    }
    const used = await this.#handler.rows(window);
    if (this.#handler.done) return this.#rowsEnd(window.subarray(used));
    // A copy: a view would keep the whole chunk alive.
    this.#rest = Buffer.from(window.subarray(used));
    if (this.#rest.length > MAX_ROW_BYTES) throw new HabidoError('archivo-demasiado-grande');
    return Buffer.alloc(0);
  }

  #rowsEnd(rest: Buffer): Buffer {
    this.#state = 'epilog';
    this.#rest = Buffer.alloc(0);
    return rest;
  }
}

/** Where the `<sheetData>` tag ends, once the window holds it whole; null before. */
function findSheetData(window: Buffer): { end: number; prefix: string; selfClosed: boolean } | null {
  if (window.length >= 4) expectUtf8(window.toString('latin1', 0, 200));
  const view = window.toString('latin1');
  let at = view.indexOf('<');
  let root: string | null = null;
  while (at !== -1) {
    const next = view.charCodeAt(at + 1);
    if (next === 0x21 || next === 0x3f) {
      if (view.indexOf('>', at) === -1) return null;
      const past = tryEndOfMisc(view, at);
      if (past === null) return null;
      at = view.indexOf('<', past);
      continue;
    }
    const match = /<(\/?[^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>/y;
    match.lastIndex = at;
    const tag = match.exec(view);
    if (tag === null) return null;
    const name = tag[1] as string;
    root ??= name;
    if (!root.endsWith('worksheet')) throw damagedSheet('not a worksheet');
    const prefix = root.slice(0, -'worksheet'.length);
    if (name === `${prefix}sheetData`) {
      return { end: match.lastIndex, prefix, selfClosed: tag[0].endsWith('/>') };
    }
    at = view.indexOf('<', match.lastIndex);
  }
  return null;
}

function tryEndOfMisc(view: string, at: number): number | null {
  const unfinished = view.startsWith('<!--', at)
    ? !view.includes('-->', at)
    : view.startsWith('<?', at) && !view.includes('?>', at);
  return unfinished ? null : endOfMisc(view, at);
}
