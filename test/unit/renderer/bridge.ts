import type { Bridge, CallName, EventName, EventPayload, Result } from '../../../shared/contract.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

type Answer = (input: never) => unknown;

/** A failure as main would answer it. */
export function failure(code: ErrorCode): Result<never> {
  return { ok: false, error: { code, message: code } };
}

/** A bridge that answers from a table and notes what was asked; a call that the test did not foresee fails it. */
export function bridgeOf(answers: Partial<Record<CallName, Answer>>) {
  const asked: { name: string; input: unknown }[] = [];
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  const bridge: Bridge = {
    call: async (name, input) => {
      asked.push({ name, input });
      const answer = answers[name];
      if (answer === undefined) throw new Error(`The test did not foresee the call ${name}.`);
      const value = await answer(input as never);
      const isFailure = typeof value === 'object' && value !== null && 'ok' in value;
      return (isFailure ? value : { ok: true, value }) as never;
    },
    acceptFile: async (file) => {
      asked.push({ name: 'acceptFile', input: file.name });
      return Promise.resolve({ ok: true, value: { archivo: 'archivo-1', nombre: file.name } });
    },
    acceptFiles: async (files) => {
      asked.push({ name: 'acceptFiles', input: files.map((file) => file.name) });
      const archivos = files.map((file, i) => ({ archivo: `archivo-${String(i + 1)}`, nombre: file.name }));
      return Promise.resolve({ ok: true, value: { archivos, omitidos: [], respuestas: [] } });
    },
    on: (name, listener) => {
      const all = listeners.get(name) ?? [];
      listeners.set(name, [...all, listener as (payload: unknown) => void]);
      return () => undefined;
    },
  };
  return {
    bridge,
    asked,
    /** The inputs of one call, in order. */
    inputsOf: (name: string) => asked.filter((a) => a.name === name).map((a) => a.input),
    emit: <N extends EventName>(name: N, payload: EventPayload<N>) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
