/**
 * The measured process: one tool does one thing with one workbook, once; prints seconds and peak memory.
 *
 * argv: tool, operation (`read` | `annotate`), path of the workbook, its rows, the path of the copy.
 */
import { createReadStream, createWriteStream, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import type * as SheetJs from 'xlsx';
import { keepHeapSmall } from '../../main/heap.ts';
import { createWorkbooks } from '../../main/workbook/workbooks.ts';
import type { VerdictCells } from '../../main/workbook/types.ts';
import { bigLibro, distinctRucs, supplierName } from '../support/big-libro.ts';
import { fixtureRuc } from '../support/package-builder.ts';
import { readDirectory } from '../support/package-reader.ts';

// As the app and the command line do.
keepHeapSmall();

const [tool, operation, path, rowsText, target] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const rows = Number(rowsText);
/** Column H of fifteen; ours go into the next eight. */
const RUC_COLUMN = 7;
const COLUMNS = 15;
const HEADINGS = [
  'VEREDICTO',
  'RAZÓN SOCIAL',
  'ESTADO',
  'CONDICIÓN',
  'OBSERVACIÓN',
  'FUENTE',
  'DATO AL',
  'CONSULTADO EL',
];

/** What is written beside a RUC, the same for every tool. */
function verdictOf(ruc: string, razonSocial: string): VerdictCells {
  return {
    texto: ruc,
    veredicto: Number(ruc.slice(-3)) % 5 === 0 ? 'NO APTO' : 'APTO',
    razonSocial,
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    observacion: '',
    fuente: 'Migo',
    datoAl: 1_763_000_000_000,
    consultadoEn: 1_763_900_000_000,
  };
}

/** The same cells for a row that a library read: its RUC and the name beside it, which is the registered one. */
function cellsOf(ruc: unknown, nombre: unknown): (string | number)[] {
  const cells = verdictOf(String(ruc), String(nombre));
  const { veredicto, razonSocial, estado, condicion, observacion, fuente } = cells;
  return [veredicto, razonSocial, estado, condicion, observacion, fuente, 46_000, 46_010.5];
}

function* verdicts(): Generator<VerdictCells[]> {
  const count = distinctRucs(rows);
  for (let at = 0; at < count; at += 1000)
    yield Array.from({ length: Math.min(1000, count - at) }, (_, i) =>
      verdictOf(fixtureRuc(at + i), supplierName(at + i)),
    );
}

type Work = () => Promise<number>;

// Built beside this file, as in the app: types stripped at the start would be measured too.
const workbooks = createWorkbooks({ workerUrl: new URL('./worker.js', import.meta.url) });

const WORKS: Record<string, Record<string, Work>> = {
  habido: { read: habidoRead, annotate: habidoAnnotate },
  sheetjs: { read: sheetjsRead, annotate: sheetjsAnnotate },
  exceljs: { read: exceljsRead, annotate: exceljsAnnotate },
  limit: { read: () => limit(false), annotate: () => limit(true) },
};

/** The worker is up and its code loaded, as the libraries' code is before their clock starts. */
async function habidoReady(): Promise<void> {
  await workbooks.read(await bigLibro(10));
  begin();
}

async function habidoRead(): Promise<number> {
  await habidoReady();
  const reading = await workbooks.read(path);
  return reading.candidatas[0]?.columna === 'H' ? reading.candidatas[0].filas : 0;
}

async function habidoAnnotate(): Promise<number> {
  const expectedHash = createHash('sha256').update(readFileSync(path)).digest('hex');
  await habidoReady();
  const result = await workbooks.annotate({
    source: path,
    expectedHash,
    choice: { hoja: 'Compras', columna: 'H', filaEncabezado: 1 },
    target,
    verdicts: verdicts(),
    manual: false,
  });
  return result.filas;
}

/** Its code is loaded before the clock starts, and only where it is measured. */
async function sheetjsSheet(): Promise<{
  xlsx: typeof SheetJs;
  sheet: SheetJs.WorkSheet;
  data: SheetJs.CellObject[][];
}> {
  const xlsx = await import('xlsx');
  begin();
  const sheet = xlsx.read(readFileSync(path), { dense: true }).Sheets['Compras'];
  // A sheet too large for one string is left out without a word.
  if (sheet === undefined) throw new Error('the sheet is missing');
  return { xlsx, sheet, data: (sheet as unknown as { '!data': SheetJs.CellObject[][] })['!data'] };
}

async function sheetjsRead(): Promise<number> {
  const { data } = await sheetjsSheet();
  return data.filter((row) => /^\d{11}$/.test(String(row[RUC_COLUMN]?.v))).length;
}

async function sheetjsAnnotate(): Promise<number> {
  const { xlsx, sheet, data } = await sheetjsSheet();
  let done = 0;
  data.forEach((row, i) => {
    const values = i === 0 ? HEADINGS : cellsOf(row[RUC_COLUMN]?.v, row[RUC_COLUMN + 1]?.v);
    values.forEach((v, k) => {
      row[COLUMNS + k] = { t: typeof v === 'number' ? 'n' : 's', v };
    });
    if (i > 0) done += 1;
  });
  sheet['!ref'] = `A1:W${String(rows + 1)}`;
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, 'Compras');
  const options = { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true } as const;
  writeFileSync(target, xlsx.write(book, options) as Buffer);
  return done;
}

interface ExcelJsCell {
  value: unknown;
}
interface ExcelJsRow {
  getCell(column: number): ExcelJsCell;
}
interface ExcelJsSheet {
  eachRow(each: (row: ExcelJsRow, number: number) => void): void;
}
interface ExcelJsBook {
  xlsx: { readFile(path: string): Promise<void>; writeFile(path: string): Promise<void> };
  worksheets: ExcelJsSheet[];
}

async function exceljsBook(): Promise<ExcelJsBook> {
  // Installed aside by the benchmark: Habido does not depend on it.
  const load = createRequire(`${process.env['HABIDO_BENCH_EXCELJS'] ?? ''}/package.json`);
  const { Workbook } = load('exceljs') as { Workbook: new () => ExcelJsBook };
  begin();
  const book = new Workbook();
  await book.xlsx.readFile(path);
  return book;
}

async function exceljsRead(): Promise<number> {
  let found = 0;
  (await exceljsBook()).worksheets[0]?.eachRow((row) => {
    if (/^\d{11}$/.test(String(row.getCell(RUC_COLUMN + 1).value))) found += 1;
  });
  return found;
}

async function exceljsAnnotate(): Promise<number> {
  const book = await exceljsBook();
  let done = 0;
  book.worksheets[0]?.eachRow((row, number) => {
    const values =
      number === 1 ? HEADINGS : cellsOf(row.getCell(RUC_COLUMN + 1).value, row.getCell(RUC_COLUMN + 2).value);
    values.forEach((value, k) => {
      row.getCell(COLUMNS + 1 + k).value = value;
    });
    if (number > 1) done += 1;
  });
  await book.xlsx.writeFile(target);
  return done;
}

/** The least that any tool must do: inflate the sheet's part, and deflate it again at our level. */
async function limit(deflated: boolean): Promise<number> {
  const sheet = readDirectory(path).find((entry) => entry.name === 'xl/worksheets/sheet1.xml');
  if (sheet === undefined) throw new Error('no sheet');
  const source = createReadStream(path, {
    start: sheet.start,
    end: sheet.start + sheet.compressedSize - 1,
    highWaterMark: 256 * 1024,
  });
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  begin();
  if (deflated) {
    const deflate = createDeflateRaw({
      level: 6,
      chunkSize: 256 * 1024,
    });
    await pipeline(source, inflate, deflate, createWriteStream(target));
  } else await pipeline(source, inflate, nowhere);
  return rows;
}

let started = performance.now();
function begin(): void {
  started = performance.now();
}

const done = await WORKS[tool]?.[operation]?.();
const seconds = (performance.now() - started) / 1000;
await workbooks.close();
rmSync(target, { force: true });
// A tool that lost rows was not faster: it did less.
if (done !== rows) throw new Error(`${tool} ${operation}: ${String(done)} of ${String(rows)} rows`);
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
