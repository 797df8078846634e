/** A loopback server of one file, as well or as badly behaved as a test wants it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The file as it stands on the server. */
export interface ServedFile {
  bytes: Buffer;
  etag?: string;
  lastModified?: string;
}

/** What goes wrong with one request; nothing where absent. */
export interface Misbehaviour {
  status?: number;
  headers?: Record<string, string>;
  /** In place of the file. */
  body?: string;
  /** The connection is cut after this many bytes of the body. */
  breakAfter?: number;
  /** Nothing more comes after this many bytes, and the connection stays. */
  stallAfter?: number;
  /** `Content-Length` in place of the true one. */
  length?: number;
  /** No `Content-Length` at all. */
  chunked?: boolean;
  ignoreRange?: boolean;
  /** Answers a range without looking whether the file is still the same. */
  ignoreIfRange?: boolean;
}

export interface FileServer {
  url: string;
  file: ServedFile;
  /** Requests as they came: the range asked for, or `all`. */
  asked: string[];
  /** Called before each answer with the number of the request, from 1 on; may change the file. */
  behave: (request: number, message: IncomingMessage) => Misbehaviour;
  close(): Promise<void>;
}

export async function startFileServer(file: ServedFile): Promise<FileServer> {
  const http = createServer((message, response) => {
    server.asked.push(message.headers.range ?? 'all');
    const wrong = server.behave(server.asked.length, message);
    answer(server.file, wrong, message, response);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: FileServer = {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/padron.zip`,
    file,
    asked: [],
    behave: () => ({}),
    close: async () => {
      if (!http.listening) return;
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  return server;
}

function answer(
  file: ServedFile,
  wrong: Misbehaviour,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  if (wrong.status !== undefined || wrong.body !== undefined) {
    response.writeHead(wrong.status ?? 200, wrong.headers).end(wrong.body ?? '');
    return;
  }
  const { bytes, etag, lastModified } = file;
  const since = Date.parse(message.headers['if-modified-since'] ?? '');
  if (lastModified !== undefined && Date.parse(lastModified) <= since) {
    response.writeHead(304).end();
    return;
  }
  const from = wrong.ignoreRange === true ? 0 : startOf(file, message, wrong.ignoreIfRange === true);
  const common = {
    'accept-ranges': 'bytes',
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { 'last-modified': lastModified }),
    ...wrong.headers,
  };
  if (from !== null && from >= bytes.length && from > 0) {
    response.writeHead(416, { ...common, 'content-range': `bytes */${String(bytes.length)}` }).end();
    return;
  }
  const body = bytes.subarray(from ?? 0);
  const range = `bytes ${String(from ?? 0)}-${String(bytes.length - 1)}/${String(bytes.length)}`;
  response.writeHead(from === null || from === 0 ? 200 : 206, {
    ...common,
    ...(from === null || from === 0 ? {} : { 'content-range': range }),
    ...(wrong.chunked === true ? {} : { 'content-length': wrong.length ?? body.length }),
  });
  send(body, wrong, response);
}

/** Where the asked range begins, or null: the whole file, also where it is another one by now. */
function startOf(file: ServedFile, message: IncomingMessage, blindly: boolean): number | null {
  const range = /^bytes=(\d+)-$/.exec(message.headers.range ?? '');
  if (range === null) return null;
  const validator = message.headers['if-range'];
  if (!blindly && validator !== file.etag && validator !== file.lastModified) return null;
  return Number(range[1]);
}

function send(body: Buffer, wrong: Misbehaviour, response: ServerResponse): void {
  const stop = wrong.breakAfter ?? wrong.stallAfter;
  if (stop === undefined) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  const sent = body.subarray(0, stop);
  const cut = (): void => {
    if (wrong.breakAfter !== undefined) response.socket?.end();
  };
  if (sent.length === 0) cut();
  else response.write(sent, cut);
}
