import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { canReach } from '../../../../main/partners/schedule/online.ts';

const open = new AbortController().signal;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens on the loopback address; answers its port, and what it was sent. */
async function listen(): Promise<{ port: number; received: Buffer[]; ended: Promise<unknown> }> {
  const received: Buffer[] = [];
  const server = createServer();
  servers.push(server);
  const ended = new Promise((resolve) => {
    server.on('connection', (socket) => {
      socket.on('data', (bytes) => received.push(bytes));
      socket.on('error', () => undefined); // The other side hangs up at once.
      socket.on('close', resolve);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, received, ended };
}

it('reaches a host that accepts a connection, and sends it nothing', async () => {
  const { port, received, ended } = await listen();
  expect(await canReach(`http://127.0.0.1:${String(port)}/api/v1`, open)).toBe(true);
  await ended;
  expect(received).toEqual([]);
});

it('does not reach a port that nobody listens on', async () => {
  const { port } = await listen();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  expect(await canReach(`https://127.0.0.1:${String(port)}`, open)).toBe(false);
});

it('ends at once where it is aborted', async () => {
  const { port } = await listen();
  expect(await canReach(`http://127.0.0.1:${String(port)}`, AbortSignal.abort())).toBe(false);
});
