/** A second process with a workspace of its own over a data folder: imports and looks up as the test tells it. */
import { asHabidoError } from '../../../shared/errors.ts';
import { testWorkspace } from '../workspace.ts';

/** What a test may tell it. */
export type PadronOrder = { do: 'import'; path: string } | { do: 'look'; ruc: string } | { do: 'end' };

/** What it says of its own accord, or for an order. */
export type PadronNews =
  | { said: 'ready' | 'begun' | 'ended' }
  | { said: 'imported'; n: number }
  | { said: 'failed'; code: string }
  | { said: 'found'; n: number | null; estado: string | null };

const workspace = testWorkspace(process.argv[2] ?? '', { url: 'http://127.0.0.1:9', token: null });
const { padron } = workspace;
const say = (news: PadronNews): void => {
  process.send?.(news);
};

async function importFile(path: string): Promise<void> {
  let begun = false;
  try {
    const { edicion } = await padron.importFile(path, {
      fecha: null,
      aceptar: true,
      onProgress: () => {
        if (!begun) say({ said: 'begun' });
        begun = true;
      },
    });
    say({ said: 'imported', n: edicion.n });
  } catch (error) {
    say({ said: 'failed', code: asHabidoError(error).code });
  }
}

process.on('message', (order: PadronOrder) => {
  switch (order.do) {
    case 'import':
      void importFile(order.path);
      break;
    case 'look': {
      const entry = padron.padron([order.ruc]).get(order.ruc);
      say({ said: 'found', n: entry?.importN ?? null, estado: entry?.taxpayer.estado ?? null });
      break;
    }
    case 'end':
      void workspace.close().then(() => {
        say({ said: 'ended' });
        process.disconnect();
      });
  }
});
say({ said: 'ready' });
