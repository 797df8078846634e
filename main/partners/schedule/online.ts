/** Whether a host can be reached, told without asking it anything. */
import { connect } from 'node:net';

/** A host that does not even accept a connection by then can't be asked. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens a connection to the host of an address and closes it at once: no request is sent, so that it costs no query.
 * False where it fails, takes too long or is aborted. `address`: as the settings hold it.
 */
export function canReach(address: string, signal: AbortSignal): Promise<boolean> {
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
  return new Promise((resolve) => {
    const socket = connect({ host, port: number, timeout: CONNECT_TIMEOUT_MS });
    const end = (reached: boolean): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(reached);
    };
    const abort = (): void => {
      end(false);
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => {
      end(true);
    });
    socket.once('timeout', abort);
    socket.once('error', abort);
    if (signal.aborted) abort();
  });
}
