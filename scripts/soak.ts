/** `npm run soak`: the campaigns (`*.campaign.test.ts`) at full count; `npm test` runs them short. */
import { runNode } from './tasks/program.ts';

process.exitCode = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  env: { ...process.env, HABIDO_SOAK: '1' },
});
