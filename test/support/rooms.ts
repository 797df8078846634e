/** Which folder may import which: the directions in which knowledge flows. */

/** Folders of the project's own code, the most specific first. */
const ROOMS = [
  'main/app',
  'main/ipc',
  'main/migo',
  'main/database',
  'main/audit',
  'main/validation',
  'main/workbook',
  'main/zip',
  'main/files',
  'main/padron',
  'main/calendar',
  'main/partners',
  'main/simulator',
  'main/settings',
  'main/cli',
  'preload',
  'renderer',
  'shared',
] as const;
/** Single files above the folders: where parts are put together, and what all of main may read. */
const FILES = {
  'main/index.ts': 'main/index',
  'main/workspace.ts': 'main/workspace',
  'main/desk.ts': 'main/workspace',
} as const;
type Room = (typeof ROOMS)[number] | (typeof FILES)[keyof typeof FILES] | 'main';

const PARTS: readonly Room[] = ROOMS.filter((room) => room.startsWith('main/'));

const MAY_IMPORT: Record<Room, readonly Room[]> = {
  shared: [],
  main: ['shared'],
  'main/index': [...PARTS, 'main/workspace', 'main', 'shared'],
  'main/workspace': [
    ...PARTS.filter((room) => !['main/app', 'main/ipc', 'main/cli'].includes(room)),
    'main',
    'shared',
  ],
  'main/app': [...PARTS, 'main/workspace', 'main', 'shared'],
  'main/ipc': [
    ...PARTS.filter((room) => room !== 'main/app' && room !== 'main/cli'),
    'main/workspace',
    'main',
    'shared',
  ],
  'main/migo': ['shared'],
  'main/database': ['shared'],
  'main/audit': ['main/database', 'shared'],
  'main/files': ['shared'],
  'main/zip': ['shared'],
  'main/validation': ['main/migo', 'main/database', 'main/audit', 'main/padron', 'main/files', 'shared'],
  'main/workbook': ['main/zip', 'main/files', 'shared'],
  'main/padron': ['main/calendar', 'main/zip', 'main/files', 'main/database', 'main/audit', 'shared'],
  'main/calendar': ['shared'],
  'main/partners': ['main/calendar', 'main/validation', 'main/database', 'main/audit', 'shared'],
  'main/simulator': ['shared'],
  'main/settings': ['main/database', 'main/audit', 'shared'],
  'main/cli': [
    ...PARTS.filter((room) => room !== 'main/app' && room !== 'main/ipc'),
    'main/workspace',
    'main',
    'shared',
  ],
  preload: ['shared'],
  renderer: ['shared'],
};

/** The room of a project file; undefined where no rule knows it. */
export function roomOf(file: string): Room | undefined {
  if (file in FILES) return FILES[file as keyof typeof FILES];
  if (/^main\/[^/]+$/.test(file)) return 'main';
  return ROOMS.find((room) => file.startsWith(`${room}/`));
}

/** Why `from` may not import `to`, or null. Both are project files. */
export function whyRefused(from: string, to: string): string | null {
  const source = roomOf(from);
  const target = roomOf(to);
  if (source === undefined) return `${from} lies in no room that the rules know`;
  if (to === 'package.json') return null;
  if (target === undefined) return `${from} imports ${to}, which lies in no room that the rules know`;
  if (source === target || MAY_IMPORT[source].includes(target)) return null;
  return `${from} imports ${to}: ${source} may not know ${target}`;
}

/** Whether a file may import Electron. */
export function mayImportElectron(file: string): boolean {
  return file === 'main/index.ts' || file.startsWith('main/app/') || file.startsWith('preload/');
}
