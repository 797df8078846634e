/** The token of the API: from the environment, the keychain, or memory, in that order. */
import type { TokenState } from '../../shared/contract.ts';
import { MemorySecrets } from './memory-secrets.ts';
import type { SecretStore } from './secrets.ts';

export interface TokenKeeper {
  /** The token for the address in use, or null. */
  get(): string | null;
  /** What the window may know: the last four characters and where it comes from. */
  state(): TokenState;
  /** Keeps it for the address in use: in the keychain, or in memory where there is none. */
  save(token: string): TokenState;
  /**
   * Forgets the one for the address in use (the environment's can't be forgotten). Throws
   * `llavero-no-disponible` where the keychain holds it and can't be reached.
   */
  remove(): TokenState;
  /** Whether this computer keeps secrets. */
  hasKeychain(): boolean;
}

export interface TokenKeeperOptions {
  /** The keychain. */
  secrets: SecretStore;
  env: Readonly<Record<string, string | undefined>>;
  /** The address in use: a token is bound to the one that it was entered for. */
  address: () => string;
}

interface Found {
  token: string;
  desde: NonNullable<TokenState['desde']>;
}

/** A token shorter than this shows none of its characters. */
const SHOWN_FROM = 12;

/** The one place that hands out the token; it never logs, and `state` holds no more than four characters. */
export function createTokenKeeper({ secrets, env, address }: TokenKeeperOptions): TokenKeeper {
  const memory = new MemorySecrets();

  const find = (): Found | null => {
    const fixed = env['HABIDO_MIGO_TOKEN']?.trim() ?? '';
    if (fixed !== '') return { token: fixed, desde: 'entorno' };
    const kept = secrets.get(address());
    if (kept !== null && kept !== '') return { token: kept, desde: 'llavero' };
    const held = memory.get(address());
    return held === null ? null : { token: held, desde: 'memoria' };
  };

  const state = (): TokenState => {
    const found = find();
    if (found === null) return { tiene: false, ultimos4: null, desde: null };
    const ultimos4 = found.token.length < SHOWN_FROM ? null : found.token.slice(-4);
    return { tiene: true, ultimos4, desde: found.desde };
  };

  return {
    get: () => find()?.token ?? null,
    state,
    save(token) {
      const clean = token.trim();
      if (secrets.set(address(), clean)) memory.remove(address());
      else memory.set(address(), clean);
      return state();
    },
    remove() {
      memory.remove(address());
      if (secrets.get(address()) !== null) secrets.remove(address());
      return state();
    },
    hasKeychain: () => secrets.available(),
  };
}
