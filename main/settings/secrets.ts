/** A place for secrets: the system's keychain, or memory. */
export interface SecretStore {
  /** Whether it can keep anything right now. */
  available(): boolean;
  get(account: string): string | null;
  set(account: string, secret: string): void;
  remove(account: string): void;
}
