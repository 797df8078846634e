/** Calls about the annotated copy: saving it, opening it, showing it in its folder. */
import { extname } from 'node:path';
import { writeAnnotatedCopy } from '../validation/annotated-copy.ts';
import { copyNameBeside } from '../workbook/copy-name.ts';
import type { Workspace } from '../workspace.ts';
import { HabidoError } from '../../shared/errors.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import type { JobSlot } from './job-slot.ts';

export interface CopyDeps {
  workspace(): Workspace;
  copies: HandleRegistry<OpenedFile>;
  job: JobSlot;
  send: Send;
  /** Asks where; null where the dialog was cancelled. */
  chooseTarget(suggested: string): Promise<string | null>;
  /** Hands the file to its program; rejects where there is none. */
  open(path: string): Promise<void>;
  showInFolder(path: string): void;
}

type CopyHandlers = Pick<Handlers, 'run.save' | 'copy.open' | 'copy.show'>;

export function copyHandlers(deps: CopyDeps): CopyHandlers {
  return {
    'run.save': async ({ corrida }) => {
      const workspace = deps.workspace();
      const run = workspace.service.record(corrida);
      const chosen = await deps.chooseTarget(copyNameBeside(run.sourcePath));
      if (chosen === null) return null;
      const target = withExtension(chosen, extname(run.sourcePath));
      const result = await deps.job.run((signal) =>
        writeAnnotatedCopy(
          workspace,
          run,
          { source: run.sourcePath, target },
          {
            askedBy: 'ventana',
            signal,
            onProgress: (progress) => {
              deps.send('job.progress', progress);
            },
          },
        ),
      );
      const file = openedFile(target);
      return { copia: deps.copies.add(file), nombre: file.nombre, filas: result.filas, avisos: result.avisos };
    },
    'copy.open': async ({ copia }) => {
      try {
        await deps.open(deps.copies.get(copia).path);
      } catch (error) {
        if (error instanceof HabidoError) throw error;
        throw new HabidoError('archivo-sin-programa', {}, { cause: error });
      }
      return {};
    },
    'copy.show': async ({ copia }) => {
      deps.showInFolder(deps.copies.get(copia).path);
      return Promise.resolve({});
    },
  };
}

/** Some save dialogs let the extension be left out. */
function withExtension(path: string, extension: string): string {
  return extname(path) === '' ? `${path}${extension}` : path;
}
