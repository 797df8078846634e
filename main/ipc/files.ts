/** Calls about files: choosing, dropping, the sample. */
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { pastedBook } from '../workbook/pasted-book.ts';
import { toLimaMinute } from '../../shared/time.ts';
import type { AnswerFileView, CallOutput } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers } from './handle.ts';

export interface FileDeps {
  files: HandleRegistry<OpenedFile>;
  /** Asks the user for workbooks, or for a folder; null where the dialog was cancelled. */
  chooseWorkbooks(folder: boolean): Promise<string[] | null>;
  /** The text on the clipboard, or empty. */
  readClipboard(): Promise<string>;
  /** Reads answer files of SUNAT's Consulta múltiple, whatever they hold. */
  takeInAnswers(paths: readonly string[]): Promise<AnswerFileView[]>;
  /** The sample workbook that comes with the application. */
  samplePath: string;
  /** The data folder: the sample is copied there, since the application's own folder may be read-only. */
  folder(): string;
}

type FileHandlers = Pick<
  Handlers,
  'files.choose' | 'files.accept' | 'files.acceptAll' | 'files.sample' | 'files.paste'
>;

export function fileHandlers(deps: FileDeps): FileHandlers {
  const open = (path: string): { archivo: string; nombre: string } => {
    const file = openedFile(path);
    return { archivo: deps.files.add(file), nombre: file.nombre };
  };
  const openAll = async (paths: readonly string[]): Promise<CallOutput<'files.acceptAll'>> => {
    const { workbooks, answers, omitted } = filesAmong(paths);
    const respuestas = await deps.takeInAnswers(answers);
    return { archivos: workbooks.map(open), omitidos: omitted, respuestas };
  };
  return {
    'files.choose': async ({ carpeta }) => {
      const paths = await deps.chooseWorkbooks(carpeta);
      if (paths === null) return null;
      const [only] = paths;
      // One that was named is opened whatever it is called: reading says what it is.
      if (only !== undefined && paths.length === 1 && !isFolder(only) && !isZip(only))
        return { archivos: [open(only)], omitidos: [], respuestas: [] };
      return openAll(paths);
    },
    'files.accept': async ({ path }) => {
      if (!isAbsolute(path)) throw new HabidoError('archivo-no-existe');
      return Promise.resolve(open(path));
    },
    'files.acceptAll': async ({ paths }) => openAll(paths),
    'files.paste': async () => {
      const bytes = pastedBook(await deps.readClipboard());
      const folder = join(deps.folder(), 'pegados');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const stamp = toLimaMinute(Date.now()).replace(/[/:]/g, '.');
      const target = join(folder, `RUC pegados ${stamp}.xlsx`);
      writeFileSync(target, bytes, { mode: 0o600 });
      return open(target);
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

interface Found {
  workbooks: string[];
  /** Packages by their name: what SUNAT answers with. */
  answers: string[];
  omitted: string[];
}

/** Workbooks and answer files among files and folders (looked into one level deep), in the order of their names. */
function filesAmong(paths: readonly string[]): Found {
  const found: Found = { workbooks: [], answers: [], omitted: [] };
  const take = (path: string, explicit: boolean): void => {
    const name = basename(path);
    // Excel keeps `~$name.xlsx` beside a workbook that is open; our own copies are no input either.
    if (/\.(xlsx|xlsm|csv|txt|xls|xlsb|ods)$/i.test(name) && !name.startsWith('~$')) {
      found.workbooks.push(path);
    } else if (explicit ? isZip(name) : /^RM\d+\.zip$/i.test(name)) found.answers.push(path);
    else if (explicit) found.omitted.push(name);
  };
  for (const path of paths) {
    if (!isAbsolute(path)) continue;
    if (!isFolder(path)) take(path, true);
    else
      for (const name of readdirSync(path).sort((a, b) => a.localeCompare(b, 'es')))
        take(join(path, name), false);
  }
  return found;
}

function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
