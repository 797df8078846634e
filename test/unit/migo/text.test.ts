import { describe, expect, it } from 'vitest';
import { withoutToken } from '../../../main/migo/text.ts';

describe('a token echoed in an answer', () => {
  it.each([
    ['abc123def456', '{"request":{"token":"abc123def456"}}', '{"request":{"token":"[token]"}}'],
    ['12|a/b+c"d', String.raw`{"t":"12|a\/b+c\"d","u":"12%7Ca%2Fb%2Bc%22d"}`, null],
    ['señal-secreta', 'ñ señal-secreta ñ', 'ñ [token] ñ'],
  ])('%s is blotted out', (token, body, expected) => {
    const clean = withoutToken(Buffer.from(body), token).toString();
    if (expected !== null) expect(clean).toBe(expected);
    expect(clean).not.toContain(token);
    expect(clean).not.toContain(encodeURIComponent(token));
  });

  it('leaves an answer without it as it is, byte for byte', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    expect(withoutToken(bytes, 'abc123def456')).toBe(bytes);
  });
});
