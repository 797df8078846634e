/** Settings in two drawers: the office's and the desk's; the environment rules over both. */
import type { Settings } from '../../shared/contract.ts';
import type { HabidoDatabase } from '../database/open.ts';

export type Drawer = 'oficina' | 'puesto';

export interface SettingChange {
  ajuste: keyof Settings;
  cajon: Drawer;
  de: string | number | null;
  a: string | number | null;
}

export interface SettingsOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Called inside the transaction of each change: writes the audit entry. */
  audit: (change: SettingChange) => void;
}

export declare class SettingsStore {
  constructor(database: HabidoDatabase, options: SettingsOptions);
  /** What rules now. */
  get(): Settings;
  /** Settings ruled by an environment variable. */
  fijados(): (keyof Settings)[];
  /** Saves what changed; `ajuste-invalido` or `direccion-invalida` save nothing. */
  save(changes: Partial<Settings>): Settings;
}
