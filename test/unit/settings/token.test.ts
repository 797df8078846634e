import { describe, expect, it } from 'vitest';
import { KeyringSecrets, type KeyringEntry } from '../../../main/settings/keyring-secrets.ts';
import { createTokenKeeper } from '../../../main/settings/token.ts';

const URL_A = 'https://api.migo.pe';
const URL_B = 'https://otra.pe';
const TOKEN = 'abcdefghijklmnopqrstuvwxyz012345';

/** A keychain that holds its entries here, and can fail. */
function keychain() {
  const kept = new Map<string, string>();
  const state = { broken: false, reads: 0 };
  const entry = (account: string): KeyringEntry => {
    if (state.broken) throw new Error("Couldn't access platform storage");
    return {
      getPassword: () => {
        state.reads += 1;
        return kept.get(account) ?? null;
      },
      setPassword: (password) => void kept.set(account, password),
      deleteCredential: () => kept.delete(account),
    };
  };
  return { kept, state, secrets: new KeyringSecrets(entry) };
}

describe('the token', () => {
  it('is none at first', () => {
    const keeper = createTokenKeeper({ secrets: keychain().secrets, env: {}, address: () => URL_A });
    expect(keeper.get()).toBeNull();
    expect(keeper.state()).toEqual({ tiene: false, ultimos4: null, desde: null });
  });

  it('is kept in the keychain, for the address that it was entered for', () => {
    const { secrets, kept } = keychain();
    let address = URL_A;
    const keeper = createTokenKeeper({ secrets, env: {}, address: () => address });
    expect(keeper.save(` ${TOKEN}\n`)).toEqual({ tiene: true, ultimos4: '2345', desde: 'llavero' });
    expect([...kept]).toEqual([[URL_A, TOKEN]]);
    address = URL_B;
    expect(keeper.get()).toBeNull();
    address = URL_A;
    expect(keeper.get()).toBe(TOKEN);
    expect(keeper.remove()).toEqual({ tiene: false, ultimos4: null, desde: null });
    expect(kept.size).toBe(0);
  });

  it('lives in memory where there is no keychain, and nothing crashes', () => {
    const { secrets, state } = keychain();
    state.broken = true;
    let address = URL_A;
    const keeper = createTokenKeeper({ secrets, env: {}, address: () => address });
    expect(keeper.hasKeychain()).toBe(false);
    expect(keeper.state().tiene).toBe(false);
    expect(keeper.save(TOKEN)).toEqual({ tiene: true, ultimos4: '2345', desde: 'memoria' });
    expect(keeper.get()).toBe(TOKEN);
    address = URL_B;
    expect(keeper.get()).toBeNull();
    address = URL_A;
    expect(keeper.remove().tiene).toBe(false);
  });

  it('of the environment comes first, and can not be removed', () => {
    const { secrets, kept } = keychain();
    const env = { HABIDO_MIGO_TOKEN: 'del-entorno-9876' };
    const keeper = createTokenKeeper({ secrets, env, address: () => URL_B });
    expect(keeper.state()).toEqual({ tiene: true, ultimos4: '9876', desde: 'entorno' });
    keeper.save(TOKEN);
    expect(kept.get(URL_B)).toBe(TOKEN);
    expect(keeper.get()).toBe('del-entorno-9876');
    expect(keeper.remove()).toMatchObject({ tiene: true, desde: 'entorno' });
    expect(kept.size).toBe(0);
  });

  it('shows nothing of a short one', () => {
    const keeper = createTokenKeeper({ secrets: keychain().secrets, env: {}, address: () => URL_A });
    expect(keeper.save('corto123')).toEqual({ tiene: true, ultimos4: null, desde: 'llavero' });
  });

  it('is read from the keychain once, and again after a change', () => {
    const { secrets, state } = keychain();
    const keeper = createTokenKeeper({ secrets, env: {}, address: () => URL_A });
    keeper.save(TOKEN);
    const before = state.reads;
    for (let i = 0; i < 5; i += 1) keeper.get();
    expect(state.reads).toBe(before);
    expect(keeper.save('otro-token-456789').ultimos4).toBe('6789');
  });

  it('is not said to be removed when the keychain that holds it can not be reached', () => {
    const { secrets, state, kept } = keychain();
    const keeper = createTokenKeeper({ secrets, env: {}, address: () => URL_A });
    keeper.save(TOKEN);
    state.broken = true;
    expect(() => keeper.remove()).toThrow('no ofrece un llavero');
    expect(kept.size).toBe(1);
  });
});
