/** The bridge's logic, without Electron: only names of the contract pass, whatever the page says. */
import type { Bridge, CallName, EventName } from '../shared/contract.ts';

/** The little that the bridge uses of Electron. */
export interface BridgePort {
  invoke(channel: string, input: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): void;
  off(channel: string, listener: (event: unknown, payload: unknown) => void): void;
  pathOf(file: File): string;
}

/** The bridge over a port, for the given names. */
export function makeBridge(
  port: BridgePort,
  callNames: readonly CallName[],
  eventNames: readonly EventName[],
): Bridge {
  const mayCall = new Set<string>(callNames.filter((name) => !name.startsWith('files.accept')));
  const mayHear = new Set<string>(eventNames);
  const bridge = {
    call(name: string, input: unknown) {
      if (!mayCall.has(name)) throw new Error('No such call.');
      return port.invoke(name, input);
    },
    acceptFile(file: File) {
      return port.invoke('files.accept', { path: port.pathOf(file) });
    },
    acceptFiles(files: readonly File[]) {
      return port.invoke('files.acceptAll', { paths: files.map((file) => port.pathOf(file)) });
    },
    on(name: string, listener: (payload: unknown) => void) {
      if (!mayHear.has(name)) throw new Error('No such event.');
      const forward = (_event: unknown, payload: unknown): void => listener(payload);
      port.on(name, forward);
      return () => port.off(name, forward);
    },
  };
  return bridge as Bridge;
}
