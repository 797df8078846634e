/** Secrets in the operating system's keychain, the same for window and command line. */
import { createRequire } from 'node:module';
import type * as Keyring from '@napi-rs/keyring';
import { HabidoError } from '../../shared/errors.ts';
import type { SecretStore } from './secrets.ts';

/** Name of the service in the keychain. */
const SERVICE = 'Habido';

/** The account asked for to see whether there is a keychain; nothing is ever kept there. */
const PROBE = 'prueba';

/** The few things used of a keychain's entry. */
export interface KeyringEntry {
  getPassword(): string | null;
  setPassword(password: string): void;
  deleteCredential(): boolean;
}

/**
 * Without a keychain (a server, a session without Secret Service) every call says so by its result and
 * nothing crashes. On Linux the kernel's key ring is not used: it forgets at log-out without a word.
 */
export class KeyringSecrets implements SecretStore {
  readonly #entry: (account: string) => KeyringEntry;
  /** What was found is kept: asking the keychain takes a message to another process each time. */
  readonly #read = new Map<string, string>();

  /** Another `entry` is for tests on machines with and without a keychain. */
  constructor(entry: (account: string) => KeyringEntry = systemEntry) {
    this.#entry = entry;
  }

  available(): boolean {
    try {
      this.#entry(PROBE).getPassword();
      return true;
    } catch {
      return false;
    }
  }

  get(account: string): string | null {
    const known = this.#read.get(account);
    if (known !== undefined) return known;
    try {
      const found = this.#entry(account).getPassword();
      if (found !== null) this.#read.set(account, found);
      return found;
    } catch {
      return null;
    }
  }

  set(account: string, secret: string): boolean {
    this.#read.delete(account);
    try {
      this.#entry(account).setPassword(secret);
      return true;
    } catch {
      return false;
    }
  }

  remove(account: string): void {
    this.#read.delete(account);
    try {
      this.#entry(account).deleteCredential();
    } catch (error) {
      throw new HabidoError('llavero-no-disponible', {}, { cause: error });
    }
  }
}

const load = createRequire(import.meta.url);

/** Loaded at first use, so that a platform without its binary is one without a keychain, and no crash. */
function systemEntry(account: string): KeyringEntry {
  const { Entry } = load('@napi-rs/keyring') as typeof Keyring;
  return new Entry(SERVICE, account, { linux: { store: 'secret-service' } });
}
