import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lastOccurrence } from '../../../../main/partners/schedule/occurrences.ts';
import { daily, deskFixture, lima, type ScheduleDesk } from '../../../support/schedule-desk.ts';

const open = deskFixture();
const NO_HOLIDAYS = { isHoliday: () => false };
const HOUR_MS = 3_600_000;

type Step =
  | { kind: 'on' | 'set'; hours: number }
  | { kind: 'restart' | 'wake' }
  | { kind: 'online' | 'token'; there: boolean };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('on' as const), hours: fc.integer({ min: 1, max: 4 }) }),
    },
    // The clock is set, or the computer slept.
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('set' as const), hours: fc.integer({ min: -30, max: 100 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'wake' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('online' as const, 'token' as const),
        there: fc.boolean(),
      }),
    },
  ),
  { minLength: 4, maxLength: 12 },
);

async function take(desk: ScheduleDesk, step: Step): Promise<void> {
  if (step.kind === 'restart') desk.restart();
  else if (step.kind === 'wake') desk.scheduler.wake();
  else if ('there' in step) desk.world[step.kind] = step.there;
  else if ('hours' in step) {
    const moment = lima(desk.now()) + step.hours * HOUR_MS;
    if (step.kind === 'on') await desk.until(moment);
    else desk.jumpTo(moment);
  }
  await desk.settle();
}

it('runs no occurrence twice and none early, whatever happens to clock, network, token and application', async () => {
  let begun = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (path) => {
      const plan = daily({ hora: '12:00' });
      const desk = open('2026-11-24 06:00', plan);
      await desk.settle();
      for (const step of path) await take(desk, step);
      const dealtWith = desk.runs.map(({ en }) => lastOccurrence(plan.agenda, lima(en), NO_HOLIDAYS) ?? 0);
      expect(new Set(dealtWith).size).toBe(dealtWith.length);
      // None from before it was made, as far as the clock tells.
      if (!path.some((step) => step.kind === 'set' && step.hours < 0))
        for (const ocurrencia of dealtWith) expect(ocurrencia).toBeGreaterThan(lima('2026-11-24 06:00'));
      begun += desk.runs.length;
      // And what is due is not forgotten: with all there, a noon later than any before it is kept.
      desk.world.online = true;
      desk.world.token = true;
      const noon =
        Math.max(lima('2026-11-24 12:00'), lima(desk.now().slice(0, 10)) + 12 * HOUR_MS, ...dealtWith) +
        48 * HOUR_MS;
      desk.jumpTo(noon - HOUR_MS);
      desk.scheduler.wake();
      await desk.settle();
      const before = desk.runs.length;
      await desk.until(noon + HOUR_MS);
      expect(desk.runs.length - before).toBe(1);
      desk.scheduler.stop();
    }),
    { numRuns: 50 },
  );
  expect(begun).toBeGreaterThan(10);
});
