/** The token of the API: from the environment, the keychain, or memory, in that order. */
import type { TokenState } from '../../shared/contract.ts';
import type { SecretStore } from './secrets.ts';

export interface TokenKeeper {
  /** The token for the address in use, or null. */
  get(): string | null;
  /** What the window may know: the last four characters and where it comes from. */
  state(): TokenState;
  /** Keeps it for the address in use: in the keychain, or in memory where there is none. */
  save(token: string): TokenState;
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

export declare function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper;
