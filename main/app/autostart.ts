/** Starting with the session, without a window: as the setting says, by each system's own way. */
import type { App } from 'electron';
import { HabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { autostartPath, isOutdated, removeAutostart, writeAutostart } from './autostart-file.ts';
import { HIDDEN } from './single-instance.ts';

export interface AutostartOptions {
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>;
  platform: string;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** The program that runs. */
  program: string;
  /** Told of an `inicio-con-sesion` that could not be done. */
  failed(error: HabidoError): void;
  log: Log;
}

export class Autostart {
  readonly #options: AutostartOptions;
  #wanted: boolean;
  #turn: Promise<void> = Promise.resolve();

  /** `wanted`: the setting as it was found; the system is told only when it changes. */
  constructor(options: AutostartOptions, wanted: boolean) {
    this.#options = options;
    this.#wanted = wanted;
  }

  /** The setting is `wanted` now. */
  follow(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#inTurn(() => this.#apply(wanted));
  }

  /** Names the program anew where the file names another one. The user's own removal of the file stands. */
  mend(): void {
    const { app, platform } = this.#options;
    if (!this.#wanted || !app.isPackaged || platform !== 'linux') return;
    this.#inTurn(async () => {
      const { path, words } = this.#file();
      if (await isOutdated(path, words)) await writeAutostart(path, words);
    });
  }

  /** Resolves when what was asked for so far is done. */
  settled(): Promise<void> {
    return this.#turn;
  }

  #inTurn(work: () => Promise<void>): void {
    const { failed, log } = this.#options;
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      log.error('Starting with the session could not be set up.', error);
      failed(new HabidoError('inicio-con-sesion', {}, { cause: error }));
    });
  }

  async #apply(wanted: boolean): Promise<void> {
    const { app, platform, log } = this.#options;
    if (!app.isPackaged) {
      log.warn('Starting with the session is set up by the packaged application only.');
      return;
    }
    if (platform !== 'linux') {
      // macOS knows no arguments: there the app asks how it was started.
      app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN] });
      return;
    }
    const { path, words } = this.#file();
    if (wanted) await writeAutostart(path, words);
    else await removeAutostart(path);
  }

  #file(): { path: string; words: string[] } {
    const { env, home, program } = this.#options;
    // An AppImage runs from a place that is another one each time.
    const image = env['APPIMAGE'] ?? '';
    return { path: autostartPath(env, home), words: [image === '' ? program : image, HIDDEN] };
  }
}

/** Whether this start asks for no window: the words say so, or macOS does, which hands over no words. */
export function startsHidden(
  argv: readonly string[],
  app: Pick<App, 'getLoginItemSettings'>,
  platform: string,
): boolean {
  if (argv.includes(HIDDEN)) return true;
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
