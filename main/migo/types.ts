/** What the Migo client says of each request, for those who commit it, show it or decide by it. */
import type { Priority } from '../../shared/ports.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';

export type Endpoint = 'ruc' | 'ruc/collection' | 'account';

/** How one HTTP attempt ended; stored in the record of calls. Stable. */
export type CallOutcome =
  | 'ok'
  | 'no-existe'
  | 'rechazado'
  | 'token'
  | 'plan'
  | 'direccion'
  | 'lento'
  | 'servidor'
  | 'red'
  | 'tiempo'
  | 'ilegible'
  | 'cancelado';

/** One HTTP attempt, as the record of calls keeps it. Never holds the token. */
export interface Exchange {
  /** UUIDv7. */
  id: string;
  endpoint: Endpoint;
  /** The RUCs asked for; empty for `account`. */
  asked: readonly string[];
  /** 1 for the first attempt of a request. */
  attempt: number;
  /** UTC ms, just before sending. */
  sentAt: number;
  elapsedMs: number;
  httpStatus: number | null;
  /** The HTTP `Date` of the answer, UTC ms: evidence about the local clock. */
  serverDate: number | null;
  outcome: CallOutcome;
  /** The answer's bytes as they came; null where none came whole. */
  body: Buffer | null;
}

/** What an answer says of one RUC. */
export type RucAnswer =
  | { kind: 'known'; ruc: string; taxpayer: Taxpayer }
  | { kind: 'unknown'; ruc: string }
  /** The API refuses this number or says something that is neither; `message` in its own words. */
  | { kind: 'refused'; ruc: string; message: string };

/** Why nothing more may be asked in this run. */
export type StopReason = 'token' | 'plan' | 'direccion';

/** Why a request got no answer. `gave-up`: the breaker stayed open past the probes allowed. */
export type FailureReason = 'red' | 'tiempo' | 'servidor' | 'ilegible' | 'lento' | 'gave-up';

/** How a question about one or more RUCs ended. */
export type RucOutcome =
  | { kind: 'answered' }
  | { kind: 'stop'; reason: StopReason; message: string }
  | { kind: 'failed'; reason: FailureReason; rucs: readonly string[] };

/** Called synchronously as each attempt ends, before anything else is asked: commit here. */
export interface AttemptReport {
  exchange: Exchange;
  /**
   * What was learnt; empty for a failed attempt. A collection that was cut off by `plan` or `token` half-way
   * still brings the answers before that.
   */
  answers: readonly RucAnswer[];
  /** RUCs that an answered collection left out (all, where it says that it finds none): nothing is known of them yet. */
  omitted: readonly string[];
}

export interface RequestContext {
  priority: Priority;
  signal: AbortSignal;
  /** Awaited right before a request goes out with these RUCs; where it throws, nothing is sent. */
  onSend?: (asked: readonly string[]) => Promise<void>;
  /** Throws are passed on to the caller of the request. */
  onAttempt(report: AttemptReport): void;
  /** Failed probes of the open breaker after which the request gives up; absent: waits for ever. */
  giveUpAfterProbes?: number;
}

/** What the window and the command line say of the connection. */
export type Health =
  | { kind: 'bien' }
  /** The API asked to slow down; `until` UTC ms, `perMinute` the rate until it recovers. */
  | { kind: 'lento'; until: number; perMinute: number }
  /** The breaker is open; next probe at `until` (UTC ms). */
  | { kind: 'espera'; until: number; failedProbes: number; reason: FailureReason }
  | { kind: 'prueba'; failedProbes: number };

export interface MigoClient {
  /**
   * Asks for up to 100 RUCs in one collection, splits it where it keeps failing, and reports each attempt.
   * `answered` means that every RUC was answered or omitted in a good answer. Rejects with an AbortError
   * when cancelled.
   */
  askCollection(rucs: readonly string[], context: RequestContext): Promise<RucOutcome>;
  /** Asks for one RUC. */
  askRuc(ruc: string, context: RequestContext): Promise<RucOutcome>;
  /** What the account endpoint answers, key by key. Rejects with HabidoError. */
  account(context: RequestContext): Promise<Record<string, unknown>>;
  health(): Health;
  /** Called on every change of health; returns the way to stop listening. */
  onHealth(listener: (health: Health) => void): () => void;
  /** Closes the pool and clears every timer, so that a command can end. */
  close(): Promise<void>;
}
