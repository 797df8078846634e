/** Unit and integration tests. `HABIDO_SOAK=1` (npm run soak) runs the campaigns at full count. */
import { defineConfig } from 'vitest/config';

const soak = process.env['HABIDO_SOAK'] === '1';

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: soak
      ? ['test/**/*.campaign.test.ts']
      : ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.{ts,tsx}'],
    setupFiles: ['test/support/quiet-console.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: soak ? 60 * 60_000 : 20_000,
    hookTimeout: 30_000,
    // A forgotten .only would let the gate pass having looked at one test.
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
