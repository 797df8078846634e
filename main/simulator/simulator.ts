/** The Migo simulator: an HTTP server on the loopback address that behaves like the API. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  NO_SUCH_PATH,
  PLAN_USED_UP,
  POST_ONLY,
  UNAUTHENTICATED,
  answerAccount,
  answerCollection,
  answerRuc,
  tooManyRequests,
  type Answer,
} from './answers.ts';
import { FailurePlan, type FailureMode, type FailureOptions, type Poison } from './failures.ts';
import { fieldsOf, readBody, type RequestFields } from './request-body.ts';
import { failureAnswer, send } from './send.ts';
import type { TaxpayerOverride } from './taxpayers.ts';
import { Traffic } from './traffic.ts';

export { FAILURE_MODES, type FailureMode } from './failures.ts';

/** What can cross into a worker thread. */
export interface SimulatorSettings {
  /** 0 (the default): any free one. */
  port?: number;
  /** Milliseconds before each answer. */
  latencyMs?: number;
  /** Requests accepted in any sliding minute. */
  perMinute?: number;
  /** Whether "too many requests" names a time; default true. */
  retryAfter?: boolean;
  /** RUCs that may be asked for before the plan counts as used up. */
  quota?: number;
  /** The only good tokens; default: every one that is not empty. */
  tokens?: readonly string[];
  collection?: 'bare' | 'wrapped';
  unknown?: 'omit' | 'report';
  existAll?: boolean;
  overrides?: Readonly<Record<string, TaxpayerOverride>>;
  failures?: FailureOptions;
  poison?: readonly Poison[];
  /** False keeps no record of requests, for a server that stays up long; default true. */
  record?: boolean;
}

export interface SimulatorOptions extends SimulatorSettings {
  /** The server's clock, UTC ms; default the machine's. */
  now?: () => number;
}

export interface Simulator {
  url: string;
  port: number;
  stats: Traffic;
  /** The next `count` requests fail in this way. */
  failNext(count: number, mode: FailureMode): void;
  /** Every request fails in this way, until called with null. */
  failAll(mode: FailureMode | null): void;
  /**
   * From now on this taxpayer reads so: some fields, or null for "does not exist", in place of what was fixed for
   * it before; undefined: as it is by itself.
   */
  change(ruc: string, override: TaxpayerOverride | undefined): void;
  /** The next request gets exactly this answer. */
  answerNext(answer: Answer): void;
  /** Ends at once: requests in flight are cut off. */
  close(): Promise<void>;
}

/** Rejects where the port is taken. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const desk = new Desk(options);
  const server = createServer((request, response) => {
    void desk.receive(request, response);
  });
  // A connection kept open by a client must not outlive what it waits for.
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    stats: desk.traffic,
    failNext: (count, mode) => {
      desk.failures.failNext(count, mode);
    },
    failAll: (mode) => {
      desk.failures.failAll(mode);
    },
    change: (ruc, override) => {
      desk.change(ruc, override);
    },
    answerNext: (answer) => {
      desk.scripted.push(answer);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Takes requests and answers them. */
class Desk {
  readonly traffic = new Traffic();
  readonly failures: FailurePlan;
  readonly scripted: Answer[] = [];
  readonly #options: SimulatorOptions;
  readonly #now: () => number;
  /** What is fixed for single taxpayers. */
  readonly #overrides: Map<string, TaxpayerOverride>;
  #accepted: number[] = [];

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.#overrides = new Map(Object.entries(options.overrides ?? {}));
    this.#now = options.now ?? (() => performance.timeOrigin + performance.now());
    this.failures = new FailurePlan(options.failures, options.poison ?? []);
  }

  change(ruc: string, override: TaxpayerOverride | undefined): void {
    if (override === undefined) this.#overrides.delete(ruc);
    else this.#overrides.set(ruc, override);
  }

  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = this.#now();
    this.traffic.inFlight += 1;
    response.once('close', () => {
      this.traffic.inFlight -= 1;
    });
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = await readBody(request);
    if (body === null) {
      response.destroy();
      return;
    }
    const fields = await fieldsOf(body, request.headers['content-type'] ?? '', url.searchParams);
    const endpoint = endpointOf(url.pathname);
    const entry = this.traffic.arrived(endpoint, listOf(fields), at);
    if (this.#options.record === false) this.traffic.requests.length = 0;
    const scripted = this.scripted.shift();
    const failure = scripted === undefined ? this.failures.of(endpoint, entry.rucs) : null;
    entry.failure = failure;
    const answer =
      scripted ??
      (failure === null
        ? this.#answer(request.method, endpoint, fields, at)
        : failureAnswer(failure, this.#retryAfter));
    this.#afterLatency(response, () => {
      send(response, answer, failure, entry);
    });
  }

  get #retryAfter(): number | null {
    return this.#options.retryAfter === false ? null : 1;
  }

  #answer(method: string | undefined, endpoint: string, fields: RequestFields, at: number): Answer {
    if (!ENDPOINTS.has(endpoint)) return NO_SUCH_PATH;
    if (method !== 'POST') return POST_ONLY;
    const limited = this.#limit(at);
    if (limited !== null) return limited;
    const { tokens, quota } = this.#options;
    if (fields.token === '' || (tokens !== undefined && !tokens.includes(fields.token)))
      return UNAUTHENTICATED;
    const left = quota === undefined ? null : Math.max(0, quota - this.traffic.queries);
    if (endpoint === 'account') return answerAccount(this.traffic.queries, left);
    const wanted = listOf(fields).length;
    if (left !== null && wanted > left) return PLAN_USED_UP;
    const register = { ...this.#options, overrides: this.#overrides, asOf: at };
    const answer = endpoint === 'ruc' ? answerRuc(fields, register) : answerCollection(fields, register);
    if (answer.status !== 422) this.traffic.queries += wanted;
    return answer;
  }

  /** The refusal where this minute's requests are used up; refused ones do not count. */
  #limit(at: number): Answer | null {
    const { perMinute } = this.#options;
    if (perMinute === undefined) return null;
    this.#accepted = this.#accepted.filter((time) => at - time < 60_000);
    if (this.#accepted.length < perMinute) {
      this.#accepted.push(at);
      return null;
    }
    const oldest = this.#accepted[0] ?? at;
    return tooManyRequests(
      this.#options.retryAfter === false ? null : Math.max(1, Math.ceil((oldest + 60_000 - at) / 1000)),
    );
  }

  #afterLatency(response: ServerResponse, act: () => void): void {
    const { latencyMs = 0 } = this.#options;
    if (latencyMs === 0) {
      act();
      return;
    }
    const timer = setTimeout(act, latencyMs);
    response.once('close', () => {
      clearTimeout(timer);
    });
  }
}

const ENDPOINTS = new Set(['ruc', 'ruc/collection', 'account']);

/** The endpoint of a path, a trailing slash tolerated; a path outside the API stays as it is. */
function endpointOf(pathname: string): string {
  return /^\/api\/v1\/(.+?)\/*$/.exec(pathname)?.[1] ?? pathname;
}

function listOf(fields: RequestFields): string[] {
  if (Array.isArray(fields.ruc)) return fields.ruc;
  return fields.ruc === null || fields.ruc === '' ? [] : [fields.ruc];
}
