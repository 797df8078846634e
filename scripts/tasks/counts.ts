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

/**
 * Files whose process ended before they told anything: no test of theirs failed, none was left out, and vitest has
 * no message for them, as it has for a file that can't be loaded.
 */
export function endedWithTheirProcess(report: unknown): string[] {
  const { testResults } = report as {
    testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[];
  };
  return testResults
    .filter(({ status, message, assertionResults: tests }) => {
      const untold = tests.length > 0 && tests.every((test) => test.status === 'pending');
      return status === 'failed' && message === '' && untold;
    })
    .map(({ name }) => name);
}

/** The report without these files. */
export function withoutFiles(report: unknown, names: readonly string[]): unknown {
  const { testResults } = report as { testResults: { name: string }[] };
  return { testResults: testResults.filter(({ name }) => !names.includes(name)) };
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
