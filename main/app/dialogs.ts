/** The system's dialogs, as the narrow functions that parts ask for. */
import { clipboard, dialog, shell, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { printPage } from './print.ts';

/** How a part asks the user for files; null where the dialog was cancelled. */
export interface FileDialogs {
  /** `folder`: a folder of them instead, where the system's dialog can't offer both. */
  chooseWorkbooks(folder: boolean): Promise<string[] | null>;
  /** One file: SUNAT's padrón, or one of its lists. */
  choosePadron(what: 'padron' | 'lista'): Promise<string | null>;
  /** `suggested`: the name proposed, or its full path; its extension is the filter. `title` says what is saved. */
  chooseTarget(suggested: string, title: string): Promise<string | null>;
  /** Where several files go; `title` says which. */
  chooseFolder(suggested: string, title: string): Promise<string | null>;
}

/** How a part hands a file to the desktop. Rejects where the desktop can't. */
export interface Desktop {
  open(path: string): Promise<void>;
  showInFolder(path: string): void;
  /** Opens a page of ours to name (https) in the browser. */
  openPage(url: string): Promise<void>;
  /** The text on the clipboard, or empty; the page itself has no permission to read or write it. */
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  printPage(html: string): Promise<Uint8Array>;
}

/** File dialogs over the given window. */
export function fileDialogs(window: () => BrowserWindow | null): FileDialogs {
  const over = (): BrowserWindow => {
    const found = window();
    if (found === null) throw new Error('A dialog was asked for without a window.');
    return found;
  };
  return {
    async chooseWorkbooks(folder) {
      // Only the dialog of macOS takes files and folders alike; elsewhere asking for both shows folders alone.
      const both = process.platform === 'darwin';
      const { canceled, filePaths } = await dialog.showOpenDialog(over(), {
        title: folder && !both ? 'Elegir una carpeta de libros' : 'Elegir archivos',
        buttonLabel: 'Elegir',
        properties: [
          ...(folder && !both ? [] : (['openFile'] as const)),
          ...(folder || both ? (['openDirectory'] as const) : []),
          'multiSelections',
        ],
        filters: [
          { name: 'Libros y tablas', extensions: ['xlsx', 'xlsm', 'csv', 'txt', 'xls', 'xlsb', 'ods'] },
          { name: 'Respuestas de SUNAT', extensions: ['zip'] },
          { name: 'Todos los archivos', extensions: ['*'] },
        ],
      });
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    choosePadron: (what) => choosePadron(over(), what),
    async chooseFolder(suggested, title) {
      const { canceled, filePaths } = await dialog.showOpenDialog(over(), {
        title,
        buttonLabel: 'Guardar aquí',
        defaultPath: suggested,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseTarget(suggested, title) {
      const extension = /\.([^.\\/]+)$/.exec(suggested)?.[1] ?? 'xlsx';
      const { canceled, filePath } = await dialog.showSaveDialog(over(), {
        title,
        buttonLabel: 'Guardar',
        defaultPath: suggested,
        filters: [{ name: /^xls/i.test(extension) ? 'Libro de Excel' : 'Texto', extensions: [extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}

async function choosePadron(over: BrowserWindow, what: 'padron' | 'lista'): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(over, {
    title: what === 'padron' ? 'Importar padrón' : 'Importar una lista de SUNAT',
    buttonLabel: 'Importar',
    properties: ['openFile'],
    filters: [
      what === 'padron'
        ? { name: 'Padrón reducido', extensions: ['zip', 'txt'] }
        : { name: 'Listas de SUNAT', extensions: ['zip', 'txt', 'xlsx'] },
      { name: 'Todos los archivos', extensions: ['*'] },
    ],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** The desktop's own programs. */
export function desktop(): Desktop {
  return {
    async open(path) {
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Error('The desktop has no program for this file.');
    },
    openPage: (url) => shell.openExternal(url),
    showInFolder: (path) => shell.showItemInFolder(path),
    readClipboard: async () => clipboard.readText(),
    writeClipboard: async (text) => clipboard.writeText(text),
    printPage,
  };
}

/** Asks before the end in mid-run, over the window where there is one; true: end, it is taken up later. */
export async function confirmClosing(
  window: BrowserWindow | null,
  what: 'corrida' | 'refresco',
): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'question',
    title: 'Habido',
    message: what === 'corrida' ? 'Hay una corrida en curso.' : 'Hay un refresco de socios en curso.',
    detail:
      'Lo que ya se respondió se conserva: puede cerrar y retomarla luego sin volver a pagar esas consultas.',
    buttons: ['Seguir', 'Cerrar y retomar luego'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}
