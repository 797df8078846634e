import { describe, expect, it } from 'vitest';
import { FAILURE_MODES, FailurePlan } from '../../../main/simulator/failures.ts';
import { companyRucs } from '../../support/rucs.ts';

const RUCS = companyRucs(2000);
const plan = (options: ConstructorParameters<typeof FailurePlan>[0]) => new FailurePlan(options, []);
const all = (failures: FailurePlan) => RUCS.map((ruc) => failures.of('ruc', [ruc]));

describe('failures by chance', () => {
  it('come at the rate asked for, the same ones for the same seed, in whatever order', () => {
    const first = all(plan({ mode: '500', rate: 0.3, seed: 7 }));
    expect(first.filter((failure) => failure === '500').length / RUCS.length).toBeCloseTo(0.3, 1);
    expect(all(plan({ mode: '500', rate: 0.3, seed: 7 }))).toEqual(first);
    expect(all(plan({ mode: '500', rate: 0.3, seed: 8 }))).not.toEqual(first);
    const backwards = plan({ mode: '500', rate: 0.3, seed: 7 });
    expect(
      RUCS.toReversed()
        .map((ruc) => backwards.of('ruc', [ruc]))
        .toReversed(),
    ).toEqual(first);
  });

  it('are decided anew when the same is asked again', () => {
    const failures = plan({ mode: '500', rate: 0.5 });
    const ruc = RUCS[0] as string;
    const again = Array.from({ length: 50 }, () => failures.of('ruc', [ruc]));
    expect(new Set(again)).toEqual(new Set(['500', null]));
  });

  it('have a rate of their own where none is given', () => {
    expect(new Set(all(plan({ mode: 'token' })))).toEqual(new Set(['token']));
    expect(
      all(plan({ mode: 'plan' })).filter((failure) => failure === 'plan').length / RUCS.length,
    ).toBeCloseTo(0.2, 1);
  });

  it('mix every passing mode but the time-out', () => {
    const seen = new Set(all(plan({ mode: 'mixto', rate: 1 })));
    expect(seen).toEqual(
      new Set(FAILURE_MODES.filter((mode) => !['mixto', 'timeout', 'plan', 'token'].includes(mode))),
    );
  });
});

describe('failures on demand', () => {
  it('are used up one request each, or last until called off', () => {
    const failures = plan(undefined);
    failures.failNext(2, 'reset');
    expect(all(failures).slice(0, 3)).toEqual(['reset', 'reset', null]);
    failures.failAll('html');
    expect(new Set(all(failures))).toEqual(new Set(['html']));
    failures.failAll(null);
    expect(new Set(all(failures))).toEqual(new Set([null]));
  });

  it('strike what holds a poisoned RUC', () => {
    const [mild, strong, other] = RUCS as [string, string, string];
    const failures = new FailurePlan(undefined, [{ ruc: mild }, { ruc: strong, single: true }]);
    expect(failures.of('ruc/collection', [other, mild])).toBe('500');
    expect(failures.of('ruc', [mild])).toBeNull();
    expect(failures.of('ruc', [strong])).toBe('500');
    expect(failures.of('ruc/collection', [other])).toBeNull();
  });
});
