/** The report as a page to print: HTML without scripts, everything that came from outside escaped. Pure. */
import type { RunItemRow } from '../database/run-store.ts';
import { toLimaDay, toLimaMinute } from '../../shared/time.ts';
import { fuenteWords, VERDICT_MEANINGS, VEREDICTOS } from '../../shared/verdict.ts';
import { itemWords } from '../validation/item-words.ts';
import type { RunSummary } from '../../shared/workbook.ts';

const STYLE = `
  @page { size: A4 landscape; margin: 14mm 12mm; }
  body { font: 9.5pt/1.4 "Segoe UI", "Noto Sans", sans-serif; color: #182027; }
  h1 { font-size: 15pt; margin: 0 0 2mm; } h2 { font-size: 11pt; margin: 6mm 0 2mm; }
  table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }
  th, td { text-align: left; padding: 1mm 2mm; border-bottom: 0.2mm solid #c6ced5; vertical-align: top; }
  th { background: #f1f3f4; font-size: 8.5pt; } tr { break-inside: avoid; }
  .n { text-align: right; font-variant-numeric: tabular-nums; } .t { color: #5c6771; font-size: 8.5pt; }
`;

/** The page of a run: facts, counts with their meaning, and the rows to review (`total` counts them all). */
export function reportPage(resumen: RunSummary, rows: readonly RunItemRow[], total: number): string {
  return `<!doctype html><html lang="es-PE"><head><meta charset="utf-8"><title>Informe de validación de RUC</title>
<style>${STYLE}</style></head><body>
<h1>Informe de validación de RUC</h1>
<p>${escaped(resumen.archivo)} · ${toLimaMinute(resumen.inicio)} (hora de Lima) · ${count(resumen.consultasUsadas)} consultas,
${count(resumen.desdeCache)} respuestas reusadas${padronWords(resumen)}</p>
<p class="t">Corrida ${escaped(resumen.corrida)} · SHA-256 del libro ${escaped(resumen.hash)} · Habido ${escaped(resumen.version)}</p>
<h2>Resumen</h2>
<table><thead><tr><th>Veredicto</th><th class="n">RUC</th><th>Qué significa</th></tr></thead><tbody>
${VEREDICTOS.map((v) => `<tr><td>${v}</td><td class="n">${count(resumen.conteo[v])}</td><td>${VERDICT_MEANINGS[v]}</td></tr>`).join('\n')}
</tbody></table>
<h2>Por revisar</h2>
${rows.length === 0 ? '<p>Ningún RUC necesita revisión.</p>' : rowsTable(rows)}
${total > rows.length ? `<p>Y ${count(total - rows.length)} más: vea el informe en Excel.</p>` : ''}
<p class="t">Cada veredicto es de la fecha que lleva, no de la fecha de emisión del comprobante. Una constancia de SUNAT
tiene más fuerza que este informe.</p></body></html>`;
}

/** What rests on the padrón, and on which edition of it. */
function padronWords({ desdePadron, ediciones }: RunSummary): string {
  if (desdePadron === 0) return '';
  const named = ediciones.map(({ fecha, sha256 }) => `del ${toLimaDay(fecha)} (SHA-256 ${escaped(sha256)})`);
  return `, ${count(desdePadron)} según el padrón de SUNAT ${named.join(' y ')}`;
}

function rowsTable(rows: readonly RunItemRow[]): string {
  const head = [
    'Fila',
    'Veredicto',
    'RUC',
    'Razón social',
    'Estado y condición',
    'Observación',
    'Fuente',
    'Dato al',
    'Consultado el',
  ];
  return `<table><thead><tr>${head.map((title) => `<th>${title}</th>`).join('')}</tr></thead><tbody>
${rows
  .map(
    (row) =>
      `<tr>${cells(row)
        .map((text) => `<td>${escaped(text)}</td>`)
        .join('')}</tr>`,
  )
  .join('\n')}
</tbody></table>`;
}

function cells(row: RunItemRow): string[] {
  return [
    count(row.fila),
    row.veredicto ?? 'En espera',
    row.ruc,
    row.razonSocial,
    [row.estado, row.condicion].filter((text) => text !== '').join(', '),
    itemWords(row).observacion,
    fuenteWords(row.fuente ?? 'NINGUNA', row.origen ?? 'NINGUNA'),
    row.datoAl === null ? '' : toLimaDay(row.datoAl),
    row.consultadoEn === null ? '' : toLimaMinute(row.consultadoEn),
  ];
}

function count(value: number): string {
  return value.toLocaleString('es-PE');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
