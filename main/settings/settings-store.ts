/** Settings in two drawers: the office's and the desk's; the environment rules over both. */
import { isDeepStrictEqual } from 'node:util';
import type { Statement } from 'better-sqlite3';
import { settingsSchema, type Settings } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import { PADRON_ADDRESS } from '../../shared/sunat-addresses.ts';
import { PLAIN_OUTPUT } from '../../shared/workbook.ts';
import type { HabidoDatabase } from '../database/open.ts';
import { downloadAddress, normalAddress } from './address.ts';

/** `oficina`: what the desks of an office will share. `puesto`: this desk's own. */
export type Drawer = 'oficina' | 'puesto';

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

const DEFAULTS: Settings = {
  direccion: 'https://api.migo.pe',
  porMinuto: 60,
  concurrencia: 4,
  frescuraHoras: 24,
  tope: null,
  precio: null,
  tema: 'sistema',
  columnas: [...PLAIN_OUTPUT.columnas],
  hojaResumen: true,
  hojaProblemas: false,
  padronDireccion: PADRON_ADDRESS,
  padronEdadDias: 7,
};

const DRAWERS: Record<Key, Drawer> = {
  direccion: 'oficina',
  porMinuto: 'oficina',
  concurrencia: 'oficina',
  frescuraHoras: 'oficina',
  tope: 'oficina',
  precio: 'oficina',
  tema: 'puesto',
  columnas: 'oficina',
  hojaResumen: 'oficina',
  hojaProblemas: 'oficina',
  padronDireccion: 'oficina',
  padronEdadDias: 'oficina',
};

const VARIABLES: Partial<Record<Key, string>> = {
  direccion: 'HABIDO_MIGO_URL',
  porMinuto: 'HABIDO_POR_MINUTO',
  concurrencia: 'HABIDO_CONCURRENCIA',
};

/** What each value may be, in the words of the error. */
const ALLOWED: Record<Key, string> = {
  direccion: 'debe ser una dirección https://',
  porMinuto: 'debe ser un entero de 1 a 1000',
  concurrencia: 'debe ser un entero de 1 a 16',
  frescuraHoras: 'debe ser un entero de 0 a 8760',
  tope: 'debe ser un entero de 1 a 10 000 000, o quedar vacío',
  precio: 'debe ser un monto en soles, por ejemplo 0.01, o quedar vacío',
  tema: 'debe ser sistema, claro u oscuro',
  columnas: 'debe tener VEREDICTO y no repetir columnas',
  hojaResumen: 'debe ser sí o no',
  hojaProblemas: 'debe ser sí o no',
  padronDireccion: 'debe ser una dirección https://',
  padronEdadDias: 'debe ser un entero de 1 a 365',
};

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
      for (const ajuste of Object.keys(DEFAULTS) as Key[]) {
        const wanted = changes[ajuste];
        if (wanted === undefined) continue;
        const a = checked(ajuste, wanted);
        if (!isDeepStrictEqual(a, before[ajuste]))
          this.#change({ ajuste, cajon: DRAWERS[ajuste], de: before[ajuste], a });
      }
    });
    this.#current = null;
    return this.get();
  }

  #change(change: SettingChange): void {
    const variable = VARIABLES[change.ajuste];
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
    const stored: Record<string, unknown> = { ...DEFAULTS };
    for (const { drawer, key, value } of this.#read.all()) {
      if (key in DRAWERS && DRAWERS[key as Key] === drawer)
        stored[key] = checked(key as Key, JSON.parse(value));
    }
    return stored as Settings;
  }
}

/** The value in its one form, or the error that says what it may be. */
function checked(ajuste: Key, value: unknown): Value {
  const parsed = settingsSchema.shape[ajuste].safeParse(value);
  if (!parsed.success) throw new HabidoError('ajuste-invalido', { ajuste, motivo: ALLOWED[ajuste] });
  if (ajuste === 'direccion') return normalAddress(parsed.data as string);
  return ajuste === 'padronDireccion' ? downloadAddress(parsed.data as string) : parsed.data;
}

function fixedBy(env: SettingsOptions['env']): Partial<Settings> {
  const fixed: Partial<Record<Key, Value>> = {};
  for (const [ajuste, variable] of Object.entries(VARIABLES) as [Key, string][]) {
    const text = env[variable]?.trim() ?? '';
    if (text === '') continue;
    fixed[ajuste] = checked(ajuste, ajuste === 'direccion' ? text : Number(text));
  }
  return fixed as Partial<Settings>;
}
