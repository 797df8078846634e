/** A place for secrets: the system's keychain, or memory. */
export interface SecretStore {
  /** Whether it can keep anything right now. */
  available(): boolean;
  /** Null where there is none, or where the place can't be reached (`available` says which). */
  get(account: string): string | null;
  /** Whether it was kept. */
  set(account: string, secret: string): boolean;
  /** Throws where there is one and it can't be removed: a secret must not stay behind unsaid. */
  remove(account: string): void;
}
