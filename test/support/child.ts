/** Other processes for tests: a script of `test/support/children/`, run by the same Node, talking in JSON lines. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach } from 'vitest';

export interface Child {
  process: ChildProcess;
  /** The next thing that it says. Fails where it ends or says nothing for ten seconds. */
  next<T>(): Promise<T>;
  tell(message: unknown): void;
  /** Ends it at once, as a power cut of the process would (SIGKILL), and waits for its end. */
  kill(): Promise<void>;
}

/** Registers the clean-up; answers how to start children that never outlive their test. */
export function childFixture(): (script: string, ...args: string[]) => Child {
  const running: Child[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((child) => child.kill()));
  });
  return (script, ...args) => {
    const child = start(script, args);
    running.push(child);
    return child;
  };
}

function start(script: string, args: string[]): Child {
  const forked = fork(new URL(`./children/${script}.ts`, import.meta.url), args, {
    serialization: 'json',
    execArgv: [],
  });
  const said: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  forked.on('message', (message) => {
    const first = waiting.shift();
    if (first === undefined) said.push(message);
    else first(message);
  });
  const ended = once(forked, 'exit');
  return {
    process: forked,
    next: async <T>() => {
      if (said.length > 0) return said.shift() as T;
      const message = new Promise((resolve) => waiting.push(resolve));
      const lost = ended.then(() => {
        throw new Error(`the child ${script} ended with ${String(forked.exitCode)}`);
      });
      return (await Promise.race([message, lost, timeout(script)])) as T;
    },
    tell: (message) => {
      forked.send(message as object);
    },
    kill: async () => {
      forked.kill('SIGKILL');
      await ended;
    },
  };
}

function timeout(script: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error(`the child ${script} said nothing`));
    }, 10_000).unref();
  });
}
