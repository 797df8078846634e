/** Takes a workbook through the real worker for tests: read, choose, annotate, and the copy as others read it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, type WorkSheet } from 'xlsx';
import type {
  AnnotateRequest,
  AnnotateResult,
  ColumnItem,
  ColumnReading,
  VerdictCells,
  WorkbookReading,
  Workbooks,
} from '../../main/workbook/types.ts';
import { createWorkbooks } from '../../main/workbook/workbooks.ts';

export const WORKER_URL = new URL('../../main/workbook/worker.ts', import.meta.url);
export const DATO_AL = Date.UTC(2026, 10, 20, 10, 12, 3);
export const CONSULTADO_EL = Date.UTC(2026, 10, 25, 2, 3, 4);

/** A folder and a port, to be disposed of together. */
export interface Bench {
  folder: string;
  workbooks: Workbooks;
  /** Writes a file into the folder; answers its path. */
  file(name: string, bytes: Buffer | string): string;
  dispose(): Promise<void>;
}

export function bench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'habido-libro-'));
  const workbooks = createWorkbooks({ workerUrl: WORKER_URL });
  return {
    folder,
    workbooks,
    file: (name, bytes) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    dispose: async () => {
      await workbooks.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A verdict for an item, different for each by its last digits. */
export function verdictFor(item: ColumnItem): VerdictCells {
  if (!item.valido) {
    return {
      texto: item.texto,
      veredicto: 'RUC INVÁLIDO',
      razonSocial: '',
      estado: '',
      condicion: '',
      observacion: `Falla ${item.fault ?? ''}.`,
      fuente: 'Sin consultar',
      datoAl: null,
      consultadoEn: null,
    };
  }
  const good = Number(item.texto.slice(-3)) % 4 !== 0;
  return {
    texto: item.texto,
    veredicto: good ? 'APTO' : 'NO APTO',
    razonSocial: `=EMPRESA & Ñ <${item.texto}>`,
    estado: good ? 'ACTIVO' : 'BAJA DE OFICIO',
    condicion: 'HABIDO',
    observacion: good ? '' : 'Estado BAJA DE OFICIO: riesgo.',
    fuente: 'Migo',
    datoAl: DATO_AL,
    consultadoEn: CONSULTADO_EL,
  };
}

export function* inChunks(verdicts: readonly VerdictCells[], size = 100): Generator<readonly VerdictCells[]> {
  for (let at = 0; at < verdicts.length; at += size) yield verdicts.slice(at, at + size);
}

export interface Annotated {
  reading: WorkbookReading;
  column: ColumnReading;
  result: AnnotateResult;
  source: Buffer;
  copy: Buffer;
  path: string;
  target: string;
}

/** Reads, takes the best candidate (or the choice given), annotates. */
export async function annotateBook(
  { workbooks, folder }: Bench,
  path: string,
  choice?: { hoja: string; columna: string; filaEncabezado?: number | null; manual?: boolean },
  output: Pick<AnnotateRequest, 'etiqueta' | 'salida' | 'resumen'> & {
    verdict?: (item: ColumnItem) => VerdictCells;
  } = {},
): Promise<Annotated> {
  const { verdict = verdictFor, ...request } = output;
  const reading = await workbooks.read(path);
  const best = reading.candidatas[0];
  const wanted = choice ?? best;
  if (wanted === undefined) throw new Error('no candidate');
  const manual = choice?.manual ?? false;
  const column = await workbooks.readColumn(path, {
    ...wanted,
    filaEncabezado: wanted.filaEncabezado ?? null,
    manual,
  });
  const source = readFileSync(path);
  const target = join(folder, `copia-${path.split(/[\\/]/).pop() ?? ''}`);
  const result = await workbooks.annotate({
    source: path,
    expectedHash: column.hash,
    choice: column.choice,
    target,
    verdicts: inChunks(column.items.map(verdict)),
    manual,
    ...request,
  });
  return { reading, column, result, source, copy: readFileSync(target), path, target };
}

/** A sheet as an independent reader sees it. */
export function sheetOf(bytes: Buffer, name: string): WorkSheet {
  const sheet = read(bytes, { cellNF: true, cellStyles: true, cellFormula: true, sheetStubs: false }).Sheets[
    name
  ];
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The text of one cell, as stored. */
export function valueAt(sheet: WorkSheet, address: string): string | number | boolean | undefined {
  return (sheet[address] as { v?: string | number | boolean } | undefined)?.v;
}
