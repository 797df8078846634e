/** One attempt: the token, a turn of the limiter, the request, its meaning, its report. */
import { v7 as uuid } from 'uuid';
import { HabidoError } from '../../shared/errors.ts';
import type { Clock, Limiter, Priority, Random } from '../../shared/ports.ts';
import { interpret, type Meaning } from './interpret.ts';
import { retryAfterMs, slowDownMs } from './retry.ts';
import { withoutToken } from './text.ts';
import type { Reply, Transport } from './transport.ts';
import type { Slots } from './slots.ts';
import type { AttemptReport, CallOutcome, Endpoint, RequestContext } from './types.ts';

export interface AttemptDeps {
  transport: Transport;
  limiter: Limiter;
  slots: Slots;
  clock: Clock;
  random: Random;
  /** Asked before each attempt, so that a new token counts at once; null or empty: there is none. */
  token: () => string | null | Promise<string | null>;
  /** Told of each answer "slow down", with the moment until which nobody sends (UTC ms). */
  onSlowDown: (until: number) => void;
}

export interface AttemptRequest {
  endpoint: Endpoint;
  asked: readonly string[];
  /** From 1. */
  attempt: number;
  /** How often this request was told to slow down before. */
  slowDowns: number;
  priority: Priority;
  signal: AbortSignal;
  /** Asked when the turn has come: true gives it up, for the API stopped answering in the meantime. */
  held: () => boolean;
  /** Awaited right before sending. */
  onSend?: RequestContext['onSend'];
}

/** What came of an attempt. */
export interface Attempt {
  outcome: CallOutcome;
  message: string;
  account: Meaning['account'];
  /** What the answer asks to wait, or null. */
  retryAfterMs: number | null;
  /** False where there was no connection at all. */
  reached: boolean;
  report: AttemptReport;
}

/**
 * Sends once. Null: held back before sending. Rejects with `token-falta`, or with the signal's reason while
 * nothing was sent; once sent, always answers, so that it can be reported.
 */
export async function sendAttempt(deps: AttemptDeps, request: AttemptRequest): Promise<Attempt | null> {
  const token = ((await deps.token()) ?? '').trim();
  if (token === '') throw new HabidoError('token-falta');
  const giveBack = await deps.slots.acquire(request.priority, request.signal);
  let sent: { at: number; reply: Reply } | null;
  try {
    sent = await send(deps, request, token);
  } finally {
    giveBack();
  }
  if (sent === null) return null;
  const receivedAt = deps.clock.now();
  // Whoever takes the slot sends first; then this answer is read and stored.
  await new Promise((resolve) => setImmediate(resolve));
  const { reply } = sent;
  return read(
    deps,
    request,
    { sentAt: sent.at, receivedAt },
    reply.kind === 'whole' ? { ...reply, bytes: withoutToken(reply.bytes, token) } : reply,
  );
}

/** Waits for a turn that is still good at the moment of sending, and sends. Null: held back. */
async function send(
  deps: AttemptDeps,
  request: AttemptRequest,
  token: string,
): Promise<{ at: number; reply: Reply } | null> {
  for (;;) {
    const permit = await deps.limiter.acquire(request.priority, request.signal);
    request.signal.throwIfAborted();
    if (request.held()) return null;
    if (deps.clock.now() <= permit.validUntil) break;
  }
  await request.onSend?.(request.asked);
  const at = deps.clock.now();
  return { at, reply: await deps.transport.post(request.endpoint, bodyOf(request, token), request.signal) };
}

function bodyOf({ endpoint, asked }: AttemptRequest, token: string): string {
  switch (endpoint) {
    case 'ruc':
      return JSON.stringify({ token, ruc: asked[0] });
    case 'ruc/collection':
      return JSON.stringify({ token, ruc: asked });
    case 'account':
      return JSON.stringify({ token });
  }
}

function read(
  deps: AttemptDeps,
  request: AttemptRequest,
  { sentAt, receivedAt: now }: { sentAt: number; receivedAt: number },
  reply: Reply,
): Attempt {
  const meaning = reply.kind === 'whole' ? interpret(request, reply.status, reply.bytes) : null;
  const outcome = meaning?.outcome ?? (reply as Extract<Reply, { kind: 'failed' }>).outcome;
  const date = reply.kind === 'whole' ? Date.parse(reply.date ?? '') : Number.NaN;
  const serverDate = Number.isFinite(date) ? date : null;
  let wait = reply.kind === 'whole' ? retryAfterMs(reply.retryAfter, serverDate ?? now) : null;
  if (outcome === 'lento') {
    wait = slowDownMs(request.slowDowns + 1, wait, deps.random);
    deps.limiter.slowDown(now + wait);
    deps.onSlowDown(now + wait);
  }
  return {
    outcome,
    message: meaning?.message ?? '',
    account: meaning?.account ?? null,
    retryAfterMs: wait,
    reached: reply.kind === 'whole' || reply.reached,
    report: {
      exchange: {
        id: uuid({ msecs: sentAt }),
        endpoint: request.endpoint,
        asked: [...request.asked],
        attempt: request.attempt,
        sentAt,
        elapsedMs: Math.max(0, now - sentAt),
        httpStatus: reply.status,
        serverDate,
        outcome,
        body: reply.kind === 'whole' ? reply.bytes : null,
      },
      answers: meaning?.answers ?? [],
      omitted: meaning?.omitted ?? [],
    },
  };
}
