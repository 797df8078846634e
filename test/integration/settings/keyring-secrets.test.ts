import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const MODULE = new URL('../../../main/settings/keyring-secrets.ts', import.meta.url);

/** Uses the real library in a process that has (on Linux) no session bus, hence no keychain. */
const SCRIPT = `
import { KeyringSecrets } from ${JSON.stringify(MODULE.href)};
const secrets = new KeyringSecrets();
const available = secrets.available();
// On a system that always has a keychain, nothing is written into it.
const set = available ? null : secrets.set('https://prueba.invalid', 'x');
console.log(JSON.stringify({ available, get: secrets.get('https://prueba.invalid'), set }));
`;

describe('KeyringSecrets with the real library', () => {
  it('answers, and never crashes, where there is no keychain', async () => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/habido-bus' };
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', SCRIPT], { env });
    const expected =
      process.platform === 'linux'
        ? { available: false, get: null, set: false }
        : { available: true, get: null, set: null };
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});
