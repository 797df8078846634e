/** A client that can be made anew when the address or the token changes, under the same reference. */
import type { Health, MigoClient } from './types.ts';

export interface SwitchableClient extends MigoClient {
  /** Closes the present client once a new one stands; listeners stay. Runs in course go on with the new one. */
  renew(): Promise<void>;
}

/** `make` is called lazily, so that opening the data costs no connection. */
export function createSwitchableClient(make: () => MigoClient): SwitchableClient {
  let current: MigoClient | null = null;
  let stopListening: (() => void) | null = null;
  const listeners = new Set<(health: Health) => void>();

  const client = (): MigoClient => {
    if (current === null) {
      current = make();
      stopListening = current.onHealth((health) => {
        for (const listener of listeners) listener(health);
      });
    }
    return current;
  };
  const drop = async (): Promise<void> => {
    const old = current;
    stopListening?.();
    current = null;
    stopListening = null;
    await old?.close();
  };
  return {
    askCollection: (rucs, context) => client().askCollection(rucs, context),
    askRuc: (ruc, context) => client().askRuc(ruc, context),
    account: (context) => client().account(context),
    health: () => current?.health() ?? { kind: 'bien' },
    onHealth: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    renew: drop,
    close: drop,
  };
}
