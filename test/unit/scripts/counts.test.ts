import { describe, expect, it } from 'vitest';
import {
  endedWithTheirProcess,
  playwrightCounts,
  plus,
  vitestCounts,
  withoutFiles,
} from '../../../scripts/tasks/counts.ts';

describe('the counts of the last line', () => {
  it('reads what vitest says, a file that never ran included', () => {
    const report = {
      testResults: [
        {
          status: 'failed',
          assertionResults: [{ status: 'passed' }, { status: 'failed' }, { status: 'failed' }],
        },
        { status: 'failed', assertionResults: [] },
        {
          status: 'passed',
          assertionResults: [{ status: 'passed' }, { status: 'pending' }, { status: 'todo' }],
        },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 2, failed: 3, skipped: 2 });
  });

  it('tells files whose process ended from those that failed or could not be loaded', () => {
    const report = {
      testResults: [
        { name: 'ended', status: 'failed', message: '', assertionResults: [{ status: 'pending' }] },
        { name: 'unloaded', status: 'failed', message: 'no such module', assertionResults: [] },
        { name: 'empty', status: 'failed', message: '', assertionResults: [] },
        {
          name: 'failed',
          status: 'failed',
          message: '',
          assertionResults: [{ status: 'pending' }, { status: 'failed' }],
        },
        { name: 'good', status: 'passed', message: '', assertionResults: [{ status: 'passed' }] },
      ],
    };
    expect(endedWithTheirProcess(report)).toEqual(['ended']);
    expect(vitestCounts(withoutFiles(report, ['ended']))).toEqual({ passed: 1, failed: 3, skipped: 1 });
  });

  it('reads what Playwright says, where a second try is a failure', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: ['broken setup'] };
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('adds up', () => {
    expect(plus({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
