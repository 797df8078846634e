/** A worksheet part as a stream: what stands before its rows, the rows in windows, and what follows them. */
import { HabidoError } from '../../../shared/errors.ts';
import { expectUtf8 } from '../book/open.ts';
import type { Check } from '../book/source.ts';
import { endOfMisc } from '../xml/tags.ts';
import { damagedSheet } from './bytes.ts';

/** Takes a sheet part by part. Strings are latin1 views. */
export interface SheetHandler {
  /** All up to and with the `<sheetData>` tag. `selfClosed`: there are no rows. */
  prolog(xml: string, prefix: string, selfClosed: boolean): void | Promise<void>;
  /** Uses whole rows of the window; answers the offset of the first byte not used. */
  rows(window: Buffer): number | Promise<number>;
  /** Whether `</sheetData>` was met: the bytes from the last answer on follow the rows. */
  readonly done: boolean;
  epilog(xml: string): void | Promise<void>;
}

/** Column definitions and views are short; what follows (merges, validations) can be long. */
const MAX_PROLOG = 16 * 1024 ** 2;
const MAX_ROW_BYTES = 64 * 1024 ** 2;
const MAX_EPILOG = 96 * 1024 ** 2;

/** Drives the handler over the chunks of a worksheet. `onBytes` is told the bytes seen so far. */
export async function driveSheet(
  chunks: AsyncIterable<Buffer>,
  handler: SheetHandler,
  check: Check,
  onBytes: (done: number) => void = () => undefined,
): Promise<void> {
  let state: 'prolog' | 'rows' | 'epilog' = 'prolog';
  let rest: Buffer = Buffer.alloc(0);
  const epilog: Buffer[] = [];
  let epilogBytes = 0;
  let seen = 0;
  for await (const chunk of chunks) {
    check();
    seen += chunk.length;
    onBytes(seen);
    let window: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (state === 'prolog') {
      const found = findSheetData(window);
      if (found === null) {
        if (window.length > MAX_PROLOG) throw damagedSheet('no rows found');
        rest = window;
        continue;
      }
      await handler.prolog(window.toString('latin1', 0, found.end), found.prefix, found.selfClosed);
      window = window.subarray(found.end);
      state = found.selfClosed ? 'epilog' : 'rows';
    }
    if (state === 'rows') {
      const used = await handler.rows(window);
      if (!handler.done) {
        // A copy: a view would keep the whole chunk alive.
        rest = Buffer.from(window.subarray(used));
        if (rest.length > MAX_ROW_BYTES) throw new HabidoError('archivo-demasiado-grande');
        continue;
      }
      window = window.subarray(used);
      state = 'epilog';
    }
    rest = Buffer.alloc(0);
    epilogBytes += window.length;
    if (epilogBytes > MAX_EPILOG) throw new HabidoError('archivo-demasiado-grande');
    epilog.push(window);
  }
  if (state !== 'epilog') throw damagedSheet('the sheet ends too early');
  await handler.epilog(Buffer.concat(epilog).toString('latin1'));
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
