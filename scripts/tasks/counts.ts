/** How many tests passed, read from the runners' own JSON reports. */

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

export function plus(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Vitest's report. A file that failed before its first test counts as one failure. */
export function vitestCounts(report: unknown): Counts {
  const { testResults } = report as {
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  let counts = NOTHING;
  for (const file of testResults) {
    const of = (...states: string[]): number =>
      file.assertionResults.filter(({ status }) => states.includes(status)).length;
    const failed = of('failed');
    counts = plus(counts, {
      passed: of('passed'),
      failed: file.status === 'failed' ? Math.max(1, failed) : failed,
      skipped: of('pending', 'skipped', 'todo', 'disabled'),
    });
  }
  return counts;
}

/** Playwright's report. A test that passed only on a second try counts as failed. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = report as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    errors: unknown[];
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
