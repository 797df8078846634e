/** Calls about files: choosing, dropping, the sample. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { HabidoError } from '../../shared/errors.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers } from './handle.ts';

export interface FileDeps {
  files: HandleRegistry<OpenedFile>;
  /** Asks the user; null where the dialog was cancelled. */
  chooseWorkbook(): Promise<string | null>;
  /** The sample workbook that comes with the application. */
  samplePath: string;
  /** The data folder: the sample is copied there, since the application's own folder may be read-only. */
  folder(): string;
}

type FileHandlers = Pick<Handlers, 'files.choose' | 'files.accept' | 'files.sample'>;

export function fileHandlers(deps: FileDeps): FileHandlers {
  const open = (path: string): { archivo: string; nombre: string } => {
    const file = openedFile(path);
    return { archivo: deps.files.add(file), nombre: file.nombre };
  };
  return {
    'files.choose': async () => {
      const path = await deps.chooseWorkbook();
      return path === null ? null : open(path);
    },
    'files.accept': async ({ path }) => {
      if (!isAbsolute(path)) throw new HabidoError('archivo-no-existe');
      return Promise.resolve(open(path));
    },
    'files.sample': async () => {
      const folder = join(deps.folder(), 'ejemplos');
      mkdirSync(folder, { recursive: true });
      const target = join(folder, basename(deps.samplePath));
      copyFileSync(deps.samplePath, target);
      return Promise.resolve(open(target));
    },
  };
}
