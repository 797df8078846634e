/** What is read for plans, and how often: every workbook of a run once, each with its own column of names. */
import { expect, test } from 'vitest';
import { BookReader } from '../../../main/ipc/book-reader.ts';
import { HandleRegistry, openedFile, type OpenedFile } from '../../../main/ipc/file-handles.ts';
import { JobSlot } from '../../../main/ipc/job-slot.ts';
import type { Workspace } from '../../../main/workspace.ts';
import type { ColumnChoice } from '../../../shared/workbook.ts';

interface Asked {
  kind: 'read' | 'column';
  path: string;
  columnaNombre?: string | undefined;
}

const CANDIDATES = [
  { hoja: 'Hoja', columna: 'B', filaEncabezado: 1, columnaNombre: 'C' },
  { hoja: 'Hoja', columna: 'B', filaEncabezado: 40, columnaNombre: 'E' },
];

/** A reader over workbooks that answer at once; `items`: how many a column has. */
function setUp(items = 1): { books: BookReader; asked: Asked[]; open: (path: string) => string } {
  const asked: Asked[] = [];
  const files = new HandleRegistry<OpenedFile>('archivo');
  const workbooks = {
    read: (path: string) => {
      asked.push({ kind: 'read', path });
      return Promise.resolve({ candidatas: CANDIDATES });
    },
    readColumn: (path: string, choice: ColumnChoice) => {
      asked.push({ kind: 'column', path, columnaNombre: choice.columnaNombre });
      return Promise.resolve({ items: Array.from({ length: items }) });
    },
  };
  const workspace = (): Workspace => ({ workbooks }) as unknown as Workspace;
  const books = new BookReader({ workspace, files, job: new JobSlot(), send: () => undefined });
  return { books, asked, open: (path) => files.add(openedFile(path)) };
}

const column = (archivo: string, filaEncabezado = 1, manual = false) => ({
  archivo,
  hoja: 'Hoja',
  columna: 'B',
  filaEncabezado,
  manual,
});

test('the workbooks of a run are read once each, whichever is asked for next', async () => {
  const { books, asked, open } = setUp();
  const all = [open('/a.xlsx'), open('/b.xlsx'), open('/c.xlsx')];
  for (const archivo of all) {
    books.forget(archivo);
    await books.workbook(archivo);
  }
  for (let n = 0; n < 2; n += 1) for (const archivo of all) await books.column(column(archivo));
  await books.workbook(all[0] as string);
  expect(asked.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'read /a.xlsx',
    'read /b.xlsx',
    'read /c.xlsx',
    'column /a.xlsx',
    'column /b.xlsx',
    'column /c.xlsx',
  ]);
});

test('every one gets the names found beside its own candidate; of two tables the chosen one’s', async () => {
  const { books, asked, open } = setUp();
  await books.workbook(open('/a.xlsx'));
  const other = open('/b.xlsx');
  await books.column(column(other));
  await books.column(column(other, 40));
  await books.column(column(other, 7));
  const names = asked.filter(({ kind }) => kind === 'column').map(({ columnaNombre }) => columnaNombre);
  expect(names).toEqual(['C', 'E', undefined]);
});

test('a workbook that is read again forgets its own columns, not those of the others', async () => {
  const { books, asked, open } = setUp();
  const [a, c] = [open('/a.xlsx'), open('/c.xlsx')];
  await books.column(column(a));
  await books.column(column(c));
  books.forget(a);
  asked.length = 0;
  await books.column(column(a));
  await books.column(column(c));
  expect(asked.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['read /a.xlsx', 'column /a.xlsx']);
});

test('very large columns are not all kept: the oldest goes first', async () => {
  const { books, asked, open } = setUp(200_000);
  const [a, c] = [open('/a.xlsx'), open('/c.xlsx')];
  await books.column(column(a));
  await books.column(column(c));
  asked.length = 0;
  await books.column(column(c));
  expect(asked).toEqual([]);
  await books.column(column(a));
  expect(asked).toHaveLength(1);
});
