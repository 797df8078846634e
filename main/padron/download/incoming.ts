/** The body of an answer, so that nothing of it is lost where the connection breaks. */
import type { Readable } from 'node:stream';

/** Bytes held at most while the disk is busy. */
const HELD_BYTES = 1024 * 1024;

/**
 * The chunks of `body`, those that came before a failure included: read as an iterator, a stream that fails
 * throws away what it still holds. Listens from the call on, so nothing may be awaited between the answer and
 * it. Iterating rethrows the failure after the last chunk.
 */
export function incoming(body: Readable): AsyncIterable<Buffer> {
  const chunks: Buffer[] = [];
  let held = 0;
  let over = false;
  let failure: unknown = body.errored;
  let wake: () => void = () => undefined;
  const end = (): void => {
    over = true;
    wake();
  };
  body.once('error', (error) => {
    failure = error;
    end();
  });
  body.once('end', end);
  body.once('close', () => {
    // Closed without an end and without an error: cut off all the same.
    if (!over) failure ??= new Error('the connection was closed');
    end();
  });
  if (body.destroyed) {
    failure ??= new Error('the connection was closed');
    end();
  }
  body.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held > HELD_BYTES) body.pause();
    wake();
  });
  return (async function* () {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        held -= chunk.length;
        if (held <= HELD_BYTES && !over) body.resume();
        yield chunk;
      } else if (over) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    if (failure !== null) throw failure;
  })();
}
