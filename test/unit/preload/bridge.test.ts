import { describe, expect, it } from 'vitest';
import { makeBridge, type BridgePort } from '../../../preload/bridge.ts';
import { calls, events, type CallName, type EventName } from '../../../shared/contract.ts';

type Listener = (event: unknown, payload: unknown) => void;

function bridge() {
  const invoked: [string, unknown][] = [];
  const listeners = new Map<string, Set<Listener>>();
  const port: BridgePort = {
    invoke: (channel, input) => {
      invoked.push([channel, input]);
      return Promise.resolve('answer');
    },
    on: (channel, listener) =>
      void listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel, listener) => void listeners.get(channel)?.delete(listener),
    pathOf: (file) => `/real/${file.name}`,
  };
  const made = makeBridge(port, Object.keys(calls) as CallName[], Object.keys(events) as EventName[]);
  return { made, invoked, listeners };
}

describe('the bridge', () => {
  it('passes every call of the contract on, but those that carry paths', async () => {
    const { made, invoked } = bridge();
    for (const name of Object.keys(calls)) {
      if (name.startsWith('files.accept')) continue;
      expect(await made.call(name as 'app.state', {})).toBe('answer');
    }
    expect(invoked.map(([channel]) => channel)).toEqual(
      Object.keys(calls).filter((name) => !name.startsWith('files.accept')),
    );
  });

  it.each(['files.accept', 'files.acceptAll', 'toString', '__proto__', 'run.progress', ''])('does not pass %j', (name) => {
    const { made, invoked } = bridge();
    expect(() => made.call(name as 'app.state', {})).toThrow('No such call');
    expect(invoked).toEqual([]);
  });

  it('hands a dropped file over by its real path', async () => {
    const { made, invoked } = bridge();
    await made.acceptFile(new File([], 'compras.xlsx'));
    expect(invoked).toEqual([['files.accept', { path: '/real/compras.xlsx' }]]);
  });

  it('hands several over likewise', async () => {
    const { made, invoked } = bridge();
    await made.acceptFiles([new File([], 'a.xlsx'), new File([], 'b.xlsx')]);
    expect(invoked).toEqual([['files.acceptAll', { paths: ['/real/a.xlsx', '/real/b.xlsx'] }]]);
  });

  it('listens to events of the contract, without the event object, until stopped', () => {
    const { made, listeners } = bridge();
    const heard: unknown[] = [];
    const stop = made.on('job.progress', (...all: unknown[]) => heard.push(all));
    for (const listener of listeners.get('job.progress') ?? []) listener({ sender: 'secret' }, 1);
    stop();
    expect(listeners.get('job.progress')?.size).toBe(0);
    expect(heard).toEqual([[1]]);
    expect(() => made.on('app.state' as EventName, () => undefined)).toThrow('No such event');
  });
});
