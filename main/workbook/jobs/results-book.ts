/** A report to hand on: a fresh workbook with the summary, every result, and those to review. */
import type { Buffer } from 'node:buffer';
import { utils, write, type WorkSheet } from 'xlsx';
import { HabidoError } from '../../../shared/errors.ts';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import { VERDICT_MEANINGS, VEREDICTOS } from '../../../shared/verdict.ts';
import type { RunSummary, VerdictCells } from '../../../shared/workbook.ts';
import { writeInPlace } from '../../files/target.ts';
import { padronFacts } from '../added/padron-facts.ts';
import type { Job } from './job.ts';

/** Rows of one sheet, less its header. */
const MAX_ROWS = 1_048_575;

export interface ResultsJob {
  target: string;
  temporary: string;
  resumen: RunSummary;
  verdicts: AsyncIterable<readonly VerdictCells[]>;
}

const HEADER = [
  'RUC',
  'VEREDICTO',
  'RAZÓN SOCIAL (SUNAT)',
  'ESTADO',
  'CONDICIÓN',
  'OBSERVACIÓN',
  'FUENTE',
  'DATO AL',
  'CONSULTADO EL',
];
const WIDTHS = [14, 16, 44, 20, 20, 60, 24, 12, 18];

/** Writes the report and answers its number of rows. Every cell is a text or a number, never a formula. */
export async function writeResultsBook(report: ResultsJob, job: Job): Promise<{ filas: number }> {
  const rows: string[][] = [];
  for await (const chunk of report.verdicts) {
    job.check();
    for (const cells of chunk) rows.push(rowOf(cells));
    if (rows.length > MAX_ROWS) throw new HabidoError('archivo-demasiado-grande');
  }
  job.progress({ fase: 'escribir', avance: 0.3 });
  const book = utils.book_new();
  utils.book_append_sheet(book, summarySheet(report.resumen), 'Resumen');
  utils.book_append_sheet(book, resultSheet(rows.filter((row) => row[1] !== 'APTO')), 'Por revisar');
  utils.book_append_sheet(book, resultSheet(rows), 'Resultados');
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
  job.check();
  job.progress({ fase: 'escribir', avance: 0.9 });
  await writeInPlace(report.target, report.temporary, bytes);
  return { filas: rows.length };
}

function rowOf(cells: VerdictCells): string[] {
  return [
    cells.texto,
    cells.veredicto,
    cells.razonSocial,
    cells.estado,
    cells.condicion,
    cells.observacion,
    cells.fuente,
    cells.datoAl === null ? '' : toLimaDay(cells.datoAl),
    cells.consultadoEn === null ? '' : toLimaMinute(cells.consultadoEn),
  ];
}

/** Arrays of texts become text cells: what begins with `=` stays a text. */
function resultSheet(rows: readonly string[][]): WorkSheet {
  const sheet = utils.aoa_to_sheet([HEADER, ...rows]);
  sheet['!cols'] = WIDTHS.map((wch) => ({ wch }));
  sheet['!autofilter'] = {
    ref: utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length, c: HEADER.length - 1 } }),
  };
  return sheet;
}

function summarySheet(resumen: RunSummary): WorkSheet {
  const sheet = utils.aoa_to_sheet([
    ['Informe de validación de RUC'],
    [],
    ['Libro', resumen.archivo],
    ['SHA-256 del libro', resumen.hash],
    ['Corrida', resumen.corrida],
    ['Inicio (hora de Lima)', toLimaMinute(resumen.inicio)],
    ['Fin (hora de Lima)', resumen.fin === null ? 'en curso' : toLimaMinute(resumen.fin)],
    ['Consultas', resumen.consultasUsadas],
    ['Peticiones', resumen.peticiones],
    ['Respuestas reusadas', resumen.desdeCache],
    ...padronFacts(resumen),
    ['Habido', resumen.version],
    [],
    ['VEREDICTO', 'RUC', 'Qué significa'],
    ...VEREDICTOS.map((veredicto) => [veredicto, resumen.conteo[veredicto], VERDICT_MEANINGS[veredicto]]),
    [],
    ['Cada veredicto es de la fecha que lleva, no de la fecha de emisión del comprobante.'],
  ]);
  sheet['!cols'] = [{ wch: 26 }, { wch: 68 }, { wch: 90 }];
  return sheet;
}
