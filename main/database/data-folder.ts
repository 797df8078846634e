/** Where Habido's data lies, and whether that place can hold it. */

/** The data folder of this environment: `HABIDO_DATOS`, else the platform's. Absolute. */
export declare function resolveDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string;

/** What a test may replace. */
export interface FolderProbe {
  /** Whether the folder lies on a network share, where SQLite's WAL is not safe. */
  isNetwork(path: string): boolean;
  /** Writes and removes a small file; throws where it can't. */
  tryWrite(path: string): void;
}

/**
 * Creates the folder (0700) and makes sure that it can hold a database: `datos-carpeta-invalida`,
 * `datos-sin-permiso`, `datos-en-red`, `disco-lleno`.
 */
export declare function prepareDataFolder(path: string, probe?: Partial<FolderProbe>): void;
