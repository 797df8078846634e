/** Calls about the annotated copy: saving it, opening it, showing it in its folder. */
import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { RunRecord } from '../database/run-store.ts';
import { workbooksOf, writeAnnotatedCopy } from '../validation/annotated-copy.ts';
import { copyExtensions, copyNameBeside, hasExtension } from '../workbook/copy-name.ts';
import type { Workspace } from '../workspace.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { AnnotateResult } from '../../shared/workbook.ts';
import { bookRun } from './book-run.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import type { JobSlot } from './job-slot.ts';

export interface CopyDeps {
  workspace(): Workspace;
  copies: HandleRegistry<OpenedFile>;
  job: JobSlot;
  send: Send;
  version: string;
  /** Asks where; null where the dialog was cancelled. */
  chooseTarget(suggested: string): Promise<string | null>;
  /** Asks for the folder of several copies; null where the dialog was cancelled. */
  chooseFolder(suggested: string): Promise<string | null>;
  /** Hands the file to its program; rejects where there is none. */
  open(path: string): Promise<void>;
  showInFolder(path: string): void;
}

type CopyHandlers = Pick<Handlers, 'run.save' | 'copy.open' | 'copy.show'>;

export function copyHandlers(deps: CopyDeps): CopyHandlers {
  return {
    'run.save': async ({ corrida }) => {
      const run = bookRun(deps.workspace(), corrida);
      const workbooks = workbooksOf(run);
      const targets = await chooseTargets(deps, workbooks);
      if (targets === null) return null;
      const results = await deps.job.run((signal) => writeAll(deps, run, targets, signal));
      const file = openedFile((targets[0] as Target).path);
      return {
        copia: deps.copies.add(file),
        nombre: file.nombre,
        copias: targets.length,
        filas: results.reduce((sum, result) => sum + result.filas, 0),
        avisos: [...new Set(results.flatMap((result) => result.avisos))],
      };
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

interface Target {
  k: number;
  path: string;
}

/** One workbook: asks for its name. Several: asks for their folder. Null: cancelled. */
async function chooseTargets(
  deps: CopyDeps,
  workbooks: ReturnType<typeof workbooksOf>,
): Promise<Target[] | null> {
  const [only] = workbooks;
  if (only !== undefined && workbooks.length === 1) {
    const extensions = await copyExtensions(only.source.path);
    const chosen = await deps.chooseTarget(copyNameBeside(only.source.path, extensions[0] ?? ''));
    return chosen === null ? null : [{ k: only.k, path: withExtension(chosen, extensions) }];
  }
  const folder = await deps.chooseFolder(dirname(only?.source.path ?? ''));
  if (folder === null) return null;
  const targets: Target[] = [];
  // Two workbooks of one name (`compras.xls`, `compras.xlsx`) get a copy each.
  const isTaken = (path: string): boolean =>
    existsSync(path) || targets.some((target) => target.path === path);
  for (const { k, source } of workbooks) {
    const [extension = ''] = await copyExtensions(source.path);
    targets.push({ k, path: copyNameBeside(join(folder, source.nombre), extension, isTaken) });
  }
  return targets;
}

/** Some save dialogs let the extension be left out; another one than the copy's would not open. */
function withExtension(path: string, extensions: readonly string[]): string {
  const [usual = ''] = extensions;
  if (hasExtension(path, extensions)) return path;
  if (extname(path) === '') return `${path}${usual}`;
  throw new HabidoError('salida-extension', { extension: usual });
}

async function writeAll(
  deps: CopyDeps,
  run: RunRecord,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<AnnotateResult[]> {
  const results: AnnotateResult[] = [];
  for (const { k, path } of targets) {
    results.push(
      await writeAnnotatedCopy(deps.workspace(), run, k, path, {
        askedBy: 'ventana',
        salida: deps.workspace().settings.get(),
        appVersion: deps.version,
        signal,
        onProgress: (progress) => {
          deps.send('job.progress', progress);
        },
      }),
    );
  }
  return results;
}
