import { expect, it } from 'vitest';
import { size } from '../../../../renderer/format/sizes.ts';

it('says sizes in megabytes, and in gigabytes from there on', () => {
  expect(size(0)).toBe('menos de 1 MB');
  expect(size(389_882_157)).toBe('372 MB');
  expect(size(1_180_000_000)).toBe('1.1 GB');
});
