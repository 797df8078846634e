/** Secrets in the operating system's keychain. */
import type { SecretStore } from './secrets.ts';

export declare class KeyringSecrets implements SecretStore {
  available(): boolean;
  get(account: string): string | null;
  set(account: string, secret: string): void;
  remove(account: string): void;
}
