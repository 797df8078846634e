import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, scrub } from '../../../shared/log.ts';

describe('scrub', () => {
  it.each([
    ['Bearer abc.DEF-123', 'Bearer ***'],
    ['"token":"secreto-1","x":1', '"token":"***","x":1'],
    ['authorization: Bearer zzz999', 'authorization: ***'],
    ['HABIDO_MIGO_TOKEN=abc123', 'HABIDO_MIGO_TOKEN=***'],
    ['key a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6 end', 'key *** end'],
    ['open /home/ana/compras/libro 1.xlsx failed', 'open <path> 1.xlsx failed'],
    ["ENOENT: open '/home/ana/libro.xlsx'", "ENOENT: open '<path>'"],
    ['at C:\\Users\\Ana\\libro.xlsx', 'at <path>'],
    ['on \\\\server\\share\\libro.xlsx', 'on <path>'],
    ['see file:///home/ana/x.js', 'see <path>'],
    ['ruc 10456789012 and 20100070970', 'ruc 10******** and 20100070970'],
  ])('%s', (line, expected) => {
    expect(scrub(line)).toBe(expected);
  });

  it('leaves ordinary lines as they are', () => {
    const line = 'The call run.start came with a wrong input at tope (too_big), 3/4 done at 10:15.';
    expect(scrub(line)).toBe(line);
  });

  it('never lets a named token through', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9]{8,60}$/);
    fc.assert(
      fc.property(
        token,
        fc.constantFrom('Bearer ', 'token=', '"token": "', 'Authorization: Bearer '),
        (secret, name) => {
          expect(scrub(`before ${name}${secret}`)).not.toContain(secret);
        },
      ),
    );
  });
});

describe('describeError', () => {
  it('gives name, code, causes and short frames, without folders', () => {
    const cause = Object.assign(new Error("EACCES: open '/home/ana/datos/habido.db'"), { code: 'EACCES' });
    const text = describeError(new Error('could not open', { cause }));
    expect(text).toContain('Error: could not open');
    expect(text).toContain("caused by Error [EACCES]: EACCES: open '<path>'");
    expect(text).toMatch(/at .*shared\/log\.test\.ts:\d+:\d+/);
    expect(text).not.toContain('/home/');
    expect(text).not.toContain(process.cwd());
  });

  it('keeps frames of Node as they are', () => {
    const error = new Error('x');
    error.stack =
      'Error: x\n    at write (node:internal/stream_base_commons:159:15)\n    at /home/ana/app/main/run.js:3:4';
    expect(describeError(error)).toBe(
      'Error: x\n    at write (node:internal/stream_base_commons:159:15)\n    at main/run.js:3:4',
    );
  });

  it('bears circular causes and thrown things that are no errors', () => {
    const error = new Error('round');
    error.cause = error;
    expect(describeError(error)).toContain('round');
    expect(describeError('token=abc')).toBe('token=***');
    expect(describeError({ secret: 1 })).toBe('a thrown object');
  });
});
