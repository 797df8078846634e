/**
 * One build for the three places that the code runs in: `client` (the window), `main` (Electron's main
 * process, its worker threads and the packaged command line) and `preload` (CommonJS, since a sandboxed
 * preload can be nothing else).
 */
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { calls, events } from './shared/contract.ts';

const root = import.meta.dirname;
const external = [
  'electron',
  /^electron\//,
  /^node:/,
  ...builtinModules,
  ...Object.keys(manifest.dependencies).flatMap((name) => [name, new RegExp(`^${name}/`)]),
];
/** What is started by its file name, so each needs a file of its own in out/main. */
const mainEntries = {
  index: `${root}/main/index.ts`,
  cli: `${root}/main/cli/main.ts`,
  'workbook-worker': `${root}/main/workbook/worker.ts`,
  'simulator-worker': `${root}/main/simulator/worker.ts`,
  'check-worker': `${root}/main/audit/check-worker.ts`,
  'padron-worker': `${root}/main/padron/import/worker.ts`,
  'register-worker': `${root}/main/padron/registers/worker.ts`,
  'names-worker': `${root}/main/padron/names/worker.ts`,
};

export default defineConfig({
  root: `${root}/renderer`,
  base: './',
  plugins: [react()],
  define: {
    // The preload checks names only; the schemas (and zod with them) stay in main.
    __CALL_NAMES__: JSON.stringify(Object.keys(calls)),
    __EVENT_NAMES__: JSON.stringify(Object.keys(events)),
  },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)));
    },
  },
  environments: {
    client: {
      build: {
        outDir: `${root}/out/renderer`,
        emptyOutDir: true,
        target: 'chrome140',
        modulePreload: false,
        chunkSizeWarningLimit: 1_500,
      },
    },
    main: {
      consumer: 'server',
      resolve: { conditions: ['node', 'import'], noExternal: true },
      build: {
        outDir: `${root}/out/main`,
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: mainEntries,
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        outDir: `${root}/out/preload`,
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: { index: `${root}/preload/index.ts` },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
});
