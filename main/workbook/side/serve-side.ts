/** The second thread's own part: hashes files and checks sheets, one at a time, as it is told. */
import type { MessagePort } from 'node:worker_threads';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { collectYoung } from '../collect.ts';
import { hashFile, openSource } from '../book/source.ts';
import { seeSheet, type OwnCells } from '../patch/sheet-check.ts';
import { BLOCK_BYTES } from '../../zip/block-deflate.ts';
import type { FromSide, SideSeen, ToSide } from './side-thread.ts';

/** Blocks between two collections: what they were inflated into is rubbish by then. */
const BLOCKS_TO_COLLECT = 4;

/** Serves until the port is closed. */
export async function serveSide(port: MessagePort): Promise<void> {
  const inbox = new Inbox(port);
  const say = (message: FromSide): void => {
    port.postMessage(message);
  };
  for (;;) {
    const order = await inbox.next();
    try {
      if (order !== null && 'hash' in order) say({ hash: await hashOf(order.hash) });
      else if (order !== null && 'check' in order) say({ seen: await checkSheet(inbox, order.check, say) });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      say({ failed: String(cause) });
    }
  }
}

async function hashOf(path: string): Promise<string> {
  const file = await openSource(path);
  try {
    return await hashFile(file, () => undefined);
  } finally {
    await file.close();
  }
}

async function checkSheet(inbox: Inbox, own: OwnCells, say: (message: FromSide) => void): Promise<SideSeen> {
  const total = { rawCrc: 0, size: 0, crc: 0 };
  async function* inflated(): AsyncGenerator<Buffer> {
    for (let n = 1; ; n += 1) {
      const block = await inbox.next();
      if (!(block instanceof Uint8Array)) return;
      total.rawCrc = crc32(block, total.rawCrc);
      // Every block was deflated apart, and ends on a whole byte.
      const bytes = inflateRawSync(block, {
        finishFlush: constants.Z_SYNC_FLUSH,
        chunkSize: BLOCK_BYTES + 1024,
      });
      total.size += bytes.length;
      total.crc = crc32(bytes, total.crc);
      if (bytes.length > 0) yield bytes;
      say('taken');
      if (n % BLOCKS_TO_COLLECT === 0) collectYoung();
    }
  }
  return { ...(await seeSheet(inflated(), own, () => undefined)), ...total };
}

/** Messages in their order, to be waited for. */
class Inbox {
  readonly #messages: ToSide[] = [];
  #wake: () => void = () => undefined;

  constructor(port: MessagePort) {
    port.on('message', (message: ToSide) => {
      this.#messages.push(message);
      this.#wake();
    });
  }

  async next(): Promise<ToSide> {
    while (this.#messages.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return this.#messages.shift() as ToSide;
  }
}
