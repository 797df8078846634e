/** Secrets for this session only. */
import type { SecretStore } from './secrets.ts';

/** Forgets everything when the process ends. */
export class MemorySecrets implements SecretStore {
  readonly #kept = new Map<string, string>();

  available(): boolean {
    return true;
  }

  get(account: string): string | null {
    return this.#kept.get(account) ?? null;
  }

  set(account: string, secret: string): boolean {
    this.#kept.set(account, secret);
    return true;
  }

  remove(account: string): void {
    this.#kept.delete(account);
  }
}
