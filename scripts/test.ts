/**
 * `npm test`: every check there is, one after the other, going on past a failure so that one run tells all.
 * The last line counts them together; each static check counts as one.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './tasks/bundle.ts';
import { runNode } from './tasks/program.ts';
import {
  endedWithTheirProcess,
  NOTHING,
  playwrightCounts,
  plus,
  vitestCounts,
  withoutFiles,
  type Counts,
} from './tasks/counts.ts';

const reports = mkdtempSync(join(tmpdir(), 'habido-test-'));

/** More files than these that end with their process are no accident. */
const MOST_DEAD = 2;

interface Stage {
  name: string;
  run(): Promise<Counts>;
}

const stages: Stage[] = [
  check('types', () => runNode(['node_modules/typescript/bin/tsc', '-p', '.'])),
  check('lint', () => runNode(['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'])),
  check('unused code', async () => {
    const all = await runNode(['node_modules/knip/bin/knip.js']);
    // Without the tests: what only they use is not used.
    const shipped = await runNode(['node_modules/knip/bin/knip.js', '--production']);
    return all + shipped;
  }),
  { name: 'unit and integration', run: runVitest },
  check('build', async () => {
    await bundle();
    return 0;
  }),
  { name: 'end to end', run: runPlaywright },
];

let total = NOTHING;
const lines: string[] = [];
for (const stage of stages) {
  const { name } = stage;
  console.log(`\n── ${name}`);
  const began = Date.now();
  const counts = await stage.run();
  total = plus(total, counts);
  lines.push(
    `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(22)} ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${lines.join('\n')}\n`);
console.log(
  `${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`,
);
// What was skipped did not pass.
process.exitCode = total.failed === 0 && total.skipped === 0 && total.passed > stages.length ? 0 : 1;

function check(name: string, run: () => Promise<number>): Stage {
  return {
    name,
    async run() {
      try {
        const code = await run();
        return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
      } catch (error) {
        console.error(error);
        return { passed: 0, failed: 1, skipped: 0 };
      }
    },
  };
}

async function runVitest(): Promise<Counts> {
  const report = join(reports, 'vitest.json');
  const code = await vitest(report);
  const dead = code === 0 ? [] : deadFiles(report);
  if (dead.length === 0 || dead.length > MOST_DEAD) return settle(code, report, vitestCounts);
  // V8's book-keeping of compiled code, one for all threads of a process, now and then ends a process in which
  // threads come and go (nodejs/node#64500); no test can. Such a file, and only such, is run once more.
  console.log(`\nThe process of ${dead.join(', ')} ended under it: run once more.`);
  const again = join(reports, 'vitest-again.json');
  const rest = vitestCounts(withoutFiles(JSON.parse(readFileSync(report, 'utf8')), dead));
  return plus(rest, settle(await vitest(again, dead), again, vitestCounts));
}

function vitest(report: string, files: readonly string[] = []): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...files]);
}

function deadFiles(report: string): string[] {
  try {
    return endedWithTheirProcess(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    // No report at all is a failure that `settle` tells.
    return [];
  }
}

async function runPlaywright(): Promise<Counts> {
  const report = join(reports, 'playwright.json');
  const code = await runNode(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return settle(code, report, playwrightCounts);
}

/** A runner that failed without a failed test (a crash, no tests, no report) still counts as one failure. */
function settle(code: number, report: string, read: (report: unknown) => Counts): Counts {
  let counts = NOTHING;
  try {
    counts = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(error);
    return { ...NOTHING, failed: 1 };
  }
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? plus(counts, { ...NOTHING, failed: 1 }) : counts;
}
