/**
 * The one wrapper of all calls from the window: sender check, input parsed by the contract's schema, the
 * Result envelope, and outputs parsed too where asked for (tests and development). No channel gets in by
 * another way.
 */
import { calls, events } from '../../shared/contract.ts';
import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
  Result,
} from '../../shared/contract.ts';
import { HabidoError, asHabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';

/** One handler per call of the contract; the domain files each give a part of it. */
export type Handlers = { [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> };

/** Where calls come in: Electron's `ipcMain`, or a test's. */
export interface IpcPort<Sender> {
  handle(channel: string, listener: (sender: Sender, input: unknown) => Promise<unknown>): void;
}

/** Says why a sender is refused, or null where it is ours. */
export type Guard<Sender> = (sender: Sender) => string | null;

/** Where events go: the window's web contents, or a test's. */
export interface EventTarget {
  send(channel: string, payload: unknown): void;
}

/** What every call passes through. */
export interface CallOptions<Sender> {
  guard: Guard<Sender>;
  log: Log;
  /** Parses what handlers give back; a mismatch answers `interno`. */
  checkOutputs: boolean;
}

/** Registers every call of the contract. Throws where one has no handler, or a handler has no call. */
export function registerCalls<Sender>(
  ipc: IpcPort<Sender>,
  options: CallOptions<Sender>,
  handlers: Handlers,
): void {
  const strange = Object.keys(handlers).filter((name) => !(name in calls));
  if (strange.length > 0) throw new Error(`Handlers without a call in the contract: ${strange.join(', ')}`);
  for (const name of Object.keys(calls) as CallName[]) register(ipc, options, name, handlers[name]);
}

function register<Sender, N extends CallName>(
  ipc: IpcPort<Sender>,
  options: CallOptions<Sender>,
  name: N,
  handler: Handlers[N] | undefined,
): void {
  if (handler === undefined) throw new Error(`The call ${name} has no handler`);
  ipc.handle(name, async (sender, input) => {
    const refusal = options.guard(sender);
    if (refusal !== null) {
      options.log.warn(`Refused the call ${name} from ${refusal}.`);
      throw new Error('refused');
    }
    return answer(options, name, handler, input);
  });
}

async function answer<N extends CallName>(
  { log, checkOutputs }: Pick<CallOptions<never>, 'log' | 'checkOutputs'>,
  name: N,
  handler: Handlers[N],
  input: unknown,
): Promise<Result<CallOutput<N>>> {
  const parsed = calls[name].input.safeParse(input);
  if (!parsed.success) {
    // Where it is wrong, never what it held.
    log.warn(`The call ${name} came with a wrong input at ${parsed.error.issues.map(placeOf).join(', ')}.`);
    return { ok: false, error: new HabidoError('entrada-invalida').toPlain() };
  }
  try {
    const value = await handler(parsed.data as CallInput<N>);
    return { ok: true, value: checkOutputs ? (calls[name].output.parse(value) as CallOutput<N>) : value };
  } catch (error) {
    const typed = asHabidoError(error);
    if (typed.code === 'interno') log.error(`The call ${name} failed.`, error);
    return { ok: false, error: typed.toPlain() };
  }
}

/** How main tells the window something. */
export type Send = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** A typed {@link Send}; with `checkPayloads` a payload off the contract throws. */
export function eventSender(target: EventTarget, checkPayloads: boolean): Send {
  return (name, payload) => target.send(name, checkPayloads ? events[name].parse(payload) : payload);
}

function placeOf(issue: { path: PropertyKey[]; code: string }): string {
  return `${issue.path.map(String).join('.') || 'the top'} (${issue.code})`;
}
