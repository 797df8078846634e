/** Settings in two drawers: the office's and the desk's; the environment rules over both. */
import { isDeepStrictEqual } from 'node:util';
import type { Statement } from 'better-sqlite3';
import { settingsSchema, type Settings } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { HabidoDatabase } from '../database/open.ts';
import { downloadAddress, normalAddress } from './address.ts';
import { SETTINGS, type Drawer } from './definitions.ts';

type Key = keyof Settings;
type Value = Settings[Key];

export interface SettingChange {
  ajuste: Key;
  cajon: Drawer;
  de: Value;
  a: Value;
}

export interface SettingsOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Called inside the transaction of each change: writes the audit entry. */
  audit: (change: SettingChange) => void;
}

/**
 * Reader and writer of settings. Read again only after a commit of another connection (other processes change
 * them too) or a change of its own: the run asks with every attempt.
 */
export class SettingsStore {
  readonly #database: HabidoDatabase;
  readonly #audit: SettingsOptions['audit'];
  readonly #fixed: Partial<Settings>;
  readonly #read: Statement<[], { drawer: Drawer; key: string; value: string }>;
  readonly #write: Statement<[Drawer, string, string]>;
  /** SQLite's count of other connections' commits at the last reading. */
  #seen: unknown = null;
  #current: Settings | null = null;

  /** Throws `ajuste-invalido` or `direccion-invalida` where the environment holds nonsense. */
  constructor(database: HabidoDatabase, options: SettingsOptions) {
    this.#database = database;
    this.#audit = options.audit;
    this.#fixed = fixedBy(options.env);
    this.#read = database.db.prepare('SELECT drawer, key, value FROM settings');
    this.#write = database.db.prepare(
      `INSERT INTO settings (drawer, key, value) VALUES (?, ?, ?)
       ON CONFLICT (drawer, key) DO UPDATE SET value = excluded.value`,
    );
  }

  /** What rules now. */
  get(): Settings {
    const { db } = this.#database;
    // Inside a transaction nothing is kept: what it reads may be rolled back.
    if (db.inTransaction) return this.#ruling();
    const seen = db.pragma('data_version', { simple: true });
    if (this.#current === null || seen !== this.#seen) {
      this.#current = this.#ruling();
      this.#seen = seen;
    }
    return { ...this.#current };
  }

  #ruling(): Settings {
    return { ...this.#stored(), ...this.#fixed };
  }

  /** Settings ruled by an environment variable: shown, not editable. */
  fijados(): Key[] {
    return Object.keys(this.#fixed) as Key[];
  }

  /**
   * Saves what differs from what rules, each change with its audit entry, all or none. `ajuste-invalido`,
   * `direccion-invalida` and `descarga-direccion` save nothing; so does a change of what the environment rules.
   */
  save(changes: Partial<Settings>): Settings {
    this.#database.transaction(() => {
      const before = this.get();
      for (const ajuste of Object.keys(SETTINGS) as Key[]) {
        const wanted = changes[ajuste];
        if (wanted === undefined) continue;
        const a = checked(ajuste, wanted);
        if (!isDeepStrictEqual(a, before[ajuste]))
          this.#change({ ajuste, cajon: SETTINGS[ajuste].cajon, de: before[ajuste], a });
      }
    });
    this.#current = null;
    return this.get();
  }

  #change(change: SettingChange): void {
    const variable = SETTINGS[change.ajuste].variable;
    if (variable !== undefined && change.ajuste in this.#fixed) {
      throw new HabidoError('ajuste-invalido', {
        ajuste: change.ajuste,
        motivo: `lo fija la variable ${variable}`,
      });
    }
    this.#write.run(change.cajon, change.ajuste, JSON.stringify(change.a));
    this.#audit(change);
  }

  #stored(): Settings {
    const stored: Record<string, unknown> = Object.fromEntries(
      Object.entries(SETTINGS).map(([key, { inicial }]) => [key, inicial]),
    );
    for (const { drawer, key, value } of this.#read.all()) {
      if (key in SETTINGS && SETTINGS[key as Key].cajon === drawer)
        stored[key] = checked(key as Key, JSON.parse(value));
    }
    return stored as Settings;
  }
}

/** The value in its one form, or the error that says what it may be. */
function checked(ajuste: Key, value: unknown): Value {
  const parsed = settingsSchema.shape[ajuste].safeParse(value);
  if (!parsed.success)
    throw new HabidoError('ajuste-invalido', { ajuste, motivo: SETTINGS[ajuste].permitido });
  if (ajuste === 'direccion') return normalAddress(parsed.data as string);
  return ajuste === 'padronDireccion' ? downloadAddress(parsed.data as string) : parsed.data;
}

function fixedBy(env: SettingsOptions['env']): Partial<Settings> {
  const fixed: Partial<Record<Key, Value>> = {};
  for (const [ajuste, { variable }] of Object.entries(SETTINGS) as [Key, { variable?: string }][]) {
    if (variable === undefined) continue;
    const text = env[variable]?.trim() ?? '';
    if (text === '') continue;
    fixed[ajuste] = checked(ajuste, ajuste === 'direccion' ? text : Number(text));
  }
  return fixed as Partial<Settings>;
}
