/**
 * The window's calls as a process of their own: argv[2] is the data folder, argv[3] the API's address. It makes the
 * calls that the test tells it, as the page would, several at once where they come so.
 */
import type { CallInput, CallName } from '../../../shared/contract.ts';
import { asHabidoError } from '../../../shared/errors.ts';
import { openTestWindow } from '../window.ts';

/** What a test may tell it. */
export interface WindowOrder {
  id: number;
  call: CallName;
  input: CallInput<CallName>;
}

/** What came of a call; `refused`: the error's code. */
export type WindowNews = { ready: true } | { id: number; value: unknown } | { id: number; refused: string };

const window = openTestWindow({ folder: String(process.argv[2]), url: String(process.argv[3]) });

function say(news: WindowNews): void {
  process.send?.(news);
}

process.on('message', (order) => {
  const { id, call, input } = order as WindowOrder;
  window.call(call, input as never).then(
    (value) => {
      say({ id, value });
    },
    (error: unknown) => {
      say({ id, refused: asHabidoError(error).code });
    },
  );
});
say({ ready: true });
