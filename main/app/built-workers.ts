/** Where the build puts the entries of the worker threads. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface BuiltWorkers {
  workbook: URL;
  simulator: URL;
  check: URL;
  padron: { import: URL; names: URL; registers: URL };
}

/** `out`: the folder of the build. The names are those of vite.config.ts. */
export function builtWorkers(out: string): BuiltWorkers {
  const entry = (name: string): URL => pathToFileURL(join(out, 'main', `${name}.js`));
  return {
    workbook: entry('workbook-worker'),
    simulator: entry('simulator-worker'),
    check: entry('check-worker'),
    padron: {
      import: entry('padron-worker'),
      names: entry('names-worker'),
      registers: entry('register-worker'),
    },
  };
}
